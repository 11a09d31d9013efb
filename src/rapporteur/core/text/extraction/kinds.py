"""Reading a file by its kind. Runs in the process that can be killed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from rapporteur.core.text import compound, media, message, outlook, pdf, rtf, word97
from rapporteur.core.text.beside import Beside, marked
from rapporteur.core.text.charsets import decoded
from rapporteur.core.text.decoding import decode
from rapporteur.core.text.extraction import archives, epub, sheets, slides, word, zipped
from rapporteur.core.text.extraction.extracted import (
    BYTES_LIMIT,
    TEXT_LIMIT,
    Extracted,
    Problem,
    finished,
)
from rapporteur.core.text.extraction.html import read_html, text_of
from rapporteur.core.text.extraction.opendocument import read_opendocument

_SHEETS = (media.XLSX, media.ODS)
_OPEN = (media.ODT, media.ODP, media.ODG)
_PDF = {
    "password": Problem.PASSWORD,
    "damaged": Problem.DAMAGED,
    "cut": Problem.CUT,
    None: None,
}


def read(raw: bytes, ending: str) -> Extracted:
    """The text of `raw`. ending: of its name, with the dot, in lower case."""
    kind = media.media_type(raw)
    if kind == media.TEXT and ending in (".html", ".htm"):
        kind = media.HTML
    try:
        return _read(raw, kind)
    except (MemoryError, RecursionError):
        return Extracted((), kind, Problem.DIED)


def _read(raw: bytes, kind: str) -> Extracted:
    if kind == media.TEXT:
        return finished(kind, decode(raw).text.split("\f"))
    if kind.startswith("image/") and kind != media.SVG:
        return Extracted((), kind, Problem.IMAGE)
    if kind == media.PDF:
        return _pdf(raw)
    if kind in (media.HTML, media.SVG):
        return read_html(raw, kind)
    if kind == media.MESSAGE:
        return _message(raw)
    if kind == media.RTF:
        return _rtf(raw)
    if kind == media.OLE:
        return _before_2007(raw)
    if kind in (media.DOCX, media.PPTX, media.EPUB, *_SHEETS, *_OPEN):
        problem = archives.problem_of(raw)
        if problem:
            return Extracted((), kind, problem)
        if kind in _SHEETS:
            return sheets.read_sheets(raw, kind)
        if kind == media.DOCX:
            return word.read_word(raw, _put_in)
        if kind == media.PPTX:
            return slides.read_slides(raw)
        return epub.read_epub(raw) if kind == media.EPUB else read_opendocument(raw, kind)
    if kind == media.FLAT:
        return read_opendocument(raw, kind)
    if kind == media.ZIP:
        return zipped.read_zip(raw, _within)
    return Extracted((), kind, Problem.UNSUPPORTED)


def _pdf(raw: bytes) -> Extracted:
    told = pdf.read(raw, TEXT_LIMIT)
    if not told.texts:
        return Extracted((), media.PDF, _PDF[told.problem])
    attached = [
        marked(text, Beside.ATTACHED)
        for name, content in told.files
        for text in zipped.below_name(name, _attached(content, name))
    ]
    read = finished(media.PDF, [*told.texts, *attached], _PDF[told.problem])
    return replace(read, pictures=told.pictures)


def _attached(raw: bytes, name: str) -> Extracted:
    """A file that a PDF carries; of another PDF the pages alone, and no archive, since both might
    hold themselves."""
    kind = media.media_type(raw)
    if kind == media.ZIP:
        return Extracted((), kind, Problem.UNSUPPORTED)
    if kind == media.PDF:
        told = pdf.read(raw, TEXT_LIMIT)
        return finished(kind, told.texts, _PDF[told.problem] if told.problem else None)
    return _within(raw, name)


def _within(raw: bytes, name: str) -> Extracted:
    if not raw.strip(b"\0 \t\r\n"):
        return Extracted((), media.TEXT, Problem.EMPTY)
    if len(raw) > BYTES_LIMIT:
        return Extracted((), media.UNKNOWN, Problem.TOO_LARGE)
    return read(raw, PurePath(name).suffix.lower())


def _put_in(raw: bytes, name: str) -> Extracted:
    """A file in place of words of a Word document; another Word document in that has no others.
    An archive might hold itself."""
    kind = media.media_type(raw)
    if kind in (media.ZIP, media.OLE):
        return Extracted((), kind, Problem.UNSUPPORTED)
    if kind == media.DOCX:
        problem = archives.problem_of(raw)
        if problem:
            return Extracted((), media.DOCX, problem)
        return word.read_word(raw, lambda _raw, _name: Extracted((), media.UNKNOWN))
    return _within(raw, name)


def _before_2007(raw: bytes) -> Extracted:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return Extracted((), media.OLE, Problem.PASSWORD)
    if outlook.MARK.encode("utf-16-le") in raw and (saved := _outlook(raw)) is not None:
        return saved
    if word97.DOCUMENT.encode("utf-16-le") not in raw:
        return sheets.read_sheets(raw, media.OLE)
    try:
        pages = word97.read(raw)
    except compound.Damaged:
        return Extracted((), media.OLE, Problem.DAMAGED)
    except word97.Protected:
        return Extracted((), media.OLE, Problem.PASSWORD)
    if pages is None:
        return Extracted((), media.OLE, Problem.UNSUPPORTED)
    return finished(media.OLE, pages)


def _outlook(raw: bytes) -> Extracted | None:
    """A message that Outlook saved: its words, and those of each file in it below its name."""
    try:
        saved = outlook.read(raw)
    except compound.Damaged:
        return Extracted((), media.OLE, Problem.DAMAGED)
    return finished(media.OLE, list(_pages_of(saved))) if saved else None


def _pages_of(saved: outlook.Saved) -> Iterator[str]:
    yield "\n\n".join(filter(None, (saved.subject, _words_of(saved))))
    for name, content in saved.files:
        if isinstance(content, outlook.Saved):
            yield from _pages_of(content)
        else:
            yield from zipped.below_name(name, _within(content, name))


def _words_of(saved: outlook.Saved) -> str:
    if saved.text.strip():
        return saved.text
    if saved.page and saved.charset:
        return text_of(decoded(saved.page, saved.charset)).text
    if saved.page:
        return read_html(saved.page).text
    return _rtf(saved.rich).text if saved.rich else saved.text


def _message(raw: bytes) -> Extracted:
    try:
        told = message.body_of(raw)
    except message.Unreadable:
        return Extracted((), media.MESSAGE, Problem.DAMAGED)
    texts = [text_of(words.text).text if words.is_page else words.text for words in told]
    return finished(media.MESSAGE, ["\n\n".join(texts)])


def _rtf(raw: bytes) -> Extracted:
    try:
        return finished(media.RTF, rtf.read(raw))
    except rtf.Damaged as fault:
        if any(page.strip() for page in fault.pages):
            return finished(media.RTF, fault.pages, Problem.BROKEN_OFF)
        return Extracted((), media.RTF, Problem.DAMAGED)

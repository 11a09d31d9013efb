"""The text in a file, page by page, or the reason why there is none.

Files come from strangers. PDF and office formats are read in a process of their own with a limit
of time and memory, so that one that hangs or crashes its reader takes nothing with it.
"""

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from enum import StrEnum

import pypandoc
from lxml import etree
from lxml import html as lxml_html

from rapporteur.core.text import media, message, rtf
from rapporteur.core.text.decoding import decode

BYTES_LIMIT = 100 * 1024 * 1024  # of a file
TEXT_LIMIT = 20_000_000  # characters of text taken from it
UNPACKED_LIMIT = 500 * 1024 * 1024  # what an office document may say that it unpacks to
SECONDS_LIMIT = 60
MEMORY_LIMIT = 2 * 1024**3


class Problem(StrEnum):
    """Why there is no text, or not all of it: a sentence in English, the key of translations."""

    EMPTY = "The file is empty."
    TOO_LARGE = "The file is too large to be read for its text."
    UNSUPPORTED = "Text cannot be taken from a file of this kind."
    IMAGE = "The file is an image: its text has to be recognised or typed in."
    NO_TEXT = "The file holds no text: it may be a scan, to be recognised or typed in."
    PASSWORD = "The file is protected by a password."  # noqa: S105 (a sentence, not a secret)
    DAMAGED = "The file is damaged and cannot be read."
    TOO_SLOW = "Reading the file took too long and was given up."
    CUT = "The text was cut: the file holds more than is taken."


@dataclass(frozen=True)
class Page:
    """number: counted from 1. text: with its line ends; a kind without pages has one."""

    number: int
    text: str


@dataclass(frozen=True)
class Extracted:
    """pages: may be empty. media_type: by content. problem: None where all the text was taken."""

    pages: tuple[Page, ...]
    media_type: str
    problem: Problem | None = None

    @property
    def text(self) -> str:
        """All pages, a form feed between two."""
        return "\f".join(page.text for page in self.pages)


def extract(raw: bytes, filename: str = "", *, seconds: float = SECONDS_LIMIT) -> Extracted:
    """The text of `raw`. Never raises for what is in the file: see `Extracted.problem`.

    filename: as the sender called it; only its ending is looked at, and only to tell apart
    kinds that look alike from within (HTML without a beginning). seconds: limit of time.
    """
    kind = media.media_type(raw)
    if kind == media.TEXT and filename.lower().endswith((".html", ".htm")) and b"</" in raw:
        kind = media.HTML
    if not raw.strip(b"\0 \t\r\n"):
        return Extracted((), kind, Problem.EMPTY)
    if len(raw) > BYTES_LIMIT:
        return Extracted((), kind, Problem.TOO_LARGE)
    if kind.startswith("image/"):
        return Extracted((), kind, Problem.IMAGE)
    if kind == media.TEXT:
        return _finished(kind, decode(raw).text.split("\f"))
    if kind == media.HTML:
        return _html(raw)
    if kind == media.MESSAGE:
        return _message(raw)
    if kind == media.RTF:
        return _rtf(raw)
    if kind == media.PDF:
        return _pdf(raw, seconds)
    if kind in _PANDOC:
        return _pandoc(raw, kind, seconds)
    if kind == media.OLE:
        encrypted = "EncryptedPackage".encode("utf-16-le") in raw
        return Extracted((), kind, Problem.PASSWORD if encrypted else Problem.UNSUPPORTED)
    return Extracted((), kind, Problem.UNSUPPORTED)


def _message(raw: bytes) -> Extracted:
    try:
        words, page = message.body_of(raw)
    except message.Unreadable:
        return Extracted((), media.MESSAGE, Problem.DAMAGED)
    if page is not None:
        words = f"{words}\n\n{_html(page).text}"
    return _finished(media.MESSAGE, [words])


def _finished(kind: str, texts: list[str], problem: Problem | None = None) -> Extracted:
    """Pages numbered and, past the limit, cut; a page without text keeps its number."""
    pages, room = [], TEXT_LIMIT
    for number, text in enumerate(texts, 1):
        if len(text) > room:
            pages.append(Page(number, text[:room]))
            return Extracted(tuple(pages), kind, Problem.CUT)
        pages.append(Page(number, text))
        room -= len(text)
    if problem is None and not any(page.text.strip() for page in pages):
        problem = Problem.NO_TEXT
    return Extracted(tuple(pages), kind, problem)


# HTML ------------------------------------------------------------------------------------------

_SKIPPED = ("script", "style", "noscript", "template", "svg", "iframe", "object", "head")
_BLOCK_NAMES = (
    "address article aside blockquote body caption dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())


def _html(raw: bytes) -> Extracted:
    try:
        # As text: libxml2 would follow a wrong charset declaration. No network, no entities.
        parser = lxml_html.HTMLParser(no_network=True, huge_tree=True, encoding="utf-8")
        source = decode(raw).text.encode("utf-8", "surrogatepass")
        tree = lxml_html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError):
        return Extracted((), media.HTML, Problem.DAMAGED)
    etree.strip_elements(tree, *_SKIPPED, etree.Comment, with_tail=False)
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _BLOCKS:
            pieces.append("\n\n")
        if event == "start":
            pieces.append("\n" if name == "br" else " " if name in ("td", "th") else "")
            pieces.append(_one_line(element.text))
        else:
            pieces.append(_one_line(element.tail))
    cut = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    paragraphs = [
        "\n".join(" ".join(line.split()) for line in one.split("\n")).strip()
        for one in "".join(pieces).split("\n\n")
    ]
    text = "\n\n".join(one for one in paragraphs if one)
    return _finished(media.HTML, [text], Problem.CUT if cut else None)


def _one_line(text: str | None) -> str:
    """`text` on one line, a space kept at either end where it had any."""
    return " ".join(f"_{text}_".split())[1:-1] if text else ""


# PDF -------------------------------------------------------------------------------------------


def _pdf(raw: bytes, seconds: float) -> Extracted:
    command = [sys.executable, "-m", "rapporteur.core.text.pdf", str(MEMORY_LIMIT), str(TEXT_LIMIT)]
    try:
        done = subprocess.run(  # noqa: S603 (our own module, no shell)
            command, input=raw, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return Extracted((), media.PDF, Problem.TOO_SLOW)
    if done.returncode != 0:
        return Extracted((), media.PDF, Problem.DAMAGED)
    answer = json.loads(done.stdout)
    if answer["problem"] == "password":
        return Extracted((), media.PDF, Problem.PASSWORD)
    if answer["problem"] == "damaged":
        return Extracted((), media.PDF, Problem.DAMAGED)
    cut = Problem.CUT if answer["problem"] == "cut" else None
    return _finished(media.PDF, answer["pages"], cut)


# RTF -------------------------------------------------------------------------------------------


def _rtf(raw: bytes) -> Extracted:
    try:
        return _finished(media.RTF, rtf.read(raw))
    except rtf.Damaged:
        return Extracted((), media.RTF, Problem.DAMAGED)


# DOCX, ODT, EPUB -------------------------------------------------------------------------------

_PANDOC = {media.DOCX: "docx", media.ODT: "odt", media.EPUB: "epub"}


def _pandoc(raw: bytes, kind: str, seconds: float) -> Extracted:
    problem = _zip_problem(raw)
    if problem:
        return Extracted((), kind, problem)
    # Pandoc is GPL: always a process of its own. --sandbox keeps it from files and the network.
    command = [pypandoc.get_pandoc_path(), "--sandbox", f"--from={_PANDOC[kind]}"]
    command += ["--to=plain", "--wrap=none", "+RTS", f"-M{MEMORY_LIMIT // 1024**2}m", "-RTS"]
    try:
        done = subprocess.run(  # noqa: S603 (no shell, no word of the sender's in it)
            command, input=raw, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return Extracted((), kind, Problem.TOO_SLOW)
    if done.returncode != 0:
        return Extracted((), kind, Problem.DAMAGED)
    return _finished(kind, [done.stdout.decode("utf-8").strip("\n")])


def _zip_problem(raw: bytes) -> Problem | None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                return Problem.PASSWORD
            if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
                return Problem.TOO_LARGE
            names = {entry.filename for entry in entries}
            if "META-INF/manifest.xml" in names:  # OpenDocument encrypts entries by itself
                with archive.open("META-INF/manifest.xml") as manifest:
                    if b"encryption-data" in manifest.read(1_000_000):
                        return Problem.PASSWORD
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError):
        return Problem.DAMAGED
    return None

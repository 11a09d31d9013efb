"""The text of a PDF. Runs in a process that can be killed (`core.text.extraction`)."""

import io
import re
from collections.abc import Iterator

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

_BEYOND_TEXT = {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_TEXT}
_NOT_WORDS = {"/Off", "/Yes"}  # the states of boxes
_STAMPED, _FEW = 500, 60  # characters, and letters, of a page that may be a picture all the same
_MOST = 0.5  # of a page's area
_LETTERS = re.compile(r"[^\W_]")
_TURNED = re.compile("ا([اأإآ])ل")
_DEEPEST = 20  # fields within fields
# What pypdf raises for files that are broken: PyPdfError and what it stumbles on.
_FAULTS = (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OSError)


def read(raw: bytes, limit: int) -> tuple[list[str], str | None, tuple[int, ...]]:
    """The texts of the pages, what was wrong ("password", "damaged", "cut" or None), and the
    numbers, from 1, of those that are pictures of text: a scan among others that were written.

    At most `limit` characters. PDFium reads the pages; what stands in the fields of a form or in
    notes is no text to it, so that is read by pypdf and stands below the page's own text.
    """
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        return [], "password" if "password" in str(error).lower() else "damaged", ()
    texts: list[str] = []
    pictures: list[int] = []
    with document:
        beyond = _beyond_text(raw, document)
        for number in range(len(document)):
            try:
                page = document[number]
                text = page.get_textpage().get_text_bounded()
            except pypdfium2.PdfiumError:
                return texts, "damaged" if not texts else "cut", tuple(pictures)
            # PDFium marks a hyphen at a line's end with U+FFFE and ends lines with CR LF.
            text = text.replace("\r\n", "\n").replace("\ufffe", "-").replace("\0", "")
            text = articles_unturned(text)
            text = "\n".join(filter(None, [text.rstrip("\n"), *beyond.get(number, ())]))
            limit -= len(text)
            if limit < 0:
                return texts, "cut", tuple(pictures)
            texts.append(text)
            if _is_picture(page, text):
                pictures.append(number + 1)
    return texts, None, tuple(pictures)


def articles_unturned(text: str) -> str:
    """The text with the Arabic article before alef in the order of its letters.

    Lam and alef are one sign, whose letters PDFium turns with the rest of a line from the right.
    Two alefs never stand together, so there it is plain that they were turned.
    """
    return _TURNED.sub(r"ال\1", text)


def _is_picture(page: pypdfium2.PdfPage, text: str) -> bool:
    """Whether its words are in a picture: next to none of its own, and one that fills most of it.

    A scanner that prints its name or a number on each page leaves a few words of its own.
    """
    if len(text) > _STAMPED or len(_LETTERS.findall(text)) > _FEW:
        return False
    room = page.get_width() * page.get_height()
    try:
        covered = 0.0
        for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
            left, bottom, right, top = image.get_bounds()
            covered += max(right - left, 0) * max(top - bottom, 0)
            if covered >= room * _MOST:
                return True
    except pypdfium2.PdfiumError:
        return False
    return False


def _beyond_text(raw: bytes, document: pypdfium2.PdfDocument) -> dict[int, list[str]]:
    """What is filled in and noted on each page that has such, by its number from 0."""
    numbers = [number for number in range(len(document)) if _is_annotated(document, number)]
    if not numbers:
        return {}
    try:
        pages = pypdf.PdfReader(io.BytesIO(raw)).pages
        return {number: list(dict.fromkeys(_noted(pages[number]))) for number in numbers}
    except (*_FAULTS, RecursionError):
        return {}


def _is_annotated(document: pypdfium2.PdfDocument, number: int) -> bool:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return False
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), 1000)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            pdfium.FPDFPage_CloseAnnot(annotation)
            if kind in _BEYOND_TEXT:
                return True
    return False


def _noted(page: pypdf.PageObject) -> Iterator[str]:
    for reference in page.get("/Annots") or ():
        annotation = reference.get_object()
        if not isinstance(annotation, DictionaryObject):
            continue
        kind = annotation.get("/Subtype")
        if kind == "/Widget":
            name, value = _inherited(annotation, "/T"), _inherited(annotation, "/V")
            if isinstance(value, str) and value.strip() and value not in _NOT_WORDS:
                yield _lines(f"{name}: {value}" if name else value)
        elif kind in ("/FreeText", "/Text") and isinstance(annotation.get("/Contents"), str):
            yield _lines(str(annotation["/Contents"]))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _inherited(field: DictionaryObject, key: str) -> object:
    """A field's entry, or that of the field it is a part of."""
    for _step in range(_DEEPEST):
        if key in field:
            return field[key]
        parent = field.get("/Parent")
        if parent is None:
            return None
        field = parent.get_object()
    return None

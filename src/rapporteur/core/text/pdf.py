"""The text of a PDF. Runs in a process that can be killed (`core.text.extraction`)."""

import ctypes
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from unicodedata import combining, normalize

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject

from rapporteur.core.text import pdf_attached
from rapporteur.core.text.beside import Beside, marked
from rapporteur.core.text.right_to_left import RIGHT_TO_LEFT, Sign, text_of

_BEYOND_TEXT = {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_TEXT}
_NOT_WORDS = {"/Off", "/Yes"}  # the states of boxes
_STAMPED, _FEW = 500, 60  # characters, and letters, of a page that may be a picture all the same
_MOST = 0.5  # of a page's area
_LETTERS = re.compile(r"[^\W_]")
_SWAPPED = re.compile("[昀琀][昀椀氀琀樀케]{1,2}")
_SWAPPED_LAM = re.compile("([䐢䐣䐥䐧])ل")
_RADICAL = re.compile("[\u2e80-\u2fd5]")
# CJK Radicals Supplement, which have no compatibility form (Unicode's EquivalentUnifiedIdeograph).
_LIKE = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
        "民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
        strict=True,
    )
)
_NO_WRITING = re.compile("[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_GARBLED = 0.3  # of the letters of a page
_LONG_WORD = 14  # letters
_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af]")
_MOST_SIGNS = 20_000  # of a page whose lines are put in order
_LEVEL = 0.05  # the slope of a line that is level
_TURNED = re.compile("[اأإآٱ]ل")
_DEEPEST = 20  # fields within fields
# What pypdf raises for files that are broken: PyPdfError and what it stumbles on.
_FAULTS = (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OSError)


@dataclass(frozen=True)
class Told:
    """texts: of the pages. problem: "password", "damaged", "cut" or None. pictures: the numbers,
    from 1, of the pages that are pictures of text, a scan among others that were written. files:
    what it carries beside its pages, by name."""

    texts: list[str]
    problem: str | None = None
    pictures: tuple[int, ...] = ()
    files: Sequence[tuple[str, bytes]] = ()


def read(raw: bytes, limit: int) -> Told:
    """At most `limit` characters. PDFium reads the pages; what stands in the fields of a form or in
    notes is no text to it, so that is read by pypdf and stands below the page's own text. A page
    that is damaged costs no other.
    """
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        return Told([], "password" if "password" in str(error).lower() else "damaged")
    texts: list[str] = []
    pictures: list[int] = []
    broken, fonts = 0, _Fonts(raw)
    with document:
        beyond = _beyond_text(raw, document)
        files = pdf_attached.files_in(document)
        for number in range(len(document)):
            try:
                page = document[number]
                text = words_on(page.get_textpage())
                is_picture = is_garbled(text) or (
                    is_unlikely(text) and fonts.say_no_letters(number)
                )
                text = "" if is_picture else text.rstrip("\n")
                text = "\n".join(filter(None, [text, *beyond.get(number, ())]))
                is_picture = is_picture or _is_picture(page, text)
            except pypdfium2.PdfiumError:
                text, is_picture, broken = "", False, broken + 1
            limit -= len(text)
            if limit < 0:
                return Told(texts, "cut", tuple(pictures), files)
            texts.append(text)
            if is_picture:
                pictures.append(number + 1)
        if texts and (values := pdf_attached.values_of_form(document)):
            texts[0] = f"{texts[0]}\n{values}"
    if broken and broken == len(texts):
        return Told([], "damaged")
    return Told(texts, "cut" if broken else None, tuple(pictures), files)


def words_on(page: pypdfium2.PdfTextPage) -> str:
    """The words of a page in their order of reading, lines ended by LF."""
    text: str = page.get_text_bounded()
    if page.count_chars() <= _MOST_SIGNS and RIGHT_TO_LEFT.search(text):
        whole: str = page.get_text_range().replace("\ufffe", "-")  # a hyphen that ends a line
        is_all = len("".join(text.split())) == len("".join(whole.split()))  # none beyond the edge
        is_all = is_all and len(whole) == page.count_chars()
        if is_all and _is_level(page, whole):
            text = text_of(list(_signs(page, whole)))
    # PDFium ends lines with CR LF, and one that ends with a hyphen with U+0002 alone.
    text = text.replace("\r\n", "\n").replace("\x02", "-\n").replace("\0", "")
    return letters_mended(text)


def _signs(page: pypdfium2.PdfTextPage, text: str) -> Iterator[Sign]:
    """What is printed, sign by sign."""
    x, y = ctypes.c_double(), ctypes.c_double()
    sign, row = None, 0
    before: set[tuple[object, ...]] = set()
    for at, letter in enumerate(text):
        if letter in "\r\n":
            row += letter == "\n"
            continue
        pdfium.FPDFText_GetCharOrigin(page, at, x, y)
        left, _bottom, right, _top = page.get_charbox(at, loose=True)
        places = {("origin", x.value, y.value), ("box", *page.get_charbox(at))}
        together = sign is not None and places & before and not sign.letters.isspace()
        if sign and together and not letter.isascii() and not combining(letter):
            left, right = min(left, sign.left), max(right, sign.right)
            sign = replace(sign, letters=sign.letters + letter, left=left, right=right)
            continue
        if sign:
            yield replace(sign, letters=_in_order(sign.letters))
        size = pdfium.FPDFText_GetFontSize(page, at)
        sign, before = Sign(letter, left, right, y.value, size, row), places
    if sign:
        yield replace(sign, letters=_in_order(sign.letters))


def _is_level(page: pypdfium2.PdfTextPage, text: str) -> bool:
    """Whether no line from right to left is turned. Letters that lean, as an italic does that was
    made of an upright face, stand on a level line; their angle, to PDFium, is that of the lean."""
    placed = pdfium.FS_MATRIX()
    for letter in RIGHT_TO_LEFT.finditer(text):
        pdfium.FPDFText_GetMatrix(page, letter.start(), placed)
        if placed.a <= 0 or abs(placed.b) > _LEVEL * placed.a:
            return False
    return True


def _in_order(letters: str) -> str:
    """The letters of one sign, of which PDFium or who printed it turned lam and alef."""
    return letters[::-1] if _TURNED.fullmatch(letters) else letters


def letters_mended(text: str) -> str:
    """The text with signs as the letters that they are. A font that has one sign for a radical and
    for the Chinese character that looks like it is said to show the radical; and Ghostscript of
    version 10.0 writes the bytes of ligatures in the wrong order, so that "fi" is U+6600 U+6900,
    which no Chinese puts together."""
    text = _SWAPPED.sub(lambda found: "".join(_mended(sign) for sign in found[0]), text)
    text = _SWAPPED_LAM.sub(lambda found: f"ل{chr(0x600 + ord(found[1]) % 0x100)}", text)
    return _RADICAL.sub(lambda found: _LIKE.get(found[0]) or normalize("NFKC", found[0]), text)


def _mended(sign: str) -> str:
    return "fi" if sign == "케" else chr(ord(sign) >> 8)


def is_garbled(text: str) -> bool:
    """Whether what a page says of its letters is no writing: its fonts do not say which letters
    their signs are, and these are controls, unknown, or of private use."""
    seen = "".join(text.split())
    return len(_NO_WRITING.findall(seen)) > _GARBLED * len(seen)


def is_unlikely(text: str) -> bool:
    """Whether words are longer than those of any language that parts its words."""
    words = text.split()
    letters = sum(map(len, words))
    return letters > _LONG_WORD * len(words) and len(_UNPARTED.findall(text)) < _GARBLED * letters


class _Fonts:
    """Of a file that is opened by pypdf when it is first asked."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    @cached_property
    def _pages(self) -> Sequence[pypdf.PageObject]:
        return pypdf.PdfReader(io.BytesIO(self._raw)).pages

    def say_no_letters(self, number: int) -> bool:
        """Whether a page, from 0, has a font whose signs have numbers alone: a composite one that
        neither says which letters they are nor has them in an order that is known (ISO 32000-1,
        9.10)."""
        try:
            fonts = _entries(_entries(self._pages[number]["/Resources"])["/Font"])
            return any(_is_numbers_alone(_entries(fonts[name])) for name in fonts)
        except (*_FAULTS, RecursionError):
            return False


def _is_numbers_alone(font: DictionaryObject) -> bool:
    encoding = str(font.get("/Encoding", ""))
    if font.get("/Subtype") != "/Type0" or "/ToUnicode" in font or "Identity" not in encoding:
        return False
    below = font["/DescendantFonts"]
    first = _entries(below[0].get_object() if isinstance(below, ArrayObject) else below)
    return str(_entries(first["/CIDSystemInfo"]).get("/Ordering")) == "Identity"


def _entries(thing: object) -> DictionaryObject:
    if not isinstance(thing, DictionaryObject):
        raise TypeError
    return thing


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
                words = _lines(f"{name}: {value}" if name else value)
                yield marked(words, Beside.HIDDEN) if _is_hidden(annotation) else words
        elif kind in ("/FreeText", "/Text") and isinstance(annotation.get("/Contents"), str):
            words = _lines(str(annotation["/Contents"]))
            if kind == "/Text":
                words = marked(words)
            yield marked(words, Beside.HIDDEN) if _is_hidden(annotation) else words


def _is_hidden(annotation: DictionaryObject) -> bool:
    """Whether it is not shown on a screen (ISO 32000-1, 12.5.3): Hidden or NoView."""
    flags = annotation.get("/F", 0)
    return isinstance(flags, int) and bool(flags & (1 << 1 | 1 << 5))


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

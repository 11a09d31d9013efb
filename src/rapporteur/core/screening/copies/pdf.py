"""The copy of a PDF for the public.

A new file is made, into which only the pages go, and of a page only what shows: its content, its
resources and its size. Whatever else a PDF carries stays behind by not being taken: its properties
(Info, XMP), earlier revisions, attachments, JavaScript and other actions, forms, notes, links,
outlines, structure, thumbnails, private data of programs. What is filled in and drawn in notes is
made part of the page first.

A page is taken as it is only where nothing is cut from it and where the words that its content
draws are the words that a person saw. Any other page becomes a picture at 200 dots an inch, with
boxes burnt in where something was cut, and with the words that are left laid over it unseen, so
that it can be read aloud and searched. On a scanned page the places of cuts are those of its
recognised words. Where the place of a cut is not surely known, there is no copy, nor where marks in
the file say other words than are drawn. The copy's title and language are told from the words that
are left.
"""

import ctypes
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from rapporteur.core.screening.copies.copy import REDACTED, STRIPPED, FileCopy, NotSure, PageWords
from rapporteur.core.screening.copies.described import describe
from rapporteur.core.screening.copies.marks import says_other_words, unmarked
from rapporteur.core.screening.copies.pictured import add_picture
from rapporteur.core.screening.copies.pictures import Broken, without_properties
from rapporteur.core.screening.copies.scans import pieces_in, under_picture
from rapporteur.core.screening.copies.unseen import Box, Piece, blacked_out, box_of
from rapporteur.core.screening.redaction import Cut, gap_alone
from rapporteur.core.text import media
from rapporteur.core.text.pdf import words_on
from rapporteur.core.text.spans import Span

DOTS = 200  # an inch, of a page that becomes a picture
MOST_PAGES = 2000
_INCH = 72
_MOST_PIXELS = 40_000_000  # of a page
_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_WORD = re.compile(rf"[{_HAN}]|[^\s{_HAN}]+")  # Chinese is written without spaces
_KEPT_OF_PAGE = (
    "/Type",
    "/MediaBox",
    "/CropBox",
    "/Rotate",
    "/UserUnit",
    "/Contents",
    "/Resources",
)
# What resources, drawings and pictures carry that does not show, or that leads elsewhere.
_NOT_TAKEN = (
    "/Metadata", "/PieceInfo", "/LastModified", "/AA", "/A", "/OPI", "/Alternates", "/Thumb",
    "/StructParent", "/StructParents", "/OC", "/SeparationInfo", "/AF", "/Ref", "/Measure",
    "/PtData",
)  # fmt: skip


def copy_pdf(raw: bytes, pages: Sequence[PageWords]) -> FileCopy:
    """The copy. Raises NotSure where none can be made."""
    try:
        return _copied(raw, pages)
    except (
        pikepdf.PdfError,
        pypdfium2.PdfiumError,
        Broken,
        ValueError,
        KeyError,
        TypeError,
    ) as fault:
        raise NotSure from fault


def _copied(raw: bytes, pages: Sequence[PageWords]) -> FileCopy:
    flat = _flattened(raw)
    if says_other_words(flat):
        raise NotSure
    made = pikepdf.new()
    with pypdfium2.PdfDocument(flat) as shown, pikepdf.open(io.BytesIO(flat)) as source:
        if not 0 < len(shown) == len(source.pages) == len(pages) <= MOST_PAGES:
            raise NotSure
        layered = _has_hidden_layers(source)
        for at, page in enumerate(pages):
            drawn = _drawn(shown, at)
            is_whole = not page.is_cut and not layered
            as_it_is = is_whole and _is_read_alike(shown[at], drawn, page.text)
            if as_it_is and not _is_opaque(source.pages[at]):
                _take(made, source.pages[at])
            else:
                _picture(made, shown[at], drawn, page)
    file = io.BytesIO()
    made.remove_unreferenced_resources()
    describe(made, pages)
    made.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    form = REDACTED if any(page.is_cut for page in pages) else STRIPPED
    return FileCopy(file.getvalue(), media.PDF, form)


def _flattened(raw: bytes) -> bytes:
    """The file with what is filled in, and what notes draw, made part of its pages."""
    with pypdfium2.PdfDocument(raw) as document:
        if pdfium.FPDF_GetFormType(document) != pdfium.FORMTYPE_NONE:
            document.init_forms()
        for page in document:
            if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_FAIL:
                raise NotSure
            page.close()
        file = io.BytesIO()
        document.save(file)
    return file.getvalue()


def _has_hidden_layers(source: pikepdf.Pdf) -> bool:
    """Whether the file has layers that are not shown at first: what they hold would show."""
    layers = source.Root.get("/OCProperties")
    if layers is None:
        return False
    shown_first = layers.get("/D", pikepdf.Dictionary())
    return len(shown_first.get("/OFF", ())) > 0 or shown_first.get("/BaseState", "/ON") != "/ON"


# What a page draws


@dataclass(frozen=True)
class _Letter:
    """A character that a page draws, and its box in points, from the lower left corner."""

    text: str
    box: Box


_HYPHENS = "\x02\ufffe"
"""PDFium's marks of a hyphen at a line's end, as core.text.pdf reads them."""


def _drawn(document: pypdfium2.PdfDocument, at: int) -> list[_Letter]:
    """All that a page draws as text, seen or not, in the order of its content; without spaces."""
    page = document[at]
    text = page.get_textpage()
    letters = []
    for index in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text, index))
        if letter in _HYPHENS:
            letter = "-"
        if letter.isspace() or letter == "\0":
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        letters.append(_Letter(letter, Box(left, bottom, right, top)))
    return letters


def _same(drawn: Sequence[_Letter], text: str) -> bool:
    """Whether what a page draws is what was read from it."""
    return "".join(letter.text for letter in drawn) == _solid(text)


def _is_read_alike(page: pypdfium2.PdfPage, drawn: Sequence[_Letter], text: str) -> bool:
    """Whether what a page draws is what was read from it, in whatever order it draws that: lines
    from right to left are read by where their letters stand."""
    if _same(drawn, text):
        return True
    same_letters = sorted(letter.text for letter in drawn) == sorted(_solid(text))
    return same_letters and _solid(words_on(page.get_textpage())) == _solid(text)


def _solid(text: str) -> str:
    return "".join(text.split())


# A page as it is


def _is_opaque(page: pikepdf.Page) -> bool:
    """Whether a page has pictures, or letters drawn by programs, of which it is not known what they
    carry beside what shows."""
    for here in _reached(page.obj.get("/Resources")):
        if isinstance(here, pikepdf.Dictionary) and here.get("/Subtype") == "/Type3":
            return True
        if isinstance(here, pikepdf.Stream) and here.get("/Subtype") == "/Image":
            filters = here.get("/Filter", pikepdf.Array())
            named = [filters] if isinstance(filters, pikepdf.Name) else list(filters)
            if "/JPXDecode" in named or ("/DCTDecode" in named and len(named) > 1):
                return True
    return False


def _take(made: pikepdf.Pdf, page: pikepdf.Page) -> None:
    made.pages.append(page)
    taken = made.pages[-1].obj
    for key in set(taken.keys()) - {*_KEPT_OF_PAGE}:
        del taken[key]
    taken.Contents = made.make_stream(unmarked(made.pages[-1]))
    for here in _reached(taken.get("/Resources")):
        if isinstance(here, pikepdf.Dictionary | pikepdf.Stream):
            for key in set(here.keys()) & {*_NOT_TAKEN}:
                del here[key]
        if isinstance(here, pikepdf.Stream) and _draws(here):
            here.write(unmarked(here))
        if isinstance(here, pikepdf.Stream) and here.get("/Filter") in _JPEG:
            here.write(without_properties(here.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)


def _draws(stream: pikepdf.Stream) -> bool:
    """Whether a stream is content of its own: a form or the tile of a pattern."""
    return stream.get("/Subtype") == "/Form" or stream.get("/PatternType") == 1


_JPEG = (pikepdf.Name.DCTDecode, pikepdf.Array([pikepdf.Name.DCTDecode]))


def _reached(thing: object) -> Iterator[pikepdf.Object]:
    """Every dictionary, stream and array that can be reached from a thing, each once."""
    waiting, seen = [thing], set()
    while waiting:
        here = waiting.pop()
        if not isinstance(here, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
            continue
        if here.is_indirect:
            if here.objgen in seen:
                continue
            seen.add(here.objgen)
        yield here
        if isinstance(here, pikepdf.Array):
            waiting += list(here)
        else:
            waiting += [here[key] for key in set(here.keys()) - {"/Parent", *_NOT_TAKEN}]


# A page as a picture


def _picture(
    made: pikepdf.Pdf, page: pypdfium2.PdfPage, drawn: Sequence[_Letter], words: PageWords
) -> None:
    is_known = _same(drawn, words.text)
    is_scan = not drawn and bool(words.text.strip())
    if words.is_cut and not is_known and not is_scan:
        raise NotSure  # the offsets of the cuts say nothing of what is drawn where
    width, height = page.get_size()
    image = _shown_as(page)
    if is_known and drawn:
        pieces = blacked_out(_pieces(page, drawn, words), words.areas, (width, height))
    elif words.is_cut:
        pieces = pieces_in(image, words, (width, height))
    else:
        pieces = _down_the_page(words, width, height)
    add_picture(made, image, pieces, (width, height))


def _shown_as(page: pypdfium2.PdfPage) -> Image.Image:
    width, height = page.get_size()
    scale = min(DOTS / _INCH, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    picture: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    return picture


def under_pdf(raw: bytes, words: PageWords) -> list[Span]:
    """What of the text of a page stands under its areas, whole words at a time. Raises NotSure
    where it is not known where the words of the text stand."""
    try:
        with pypdfium2.PdfDocument(_flattened(raw)) as shown:
            page, drawn = shown[words.number - 1], _drawn(shown, words.number - 1)
            if not drawn:
                return under_picture(_shown_as(page), words)
            if not _same(drawn, words.text):
                raise NotSure
            boxes = [box_of(area, page.get_size()) for area in words.areas]
            letters = iter(_shown(page, letter.box) for letter in drawn)
            spans: list[Span] = []
            for word in _WORD.finditer(words.text):
                held = [next(letters) for _letter in word[0]]
                if not any(letter.meets(box) for letter in held for box in boxes):
                    continue
                start = word.start()
                if spans and not words.text[spans[-1].end : start].strip():
                    start = spans.pop().start
                spans.append(Span(start, word.end()))
            return spans
    except (pypdfium2.PdfiumError, ValueError) as fault:
        raise NotSure from fault


def _pieces(page: pypdfium2.PdfPage, drawn: Sequence[_Letter], words: PageWords) -> list[Piece]:
    """The words and gaps of a page in the order of its text. A gap over several lines has a box in
    each, and its words in the first."""
    letters = iter(drawn)
    pieces: list[Piece] = []
    for (cut, _word), group in groupby(_numbered(words), key=lambda each: each[0]):
        held = [next(letters) for _key, letter in group if not letter.isspace()]
        lines = [_shown(page, line) for line in _joined([letter.box for letter in held])]
        if cut is not None:
            said = gap_alone(cut.kind, cut.language)
            pieces += [Piece("" if at else said, box, True) for at, box in enumerate(lines)]
        elif held:
            whole = reduce(Box.and_, lines[1:], lines[0])
            pieces.append(Piece("".join(letter.text for letter in held), whole))
    return pieces


def _numbered(words: PageWords) -> Iterator[tuple[tuple[Cut | None, int], str]]:
    """Each character with what it belongs to: a cut, or the word with that number."""
    word = 0
    for letter, cut in zip(words.text, words.cut_at, strict=True):
        if cut is not None:
            yield (cut, 0), letter
            word += 1
        elif letter.isspace():
            word += 1
        else:
            yield (None, word), letter


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """The boxes of letters as one box for each line that they stand in."""
    lines: list[Box] = []
    for box in boxes:
        if lines and box.beside(lines[-1]):
            lines[-1] = lines[-1].and_(box)
        else:
            lines.append(box)
    return lines


def _shown(page: pypdfium2.PdfPage, box: Box) -> Box:
    """A box of the page's own space where it is on the page as it is shown: turned and cropped."""
    width, height = page.get_size()
    fine = 100  # PDFium answers in whole units
    corners = []
    for x, y in ((box.left, box.bottom), (box.right, box.top)):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(
            page, 0, 0, round(width * fine), round(height * fine), 0, x, y, across, down
        )
        corners.append((across.value / fine, height - down.value / fine))
    (left, right), (bottom, top) = (sorted(each) for each in zip(*corners, strict=True))
    return Box(left, bottom, right, top)


def _down_the_page(words: PageWords, width: float, height: float) -> list[Piece]:
    """The words line by line from the top, where it is not known where they stand."""
    lines = [line for line in words.left.splitlines() if line.strip()]
    size = height / max(len(lines), 1)
    return [
        Piece(line, Box(0, height - size * at, width, height - size * (at - 1)))
        for at, line in enumerate(lines, 1)
    ]

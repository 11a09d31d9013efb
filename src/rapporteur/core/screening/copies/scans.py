"""Where the words of a scan stand in its picture, so that some of them can be blacked out.

The places are those that recognition tells anew. They are held letter by letter against the text of
the page, in which the cuts are counted; a cut of which a letter is not found keeps the file from
being given. A word of which anything is cut is blacked out whole.
"""

import io
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby

import pikepdf
from PIL import Image

from rapporteur.core.screening.copies.copy import REDACTED, FileCopy, NotSure, PageWords
from rapporteur.core.screening.copies.described import describe
from rapporteur.core.screening.copies.pictured import add_picture
from rapporteur.core.screening.copies.unseen import Box, Piece, blacked_out
from rapporteur.core.screening.redaction import gap_alone
from rapporteur.core.text import media
from rapporteur.core.text.extraction.pictures import count_pages, page_picture
from rapporteur.core.text.extraction.recognition import Placed, placed_words, program
from rapporteur.core.text.spans import Span, trimmed

_SURE = 4  # letters in a row that must agree, or a place is taken for another
_MARGIN = 0.25  # of a word's height, around what is blacked out
_POINT = 72 / 200  # a dot of a picture that becomes a page, in points
MOST_PAGES = 200
_MOST_LETTERS = 20_000  # of a page that is held against its picture


def copy_scan(raw: bytes, pages: Sequence[PageWords]) -> FileCopy:
    """The pages of a scan (TIFF, JPEG, PNG …), in shades of grey, as a PDF in which what is cut is
    blacked out. Raises NotSure where none can be made."""
    made = pikepdf.new()
    if not 0 < len(pages) == count_pages(raw) <= MOST_PAGES:
        raise NotSure
    for page in pages:
        picture = page_picture(raw, page.number)
        if picture is None:
            raise NotSure
        size = (picture.width * _POINT, picture.height * _POINT)
        add_picture(made, picture.convert("RGB"), pieces_in(picture, page, size), size)
    describe(made, pages)
    file = io.BytesIO()
    made.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return FileCopy(file.getvalue(), media.PDF, REDACTED)


def pieces_in(picture: Image.Image, page: PageWords, size: tuple[float, float]) -> list[Piece]:
    """The words and gaps of a page in its picture, in points of a page of that size.

    Raises NotSure where nothing recognises words here, or a cut is not found in the picture.
    """
    if program() is None:
        if page.cuts:
            raise NotSure
        return blacked_out([], page.areas, size)
    words = placed_words(picture)
    cut_at = _cuts_by_word(words, page, picture)
    across, down = size[0] / picture.width, size[1] / picture.height
    pieces: list[Piece] = []
    for at, word in enumerate(words):
        box = Box(
            word.left * across,
            size[1] - word.bottom * down,
            word.right * across,
            size[1] - word.top * down,
        )
        if at not in cut_at:
            pieces.append(Piece(word.word, box))
            continue
        margin = _MARGIN * (box.top - box.bottom)
        box = Box(box.left - margin, box.bottom - margin, box.right + margin, box.top + margin)
        cut = page.cuts[cut_at[at]]
        goes_on = cut_at.get(at - 1) == cut_at[at]
        if goes_on and box.beside(pieces[-1].box):
            box = box.and_(pieces[-1].box)  # the space between them too
        said = "" if goes_on else gap_alone(cut.kind, cut.language)
        pieces.append(Piece(said, box, is_gap=True))
    return blacked_out(pieces, page.areas, size)


def under_scan(raw: bytes, page: PageWords) -> list[Span]:
    """What of the text of a page of a scan stands under its areas."""
    picture = page_picture(raw, page.number)
    if picture is None:
        raise NotSure
    return under_picture(picture, page)


def under_picture(picture: Image.Image, page: PageWords) -> list[Span]:
    """What of the text of a page stands under its areas in its picture; nothing where nothing
    recognises words here."""
    if program() is None or not page.text.strip():
        return []
    words = placed_words(picture)
    return _under(words, _word_of_letter(words, page.text), page, picture)


def _under(
    words: Sequence[Placed], word_of: Mapping[int, int], page: PageWords, picture: Image.Image
) -> list[Span]:
    """From the last letter before the words that an area touches to the first after them: a letter
    that was read otherwise, or that a person typed, goes with those around it."""
    touched = [at for at, word in enumerate(words) if _touches(page, word, picture)]
    spans = []
    for _apart, run in groupby(enumerate(touched), key=lambda each: each[1] - each[0]):
        held = [at for _place, at in run]
        start = max((at + 1 for at, word in word_of.items() if word < held[0]), default=0)
        end = min((at for at, word in word_of.items() if word > held[-1]), default=len(page.text))
        span = trimmed(page.text, start, end)
        if span is not None:
            spans.append(span)
    return spans


def _touches(page: PageWords, word: Placed, picture: Image.Image) -> bool:
    return any(
        word.left < (area.left + area.width) * picture.width
        and area.left * picture.width < word.right
        and word.top < (area.top + area.height) * picture.height
        and area.top * picture.height < word.bottom
        for area in page.areas
    )


def _word_of_letter(words: Sequence[Placed], text: str) -> dict[int, int]:
    """For each letter of a text that is found in the picture, in which of its words it stands."""
    theirs = [at for at, letter in enumerate(text) if not letter.isspace()]
    ours = [
        (at, letter)
        for at, word in enumerate(words)
        for letter in word.word
        if not letter.isspace()
    ]
    if max(len(theirs), len(ours)) > _MOST_LETTERS:
        raise NotSure
    matcher = SequenceMatcher(
        None, [text[at] for at in theirs], [letter for _at, letter in ours], autojunk=False
    )
    word_of: dict[int, int] = {}
    for block in matcher.get_matching_blocks():
        if block.size >= min(_SURE, len(theirs)):
            for step in range(block.size):
                word_of[theirs[block.a + step]] = ours[block.b + step][0]
    return word_of


def _cuts_by_word(words: Sequence[Placed], page: PageWords, picture: Image.Image) -> dict[int, int]:
    """For each word of which something is cut, which cut that is. What an area covers need not be
    found."""
    word_of = _word_of_letter(words, page.text)
    under = _under(words, word_of, page, picture)
    covered = {at for span in under for at in range(span.start, span.end)}
    found: dict[int, int] = {}
    for number, cut in enumerate(page.cuts):
        for at in range(cut.start, cut.end):
            if page.text[at].isspace():
                continue
            if at in word_of:
                found.setdefault(word_of[at], number)
            elif at not in covered:
                raise NotSure
    return found

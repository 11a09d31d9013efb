"""The marked pieces of right-to-left lines are put into the order in which they are read.

Typst writes the glyphs of a right-to-left stretch from the left, one marked piece for each font,
so that the structure lists the words backwards. Here the pieces of a stretch change places, and
each takes the number of its new place, so that the structure tree stays as it is. That the letters
within a piece lie reversed, Typst says itself (`ReversedChars`, ISO 32000-1, 14.8.2.3.3).
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from unicodedata import bidirectional, combining

import pikepdf

from rapporteur.core.reading_order.glyphs import Glyphs, with_glyphs
from rapporteur.core.reading_order.pieces import Piece, Said, Shown, pieces
from rapporteur.core.reading_order.streams import with_streams
from rapporteur.core.reading_order.stretches import is_sign, stretches
from rapporteur.core.reading_order.structure import Structure
from rapporteur.core.text.languages import has_from_right

_SAYS_NOTHING = b"/ActualText<FEFF>"
_SAID = re.compile(rb"/Span<</ActualText<[0-9A-F]*>>>BDC")


def in_reading_order(made: bytes, words: str) -> bytes:
    """A tagged PDF as Typst writes it, its words in order; of the same input the same bytes.

    words: what it was made of, as JSON; where none is written from right to left, the file comes
    back as it was.
    """
    return _mended(made) if '"rtl"' in words or has_from_right(words) else made


def _mended(made: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        # Typst writes its objects plainly: the language of the file stands there too.
        structure = Structure(pdf, several=made.count(b"/Lang") > 1)
        changed: dict[int, bytes] = {}  # streams, by the number of their object
        signs: dict[tuple[int, int], dict[bytes, str]] = {}
        known: dict[frozenset[tuple[str, int]], dict[bytes, Said]] = {}
        for page in pdf.pages:
            fonts = structure.fonts(page)
            if "/StructParents" not in page:
                continue
            content = page.Contents.read_bytes()
            if b"/ReversedChars" not in content and not _right_to_left(fonts):
                continue
            # A font is one object, wherever it is asked for.
            same = frozenset((name, id(font)) for name, font in fonts.items())
            of_fonts = known.setdefault(same, {})
            placed = list(pieces(content, fonts, structure.places(page), of_fonts))
            found = list(stretches(placed))
            number, _generation = page.Contents.objgen
            changed[number] = _written(content, placed, _sources(placed, found))
            for sign in _signs(placed, found):
                of_font = signs.setdefault(page.Resources.Font[f"/{sign.font}"].objgen, {})
                of_font[sign.codes] = _without_letter(sign.says[0])
        for font, said in signs.items():
            table = pdf.get_object(font).ToUnicode
            number, _generation = table.objgen
            changed[number] = with_glyphs(table.read_bytes(), said)
    return with_streams(made, changed)


def _sources(placed: Sequence[Piece], found: Iterable[range]) -> dict[int, bytes]:
    """The new source of each piece that changes, by its place."""
    return {
        at: _source(
            placed[came_from],
            placed[at].mark,
            sign=came_from + 1 in stretch and _is_sign(placed, came_from),
        )
        for stretch in found
        for at, came_from in zip(stretch, reversed(stretch), strict=True)
    }


def _signs(placed: Sequence[Piece], found: Iterable[range]) -> Iterator[Shown]:
    """The vowel signs that stand by themselves.

    Not every reader knows that one of them says nothing: by the table of its font it shall say
    itself, and not its letter too.
    """
    for stretch in found:
        yield from (placed[at].said.shown[0] for at in stretch[:-1] if _is_sign(placed, at))


def _is_sign(placed: Sequence[Piece], at: int) -> bool:
    return is_sign(placed[at], placed[at + 1])


def _without_letter(says: str) -> str:
    return "".join(sign for sign in says if combining(sign)) or says


def _source(piece: Piece, mark: int, *, sign: bool) -> bytes:
    properties, body = piece.properties, piece.body
    if sign:
        properties, body = _SAYS_NOTHING + properties, _SAID.sub(b"/Span BMC", body)
    elif piece.said.way == "right" and len(piece.said.shown) > 1:
        body = b" " + b" ".join(each.source for each in reversed(piece.said.shown))
    return b"/Span<<%b/MCID %d>>BDC\n" % (properties, mark) + piece.head + body + b"\nET\nQ\nEMC"


def _written(content: bytes, placed: Sequence[Piece], sources: Mapping[int, bytes]) -> bytes:
    written, at = [], 0
    for place, source in sorted(sources.items()):
        written += [content[at : placed[place].start], source]
        at = placed[place].end
    return b"".join((*written, content[at:]))


def _right_to_left(fonts: Mapping[str, Glyphs]) -> bool:
    return any(
        bidirectional(sign) in ("R", "AL")
        for font in fonts.values()
        for says in font.values()
        for sign in says
    )

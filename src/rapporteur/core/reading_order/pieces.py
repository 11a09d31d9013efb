"""The pieces of text of a page: what is marked for the structure, and what it says.

Typst marks each stretch of glyphs of one font by itself, and writes all of them after one pattern;
what does not follow the pattern is no piece, and stays as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import hypot
from typing import Literal, NamedTuple
from unicodedata import bidirectional

from rapporteur.core.reading_order.glyphs import Glyphs, in_codes, words

Way = Literal["right", "left", "neutral"]

_LITERAL = rb"\((?:[^\\()]|\\.)*\)|<[0-9A-F]*>"
_BLOCK = re.compile(
    rb"/Span<<([^\n]*?)/?MCID (\d+)([^\n]*?)>>BDC\n"
    rb"q ((?:-?[\d.]+ ){6})cm([^\n]*)\nBT(.*?)\nET\nQ\nEMC",
    re.DOTALL,
)
_SHOWN = re.compile(
    rb"(?:/Span<</ActualText(" + _LITERAL + rb")>>BDC)?(/ReversedChars BMC)? ?"
    rb"0 Tr/(\w+) ([\d.]+) Tf (?:-?[\d.]+ ){6}Tm(\[[^\n]*?\]TJ|(?:" + _LITERAL + rb")Tj)(?:\nEMC)*"
)
_STRING = re.compile(_LITERAL)


@dataclass(frozen=True)
class Shown:
    """Glyphs shown at one place. source: as it stands in the file. says: by glyph, as they lie.

    font: its name on the page. size: in points. codes: of the glyphs, two bytes each.
    reversed: whether the file says that they lie against the order of reading.
    """

    source: bytes
    font: str
    size: float
    codes: bytes
    says: tuple[str, ...]
    reversed: bool


@dataclass(frozen=True)
class Said:
    """The text of a piece. shown: nothing, where there is more in it than glyphs."""

    shown: tuple[Shown, ...]

    @cached_property
    def glyphs(self) -> tuple[str, ...]:
        """What each of its glyphs says, as they lie."""
        return tuple(says for each in self.shown for says in each.says)

    @cached_property
    def way(self) -> Way:
        """Which way it is read; "neutral" is a single space or sign, which goes with the others."""
        if any(each.reversed for each in self.shown):
            return "right"
        kinds = {bidirectional(sign) for says in self.glyphs for sign in says}
        if kinds & {"R", "AL"}:
            return "right"
        # Of several signs the file would say that they are reversed.
        return "left" if kinds & {"L", "EN", "AN"} or len(self.glyphs) > 1 else "neutral"

    @cached_property
    def blank(self) -> bool:
        """Whether it is a space."""
        return not "".join(self.glyphs).strip()

    @cached_property
    def size(self) -> float:
        """Of its largest glyph, in points."""
        return max((each.size for each in self.shown), default=0.0)


class Place(NamedTuple):
    """Where in the structure a piece belongs. parent: its element. language: of its words."""

    parent: tuple[int, int]
    language: str


class Piece(NamedTuple):
    """start, end: where it lies in the page. mark: its number in the structure.

    properties: what else is said of it ("/Lang(ar)"). along, across: where it begins on the line,
    and where the line is, in points. head, body: the source before its text, and of that.
    """

    start: int
    end: int
    mark: int
    properties: bytes
    place: Place
    along: float
    across: float
    head: bytes
    body: bytes
    said: Said


def pieces(
    content: bytes,
    fonts: Mapping[str, Glyphs],
    places: Sequence[Place],
    known: dict[bytes, Said],
) -> Iterator[Piece]:
    """The pieces of a page in the order of its content. places: by the numbers of the pieces.

    known: what pages with the same fonts say, by its source, to which more is added: a space, and
    many a word, stand in a document thousands of times.
    """
    for found in _BLOCK.finditer(content):
        before, mark, after, matrix, setting, body = found.groups()
        if matrix.startswith(_UPRIGHT):
            right, down = matrix[len(_UPRIGHT) :].split()
            along, across = float(right), float(down)
        else:
            along, across = _turned(matrix)
        said = known.get(body)
        if said is None:
            said = known[body] = Said(_shown(body, fonts))
        number, properties = int(mark), before + after
        place = places[number]
        yield Piece(
            *found.span(),
            number,
            properties,
            _own(properties, place) if properties else place,
            along,
            across,
            b"q " + matrix + b"cm" + setting + b"\nBT",
            body,
            said,
        )


_UPRIGHT = b"1 0 0 -1 "


def _turned(matrix: bytes) -> tuple[float, float]:
    """Where a piece stands along and across its line, of whatever slant (of a stamp)."""
    a, b, _c, _d, x, y = map(float, matrix.split())
    long = hypot(a, b) or 1.0
    return (x * a + y * b) / long, (y * a - x * b) / long


_LANGUAGE = re.compile(rb"/Lang\((.*?)\)")


def _own(properties: bytes, place: Place) -> Place:
    """The place with the language that the piece itself says it has."""
    told = _LANGUAGE.search(properties)
    return place._replace(language=told[1].decode()) if told else place


def _shown(body: bytes, fonts: Mapping[str, Glyphs]) -> tuple[Shown, ...]:
    found = list(_SHOWN.finditer(body))
    if b"".join(each[0] for each in found) != body:
        return ()
    return tuple(_of(each, fonts) for each in found)


def _of(found: re.Match[bytes], fonts: Mapping[str, Glyphs]) -> Shown:
    told, turned, name, size, operands = found.groups()
    codes = b"".join(in_codes(each) for each in _STRING.findall(operands))
    font = fonts.get(name.decode(), {})
    if told is None:
        says = tuple(font.get(codes[at : at + 2], "") for at in range(0, len(codes), 2))
    else:
        says = (words(in_codes(told)),)
    return Shown(
        found[0].lstrip(b" "), name.decode(), float(size), codes, says, reversed=turned is not None
    )

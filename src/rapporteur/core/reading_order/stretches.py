"""Which pieces of a page stand in one stretch that is read from right to left.

Of Typst's order this much is certain: what is further on in a line comes further on in the file,
save within such a stretch, where it comes from the left. So a stretch goes on as long as the
pieces follow one another to the right, and none is read from left to right.
"""

from collections.abc import Iterator, Sequence

from rapporteur.core.reading_order.pieces import Piece
from rapporteur.core.text.languages import direction

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_BRACKETS = frozenset("".join((*_CLOSING, *_CLOSING.values())))
_RISE = 0.6
"""How far a vowel sign may stand off the line, in sizes of its font; lines are further apart."""


def stretches(placed: Sequence[Piece]) -> Iterator[range]:
    """The stretches of a page by the places of their pieces, in the order of the page."""
    start = 0
    for at in range(1, len(placed) + 1):
        if at < len(placed) and _goes_on(placed[at - 1], placed[at]):
            continue
        for found in _read_alike(placed, range(start, at)):
            if any(placed[each].said.way == "right" for each in found):
                yield found
        start = at


def is_sign(here: Piece, base: Piece) -> bool:
    """Whether a piece is a vowel sign that stands off the line, whose letter comes next.

    Both say the letter with its sign: who hears the file would hear it twice.
    """
    return (
        here.along == base.along
        and here.across != base.across
        and _on_one_line(here, base)
        and len(here.said.glyphs) == 1
        and here.said.glyphs == base.said.glyphs[:1]
    )


def _goes_on(here: Piece, following: Piece) -> bool:
    return (
        # At the end of a line a space takes no room.
        (
            here.along < following.along
            or (here.along == following.along and (here.said.blank or is_sign(here, following)))
        )
        and here.said.way != "left"
        and following.said.way != "left"
        and here.end == following.start
        and here.place == following.place
        and _on_one_line(here, following)
    )


def _on_one_line(here: Piece, other: Piece) -> bool:
    return abs(here.across - other.across) < _RISE * max(here.said.size, other.said.size)


def _read_alike(placed: Sequence[Piece], found: range) -> Iterator[range]:
    """A stretch without the spaces and signs that are read with the words around it.

    Where the words around it run from right to left too, there are none. Else (UAX #9): brackets
    are such (N0) that do not stand on their content as in a line from right to left; and at its
    edges all (N2), save where the stretch goes on beyond, as it does before and after a number.
    """
    if len(found) == 1 or direction(placed[found.start].place.language) == "rtl":
        yield found
        return
    pairs = _pairs(placed, found)
    start = found.start
    for at in (*found, found.stop):
        if at == found.stop or (_is_bracket(placed[at]) and at not in pairs):
            yield _without_edges(placed, range(start, at), pairs)
            start = at + 1


def _is_bracket(piece: Piece) -> bool:
    return piece.said.way == "neutral" and set(piece.said.glyphs) <= _BRACKETS


def _pairs(placed: Sequence[Piece], found: range) -> frozenset[int]:
    """Where brackets stand of which the other, read from the right, stands there too."""
    paired, open_ = set[int](), list[tuple[str, int]]()
    for at in reversed(found):
        for sign in reversed(placed[at].said.glyphs):
            if sign in _CLOSING:
                open_.append((_CLOSING[sign], at))
            elif open_ and open_[-1][0] == sign:
                paired |= {open_.pop()[1], at}
    return frozenset(paired)


def _without_edges(placed: Sequence[Piece], found: range, pairs: frozenset[int]) -> range:
    start, stop = found.start, found.stop

    def loose(at: int) -> bool:
        return placed[at].said.way == "neutral" and at not in pairs

    # What comes before it stands to the right, or what comes after to the left: it is a part.
    if _side_by_side(placed, stop, start) or _side_by_side(placed, stop - 1, start - 1):
        return found
    if not _parted(placed, start - 1, start):
        while start < stop and loose(start):
            start += 1
    if not _parted(placed, found.stop - 1, found.stop):
        while stop > start and loose(stop - 1):
            stop -= 1
    return range(start, stop)


def _side_by_side(placed: Sequence[Piece], left: int, right: int) -> bool:
    """Whether two places are of one element and line, the one left of the other."""
    if not (0 <= left < len(placed) and 0 <= right < len(placed)):
        return False
    one, other = placed[left], placed[right]
    return (
        one.place.parent == other.place.parent
        and _on_one_line(one, other)
        and one.along < other.along
    )


def _parted(placed: Sequence[Piece], left: int, right: int) -> bool:
    """Whether two neighbours of one font are two pieces, which they are where their ways differ."""
    if not _side_by_side(placed, left, right):
        return False
    one, other = placed[left].said.shown, placed[right].said.shown
    return bool(one and other) and one[-1].font == other[0].font

"""A text that was changed here and there, and the way back to the characters it was made of.

Whatever is done to a text to compare, search or read it (spaces made one, lines joined), a passage
found in the outcome must still be shown in the original, and the reverse.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapporteur.core.text.spans import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters `start` to `end` of the original give way to `put`, which may be empty."""

    start: int
    end: int
    put: str


@dataclass(frozen=True)
class Edited:
    """original: the text that was given. text: with the edits done. edits: in order, none over
    another. Memory goes with the edits, not with the text."""

    original: str
    text: str
    edits: tuple[Edit, ...]

    def to_original(self, span: Span) -> Span:
        """Where a span of `text` stands in the original.

        A border within a replacement moves outwards to the whole of what was replaced; what was
        taken out at a border is left out.
        """
        return _moved(span, self._new, self._old)

    def from_original(self, span: Span) -> Span:
        """Where a span of the original stands in `text`; empty where all of it was taken out."""
        return _moved(span, self._old, self._new)

    @cached_property
    def _old(self) -> "_Places":
        return _Places([edit.start for edit in self.edits], [edit.end for edit in self.edits])

    @cached_property
    def _new(self) -> "_Places":
        starts, ends, shift = [], [], 0
        for edit in self.edits:
            starts.append(edit.start + shift)
            ends.append(edit.start + shift + len(edit.put))
            shift += len(edit.put) - (edit.end - edit.start)
        return _Places(starts, ends)


def edited(original: str, edits: Iterable[Edit]) -> Edited:
    """`original` with `edits` done, which come in order. Those that change nothing are dropped.

    Raises ValueError for edits that overlap, run backwards or reach beyond the text.
    """
    kept = [edit for edit in edits if original[edit.start : edit.end] != edit.put]
    pieces, end = [], 0
    for edit in kept:
        if not end <= edit.start <= edit.end <= len(original):
            raise ValueError(f"{edit} is out of order in a text of {len(original)} characters")
        pieces += [original[end : edit.start], edit.put]
        end = edit.end
    return Edited(original, "".join([*pieces, original[end:]]), tuple(kept))


@dataclass(frozen=True)
class _Places:
    """Where each edit begins and ends, in the original or in the outcome."""

    starts: Sequence[int]
    ends: Sequence[int]


def _moved(span: Span, here: _Places, there: _Places) -> Span:
    start = _start(span.start, here, there)
    end = _end(span.end, here, there)
    return Span(min(start, end), end)


def _start(at: int, here: _Places, there: _Places) -> int:
    last = bisect_right(here.starts, at) - 1
    if last < 0:
        return at
    if at < here.ends[last]:
        return there.starts[last]
    return there.ends[last] + at - here.ends[last]


def _end(at: int, here: _Places, there: _Places) -> int:
    first = bisect_left(here.ends, at)
    if first == len(here.ends):
        return at if not first else there.ends[-1] + at - here.ends[-1]
    if at > here.starts[first]:
        return there.ends[first]
    return there.starts[first] - (here.starts[first] - at)

"""Records of a CSV file of which some open a quotation mark and never close it.

A reader that keeps to RFC 4180 takes what follows such a mark for part of its cell, up to the next
mark anywhere in the file: records are swallowed, and nothing says so. Here a record ends where a
line begins that reads as another: its name has the shape of the names before it, and it has cells
enough.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

LONGEST_CELL = 100_000_000  # characters
_SHAPES = 1000  # of names, that are known of one list
_DIGITS = re.compile(r"[0-9]+")


class Fault(StrEnum):
    UNCLOSED = "unclosed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Record:
    """first, last: its lines. cells: none for a line that holds nothing. why: what is wrong with
    it, and then its cells mean nothing."""

    first: int
    last: int
    cells: tuple[str, ...]
    why: Fault | None = None


def records(
    lines: Iterable[str], *, document: int, reaches: int, after: int = 0
) -> Iterator[Record]:
    """The records in some lines, each line with its end.

    document: in which cell, counted from 0, the name of a record stands, such as
    `EPA-HQ-2017-0355-0002`. reaches: the cell as far as which a line goes at least that begins a
    record. after: how many lines stand before these.
    """
    csv.field_size_limit(LONGEST_CELL)
    source = _Source(iter(lines), after)
    shapes: set[str] = set()
    while not source.ended():
        first = source.number + 1
        taken = _Taken(source, shapes, document, reaches)
        try:
            cells = tuple(next(csv.reader(taken), ()))
            why = Fault.UNCLOSED if taken.is_open() else None
        except csv.Error:
            cells, why = (), Fault.UNREADABLE
        if why is None and len(cells) > reaches and len(shapes) < _SHAPES:
            shapes.add(_shape(cells[document]))
        yield Record(first, source.number, () if why else cells, why)


def _shape(name: str) -> str:
    """What names of one list have in common, whatever their numbers; empty where it has none."""
    return _DIGITS.sub("0", name.strip()) if _DIGITS.search(name) else ""


class _Source:
    """Lines, of which the next can be looked at. number: how many were taken."""

    def __init__(self, lines: Iterator[str], after: int) -> None:
        self._lines = lines
        self._next = next(lines, None)
        self.number = after

    def ended(self) -> bool:
        return self._next is None

    def look(self) -> str:
        return self._next or ""

    def take(self) -> str:
        line, self._next = self.look(), next(self._lines, None)
        self.number += 1
        return line


class _Taken:
    """The lines of one record as its reader asks for them."""

    def __init__(self, source: _Source, shapes: set[str], document: int, reaches: int) -> None:
        self._source, self._shapes = source, shapes
        self._document, self._reaches = document, reaches
        self._own = ""
        self._many = 0
        self._broke_off = False

    def is_open(self) -> bool:
        """Whether its reader asked for more than there is of it."""
        return self._broke_off

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._source.ended() or (self._many and self._begins_another(self._source.look())):
            self._broke_off = self._many > 0
            raise StopIteration
        line = self._source.take()
        if not self._many:
            self._own = next(map(_shape, self._named(line)), "")
        self._many += 1
        return line

    def _begins_another(self, line: str) -> bool:
        shape = next(map(_shape, self._named(line)), "")
        return bool(shape) and (shape == self._own or shape in self._shapes)

    def _named(self, line: str) -> Iterator[str]:
        """The name in a line that is a record's first."""
        try:
            cells = next(csv.reader([line]), [])
        except csv.Error:
            return
        if len(cells) > self._reaches:
            yield cells[self._document]

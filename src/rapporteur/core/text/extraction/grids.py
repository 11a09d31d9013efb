"""Which rows and columns of a sheet are hidden, and what is noted at the cells of OpenDocument."""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapporteur.core.text.beside import marked
from rapporteur.core.text.compound import streams_of
from rapporteur.core.text.extraction.flow import Flow
from rapporteur.core.text.extraction.package import as_far_as_it_goes
from rapporteur.core.text.extraction.streamed import Attributes, Reader, whole_number

_NO = (None, "0", "false", "off")
_MAY_HIDE = re.compile(
    rb"""hidden\s*=\s*["'](?!0|false)|zeroHeight|\b(?:ht|width)\s*=\s*["'][-0]"""
)
_BOF, _EOF, _BOUNDSHEET = 0x0809, 0x000A, 0x0085  # [MS-XLS], 2.4
_ROW, _COLINFO, _DEFAULT_HEIGHT = 0x0208, 0x007D, 0x0225
_COLLAPSED = ("collapse", "filter")  # OpenDocument 1.3, part 3, 19.754


class Stretches:
    """Numbers from 0, of which many stand side by side."""

    def __init__(self) -> None:
        self._added: list[tuple[int, int]] = []
        self._ends: list[int] = []  # of the stretches, in order, and where each starts
        self._starts: list[int] = []

    def add(self, start: int, many: int = 1) -> None:
        self._added.append((start, start + many))

    def __contains__(self, number: int) -> bool:
        if self._added:
            self._put_in_order()
        at = bisect_right(self._ends, number)
        return at < len(self._ends) and self._starts[at] <= number

    def _put_in_order(self) -> None:
        all_of_them = sorted([*zip(self._starts, self._ends, strict=True), *self._added])
        self._added, self._starts, self._ends = [], [], []
        for start, end in all_of_them:
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)


@dataclass
class Grid:
    """Of one sheet, its rows and columns that are hidden, counted from 0. hides_untold: hidden are
    the rows, too, of which it says nothing; told: those of which it does. notes: as they stand in
    its text."""

    rows: Stretches = field(default_factory=Stretches)
    columns: Stretches = field(default_factory=Stretches)
    told: Stretches = field(default_factory=Stretches)
    hides_untold: bool = False
    notes: list[str] = field(default_factory=list)

    def hides_row(self, number: int) -> bool:
        return number in self.rows or (self.hides_untold and number not in self.told)


def of_worksheet(raw: bytes) -> Grid:
    """Of a sheet of Excel, as far as it can be read; one of which nothing may be hidden is not."""
    sheet = _Worksheet()
    if _MAY_HIDE.search(raw.replace(b"\0", b"")):  # whatever its encoding
        as_far_as_it_goes(sheet, raw)
    return sheet.grid


class _Worksheet(Reader):
    """A sheet of Excel (ECMA-376, 18.3.1.13, 18.3.1.73 and 18.3.1.81)."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = Grid()
        self._next = 0

    def start_sheet_format_pr(self, given: Attributes) -> None:
        self.grid.hides_untold = given.get("zeroHeight") not in _NO

    def start_col(self, given: Attributes) -> None:
        first, last = whole_number(given.get("min")) or 1, whole_number(given.get("max")) or 0
        if given.get("hidden") not in _NO or _is_nothing(given.get("width")):
            self.grid.columns.add(first - 1, last - first + 1)

    def start_row(self, given: Attributes) -> None:
        at = (whole_number(given.get("r")) or self._next + 1) - 1
        self._next = at + 1
        self.grid.told.add(at)
        if given.get("hidden") not in _NO or _is_nothing(given.get("ht")):
            self.grid.rows.add(at)


def _is_nothing(size: str | None) -> bool:
    try:
        return size is not None and float(size) <= 0
    except ValueError:
        return False


def before_2007(raw: bytes) -> list[Grid]:
    """Of the sheets of Excel up to 2003, in their order. Raises `compound.Damaged`."""
    found = streams_of(raw, "Workbook", "Book")  # the latter of Excel 5 and 95
    book = found.get("Workbook") or found.get("Book", b"")
    starts = [
        struct.unpack_from("<I", said)[0]
        for kind, said in _records(book, 0)
        if kind == _BOUNDSHEET and len(said) >= 4
    ]
    return [_of_stream(book, start) for start in starts]


def _of_stream(book: bytes, start: int) -> Grid:
    grid = Grid()
    for kind, said in _records(book, start):
        if kind == _ROW and len(said) >= 14:
            grid.told.add(_word(said, 0))
            if _word(said, 12) & 0x20:
                grid.rows.add(_word(said, 0))
        elif kind == _COLINFO and len(said) >= 10 and _word(said, 8) & 1:
            grid.columns.add(_word(said, 0), _word(said, 2) - _word(said, 0) + 1)
        elif kind == _DEFAULT_HEIGHT and len(said) >= 2:
            grid.hides_untold = bool(_word(said, 0) & 2)
    return grid


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of a sheet, or of the book before them, from where they begin to their end; what
    is drawn among them (a chart) has beginnings and ends of its own."""
    depth = 0
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        yield kind, book[at + 4 : at + 4 + size]
        at += 4 + size


def _word(said: bytes, at: int) -> int:
    return said[at] | said[at + 1] << 8


class OpenSheets(Reader):
    """The sheets of an OpenDocument spreadsheet, by their names. What is noted is taken along:
    whoever reads the cells does not read it."""

    skipped = frozenset(["creator", "date", "date-string", "creator-initials", "tracked-changes"])

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Grid] = {}
        self._grid = Grid()
        self._row = self._column = 0
        self._note: Flow | None = None

    def start_table(self, given: Attributes) -> None:
        self._grid = self.found.setdefault(given.get("name", ""), Grid())
        self._row = self._column = 0

    def start_table_column(self, given: Attributes) -> None:
        many = whole_number(given.get("number-columns-repeated")) or 1
        if given.get("visibility") in _COLLAPSED:
            self._grid.columns.add(self._column, many)
        self._column += many

    def start_table_row(self, given: Attributes) -> None:
        many = whole_number(given.get("number-rows-repeated")) or 1
        if given.get("visibility") in _COLLAPSED:
            self._grid.rows.add(self._row, many)
        self._row += many

    def start_annotation(self, _given: Attributes) -> None:
        self._note = Flow()

    def words(self, words: str) -> None:
        if self._note is not None:
            self._note.write(words)

    def end_p(self) -> None:
        if self._note is not None:
            self._note.end_paragraph()

    def end_annotation(self) -> None:
        if self._note is not None:
            self._grid.notes += filter(None, map(marked, self._note.finish()))
        self._note = None

"""How the cells of a table print: the same words and figures in every rendering."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from rapporteur.core.document.numbering import Numbers
from rapporteur.core.document.table_notes import LetteredNote, lettered
from rapporteur.core.document.tree import Cell, Emphasis, Footnote, Runs, Table, Text
from rapporteur.core.text.numbers import figures

_FIGURE = re.compile(r"[-−+]?(?=[.,\s]*\d)[\d.,\s]*[%٪]?|[-–—…]|")

_LONG_CELL = 28
_GUTTER = 3
_MANY_COLUMNS = 6
_LETTERS = 84
"""How many stand side by side on the width of a page, in a table."""


@dataclass(frozen=True)
class PrintedCell:
    """What stands in a cell, as words and as runs, and the marks of the notes about it.

    The marks are "a", "a, c" or ""; a note that was called inside the cell is marked at its end.
    `columns` and `rows` say how many it takes up. Where another takes up its place, `columns` is 0
    if that one begins to its left, and `rows` if it begins above.
    """

    words: str
    mark: str = ""
    runs: Runs = ()
    columns: int = 1
    rows: int = 1

    @property
    def stands(self) -> bool:
        """Whether no other cell takes up its place."""
        return bool(self.columns and self.rows)

    @property
    def plain(self) -> bool:
        """Whether it is its words alone: one place, no mark, no emphasis."""
        if self.mark or len(self.runs) != 1 or self.columns != 1 or self.rows != 1:
            return False
        run = self.runs[0]
        return isinstance(run, Text) and run.emphasis is Emphasis.NONE and not run.language


PrintedRow = tuple[PrintedCell, ...]


@dataclass(frozen=True)
class PrintedTable:
    """A table ready to print. Every row has a cell for each column, covered ones among them.

    `heads` are the heading rows, the topmost first. `figures` says of each column whether it holds
    numbers only; `widths` is the room that it wants on paper, in letters, to be shared out in
    proportion. `hyphenated`: whether some word is too long for the room that its column gets;
    `joined`: whether some cell reaches over others.
    """

    heads: tuple[PrintedRow, ...]
    rows: tuple[PrintedRow, ...]
    total: PrintedRow | None
    notes: tuple[LetteredNote, ...]
    figures: tuple[bool, ...]
    widths: tuple[int, ...]
    hyphenated: bool
    joined: bool

    @property
    def crowded(self) -> bool:
        """Whether so many columns stand side by side that paper wants smaller letters."""
        return len(self.widths) > _MANY_COLUMNS

    @property
    def rooms(self) -> tuple[float, ...]:
        """How many letters stand side by side in each column, about."""
        return tuple(width * _LETTERS / sum(self.widths) for width in self.widths)

    @property
    def needs_drawing(self) -> bool:
        """Whether columns that only stand side by side cannot say which cell belongs where."""
        return self.joined or len(self.heads) > 1

    @cached_property  # asked for with every cell
    def lines(self) -> tuple[PrintedRow, ...]:
        """Every row, from the topmost heading to the total."""
        return (*self.heads, *self.rows, *([self.total] if self.total else []))


def printed(table: Table, language: str, numbers: Numbers) -> PrintedTable:
    """Return `table` with its numbers written as `language` writes them and its notes marked."""
    notes = lettered(table, language)
    marks: dict[tuple[int, int], list[str]] = {}
    for note in notes:
        if note.column is not None:
            marks.setdefault((table.line_of(note.row), note.column), []).append(note.mark)
    sizes = _sizes(table)
    lines = tuple(
        tuple(
            _cell(
                cell,
                ", ".join(marks.get((line, column), ())),
                sizes.get((line, column), (1, 1)),
                language,
                numbers,
            )
            for column, cell in enumerate(cells)
        )
        for line, cells in enumerate(table.lines)
    )
    heads = len(table.heads)
    end = heads + len(table.rows)
    widths = _widths(lines[:heads], lines[heads:end])
    return PrintedTable(
        heads=lines[:heads],
        rows=lines[heads:end],
        total=None if table.total is None else lines[end],
        notes=notes,
        figures=_figures(table, lines[heads:]),
        widths=widths,
        hyphenated=_too_long(lines, widths),
        joined=bool(table.spans),
    )


def _sizes(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    """How many columns and rows the cells take up that reach over others or are covered."""
    sizes = {}
    for span in table.spans:
        top = table.line_of(span.row)
        for down, right in product(range(span.rows), range(span.columns)):
            sizes[top + down, span.column + right] = (
                0 if right else span.columns,
                0 if down else span.rows,
            )
    return sizes


def _figures(table: Table, rows: tuple[PrintedRow, ...]) -> tuple[bool, ...]:
    """What several columns share says nothing of any of them."""
    columns = (
        [
            cells[column]
            for cells, shown in zip(table.all_rows, rows, strict=True)
            if shown[column].stands and shown[column].columns == 1
        ]
        for column in range(len(table.header))
    )
    return tuple(bool(cells) and all(map(_is_figure, cells)) for cells in columns)


def _widths(heads: tuple[PrintedRow, ...], rows: tuple[PrintedRow, ...]) -> tuple[int, ...]:
    """The room of each column by what stands in it alone, and more for what several share."""
    widths = [
        _width(
            [head[column].words for head in heads if head[column].columns == 1],
            [row[column].words for row in rows if row[column].columns == 1],
        )
        for column in range(len(heads[-1]))
    ]
    for head in heads:
        for column, cell in enumerate(head):
            if cell.stands and cell.columns > 1:
                short = _width([cell.words], []) - sum(widths[column : column + cell.columns])
                for place in range(column, column + cell.columns):
                    widths[place] += max(0, -(-short // cell.columns))
    return tuple(widths)


def _parts(words: str) -> list[str]:
    """What is not parted at the end of a line: a compound word may be at its hyphen."""
    return re.findall(r"[^\s-]+-?|-", words)


def _too_long(rows: Iterable[PrintedRow], widths: tuple[int, ...]) -> bool:
    room = _LETTERS / sum(widths)
    return any(
        len(cell.words) > (wide := sum(widths[at : at + cell.columns]) * room - _GUTTER)
        and any(len(word) > wide for word in _parts(cell.words))
        for cells in rows
        for at, cell in enumerate(cells)
        if cell.stands
    )


def _cell(
    cell: Cell, mark: str, size: tuple[int, int], language: str, numbers: Numbers
) -> PrintedCell:
    if not isinstance(cell, tuple):
        words = written(cell, language)
        return PrintedCell(words, mark, (Text(words),), *size)
    runs = tuple(run for run in cell if not isinstance(run, Footnote))
    return PrintedCell(numbers.plain(runs), mark, runs, *size)


def written(cell: str | int, language: str) -> str:
    """Return `cell` as printed: 3500 is "3,500" in English and "3 500" in French."""
    if isinstance(cell, str):
        return cell
    return figures(cell, language).replace("-", "−")


def _width(heads: list[str], cells: list[str]) -> int:
    """A heading wraps between words, a short cell does not wrap; long texts share what is left."""
    longest_word = max((len(word) for head in heads for word in _parts(head)), default=0)
    longest_cell = min(max(map(len, cells), default=0), _LONG_CELL)
    return max(longest_word, longest_cell) + _GUTTER


def _is_figure(cell: Cell) -> bool:
    match cell:
        case int():
            return True
        case str() as words:
            return _FIGURE.fullmatch(words) is not None
        case runs:
            words = "".join(run.content for run in runs if isinstance(run, Text))
            return bool(words) and _FIGURE.fullmatch(words) is not None

"""How the cells of a table print: the same words and figures in every rendering."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat

from rapporteur.core.document.numbering import Numbers
from rapporteur.core.document.table_notes import LetteredNote, lettered
from rapporteur.core.document.tree import Cell, Footnote, Row, Runs, Table, Text
from rapporteur.core.document.words import own_words

_FIGURE = re.compile(r"[-−+]?[\d.,\s]*\d[\d.,\s]*\s?[%٪]?|[-–—…]|")

_LONG_CELL = 28
_GUTTER = 3
_MANY_COLUMNS = 6
_LETTERS = 84
"""How many stand side by side on the width of a page, in a table."""


@dataclass(frozen=True)
class PrintedCell:
    """What stands in a cell, as words and as runs, and the marks of the notes about it.

    The marks are "a", "a, c" or ""; a note that was called inside the cell is marked at its end.
    """

    words: str
    mark: str = ""
    runs: Runs = ()


@dataclass(frozen=True)
class PrintedTable:
    """A table ready to print.

    `figures` says of each column whether it holds numbers only; `widths` is the room that it
    wants on paper, in letters, to be shared out in proportion. `hyphenated`: whether some word is
    too long for the room that its column gets.
    """

    header: tuple[PrintedCell, ...]
    rows: tuple[tuple[PrintedCell, ...], ...]
    total: tuple[PrintedCell, ...] | None
    notes: tuple[LetteredNote, ...]
    figures: tuple[bool, ...]
    widths: tuple[int, ...]
    hyphenated: bool

    @property
    def crowded(self) -> bool:
        """Whether so many columns stand side by side that paper wants smaller letters."""
        return len(self.header) > _MANY_COLUMNS


def printed(table: Table, language: str, numbers: Numbers) -> PrintedTable:
    """Return `table` with its numbers written as `language` writes them and its notes marked."""
    notes = lettered(table, language)
    marks: dict[tuple[int | None, int], list[str]] = {}
    for note in notes:
        if note.column is not None:
            marks.setdefault((note.row, note.column), []).append(note.mark)

    def row(cells: tuple[Cell, ...], index: int | None) -> tuple[PrintedCell, ...]:
        return tuple(
            _cell(cell, ", ".join(marks.get((index, column), ())), language, numbers)
            for column, cell in enumerate(cells)
        )

    header = row(table.header, None)
    rows = tuple(row(cells, index) for index, cells in enumerate(table.rows))
    widths = tuple(
        _width(head.words, [cells[column].words for cells in rows])
        for column, head in enumerate(header)
    )
    total = None if table.total is None else row(table.total, len(table.rows))
    return PrintedTable(
        header=header,
        rows=rows,
        total=total,
        notes=notes,
        figures=tuple(
            bool(table.all_rows) and all(map(_is_figure, table.all_rows, repeat(column)))
            for column in range(len(table.header))
        ),
        widths=widths,
        hyphenated=_too_long((header, *rows, *([total] if total else [])), widths),
    )


def _parts(words: str) -> list[str]:
    """What is not parted at the end of a line: a compound word may be at its hyphen."""
    return re.findall(r"[^\s-]+-?|-", words)


def _too_long(rows: Iterable[tuple[PrintedCell, ...]], widths: tuple[int, ...]) -> bool:
    room = _LETTERS / sum(widths)
    rooms = [width * room - _GUTTER for width in widths]
    return any(
        len(cell.words) > room and any(len(word) > room for word in _parts(cell.words))
        for cells in rows
        for cell, room in zip(cells, rooms, strict=True)
    )


def _cell(cell: Cell, mark: str, language: str, numbers: Numbers) -> PrintedCell:
    if not isinstance(cell, tuple):
        words = written(cell, language)
        return PrintedCell(words, mark, (Text(words),))
    runs = tuple(run for run in cell if not isinstance(run, Footnote))
    return PrintedCell(numbers.plain(runs), mark, runs)


def written(cell: str | int, language: str) -> str:
    """Return `cell` as printed: 3500 is "3,500" in English and "3 500" in French."""
    if isinstance(cell, str):
        return cell
    return f"{cell:,}".replace(",", own_words(language).thousands).replace("-", "−")


def _width(head: str, cells: list[str]) -> int:
    """A heading wraps between words, a short cell does not wrap; long texts share what is left."""
    longest_word = max(map(len, _parts(head)), default=0)
    longest_cell = min(max(map(len, cells), default=0), _LONG_CELL)
    return max(longest_word, longest_cell) + _GUTTER


def _is_figure(cells: Row, column: int) -> bool:
    match cells[column]:
        case int():
            return True
        case str() as words:
            return _FIGURE.fullmatch(words) is not None
        case runs:
            words = "".join(run.content for run in runs if isinstance(run, Text))
            return bool(words) and _FIGURE.fullmatch(words) is not None

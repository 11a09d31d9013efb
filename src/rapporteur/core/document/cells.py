"""How the cells of a table print: the same words and figures in every rendering."""

import re
from dataclasses import dataclass

from rapporteur.core.document.numerals import letter
from rapporteur.core.document.tree import Cell, Table
from rapporteur.core.document.words import own_words

_FIGURE = re.compile(r"[-−+]?[\d.,\s]*\d[\d.,\s]*\s?[%٪]?|[-–—…]|")

_LONG_CELL = 28
_GUTTER = 3
_MANY_COLUMNS = 6


@dataclass(frozen=True)
class PrintedCell:
    """What stands in a cell, and the marks of the notes about it ("a", "a, c" or "")."""

    words: str
    mark: str = ""


@dataclass(frozen=True)
class PrintedTable:
    """A table ready to print.

    `figures` says of each column whether it holds numbers only; `widths` is the room that it
    wants on paper, in letters, to be shared out in proportion.
    """

    header: tuple[PrintedCell, ...]
    rows: tuple[tuple[PrintedCell, ...], ...]
    total: tuple[PrintedCell, ...] | None
    notes: tuple[tuple[str, str], ...]
    figures: tuple[bool, ...]
    widths: tuple[int, ...]

    @property
    def crowded(self) -> bool:
        """Whether so many columns stand side by side that paper wants smaller letters."""
        return len(self.header) > _MANY_COLUMNS


def printed(table: Table, language: str) -> PrintedTable:
    """Return `table` with its numbers written as `language` writes them and its notes marked.

    Notes are pairs (mark, words); a note about the whole table has the mark "".
    """
    notes: list[tuple[str, str]] = []
    marks: dict[tuple[int | None, int], list[str]] = {}
    for note in table.notes:
        mark = ""
        if note.column is not None:
            mark = letter(1 + sum(earlier != "" for earlier, _ in notes), language)
            marks.setdefault((note.row, note.column), []).append(mark)
        notes.append((mark, note.content))

    def row(cells: tuple[Cell, ...], index: int | None) -> tuple[PrintedCell, ...]:
        return tuple(
            PrintedCell(written(cell, language), ", ".join(marks.get((index, column), ())))
            for column, cell in enumerate(cells)
        )

    header = row(table.header, None)
    rows = tuple(row(cells, index) for index, cells in enumerate(table.rows))
    return PrintedTable(
        header=header,
        rows=rows,
        total=None if table.total is None else row(table.total, len(table.rows)),
        notes=tuple(notes),
        figures=tuple(
            bool(table.all_rows) and all(_is_figure(cells[column]) for cells in table.all_rows)
            for column in range(len(table.header))
        ),
        widths=tuple(
            _width(head.words, [cells[column].words for cells in rows])
            for column, head in enumerate(header)
        ),
    )


def written(cell: Cell, language: str) -> str:
    """Return `cell` as printed: 3500 is "3,500" in English and "3 500" in French."""
    if isinstance(cell, str):
        return cell
    return f"{cell:,}".replace(",", own_words(language).thousands).replace("-", "−")


def _width(head: str, cells: list[str]) -> int:
    """A heading wraps between words, a short cell does not wrap; long texts share what is left."""
    longest_word = max(map(len, head.split()), default=0)
    longest_cell = min(max(map(len, cells), default=0), _LONG_CELL)
    return max(longest_word, longest_cell) + _GUTTER


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell, int) or _FIGURE.fullmatch(cell) is not None

"""Cross tables: how often each row meets each column, with the totals of both."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)


@dataclass(frozen=True)
class CrossTable(Generic[Row, Column]):
    """cells: one tuple of counts per row, in the order of `rows` and `columns`.

    row_totals, column_totals: sums along each; total: of all. They agree by construction.
    """

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[int, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int, ...]
    total: int

    def cell(self, row: Row, column: Column) -> int:
        """The count where `row` and `column` meet; raises ValueError for one that is not there."""
        return self.cells[self.rows.index(row)][self.columns.index(column)]


def cross_table(
    rows: Sequence[Row], columns: Sequence[Column], pairs: Iterable[tuple[Row, Column]]
) -> CrossTable[Row, Column]:
    """Count `pairs`, each as often as it comes; rows and columns without any are zeros.

    Raises ValueError for a row or column named twice, and for a pair that has no place in the
    table: it would be missing from every total.
    """
    if len(set(rows)) < len(rows) or len(set(columns)) < len(columns):
        raise ValueError("a row or a column is named twice")
    counts = Counter(pairs)
    known_rows, known_columns = set(rows), set(columns)
    for row, column in counts:
        if row not in known_rows or column not in known_columns:
            raise ValueError(f"{(row, column)!r} has no place in the table")
    cells = tuple(tuple(counts[row, column] for column in columns) for row in rows)
    return CrossTable(
        rows=tuple(rows),
        columns=tuple(columns),
        cells=cells,
        row_totals=tuple(sum(line) for line in cells),
        column_totals=tuple(sum(line[place] for line in cells) for place in range(len(columns))),
        total=sum(map(sum, cells)),
    )

"""Tables: rows of cells under a heading row, with notes marked a, b, c."""

from dataclasses import dataclass

from rapporteur.core.document.characters import admit
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree.names import check_id
from rapporteur.core.document.tree.runs import Runs

Cell = str | int | Runs
"""Words; a number, which every rendering groups by the document's language; or runs, where words
stand out, lead elsewhere or call a note."""

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class TableNote:
    """A note under a table, marked a, b, c (Editorial Manual) at the place that it is about.

    `row` None is the heading row, `row` equal to the number of rows is the total; with
    `column` None the note is about the whole table and bears no mark.
    """

    content: str
    row: int | None = None
    column: int | None = None

    def __post_init__(self) -> None:
        admit(self.content, "a note to a table")


@dataclass(frozen=True)
class Table:
    """Rows of cells under a heading row; the first column names the row.

    `total` is a whole last row, its name included, with as many cells as the heading row.
    """

    id: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    notes: tuple[TableNote, ...] = ()

    def __post_init__(self) -> None:
        check_id(self.id, "table")
        admit(self.caption, f"the caption of table {self.id}")
        if not self.header:
            raise DocumentProblem(f"Table {self.id} has no columns. Give it a heading row.")
        for row in (self.header, *self.all_rows):
            self._check_row(row)
        for note in self.notes:
            self._check_note(note)

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows and, where there is one, the total."""
        return self.rows if self.total is None else (*self.rows, self.total)

    def _check_row(self, row: Row) -> None:
        if len(row) != len(self.header):
            raise DocumentProblem(
                f"A row of table {self.id} has {len(row)} cells where the heading row has "
                f"{len(self.header)}. Fill the row, if need be with empty cells."
            )
        for cell in row:
            if isinstance(cell, str):
                admit(cell, f"table {self.id}")

    def _check_note(self, note: TableNote) -> None:
        rows, columns = len(self.all_rows), len(self.header)
        row_fits = note.row is None or (note.column is not None and 0 <= note.row < rows)
        column_fits = note.column is None or 0 <= note.column < columns
        if not (row_fits and column_fits):
            raise DocumentProblem(
                f"A note to table {self.id} is about row {note.row}, column {note.column}, which "
                f"the table does not have. It has {rows} rows and {columns} columns, from 0."
            )

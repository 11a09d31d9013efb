"""Tables: rows of cells under a heading row, with notes marked a, b, c."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

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

    `row` None is the heading row, -1 the one above it, `row` equal to the number of rows is the
    total; with `column` None the note is about the whole table and bears no mark.
    """

    content: str
    row: int | None = None
    column: int | None = None

    def __post_init__(self) -> None:
        admit(self.content, "a note to a table")


@dataclass(frozen=True)
class Span:
    """A cell that takes up the places of others: `columns` from its own on, `rows` from its own
    down. Its row is told as that of a note; the cells whose places it takes are empty.
    """

    row: int | None
    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Table:
    """Rows of cells under a heading row; the first column names the row.

    `total` is a whole last row, its name included. `above` are heading rows over the heading row,
    the topmost first, whose cells head several columns. Every row has as many cells as the heading
    row; `spans` tells the cells that reach over others, within the heading rows or the rows.
    """

    id: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    notes: tuple[TableNote, ...] = ()
    above: tuple[tuple[str, ...], ...] = ()
    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        check_id(self.id, "table")
        admit(self.caption, f"the caption of table {self.id}")
        if not self.header:
            raise DocumentProblem(f"Table {self.id} has no columns. Give it a heading row.")
        for line, row in enumerate(self.lines):
            self._check_row(line, row)
        covered = self._covered()
        for note in self.notes:
            self._check_note(note, covered)

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows and, where there is one, the total."""
        return self.rows if self.total is None else (*self.rows, self.total)

    @property
    def heads(self) -> tuple[tuple[str, ...], ...]:
        """The heading rows, the topmost first."""
        return (*self.above, self.header)

    @property
    def lines(self) -> tuple[Row, ...]:
        """Every row, from the topmost heading to the total."""
        return (*self.heads, *self.all_rows)

    def line_of(self, row: int | None) -> int:
        """Which of `lines` a note or a span means by `row`."""
        heads = len(self.above)
        return heads if row is None else heads + row + (row >= 0)

    def row_of(self, line: int) -> int | None:
        """How a note or a span tells one of `lines`."""
        row = line - len(self.above)
        return row - 1 if row > 0 else row or None

    def _check_row(self, line: int, row: Row) -> None:
        if len(row) != len(self.header):
            raise DocumentProblem(
                f"{self._called(line)} of table {self.id} has {len(row)} cells where the heading "
                f"row has {len(self.header)}. Fill the row, if need be with empty cells."
            )
        for cell in row:
            if isinstance(cell, str):
                admit(cell, f"table {self.id}")

    def _called(self, line: int) -> str:
        if line <= len(self.above):
            return f"Heading row {line + 1}"
        row = line - len(self.heads)
        return f"Row {row + 1}" if row < len(self.rows) else "The total"

    def _covered(self) -> dict[tuple[int, int], Span]:
        """The places that a span takes up, its own among them, by line and column."""
        covered: dict[tuple[int, int], Span] = {}
        for span in self.spans:
            for place in self._places(span):
                if place in covered:
                    raise self._problem(
                        place,
                        f"is taken up by two cells, one of {_size(covered[place])} and one "
                        f"of {_size(span)}. Make one of them smaller.",
                    )
                covered[place] = span
        self._check_ends(covered)
        for line, column in covered:
            span = covered[line, column]
            own = (self.line_of(span.row), span.column)
            if (line, column) != own and self.lines[line][column] not in ("", ()):
                raise self._problem(
                    (line, column),
                    f"holds words, though the cell at its side of {_size(span)} "
                    "takes up its place. Move the words into that cell, or make it smaller.",
                )
        return covered

    def _check_ends(self, covered: dict[tuple[int, int], Span]) -> None:
        """A row or column in which no cell begins is none: nobody could see it."""
        for line, row in enumerate(self.lines):
            spans = [covered.get((line, column)) for column in range(len(row))]
            if all(span and self.line_of(span.row) < line for span in spans):
                raise DocumentProblem(
                    f"{self._called(line)} of table {self.id} has no cell of its own: cells above "
                    "take up the whole of it. Make one of them smaller, or leave the row out."
                )
        for column in range(len(self.header)):
            spans = [covered.get((line, column)) for line in range(len(self.lines))]
            if all(span and span.column < column for span in spans):
                raise DocumentProblem(
                    f"Column {column + 1} of table {self.id} has no cell of its own: those beside "
                    "it take up the whole of it. Make one of them smaller, or leave it out."
                )

    def _places(self, span: Span) -> Iterator[tuple[int, int]]:
        line = self.line_of(span.row)
        last, right = line + span.rows - 1, span.column + span.columns
        if min(span.columns, span.rows) < 1 or span.columns * span.rows < 2:
            raise DocumentProblem(
                f"A cell of table {self.id} is to reach over {_size(span)}, which is no more than "
                "its own place. Leave the span out."
            )
        if line < 0 or span.column < 0 or last >= len(self.lines) or right > len(self.header):
            raise DocumentProblem(
                f"A cell of {_size(span)} at row {span.row}, column {span.column} of table "
                f"{self.id} reaches out of it. The table has {len(self.all_rows)} rows and "
                f"{len(self.header)} columns, from 0."
            )
        if self._part(line) != self._part(last):
            raise self._problem(
                (line, span.column),
                f"reaches over {_size(span)}, from the headings into the rows "
                "or from the rows into the total. Part it there.",
            )
        return product(range(line, last + 1), range(span.column, right))

    def _part(self, line: int) -> int:
        """0 for the heading rows, 1 for the rows, 2 for the total."""
        return (line >= len(self.heads)) + (line >= len(self.heads) + len(self.rows))

    def _problem(self, place: tuple[int, int], said: str) -> DocumentProblem:
        line, column = place
        return DocumentProblem(
            f"{self._called(line)}, column {column + 1} of table {self.id} {said}"
        )

    def _check_note(self, note: TableNote, covered: dict[tuple[int, int], Span]) -> None:
        rows, columns = len(self.all_rows), len(self.header)
        row_fits = note.row is None or (
            note.column is not None and -len(self.above) <= note.row < rows
        )
        column_fits = note.column is None or 0 <= note.column < columns
        if not (row_fits and column_fits):
            raise DocumentProblem(
                f"A note to table {self.id} is about row {note.row}, column {note.column}, which "
                f"the table does not have. It has {rows} rows and {columns} columns, from 0."
            )
        if note.column is None:
            return
        place = self.line_of(note.row), note.column
        span = covered.get(place)
        if span is not None and place != (self.line_of(span.row), span.column):
            raise self._problem(
                place,
                "has a note, though another cell takes up its place. Put the note to that cell.",
            )


def _size(span: Span) -> str:
    return f"{span.columns} columns and {span.rows} rows"

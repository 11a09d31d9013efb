"""The cells of a table that was read, with what reaches over others, as a table of the tree."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from rapporteur.core.document.docx.lines import Reach
from rapporteur.core.document.tree import (
    Cell,
    Footnote,
    Link,
    Run,
    Runs,
    Span,
    Table,
    TableNote,
    Text,
)


def laid_out(
    identifier: str,
    caption: str,
    lines: Sequence[Sequence[Runs]],
    heads: int,
    reaches: Sequence[Reach],
) -> Table:
    """Return the table with these rows, which are of equal length.

    heads: how many rows head the table, one at least; more where a heading reaches further down. A
    note that a heading calls becomes a note of the table. Rows and columns in which no cell begins
    are left out.
    """
    kept_lines, kept_columns = _begun(lines, reaches)
    reaches = [each for old in reaches if (each := _closer(old, kept_lines, kept_columns))]
    heads = heading_rows(max(1, sum(line < heads for line in kept_lines)), reaches)
    lines = [[lines[line][column] for column in kept_columns] for line in kept_lines]
    *above, header = (tuple(map(_plain, line)) for line in lines[:heads])
    rows = tuple(tuple(map(_cell, line)) for line in lines[heads:])
    table = Table(identifier, caption, header, rows, above=tuple(above))
    notes = tuple(
        TableNote(_plain(run.runs), table.row_of(line), column)
        for line, cells in enumerate(lines[:heads])
        for column, cell in enumerate(cells)
        for run in cell
        if isinstance(run, Footnote)
    )
    return replace(table, notes=notes, spans=spans_of(table, reaches))


def heading_rows(heads: int, reaches: Sequence[Reach]) -> int:
    """How many rows head a table of which `heads` do: more where one of them reaches further."""
    while any(each.row < heads < each.row + each.rows for each in reaches):
        heads += 1
    return heads


def spans_of(table: Table, reaches: Sequence[Reach]) -> tuple[Span, ...]:
    """What reaches over others among the lines of `table`, told as the table tells it."""
    return tuple(
        Span(table.row_of(each.row), each.column, each.columns, each.rows) for each in reaches
    )


def _begun(
    lines: Sequence[Sequence[Runs]], reaches: Sequence[Reach]
) -> tuple[list[int], list[int]]:
    """The lines and the columns in which some cell begins."""
    rows, columns = range(len(lines)), range(len(lines[0]))
    begins = {
        (each.row + down, each.column + right): (each.row, each.column)
        for each in reaches
        for down in range(each.rows)
        for right in range(each.columns)
    }
    begun = {begins.get(place, place) for place in product(rows, columns)}
    return sorted({line for line, _column in begun}), sorted({column for _line, column in begun})


def _closer(reach: Reach, lines: list[int], columns: list[int]) -> Reach | None:
    """A reach among the lines and columns that are kept; None where it is over nothing else."""
    rows = [at for at, line in enumerate(lines) if reach.row <= line < reach.row + reach.rows]
    wide = [
        at
        for at, column in enumerate(columns)
        if reach.column <= column < reach.column + reach.columns
    ]
    return Reach(rows[0], wide[0], len(wide), len(rows)) if len(rows) * len(wide) > 1 else None


def _cell(runs: Runs) -> Cell:
    """Words that nothing makes stand out are kept as words."""
    bare = all(isinstance(run, Text) and run == Text(run.content) for run in runs)
    return _plain(runs) if bare else runs


def _plain(runs: Sequence[Run]) -> str:
    return "".join(run.content for run in runs if isinstance(run, Text | Link))

"""The cells of a table that was read, with what reaches over others, as a table of the tree."""

from collections.abc import Sequence
from dataclasses import replace

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
    heads = sum(line < heads for line in kept_lines)
    lines = [[lines[line][column] for column in kept_columns] for line in kept_lines]
    last = max(heads, 1) - 1
    while any(each.row <= last < each.row + each.rows - 1 for each in reaches):
        last += 1
    table = Table(
        identifier,
        caption,
        tuple(map(_plain, lines[last])),
        tuple(tuple(map(_cell, line)) for line in lines[last + 1 :]),
        above=tuple(tuple(map(_plain, line)) for line in lines[:last]),
    )
    notes = tuple(
        TableNote(_plain(run.runs), table.row_of(line), column)
        for line, cells in enumerate(lines[: last + 1])
        for column, cell in enumerate(cells)
        for run in cell
        if isinstance(run, Footnote)
    )
    spans = tuple(
        Span(table.row_of(each.row), each.column, each.columns, each.rows) for each in reaches
    )
    return replace(table, notes=notes, spans=spans)


def _begun(
    lines: Sequence[Sequence[Runs]], reaches: Sequence[Reach]
) -> tuple[list[int], list[int]]:
    """The lines and the columns in which some cell begins."""
    rows, columns = len(lines), len(lines[0])
    from_above = {
        (each.row + down, each.column + right)
        for each in reaches
        for down in range(1, each.rows)
        for right in range(each.columns)
    }
    from_beside = {
        (each.row + down, each.column + right)
        for each in reaches
        for down in range(each.rows)
        for right in range(1, each.columns)
    }
    return (
        [at for at in range(rows) if any((at, each) not in from_above for each in range(columns))],
        [at for at in range(columns) if any((each, at) not in from_beside for each in range(rows))],
    )


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

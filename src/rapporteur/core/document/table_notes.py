"""The notes of a table, lettered a, b, c along its rows as the eye meets them.

They are the notes that a table lists and the footnotes that its cells call. Those about the whole
table bear no letter and stand first (Editorial Manual, notes to tables).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapporteur.core.document.numerals import letter
from rapporteur.core.document.tree import Table, Text, Words, cell_footnotes


@dataclass(frozen=True)
class LetteredNote:
    """A note under a table. `row` is told as in the table; `column` None is the whole table, and
    then the mark is "". `id` is that of the footnote, "" for a note that the table lists.
    """

    mark: str
    row: int | None
    column: int | None
    words: Words
    id: str = ""


def lettered(table: Table, language: str) -> tuple[LetteredNote, ...]:
    """Return the notes of `table` in the order in which they stand under it."""
    notes = sorted(_unlettered(table), key=lambda note: _place(table, note))
    general = sum(note.column is None for note in notes)
    marked = (
        replace(note, mark=letter(index, language))
        for index, note in enumerate(notes[general:], start=1)
    )
    return (*notes[:general], *marked)


def _unlettered(table: Table) -> Iterator[LetteredNote]:
    for note in table.notes:
        yield LetteredNote("", note.row, note.column, (Text(note.content),))
    for row, cells in enumerate(table.all_rows):
        for column, cell in enumerate(cells):
            for footnote in cell_footnotes(cell):
                yield LetteredNote("", row, column, footnote.runs, footnote.id)


def _place(table: Table, note: LetteredNote) -> tuple[int, int]:
    return (-1, 0) if note.column is None else (table.line_of(note.row), note.column)

"""What a document says, as paragraphs, sub-paragraphs, footnotes and cells: told from the tree."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from rapporteur.core.document.cells import printed
from rapporteur.core.document.docx.lines import Reach
from rapporteur.core.document.numbering import Numbers, number, titled
from rapporteur.core.document.numerals import ended
from rapporteur.core.document.tree import (
    Document,
    Footnote,
    Paragraph,
    Reference,
    Runs,
    SubParagraph,
    Table,
    blocks_of,
    footnotes,
)


@dataclass
class Said:
    """Calls of notes stand in words as [1]; marks of notes in cells stand apart, as in "32 a"."""

    headings: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    subparagraphs: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        # A page parts number and title of an annex by its layout, where a line has a colon.
        self.headings = [re.sub(r"[\s:：]", "", heading) for heading in self.headings]


def one(words: str) -> str:
    """Words with single spaces between them."""
    return " ".join(words.split())


def whole(element: Any) -> str:
    """All the words in an element."""
    return one("".join(element.itertext()))


def expected(document: Document, *, counted: bool = False) -> Said:
    """What every rendering of `document` must say.

    counted: calls show the count of the note through the document, not its mark (as in Markdown,
    whose readers count for themselves).
    """
    numbers = number(document)

    def mark(id_: str) -> str:
        return str(numbers.footnotes[id_]) if counted else numbers.marks[id_]

    def words(runs: Runs) -> str:
        return one("".join(_run(run, numbers, mark) for run in runs))

    said = Said([titled(heading, document.language) for heading in numbers.headings.values()])
    notes: list[Footnote] = []
    for block in blocks_of(document):
        if isinstance(block, Paragraph):
            if block.numbered:
                n = numbers.paragraphs[block.id]
                said.paragraphs.append(f"{ended(n, document.language)} {words(block.runs)}".strip())
            said.subparagraphs.extend(_parts(block.subparagraphs, numbers, words))
        elif isinstance(block, Table):
            said.cells.extend(_table(block, document, numbers))
        notes.extend(footnotes(block))
    said.footnotes = [f"{mark(note.id)} {words(note.runs)}".strip() for note in notes]
    return said


def _run(run: Any, numbers: Numbers, mark: Callable[[str], str]) -> str:
    if isinstance(run, Footnote):
        return f"[{mark(run.id)}]"
    if isinstance(run, Reference) and numbers.calls_again(run):
        return f"[{numbers.marks[run.target]}]"
    return numbers.plain((run,))


def _parts(
    parts: tuple[SubParagraph, ...], numbers: Numbers, words: Callable[[Runs], str]
) -> Iterable[str]:
    for part in parts:
        yield f"{numbers.subparagraphs[part.id]} {words(part.runs)}".strip()
        yield from _parts(part.subparagraphs, numbers, words)


def _table(table: Table, document: Document, numbers: Numbers) -> Iterable[list[str]]:
    shown = printed(table, document.language, numbers)
    for row in shown.lines:
        yield [
            reaching(one(f"{cell.words} {cell.mark}"), cell.columns, cell.rows)
            for cell in row
            if cell.stands
        ]


def reaching(words: str, columns: int, rows: int) -> str:
    """What a cell says, and how far it reaches where that is over others."""
    return words if columns == rows == 1 else f"{words} ⟨{columns}×{rows}⟩"


def standing(rows: list[list[str]], reaches: Iterable[Reach]) -> list[list[str]]:
    """The cells of each row that no other takes the place of, with how far they reach."""
    size = {(each.row, each.column): (each.columns, each.rows) for each in reaches}
    taken = {
        (row + down, column + right)
        for (row, column), (columns, deep) in size.items()
        for down in range(deep)
        for right in range(columns)
        if down or right
    }
    return [
        [
            reaching(cell, *size.get((at, column), (1, 1)))
            for column, cell in enumerate(row)
            if (at, column) not in taken
        ]
        for at, row in enumerate(rows)
    ]

"""What is askew in the build of a document, though it can be printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from rapporteur.core.document.tree import (
    Block,
    Document,
    Figure,
    ListBlock,
    Paragraph,
    Part,
    Quotation,
    Runs,
    Section,
    SubParagraph,
    Table,
    Text,
    blocks_of,
    cell_footnotes,
    footnotes,
    runs_of,
)

_WRITE = "Write it, or leave it out."


@dataclass(frozen=True)
class Fault:
    """A rule that is not kept: its short name, the id of the node ("" for the document), what is
    wrong, and what to do.
    """

    rule: str
    where: str
    message: str
    mend: str


def faults(document: Document) -> tuple[Fault, ...]:
    """Return what is askew in `document`, in reading order.

    A sole sub-heading and a sole sub-paragraph are left out by the Editorial Manual (headings:
    where there is an A there is a B); what is empty was forgotten.
    """
    return tuple(_faults(document))


def _faults(document: Document) -> Iterator[Fault]:
    if not any(True for _block in blocks_of(document)):
        yield Fault("empty", "", "The document has no text.", "Write it, or read it again.")
    for block in (*document.summary, *document.blocks):
        yield from _in_block(block)
    for part in chain[Part](document.sections, document.annexes):
        yield from _in_part(part)


def _in_part(part: Part) -> Iterator[Fault]:
    if not part.title.strip():
        kind = "section" if isinstance(part, Section) else "annex"
        yield Fault("untitled", part.id, f"The {kind} has no title.", "Give it one.")
    if not part.blocks and not part.sections:
        yield Fault(
            "empty", part.id, "A heading has no text under it.", "Write it, or leave it out."
        )
    if len(part.sections) == 1 and part.sections[0].numbered:
        yield Fault(
            "sole-heading",
            part.sections[0].id,
            f"“{part.sections[0].title}” is the only heading under “{part.title}”.",
            "Leave it out, or add another: where there is an A there is a B.",
        )
    for block in part.blocks:
        yield from _in_block(block)
    for section in part.sections:
        yield from _in_part(section)


def _in_block(block: Block) -> Iterator[Fault]:
    rows = block.lines if isinstance(block, Table) else ()
    in_cells = (cell_footnotes(cell) for row in rows for cell in row)
    for note in (*footnotes(block), *chain.from_iterable(in_cells)):
        if _is_empty(note.runs):
            yield Fault("empty", note.id, "A footnote has no words.", _WRITE)
    match block:
        case Paragraph():
            if not block.subparagraphs and _is_empty(block.runs):
                yield Fault(
                    "empty", block.id, "A paragraph is empty.", "Write it, or leave it out."
                )
            yield from _in_parts(block.subparagraphs)
        case Table():
            if not block.rows:
                yield Fault("empty", block.id, "A table has no rows.", _WRITE)
            if not block.caption.strip():
                yield Fault("untitled", block.id, "A table has no title.", "Give it one.")
        case Figure():
            if not block.caption.strip():
                yield Fault("untitled", block.id, "A figure has no title.", "Give it one.")
        case Quotation() | ListBlock():
            if any(map(_is_empty, runs_of(block))):
                yield Fault("empty", "", "A quotation or an item is empty.", "Leave it out.")


def _in_parts(parts: tuple[SubParagraph, ...]) -> Iterator[Fault]:
    if len(parts) == 1:
        yield Fault(
            "sole-part",
            parts[0].id,
            "A paragraph has a single sub-paragraph.",
            "Put its words into the paragraph, or add another.",
        )
    for part in parts:
        if not part.subparagraphs and _is_empty(part.runs):
            yield Fault("empty", part.id, "A sub-paragraph is empty.", "Leave it out.")
        yield from _in_parts(part.subparagraphs)


def _is_empty(runs: Runs) -> bool:
    return all(isinstance(run, Text) and not run.content.strip() for run in runs)

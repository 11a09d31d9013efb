"""Walks over a part of the tree, always in reading order."""

from collections.abc import Iterator

from rapporteur.core.document.tree.blocks import (
    Block,
    Figure,
    ListBlock,
    Paragraph,
    Quotation,
    SubParagraph,
)
from rapporteur.core.document.tree.parts import Annex, Part
from rapporteur.core.document.tree.runs import Footnote, Runs
from rapporteur.core.document.tree.table import Cell, Table


def blocks_in(part: Part) -> Iterator[Block]:
    """Yield every block of `part` and of its sections."""
    yield from part.blocks
    for section in part.sections:
        yield from blocks_in(section)


def footnotes(block: Block) -> Iterator[Footnote]:
    """Yield the footnotes called in `block`. A table calls none: its notes stand under it."""
    if isinstance(block, Table):
        return
    for runs in runs_of(block):
        yield from (run for run in runs if isinstance(run, Footnote))


def cell_footnotes(cell: Cell) -> tuple[Footnote, ...]:
    """The notes called in a cell of a table."""
    if not isinstance(cell, tuple):
        return ()
    return tuple(run for run in cell if isinstance(run, Footnote))


def runs_of(block: Block) -> tuple[Runs, ...]:
    """The stretches of runs in `block`: of a paragraph and its parts, of items, of cells."""
    match block:
        case Paragraph():
            return (block.runs, *_runs_of_parts(block.subparagraphs))
        case Quotation():
            return (block.runs,)
        case ListBlock():
            return tuple(_runs_of_list(block))
        case Table():
            return tuple(cell for row in block.all_rows for cell in row if isinstance(cell, tuple))
        case Figure():
            return ()


def part_ids(part: Part) -> Iterator[tuple[str, str]]:
    """Yield every id in `part`, its own first, with the kind of its node ("section", …)."""
    yield part.id, "annex" if isinstance(part, Annex) else "section"
    for block in part.blocks:
        yield from block_ids(block)
    for section in part.sections:
        yield from part_ids(section)


def block_ids(block: Block) -> Iterator[tuple[str, str]]:
    """Yield every id in `block` with the kind of its node ("paragraph", "footnote", …)."""
    match block:
        case Paragraph():
            yield block.id, "paragraph"
            yield from _subparagraph_ids(block.subparagraphs)
        case Table():
            yield block.id, "table"
        case Figure():
            yield block.id, "figure"
        case Quotation() | ListBlock():
            pass
    for runs in runs_of(block):
        yield from ((run.id, "footnote") for run in runs if isinstance(run, Footnote))


def _runs_of_parts(parts: tuple[SubParagraph, ...]) -> Iterator[Runs]:
    for part in parts:
        yield part.runs
        yield from _runs_of_parts(part.subparagraphs)


def _runs_of_list(block: ListBlock) -> Iterator[Runs]:
    for item in block.items:
        yield item.runs
        if item.inner:
            yield from _runs_of_list(item.inner)


def _subparagraph_ids(parts: tuple[SubParagraph, ...]) -> Iterator[tuple[str, str]]:
    for part in parts:
        yield part.id, "sub-paragraph"
        yield from _subparagraph_ids(part.subparagraphs)

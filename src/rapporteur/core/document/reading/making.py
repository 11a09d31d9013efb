"""Nodes of the tree, made of words that were put in their places and have ended."""

from dataclasses import dataclass, field, replace
from typing import TypeVar

from rapporteur.core.document.reading.notes import Notes
from rapporteur.core.document.reading.words import runs
from rapporteur.core.document.tree import (
    Annex,
    Block,
    ListBlock,
    ListItem,
    Paragraph,
    Quotation,
    Runs,
    Section,
    SubParagraph,
)

_PartT = TypeVar("_PartT", Section, Annex)


@dataclass
class HeldWords:
    """Words that may go on in the next chunk; `kind` says what they become."""

    kind: str
    words: str
    line: int
    id: str = ""
    number: int | None = None
    parts: "list[HeldWords]" = field(default_factory=list)


@dataclass
class HeldPart:
    """A section or annex that is being filled."""

    title: str
    id: str
    level: int
    depth: int
    numbered: bool = True
    annex: bool = False
    held: "list[HeldWords | Block]" = field(default_factory=list)
    parts: "list[HeldPart]" = field(default_factory=list)


class Maker:
    """Makes nodes, each with an id of its own, and calls the notes that their words call."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.counts: dict[str, int] = {}

    def id(self, prefix: str) -> str:
        """The next id of nodes of this kind: "s1", "s2"."""
        self.counts[prefix] = self.counts.get(prefix, 0) + 1
        return f"{prefix}{self.counts[prefix]}"

    def _runs(self, words: str) -> Runs:
        return runs(words.strip(), self.notes.call)

    def blocks(self, held: "list[HeldWords | Block]") -> tuple[Block, ...]:
        """The blocks that were held; items beside one another are one list."""
        blocks: list[Block] = []
        items: list[ListItem] = []
        for each in held:
            if isinstance(each, HeldWords) and each.kind == "item":
                items.append(ListItem(self._runs(each.words)))
                continue
            if items:
                blocks.append(ListBlock(tuple(items), lettered=False))
                items = []
            blocks.append(self._block(each) if isinstance(each, HeldWords) else each)
        if items:
            blocks.append(ListBlock(tuple(items), lettered=False))
        return tuple(blocks)

    def _block(self, held: HeldWords) -> Block:
        if held.kind == "quotation":
            return Quotation(self._runs(held.words))
        identifier = held.id or self.id("u")
        words = self._runs(held.words)
        parts = self._parts(held.parts, identifier)
        return Paragraph(identifier, words, held.number is not None, parts)

    def _parts(self, parts: list[HeldWords], above: str) -> tuple[SubParagraph, ...]:
        made = []
        for index, part in enumerate(parts, start=1):
            identifier = f"{above}.{index}"
            words = self._runs(part.words)
            made.append(SubParagraph(identifier, words, self._parts(part.parts, identifier)))
        return tuple(made)

    def section(self, part: HeldPart) -> Section:
        """A section with all that was put into it."""
        blocks = self.blocks(part.held)
        inner = tuple(map(self.section, part.parts))
        return Section(part.id, part.title, blocks, inner, part.numbered)

    def annex(self, part: HeldPart) -> Annex:
        """An annex with all that was put into it."""
        blocks = self.blocks(part.held)
        return Annex(part.id, part.title, blocks, tuple(map(self.section, part.parts)))


def with_block(part: _PartT, block: Block) -> _PartT:
    """Return a section or annex with one block more at its end."""
    if part.sections:
        return replace(part, sections=(*part.sections[:-1], with_block(part.sections[-1], block)))
    return replace(part, blocks=(*part.blocks, block))

"""The parts of a document: sections and annexes."""

from dataclasses import dataclass

from rapporteur.core.document.characters import admit
from rapporteur.core.document.tree.blocks import Block
from rapporteur.core.document.tree.names import check_id


@dataclass(frozen=True)
class Section:
    """A titled part of the document, with its blocks first and then its own sections.

    Numbered by its place among the sections beside it, unless `numbered` is false (Editorial
    Manual, headings: sub-headings may go without where there are few).
    """

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: "tuple[Section, ...]" = ()
    numbered: bool = True

    def __post_init__(self) -> None:
        check_id(self.id, "section")
        admit(self.title, f"the title of section {self.id}")


@dataclass(frozen=True)
class Annex:
    """A part after the end. Its paragraphs carry the document's numbering on."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        check_id(self.id, "annex")
        admit(self.title, f"the title of annex {self.id}")


Part = Section | Annex

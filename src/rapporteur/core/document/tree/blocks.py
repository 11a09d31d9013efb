"""What stands under a heading: paragraphs, quotations, lists, tables, figures."""

from dataclasses import dataclass

from rapporteur.core.document.characters import admit
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree.image import Image
from rapporteur.core.document.tree.names import check_id, check_language
from rapporteur.core.document.tree.runs import Runs
from rapporteur.core.document.tree.table import Table

DEEPEST_SUBPARAGRAPH = 4
"""(a), (i), a., i.: the Editorial Manual has no fifth degree."""

DEEPEST_LIST = 4
"""Lists within lists; a fifth has no room left on paper."""


@dataclass(frozen=True)
class SubParagraph:
    """A part of a paragraph, lettered (a), within it (i), then a. and i."""

    id: str
    runs: Runs
    subparagraphs: "tuple[SubParagraph, ...]" = ()

    def __post_init__(self) -> None:
        check_id(self.id, "sub-paragraph")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; numbered through the whole document unless `numbered` is false."""

    id: str
    runs: Runs
    numbered: bool = True
    subparagraphs: tuple[SubParagraph, ...] = ()

    def __post_init__(self) -> None:
        check_id(self.id, "paragraph")
        if _degrees(self.subparagraphs) > DEEPEST_SUBPARAGRAPH:
            raise DocumentProblem(
                f"The sub-paragraphs of paragraph {self.id} are nested deeper than "
                f"{DEEPEST_SUBPARAGRAPH} degrees. Move the deepest ones up."
            )


@dataclass(frozen=True)
class Quotation:
    """Words of another, set apart. `language` where it is not the document's."""

    runs: Runs
    language: str = ""

    def __post_init__(self) -> None:
        check_language(self.language)


@dataclass(frozen=True)
class ListItem:
    """An item of a list, with a list of its own where it has one."""

    runs: Runs
    inner: "ListBlock | None" = None


@dataclass(frozen=True)
class ListBlock:
    """Items, lettered (a), (b), … or, where order says nothing, with bullets.

    A list within a lettered one is lettered (i), (ii), … and so on, as sub-paragraphs are.
    """

    items: tuple[ListItem, ...]
    lettered: bool = True

    def __post_init__(self) -> None:
        if not self.items:
            raise DocumentProblem("A list holds no item. Give it one, or leave the list out.")
        if _nesting(self) > DEEPEST_LIST:
            raise DocumentProblem(
                f"Lists are nested deeper than {DEEPEST_LIST} levels. Move the deepest one up."
            )


@dataclass(frozen=True)
class Figure:
    """A picture under its caption. `alternative` says in words what it shows, for who cannot see
    it; `notes` stand under it ("Source: …").
    """

    id: str
    caption: str
    alternative: str
    image: Image
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_id(self.id, "figure")
        admit(self.caption, f"the caption of figure {self.id}")
        admit(self.alternative, f"the text alternative of figure {self.id}")
        for note in self.notes:
            admit(note, f"a note to figure {self.id}")
        if not self.alternative.strip():
            raise DocumentProblem(
                f"Figure {self.id} has no text alternative. Say in words what it shows, for "
                "readers who cannot see it."
            )


Block = Paragraph | Quotation | ListBlock | Table | Figure


def _degrees(parts: tuple[SubParagraph, ...]) -> int:
    return max((1 + _degrees(part.subparagraphs) for part in parts), default=0)


def _nesting(block: ListBlock) -> int:
    return 1 + max((_nesting(item.inner) for item in block.items if item.inner), default=0)

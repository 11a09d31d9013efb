"""The document as a whole, and what must be true of it: how deep it is, that ids are unique, that
references lead somewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from rapporteur.core.document.characters import admit
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree.blocks import Block
from rapporteur.core.document.tree.masthead import Masthead
from rapporteur.core.document.tree.parts import Annex, Part, Section
from rapporteur.core.document.tree.runs import Citation, Footnote, Reference, Runs
from rapporteur.core.document.tree.walks import block_ids, blocks_in, part_ids, runs_of

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
"""The official languages of the United Nations, in which a document can be written."""

DEEPEST_SECTION = 5
"""I., A., 1., (a), (i): the Editorial Manual has no sixth level. In an annex one less."""

NO_MASTHEAD = Masthead()


@dataclass(frozen=True)
class Document:
    """A whole formal document.

    `draft_mark` is what every page of a draft bears ("Draft: contributions are still open"),
    and None once it is issued; `blocks` stand before the first section, and are the whole of a
    document without sections; `contents` asks for a table of contents; `title_note` is what an
    asterisk after the title says ("The present report was submitted late …").
    """

    language: str
    title: str
    masthead: Masthead = NO_MASTHEAD
    subtitle: str = ""
    summary: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    annexes: tuple[Annex, ...] = ()
    draft_mark: str | None = None
    contents: bool = False
    title_note: str = ""
    blocks: tuple[Block, ...] = ()

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise DocumentProblem(
                f"A document cannot be written in {self.language!r}. "
                f"Choose one of {', '.join(LANGUAGES)}."
            )
        if not self.title.strip():
            raise DocumentProblem("The document has no title. Give it one.")
        admit(self.title, "the title")
        admit(self.subtitle, "the subtitle")
        admit(self.title_note, "the note to the title")
        admit(self.draft_mark or "", "the draft mark")
        _check_depth(self)
        _check_ids(self)
        _check_references(self)


def blocks_of(document: Document) -> Iterator[Block]:
    """Yield every block: of the summary, before the first section, in sections, in annexes."""
    yield from document.summary
    yield from document.blocks
    for part in chain[Part](document.sections, document.annexes):
        yield from blocks_in(part)


def references_of(document: Document) -> Iterator[Reference]:
    """Yield every reference of `document` to another part of it."""
    for block in blocks_of(document):
        for runs in runs_of(block):
            yield from _references(runs)


def _check_depth(document: Document) -> None:
    too_deep = _depth(document.sections) > DEEPEST_SECTION or any(
        _depth(annex.sections) >= DEEPEST_SECTION for annex in document.annexes
    )
    if too_deep:
        raise DocumentProblem(
            f"The sections are nested deeper than {DEEPEST_SECTION} levels "
            f"({DEEPEST_SECTION - 1} in an annex). Move the deepest ones up."
        )


def _depth(sections: tuple[Section, ...]) -> int:
    return max((1 + _depth(section.sections) for section in sections), default=0)


def _check_ids(document: Document) -> None:
    seen: set[str] = set()
    place = ""
    for identifier, kind in _ids(document):
        if identifier in seen:
            where = f", the second time at or after {place!r}" if place else ""
            raise DocumentProblem(
                f"The id {identifier!r} is used twice in the document{where}. "
                + (
                    "To call a footnote once more, refer to it."
                    if kind == "footnote"
                    else "Rename one of the two."
                )
            )
        seen.add(identifier)
        place = identifier


def _check_references(document: Document) -> None:
    known = {identifier for identifier, _kind in _ids(document)}
    place = ""
    for block in blocks_of(document):
        place = getattr(block, "id", place)
        for runs in runs_of(block):
            for reference in _references(runs):
                if reference.target not in known:
                    where = f"at or after {place}" if place else "at the beginning"
                    raise DocumentProblem(
                        f"The document refers to {reference.target!r} ({where}), and nothing in "
                        "it has this id. Correct the reference, or take it out."
                    )


def _references(runs: Runs) -> Iterator[Reference]:
    for run in runs:
        match run:
            case Reference():
                yield run
            case Footnote() | Citation():
                yield from (each for each in run.runs if isinstance(each, Reference))


def _ids(document: Document) -> Iterator[tuple[str, str]]:
    for block in (*document.summary, *document.blocks):
        yield from block_ids(block)
    for part in chain[Part](document.sections, document.annexes):
        yield from part_ids(part)

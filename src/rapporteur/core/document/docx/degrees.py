"""The steps by which a number is reached: "12 (a) (i)" is three of them, each counted by Word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapporteur.core.document.numbering import Numbers
from rapporteur.core.document.tree import Document, Paragraph, Section, SubParagraph, blocks_of


@dataclass(frozen=True)
class Step:
    """The bookmark of something counted, as `markup.anchor` takes it, and its own mark."""

    key: str
    mark: str


def counted_steps(document: Document, numbers: Numbers) -> Mapping[str, tuple[Step, ...]]:
    """By the id of each numbered paragraph, its parts and each section, the steps to its number.

    Not the sections of an Arabic document, nor annexes: Word does not count them (`lists`). Nor
    its paragraphs: a reference to one would say "12 -", dash and all.
    """
    steps: dict[str, tuple[Step, ...]] = {}
    for block in blocks_of(document):
        if isinstance(block, Paragraph):
            above: tuple[Step, ...] = ()
            if block.numbered and document.language != "ar":
                above = (Step(paragraph_key(block.id), str(numbers.paragraphs[block.id])),)
                steps[block.id] = above
            steps |= dict(_parts(block.subparagraphs, above, numbers))
    if document.language != "ar":
        for part in (*document.sections, *(s for each in document.annexes for s in each.sections)):
            steps |= dict(_sections(part, (), numbers))
    return steps


def paragraph_key(id_: str) -> str:
    """What the bookmark of a paragraph, a part of one, a table or a figure is made of."""
    return f"block:{id_}"


def heading_key(id_: str) -> str:
    """What the bookmark of the heading of a section or annex is made of."""
    return f"heading:{id_}"


def _parts(
    parts: tuple[SubParagraph, ...], above: tuple[Step, ...], numbers: Numbers
) -> Iterator[tuple[str, tuple[Step, ...]]]:
    for part in parts:
        own = (*above, Step(paragraph_key(part.id), numbers.subparagraphs[part.id]))
        yield part.id, own
        yield from _parts(part.subparagraphs, own, numbers)


def _sections(
    section: Section, above: tuple[Step, ...], numbers: Numbers
) -> Iterator[tuple[str, tuple[Step, ...]]]:
    mark = numbers.headings[section.id].number.rstrip(" -.、")
    own = (*above, Step(heading_key(section.id), mark))
    yield section.id, own
    for inner in section.sections:
        yield from _sections(inner, own, numbers)

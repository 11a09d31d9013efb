"""The numbers of a document, computed once so that every rendering prints the same.

Paragraphs and footnotes are counted through the whole document, annexes included, so that
"para. 12" names one paragraph. How a language writes its numbers is in `numerals`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapporteur.core.document.numerals import ordinal, section_number
from rapporteur.core.document.tree import (
    Annex,
    Block,
    Document,
    Paragraph,
    Section,
    Table,
    footnotes,
)
from rapporteur.core.document.words import own_words


@dataclass(frozen=True)
class Heading:
    """The head of a section or annex: `level` 1 to 5, `number` "II." or "Annex I"."""

    id: str
    level: int
    number: str
    title: str
    annex: bool = False


@dataclass(frozen=True)
class Numbers:
    """What each node is called, by its id; `asterisks` are by body of the masthead."""

    paragraphs: Mapping[str, int]
    footnotes: Mapping[str, int]
    tables: Mapping[str, str]
    headings: Mapping[str, Heading]
    asterisks: tuple[str, ...]


def number(document: Document) -> Numbers:
    """Number everything in `document` that bears a number.

    A table is called "Table 2" only where the document has more than one, an annex "Annex II"
    likewise; a body has asterisks where its agenda item has a note, else "".
    """
    in_order = tuple(reading_order(document))
    blocks = [item for item in in_order if not isinstance(item, Heading)]
    tables = [block.id for block in blocks if isinstance(block, Table)]
    numbered = [block.id for block in blocks if isinstance(block, Paragraph) and block.numbered]
    called = [footnote.id for block in blocks for footnote in footnotes(block)]
    word = own_words(document.language).table
    return Numbers(
        paragraphs=_count(numbered),
        footnotes=_count(called),
        tables={id_: f"{word} {n}" if len(tables) > 1 else "" for id_, n in _count(tables).items()},
        headings={item.id: item for item in in_order if isinstance(item, Heading)},
        asterisks=_asterisks(document),
    )


def titled(heading: Heading, language: str) -> str:
    """Return number and title as one line: "I. Background", "Annex II: Those who contributed"."""
    parting = own_words(language).colon if heading.annex else " "
    return f"{heading.number}{parting}{heading.title}"


def reading_order(document: Document) -> Iterator[Heading | Block]:
    """Yield headings and blocks as they are read: summary, sections, annexes."""
    yield from document.summary
    yield from _sections(document.sections, 1, 1, document.language)
    word = own_words(document.language).annex
    for index, annex in enumerate(document.annexes, start=1):
        several = len(document.annexes) > 1
        name = f"{word} {ordinal(index, document.language)}" if several else word
        yield Heading(annex.id, 1, name, annex.title, annex=True)
        yield from _inside(annex, 2, 1, document.language)


def _sections(
    sections: tuple[Section, ...], level: int, depth: int, language: str
) -> Iterator[Heading | Block]:
    """`level` is the rank of the heading, `depth` that of its number; they differ in an annex."""
    for index, section in enumerate(sections, start=1):
        yield Heading(section.id, level, section_number(depth, index, language), section.title)
        yield from _inside(section, level + 1, depth + 1, language)


def _inside(
    part: Section | Annex, level: int, depth: int, language: str
) -> Iterator[Heading | Block]:
    yield from part.blocks
    yield from _sections(part.sections, level, depth, language)


def _count(ids: list[str]) -> dict[str, int]:
    return {identifier: position for position, identifier in enumerate(ids, start=1)}


def _asterisks(document: Document) -> tuple[str, ...]:
    marks, count = [], 0
    for body in document.masthead.bodies:
        noted = body.agenda_item is not None and body.agenda_item.note != ""
        count += noted
        marks.append("*" * count if noted else "")
    return tuple(marks)

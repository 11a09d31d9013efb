"""The numbers of a document, computed once so that every rendering prints the same.

Paragraphs are counted through the whole document, annexes included, so that "para. 12" names one
paragraph. Footnotes are numbered through the body and lettered anew in every annex and table
(Editorial Manual, footnote indicators). How a language writes its numbers is in `numerals`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapporteur.core.document.numerals import letter, ordinal, section_number, subparagraph
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.table_notes import lettered
from rapporteur.core.document.tree import (
    Block,
    Citation,
    Document,
    Figure,
    Footnote,
    Link,
    Paragraph,
    Part,
    Reference,
    Run,
    Section,
    SubParagraph,
    Table,
    Text,
    footnotes,
    references_of,
)
from rapporteur.core.document.words import own_words

PLAIN_LEVELS = 3
"""Sections at these depths bear a number alone ("III.A.1"); deeper ones are enclosed: "(a)"."""


@dataclass(frozen=True)
class Heading:
    """The head of a section or annex: `level` 1 to 5, `number` "II.", "Annex I", or "" for none."""

    id: str
    level: int
    number: str
    title: str
    annex: bool = False


@dataclass(frozen=True)
class Numbers:
    """What each node is called, by its id.

    `footnotes` counts those at the foot of a page, in reading order; `marks` is what calls each of
    them, and each note in a table: "4", or "b" in an annex. `named` is what a reference to a node
    prints, "" where it bears no number. `asterisks` are by body of the masthead, `title_asterisk`
    is the title's.
    """

    paragraphs: Mapping[str, int]
    subparagraphs: Mapping[str, str]
    footnotes: Mapping[str, int]
    marks: Mapping[str, str]
    tables: Mapping[str, str]
    figures: Mapping[str, str]
    headings: Mapping[str, Heading]
    named: Mapping[str, str]
    asterisks: tuple[str, ...]
    title_asterisk: str
    parting: str

    def calls_again(self, reference: Reference) -> bool:
        """Whether `reference` calls a note once more, by its mark, rather than prints a number."""
        return reference.target in self.marks and not reference.label

    def said(self, reference: Reference) -> str:
        """Return what `reference` prints: "paragraph 12 (a)", "III", "table"."""
        number_ = self.named[reference.target]
        return self.parting.join(part for part in (reference.label, number_) if part)

    def plain(self, runs: Iterable[Run]) -> str:
        """Return the words of `runs` and what its references print, without the marks of notes."""
        return "".join(map(self._plain, runs))

    def _plain(self, run: Run) -> str:
        match run:
            case Text() | Link():
                return run.content
            case Reference():
                return "" if self.calls_again(run) else self.said(run)
            case Citation():
                return self.plain(run.runs)
            case Footnote():
                return ""


def number(document: Document) -> Numbers:
    """Number everything in `document` that bears a number.

    A table is called "Table 2" only where the document has more than one, a figure and an annex
    likewise; a body has asterisks where its agenda item has a note, else "". Raises
    `DocumentProblem` where a reference would print nothing.
    """
    words, language = own_words(document.language), document.language
    in_order = tuple(reading_order(document))
    blocks = [item for item in in_order if not isinstance(item, Heading)]
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    counted = _count(block.id for block in paragraphs if block.numbered)
    subparagraphs = dict(_subparagraphs(paragraphs, counted, language))
    tables = _sole_or_counted((block.id for block in blocks if isinstance(block, Table)), str)
    figures = _sole_or_counted(
        (block.id for block in blocks if isinstance(block, Figure)), lambda n: ordinal(n, language)
    )
    marks = _marks(in_order, language)
    asterisks = _asterisks(document)
    numbers = Numbers(
        paragraphs=counted,
        subparagraphs={id_: mark for id_, (mark, _named) in subparagraphs.items()},
        footnotes=_count(note.id for block in blocks for note in footnotes(block)),
        marks=marks,
        tables={id_: f"{words.table} {n}" if n else "" for id_, n in tables.items()},
        figures={id_: f"{words.figure} {n}" if n else "" for id_, n in figures.items()},
        headings={item.id: item for item in in_order if isinstance(item, Heading)},
        named={
            **{block.id: "" for block in paragraphs},
            **{id_: str(n) for id_, n in counted.items()},
            **{id_: named for id_, (_mark, named) in subparagraphs.items()},
            **dict(_named_parts(document)),
            **tables,
            **figures,
            **marks,
        },
        asterisks=asterisks,
        title_asterisk="*" * (1 + sum(map(bool, asterisks))) if document.title_note else "",
        parting=words.before_number,
    )
    _check_references(document, numbers)
    return numbers


def titled(heading: Heading, language: str) -> str:
    """Return number and title as one line: "I. Background", "Annex II: Those who contributed"."""
    parting = own_words(language).colon if heading.annex else " "
    return f"{heading.number}{parting}{heading.title}" if heading.number else heading.title


def reading_order(document: Document) -> Iterator[Heading | Block]:
    """Yield headings and blocks as they are read: summary, sections, annexes."""
    yield from document.summary
    yield from document.blocks
    yield from _sections(document.sections, 1, 1, document.language)
    word = own_words(document.language).annex
    for index, annex in enumerate(document.annexes, start=1):
        several = len(document.annexes) > 1
        name = f"{word} {ordinal(index, document.language)}" if several else word
        yield Heading(annex.id, 1, name, annex.title, annex=True)
        yield from _inside(annex, 2, 1, document.language)


def notes_of(document: Document) -> dict[str, tuple[Footnote, ...]]:
    """The footnotes of the body, under "", and of each annex, under its id, in reading order.

    A rendering without pages prints each of these series at the end of its part.
    """
    notes: dict[str, list[Footnote]] = {"": []}
    part = ""
    for item in reading_order(document):
        if isinstance(item, Heading):
            part = item.id if item.annex else part
        else:
            notes.setdefault(part, []).extend(footnotes(item))
    return {part: tuple(called) for part, called in notes.items()}


def _sections(
    sections: tuple[Section, ...], level: int, depth: int, language: str
) -> Iterator[Heading | Block]:
    """`level` is the rank of the heading, `depth` that of its number; they differ in an annex."""
    for index, section in _counted(sections):
        number_ = section_number(depth, index, language) if section.numbered else ""
        yield Heading(section.id, level, number_, section.title)
        yield from _inside(section, level + 1, depth + 1, language)


def _counted(sections: Iterable[Section]) -> Iterator[tuple[int, Section]]:
    """Yield each section with its number among those beside it that bear one."""
    index = 0
    for section in sections:
        index += section.numbered
        yield index, section


def _inside(part: Part, level: int, depth: int, language: str) -> Iterator[Heading | Block]:
    yield from part.blocks
    yield from _sections(part.sections, level, depth, language)


def _count(ids: Iterable[str]) -> dict[str, int]:
    return {identifier: position for position, identifier in enumerate(ids, start=1)}


def _sole_or_counted(ids: Iterable[str], write: Callable[[int], str]) -> dict[str, str]:
    """One alone bears no number."""
    counted = _count(ids)
    return {id_: write(n) if len(counted) > 1 else "" for id_, n in counted.items()}


def _marks(in_order: Iterable[Heading | Block], language: str) -> dict[str, str]:
    marks: dict[str, str] = {}
    count, annex = 0, False
    for item in in_order:
        match item:
            case Heading():
                if item.annex:
                    count, annex = 0, True
            case Table():
                marks |= {note.id: note.mark for note in lettered(item, language) if note.id}
            case _:
                for note in footnotes(item):
                    count += 1
                    marks[note.id] = letter(count, language) if annex else str(count)
    return marks


def _subparagraphs(
    paragraphs: Iterable[Paragraph], counted: Mapping[str, int], language: str
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each sub-paragraph's id with its mark and what it is called: "(i)", "12 (a) (i)"."""
    for paragraph in paragraphs:
        called = str(counted.get(paragraph.id, ""))
        yield from _degrees(paragraph.subparagraphs, 1, called, language)


def _degrees(
    parts: tuple[SubParagraph, ...], depth: int, above: str, language: str
) -> Iterator[tuple[str, tuple[str, str]]]:
    for index, part in enumerate(parts, start=1):
        mark = subparagraph(depth, index, language)
        named = f"{above} {mark}".strip()
        yield part.id, (mark, named)
        yield from _degrees(part.subparagraphs, depth + 1, named, language)


def _named_parts(document: Document) -> Iterator[tuple[str, str]]:
    language = document.language
    yield from _named_sections(document.sections, 1, "", language)
    for index, annex in enumerate(document.annexes, start=1):
        yield annex.id, ordinal(index, language) if len(document.annexes) > 1 else ""
        yield from _named_sections(annex.sections, 1, "", language)


def _named_sections(
    sections: tuple[Section, ...], depth: int, above: str, language: str
) -> Iterator[tuple[str, str]]:
    for index, section in _counted(sections):
        if not section.numbered:
            yield section.id, ""
            yield from _named_sections(section.sections, depth + 1, above, language)
            continue
        own = section_number(depth, index, language).rstrip(" -.、")
        parting = " " if depth > PLAIN_LEVELS else " - " if language == "ar" else "."
        named = f"{above}{parting}{own}" if above else own
        yield section.id, named
        yield from _named_sections(section.sections, depth + 1, named, language)


def _check_references(document: Document, numbers: Numbers) -> None:
    for reference in references_of(document):
        if not numbers.calls_again(reference) and not numbers.said(reference):
            raise DocumentProblem(
                f"A reference to {reference.target!r} would print nothing, since that bears no "
                "number. Write in its label what it is called, as “table” or “annex”."
            )


def _asterisks(document: Document) -> tuple[str, ...]:
    marks, count = [], 0
    for body in document.masthead.bodies:
        noted = body.agenda_item is not None and body.agenda_item.note != ""
        count += noted
        marks.append("*" * count if noted else "")
    return tuple(marks)

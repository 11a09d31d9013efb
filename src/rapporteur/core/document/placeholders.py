"""Computed figures in a document: `{{ total }}` stands until its number is known.

A tree that a drafter keeps holds the question, never the answer: `{{ headline }}` in the words of
a paragraph, `{{ tally }}` as a paragraph of its own where a table is to stand. `resolve` puts the
answers in. `{{ headline | contribution | contributions }}` adds the word that fits the number.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rapporteur.core.document.tree import (
    Annex,
    Block,
    Citation,
    Document,
    Footnote,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Reference,
    Run,
    Runs,
    Section,
    SubParagraph,
    Text,
    Words,
    blocks_of,
    runs_of,
)
from rapporteur.core.text.numbers import number
from rapporteur.core.text.passages import sentences

PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")

Word = Text | Link | Reference

Figure = Callable[[str], int | str]
"""The answer to the query of a figure: a number, or the words that stand for an unknown one."""

Tables = Callable[[str], tuple[Block, ...] | None]
"""The blocks that a query which stands alone asks for; None where it asks for none."""


@dataclass(frozen=True)
class Placeholder:
    """A query, and the words for one and for many of what it counts ("" where none are given)."""

    query: str
    one: str = ""
    many: str = ""

    @classmethod
    def of(cls, found: re.Match[str]) -> "Placeholder":
        """The placeholder that `PLACEHOLDER` found."""
        query, *words = (part.strip() for part in found.group(1).split("|"))
        one, many = (*words, "", "")[:2]
        return cls(query, one, many or one)


def sentence_around(words: str, position: int) -> str:
    """The sentence of `words` in which a position stands."""
    for span in sentences(words):
        if position < span.end:
            return span.of(words)
    return words


def queries(document: Document) -> frozenset[str]:
    """Every query that the document asks, of figures and of what stands alone."""
    return frozenset(
        Placeholder.of(found).query
        for runs in _all_runs(document)
        for run in runs
        for found in PLACEHOLDER.finditer(_plain(run))
    )


def cited(document: Document) -> frozenset[str]:
    """Every reference that a citation of the document rests on."""
    return frozenset(
        reference
        for runs in _all_runs(document)
        for run in runs
        if isinstance(run, Citation)
        for reference in run.evidence
    )


def resolve(document: Document, *, figure: Figure, tables: Tables) -> Document:
    """Return the document with every figure and every computed table in its place.

    A number is spelled out where the Editorial Manual wants it so: below 10, and at the beginning
    of a sentence.
    """
    return _Resolution(document.language, figure, tables).document(document)


@dataclass(frozen=True)
class _Resolution:
    language: str
    figure: Figure
    tables: Tables

    def document(self, document: Document) -> Document:
        return replace(
            document,
            summary=self._blocks(document.summary),
            blocks=self._blocks(document.blocks),
            sections=tuple(map(self._section, document.sections)),
            annexes=tuple(map(self._annex, document.annexes)),
        )

    def _section(self, part: Section) -> Section:
        inner = tuple(map(self._section, part.sections))
        return replace(part, blocks=self._blocks(part.blocks), sections=inner)

    def _annex(self, part: Annex) -> Annex:
        inner = tuple(map(self._section, part.sections))
        return replace(part, blocks=self._blocks(part.blocks), sections=inner)

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(found for block in blocks for found in self._block(block))

    def _block(self, block: Block) -> tuple[Block, ...]:
        match block:
            case Paragraph():
                computed = self._computed(block)
                if computed is not None:  # a table may have nothing to show
                    return computed
                parts = tuple(map(self._subparagraph, block.subparagraphs))
                return (replace(block, runs=self._runs(block.runs), subparagraphs=parts),)
            case Quotation():
                return (replace(block, runs=self._runs(block.runs)),)
            case ListBlock():
                return (self._list(block),)
            case _:  # tables and figures hold answers already
                return (block,)

    def _subparagraph(self, part: SubParagraph) -> SubParagraph:
        inner = tuple(map(self._subparagraph, part.subparagraphs))
        return replace(part, runs=self._runs(part.runs), subparagraphs=inner)

    def _list(self, block: ListBlock) -> ListBlock:
        items = (
            replace(
                item,
                runs=self._runs(item.runs),
                inner=None if item.inner is None else self._list(item.inner),
            )
            for item in block.items
        )
        return replace(block, items=tuple(items))

    def _computed(self, paragraph: Paragraph) -> tuple[Block, ...] | None:
        if paragraph.numbered or len(paragraph.runs) != 1:
            return None
        alone = PLACEHOLDER.fullmatch(_plain(paragraph.runs[0]))
        return self.tables(Placeholder.of(alone).query) if alone else None

    def _runs(self, runs: Runs) -> Runs:
        """Words are read as one, since a sentence begins in one run and ends in another."""
        starts = _starts("".join(map(_plain, runs)))
        resolved: list[Run] = []
        offset = 0
        for run in runs:
            match run:
                case Text() | Link() | Reference():
                    resolved.append(self._word(run, starts, offset))
                case Citation():
                    resolved.append(replace(run, runs=self._words(run.runs, starts, offset)))
                case Footnote():
                    own = _starts("".join(map(_plain, run.runs)))
                    resolved.append(replace(run, runs=self._words(run.runs, own, 0)))
            offset += len(_plain(run))
        return tuple(resolved)

    def _words(self, words: Words, starts: frozenset[int], offset: int) -> Words:
        resolved: list[Word] = []
        for each in words:
            resolved.append(self._word(each, starts, offset))
            offset += len(_plain(each))
        return tuple(resolved)

    def _word(self, word: Word, starts: frozenset[int], offset: int) -> Word:
        if not isinstance(word, Text):
            return word
        return replace(word, content=self._filled(word.content, starts, offset))

    def _filled(self, content: str, starts: frozenset[int], offset: int) -> str:
        def answer(found: re.Match[str]) -> str:
            asked = Placeholder.of(found)
            begins = offset + found.start() in starts
            held = self.figure(asked.query)
            words = held if isinstance(held, str) else number(held, self.language, begins)
            if isinstance(held, str) and begins:
                words = words[:1].upper() + words[1:]
            return f"{words} {asked.one if held == 1 else asked.many}".rstrip()

        return PLACEHOLDER.sub(answer, content)


def _starts(words: str) -> frozenset[int]:
    """Where the sentences of `words` begin, a figure counting as the number that it will be."""
    counted = PLACEHOLDER.sub(lambda found: "1" * len(found[0]), words)
    return frozenset(span.start for span in sentences(counted))


def _plain(run: Run) -> str:
    match run:
        case Text() | Link():
            return run.content
        case Citation():
            return "".join(map(_plain, run.runs))
        case Footnote():
            return ""  # its words are a text of their own
        case Reference():
            return run.label  # the number is known last of all


def _all_runs(document: Document) -> Iterator[Runs]:
    for block in blocks_of(document):
        for runs in runs_of(block):
            yield runs
            yield from (run.runs for run in runs if isinstance(run, Footnote))

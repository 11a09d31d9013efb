"""The draft form of a document: plain text that a drafter types, and the typed tree.

    What stands before the first heading is the summary.

    # Background                a section; ## to ##### are the sections inside it
    # Annex: Contributors       an annex

    Paragraphs are parted by an empty line. Lines inside a
    paragraph run on.[^1]

    ~ A paragraph without a number.
    > A quotation; >[fr] one in another language.
    - an item of a list         (a) an item of a lettered list, each on a line of its own
    {{ tally }}                 alone on its line: a table that is computed

    [^1]: The words of a note, on one line.

Inside a paragraph `draft_words` says what the signs mean, and `{{ total }}` is a computed figure
(`placeholders`). `draft_writing` writes the form. Nothing of a document is lost on the way there
and back, except the languages of single words, which the form cannot say.

Ids are not written: `read` gives a paragraph, a section or a table the id that it had in the tree
before, as long as it is recognizably the same, so that what points at it goes on pointing at it.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from rapporteur.core.document.characters import admit
from rapporteur.core.document.draft_ids import Ids, paragraph_key, section_key
from rapporteur.core.document.draft_words import read_words
from rapporteur.core.document.placeholders import PLACEHOLDER, Placeholder, sentence_around
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import (
    DEEPEST_SECTION,
    Annex,
    Block,
    Citation,
    Document,
    Footnote,
    ListBlock,
    ListItem,
    Paragraph,
    Quotation,
    Runs,
    Section,
    Text,
)

ANNEX = "Annex:"
"""What begins the heading of an annex, in a draft in any language."""

LONGEST = 1_000_000
"""Characters of a draft: ten times the longest report."""

_HEADING = re.compile(r"(#{1,6})\s*(.*)")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:\s*(.*)")
_ITEM = re.compile(r"(-|\([a-z]{1,2}\))\s+(.*)")
_QUOTED = re.compile(r">(?:\[([A-Za-z-]+)\])?\s?(.*)")
_SPACES = re.compile(r"[ \t]+")  # a space that must not break is kept
_LABEL = re.compile(r"[A-Za-z0-9._-]{1,60}")


class Fault(StrEnum):
    """What can be wrong with a draft. `about` of a problem is the word in question."""

    HEADING_EMPTY = "heading-empty"
    HEADING_DEEP = "heading-deep"
    HEADING_JUMPS = "heading-jumps"
    NOTE_MISSING = "note-missing"
    NOTE_TWICE = "note-twice"
    NOTE_UNCALLED = "note-uncalled"
    NOTE_LABEL = "note-label"
    NOTE_INSIDE = "note-inside"
    CITES_NOTHING = "cites-nothing"
    EVIDENCE_UNKNOWN = "evidence-unknown"
    FIGURE_UNKNOWN = "figure-unknown"
    FIGURE_OPEN = "figure-open"
    TABLE_INSIDE = "table-inside"
    TOO_LONG = "too-long"
    TREE = "tree"


@dataclass(frozen=True)
class Problem:
    """A fault, the line (from 1) on which it is, the number that the paragraph would bear (None
    outside of numbered paragraphs), its sentence and the word in question."""

    fault: Fault
    line: int
    about: str = ""
    paragraph: int | None = None
    sentence: str = ""


class DraftProblems(ValueError):
    """A draft cannot be read; `problems` says why, in the order of its lines."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"line {each.line}: {each.fault}" for each in problems))
        self.problems = problems


@dataclass(frozen=True)
class Vocabulary:
    """What a draft may name: figures, tables that stand alone on a line, evidence."""

    figure: Callable[[str], bool] = lambda query: True
    evidence: Callable[[str], bool] = lambda reference: True
    tables: frozenset[str] = frozenset()


def read(
    text: str,
    *,
    language: str,
    title: str,
    vocabulary: Vocabulary,
    before: Document | None = None,
) -> Document:
    """Return the document that a draft says. `before` is the tree that it was written from.

    Raises DraftProblems, which holds everything that is wrong and not the first thing alone.
    """
    if len(text) > LONGEST:
        raise DraftProblems((Problem(Fault.TOO_LONG, 1, str(len(text))),))
    reader = _Reader(vocabulary, Ids(before))
    summary, parts = reader.parts(_chunks(text))
    if reader.problems:
        raise DraftProblems(tuple(sorted(reader.problems, key=lambda each: each.line)))
    try:
        return Document(
            language=language,
            title=title,
            summary=summary,
            sections=tuple(part for part in parts if isinstance(part, Section)),
            annexes=tuple(part for part in parts if isinstance(part, Annex)),
        )
    except DocumentProblem as problem:
        raise DraftProblems((Problem(Fault.TREE, 1, str(problem)),)) from problem


@dataclass
class _Chunk:
    """Lines between two empty lines, or a heading or note alone, from line `start` (from 1)."""

    start: int
    lines: list[str]

    @property
    def joined(self) -> str:
        return " ".join(self.lines)

    def line_of(self, position: int) -> int:
        """The line of the draft on which a position in `joined` stands."""
        for offset, line in enumerate(self.lines):
            if position <= len(line):
                return self.start + offset
            position -= len(line) + 1
        return self.start + len(self.lines) - 1


def _chunks(text: str) -> list[_Chunk]:
    found: list[_Chunk] = []
    open_ = False
    for number, raw in enumerate(text.splitlines(), start=1):
        line = _SPACES.sub(" ", raw).strip()
        alone = bool(_HEADING.fullmatch(line) or _NOTE.fullmatch(line))
        if line and open_ and not alone and _same(found[-1].lines[0], line):
            found[-1].lines.append(line)
        elif line:
            found.append(_Chunk(number, [line]))
        open_ = bool(line) and not alone
    return found


def _same(first: str, line: str) -> bool:
    """Whether a line goes on with what an earlier line began.

    A quotation has its sign on every line; a list may begin right under the words before it.
    """
    if first.startswith(">") or line.startswith(">"):
        return first.startswith(">") and line.startswith(">")
    return _ITEM.fullmatch(line) is None or _ITEM.fullmatch(first) is not None


@dataclass
class _Part:
    """A section or annex being read; `level` 0 is the summary."""

    level: int
    title: str = ""
    annex: bool = False
    blocks: list[Block] = field(default_factory=list)
    sections: "list[_Part]" = field(default_factory=list)
    place: int = -1


@dataclass
class _Reader:
    vocabulary: Vocabulary
    ids: Ids
    problems: list[Problem] = field(default_factory=list)
    notes: dict[str, _Chunk] = field(default_factory=dict)
    called: Counter[str] = field(default_factory=Counter)
    keys: list[str] = field(default_factory=list)
    numbered: int = 0

    def parts(self, chunks: list[_Chunk]) -> tuple[tuple[Block, ...], tuple[Section | Annex, ...]]:
        body = [chunk for chunk in chunks if not self._keep_note(chunk)]
        root = _Part(0)
        path = [root]
        for chunk in body:
            heading = _HEADING.fullmatch(chunk.lines[0])
            if heading:
                self._open(path, heading, chunk)
            else:
                path[-1].blocks.extend(self._blocks(chunk, summary=len(path) == 1))
        for label, chunk in self.notes.items():
            if not self.called[label]:
                self._complain(chunk, Fault.NOTE_UNCALLED, label)
        ids = self.ids.matched(self.keys)
        return (
            _with_ids(root.blocks, ids),
            tuple(_built(part, ids) for part in root.sections),
        )

    def _keep_note(self, chunk: _Chunk) -> bool:
        note = _NOTE.fullmatch(chunk.lines[0])
        if note is None:
            return False
        label = note[1]
        if not _LABEL.fullmatch(label):
            self._complain(chunk, Fault.NOTE_LABEL, label)
        elif label in self.notes:
            self._complain(chunk, Fault.NOTE_TWICE, label)
        self.notes.setdefault(label, _Chunk(chunk.start, [note[2]]))
        return True

    def _open(self, path: list[_Part], heading: re.Match[str], chunk: _Chunk) -> None:
        level, title = len(heading[1]), heading[2].strip()
        annex = level == 1 and title.startswith(ANNEX)
        title = title.removeprefix(ANNEX).strip() if annex else title
        if not title:
            self._complain(chunk, Fault.HEADING_EMPTY)
        elif level > DEEPEST_SECTION:
            self._complain(chunk, Fault.HEADING_DEEP, title)
        elif level > len(path):
            self._complain(chunk, Fault.HEADING_JUMPS, title)
        try:
            admit(title, "a heading")
        except DocumentProblem as problem:
            self._complain(chunk, Fault.TREE, str(problem))
            title = "?"
        del path[min(level, len(path)) :]
        part = _Part(level, title, annex, place=self._place(section_key(title)))
        path[-1].sections.append(part)
        path.append(part)

    def _blocks(self, chunk: _Chunk, *, summary: bool) -> list[Block]:
        words = chunk.joined
        alone = PLACEHOLDER.fullmatch(words)
        if alone and Placeholder.of(alone).query in self.vocabulary.tables:
            return [self._paragraph((Text(words),), numbered=False)]
        if words.startswith(">"):
            return self._quotation(chunk)
        if _ITEM.match(words):
            return self._list(chunk)
        if words.startswith("~ "):
            inner = _Chunk(chunk.start, [chunk.lines[0][2:], *chunk.lines[1:]])
            return [self._paragraph(self._runs(inner), numbered=False)]
        self.numbered += not summary
        runs = self._runs(chunk, None if summary else self.numbered)
        return [self._paragraph(runs, numbered=not summary)]

    def _quotation(self, chunk: _Chunk) -> list[Block]:
        lines, language = [], ""
        for line in chunk.lines:
            if quoted := _QUOTED.fullmatch(line):  # as is every line of such a chunk
                language = language or quoted[1] or ""
                lines.append(quoted[2])
        runs = self._runs(_Chunk(chunk.start, lines))
        try:
            return [Quotation(runs, language)]
        except DocumentProblem as problem:
            self._complain(chunk, Fault.TREE, str(problem))
            return []

    def _list(self, chunk: _Chunk) -> list[Block]:
        items: list[_Chunk] = []
        mark = ""
        for offset, line in enumerate(chunk.lines):
            item = _ITEM.fullmatch(line)
            if item:
                mark = mark or item[1]
                items.append(_Chunk(chunk.start + offset, [item[2]]))
            else:
                items[-1].lines.append(line)
        return [
            ListBlock(tuple(ListItem(self._runs(each)) for each in items), lettered=mark != "-")
        ]

    def _paragraph(self, runs: Runs, *, numbered: bool) -> Paragraph:
        place = self._place(paragraph_key(runs))
        return Paragraph(f"x{place}", runs, numbered)

    def _place(self, key: str) -> int:
        """Note a node that wants an id; its place in the order is what it gets it by."""
        self.keys.append(key)
        return len(self.keys) - 1

    def _runs(self, chunk: _Chunk, paragraph: int | None = None) -> Runs:
        words = chunk.joined

        def complain(position: int, fault: str, about: str) -> None:
            self.problems.append(
                Problem(
                    Fault(fault),
                    chunk.line_of(position),
                    about,
                    paragraph,
                    sentence_around(words, position),
                )
            )

        def note(label: str) -> Runs | None:
            return self._note(
                label, lambda fault: complain(words.find(f"[^{label}]"), fault, label)
            )

        try:
            runs = read_words(words, note=note, complain=complain)
        except DocumentProblem as problem:
            complain(0, Fault.TREE, str(problem))
            return ()
        self._check_figures(words, complain)
        for run in runs:
            if isinstance(run, Citation):
                for reference in run.evidence:
                    if not self.vocabulary.evidence(reference):
                        position = max(words.find(reference), 0)
                        complain(position, Fault.EVIDENCE_UNKNOWN, reference)
        return runs

    def _note(self, label: str, complain: Callable[[Fault], None]) -> Runs | None:
        if label not in self.notes:
            complain(Fault.NOTE_MISSING)
            return None
        self.called[label] += 1
        if self.called[label] > 1:
            complain(Fault.NOTE_TWICE)
            return None
        chunk = self.notes[label]
        runs = self._runs(chunk)
        if any(isinstance(run, Footnote | Citation) for run in runs):
            self._complain(chunk, Fault.NOTE_INSIDE, label)
        return runs

    def _check_figures(self, words: str, complain: Callable[[int, str, str], None]) -> None:
        for found in PLACEHOLDER.finditer(words):
            query = Placeholder.of(found).query
            if query in self.vocabulary.tables:
                complain(found.start(), Fault.TABLE_INSIDE, query)
            elif not self.vocabulary.figure(query):
                complain(found.start(), Fault.FIGURE_UNKNOWN, query)
        open_ = PLACEHOLDER.sub(lambda found: " " * len(found.group()), words).find("{{")
        if open_ >= 0:
            complain(open_, Fault.FIGURE_OPEN, words[open_ : open_ + 20])

    def _complain(self, chunk: _Chunk, fault: Fault, about: str = "") -> None:
        self.problems.append(Problem(fault, chunk.start, about))


def _with_ids(blocks: list[Block], ids: list[str]) -> tuple[Block, ...]:
    return tuple(
        Paragraph(ids[int(block.id[1:])], block.runs, block.numbered)
        if isinstance(block, Paragraph)
        else block
        for block in blocks
    )


def _built(part: _Part, ids: list[str]) -> Section | Annex:
    blocks = _with_ids(part.blocks, ids)
    inner = tuple(_built(each, ids) for each in part.sections)
    sections = tuple(each for each in inner if isinstance(each, Section))
    if part.annex:
        return Annex(ids[part.place], part.title, blocks, sections)
    return Section(ids[part.place], part.title, blocks, sections)

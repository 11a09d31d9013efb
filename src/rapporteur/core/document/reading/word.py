"""A Word file, whoever wrote it, read into the tree.

Headings are told by their place in the outline, numbered paragraphs and their parts by how Word
counts them (or by the number that was typed), the rest by style. What is understood as nothing of
that is kept as a paragraph without a number; what is no words is named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rapporteur.core.document.docx.lines import Grid, Line, Stretch, WordFile
from rapporteur.core.document.docx.reading import read as read_file
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.reading.grids import laid_out
from rapporteur.core.document.reading.lines import Notice
from rapporteur.core.document.reading.numbers import number_of
from rapporteur.core.document.reading.text import Reading
from rapporteur.core.document.tree import (
    DEEPEST_SECTION,
    LANGUAGES,
    PNG,
    AgendaItem,
    Annex,
    Block,
    Body,
    Document,
    Figure,
    Footnote,
    Image,
    Link,
    ListBlock,
    ListItem,
    Masthead,
    Paragraph,
    Quotation,
    Run,
    Runs,
    Section,
    SubParagraph,
    Table,
    TableNote,
    Text,
)

_COUNTED = re.compile(r"\d+(?:[.)]| ?-)?")
_CAPTION = re.compile(r"[^\W\d_]+\s+(?:[\dIVXLC]+|[一二三四五六七八九十]+)[.:：]\s*")
_MASTHEAD = ("bodyname", "session", "sessionplace", "agendaitem", "agendatitle")
_OWN = ("draftmark", "summaryheading", "tocheading")


@dataclass
class _Part:
    """A section or annex that is being read."""

    title: str
    level: int
    annex: bool
    blocks: list[Block] = field(default_factory=list)
    parts: "list[_Part]" = field(default_factory=list)


def read(content: bytes, language: str = "") -> Reading:
    """Return the document in a .docx file.

    language: one of `tree.LANGUAGES`; that which the file states where it is "", else English.
    Raises `DocumentProblem` where the file is not taken or holds no words.
    """
    return _Reader(read_file(content), language).reading()


class _Reader:
    def __init__(self, file: WordFile, language: str) -> None:
        self.file = file
        stated = file.language.split("-")[0].lower()
        self.language = language or (stated if stated in LANGUAGES else "en")
        self.notices: list[Notice] = [Notice(0, said) for said in file.oddities]
        self.title = self.subtitle = self.title_note = ""
        self.bodies: list[Body] = []
        self.root = _Part("", 0, annex=False)
        self.stack = [self.root]
        self.caption = ""
        self.marked: dict[str, tuple[int, int]] = {}
        """Where in the last table the marks of its notes stand, by line and column."""
        self.paragraphs = self.count = 0

    def reading(self) -> Reading:
        for number, block in enumerate(self.file.blocks, start=1):
            if isinstance(block, Grid):
                self._grid(block, number)
            elif not block.contents:
                self._line(block, number)
        if self.caption:
            self.root.blocks.append(self._paragraph((Text(self.caption),), numbered=False))
        for words in self.file.headers:
            if words:
                self.notices.append(Notice(0, f"The head of a page says “{words[:200]}”."))
        sections = [part for part in self.root.parts if not part.annex]
        annexes = [part for part in self.root.parts if part.annex]
        title = self.title or self.file.title or (sections[0].title if sections else "")
        if not (title.strip() or self.root.blocks):
            raise DocumentProblem("The Word file holds no words that could be read.")
        document = Document(
            self.language,
            title.strip() or "Untitled",
            Masthead(tuple(self.bodies)),
            self.subtitle,
            tuple(self.root.blocks),
            tuple(map(self._section, sections)),
            tuple(self._annex(part) for part in annexes),
            title_note=self.title_note,
        )
        return Reading(document, tuple(self.notices))

    # Lines

    def _line(self, line: Line, number: int) -> None:
        look = line.look
        words = line.words.strip()
        if look.is_("title") and not self.title and words:
            self.title, self.title_note = words, self._asterisk(line)
        elif look.is_("subtitle") and not self.subtitle and words:
            self.subtitle = words
        elif look.is_(*_MASTHEAD) and words:
            self._masthead(line, words)
        elif look.is_(*_OWN):
            return
        elif look.outline is not None and words:
            self._heading(line, words, number)
        elif look.is_("caption") and words:
            self.caption = _CAPTION.sub("", words, count=1)
        elif look.is_("tablenote") and words and self._noted(line, words):
            return
        else:
            self._pictures(line, number)
            if words or any(each.note for each in line.stretches):
                self._words(line, number)

    def _heading(self, line: Line, words: str, number: int) -> None:
        level = (line.look.outline or 0) + 1
        annex = line.look.is_("annexheading")
        deepest = 1 if annex else self.stack[-1].level + 1
        if level > min(deepest, DEEPEST_SECTION):
            fitted = min(deepest, DEEPEST_SECTION)
            said = f"The heading “{words[:80]}” is of level {level}; it is read as level {fitted}."
            self.notices.append(Notice(number, said))
            level = fitted
        while self.stack[-1].level >= level:
            self.stack.pop()
        within_annex = self.stack[-1].annex and self.stack[-1] is not self.root
        part = _Part(words, level, annex or within_annex)
        self.stack[-1].parts.append(part)
        self.stack.append(part)
        if any(each.note for each in line.stretches):
            self.notices.append(Notice(number, f"A note to the heading “{words[:80]}” follows it."))
            self.stack[-1].blocks.append(self._paragraph(self._notes_of(line), numbered=False))

    def _words(self, line: Line, number: int) -> None:
        blocks, runs = self.stack[-1].blocks, self._runs(line)
        item = line.look.is_("listitem", "listbullet", "listnumber")
        last = blocks[-1] if blocks else None
        if line.label and not item and line.level == 0 and _COUNTED.fullmatch(line.label):
            blocks.append(self._paragraph(runs, numbered=True))
        elif line.label and not item and line.level > 0 and isinstance(last, Paragraph):
            blocks[-1] = self._with_part(last, runs, line.level)
        elif line.label or item:
            lettered = any(sign.isalnum() for sign in line.label)
            if isinstance(last, ListBlock) and last.lettered == lettered:
                blocks[-1] = replace(last, items=(*last.items, ListItem(runs)))
            else:
                blocks.append(ListBlock((ListItem(runs),), lettered))
        elif line.look.is_("blocktext", "quote", "quotations", "intensequote"):
            blocks.append(Quotation(runs))
        elif (typed := number_of(line.words, self.language)) and typed[0] == self.paragraphs + 1:
            blocks.append(self._paragraph(_without(runs, typed[1]), numbered=True))
        else:
            blocks.append(self._paragraph(runs, numbered=False))

    def _with_part(self, paragraph: Paragraph, runs: Runs, depth: int) -> Paragraph:
        self.count += 1
        new = SubParagraph(f"q{self.count}", runs)

        def within(parts: tuple[SubParagraph, ...], left: int) -> tuple[SubParagraph, ...]:
            if left <= 1 or not parts:
                return (*parts, new)
            inner = within(parts[-1].subparagraphs, left - 1)
            return (*parts[:-1], replace(parts[-1], subparagraphs=inner))

        return replace(paragraph, subparagraphs=within(paragraph.subparagraphs, min(depth, 4)))

    def _paragraph(self, runs: Runs, *, numbered: bool) -> Paragraph:
        self.count += 1
        self.paragraphs += numbered
        return Paragraph(f"p{self.count}", runs, numbered)

    def _masthead(self, line: Line, words: str) -> None:
        if line.look.is_("bodyname") or not self.bodies:
            self.bodies.append(Body(words))
            return
        body, note = self.bodies[-1], self._asterisk(line)
        if line.look.is_("agendatitle"):
            item = body.agenda_item or AgendaItem(words)
            self.bodies[-1] = replace(body, agenda_item=replace(item, title=words))
        elif note or line.look.is_("agendaitem"):
            self.bodies[-1] = replace(body, agenda_item=AgendaItem(words, "", note))
        else:
            self.bodies[-1] = replace(body, session=(*body.session, words))

    def _asterisk(self, line: Line) -> str:
        """What the asterisk behind a line says."""
        called = [self.file.notes[each.note] for each in line.stretches if each.note]
        return " ".join(each.words.strip() for note in called for each in note.lines).strip()

    # Tables and pictures

    def _grid(self, grid: Grid, number: int) -> None:
        wide = max((len(row) for row in grid.rows), default=0)
        if not wide:
            return
        if any(len(row) != wide for row in grid.rows):
            said = "A table has rows of different lengths; the short ones were filled: look at it."
            self.notices.append(Notice(number, said))
        self.count += 1
        self.marked = {}
        noted = self._noted_below(number)
        lines = [
            [
                self._cell(self._unmarked(cell, (at, column), noted))
                for column, cell in enumerate((*row, *[()] * wide)[:wide])
            ]
            for at, row in enumerate(grid.rows)
        ]
        table = laid_out(f"t{self.count}", self.caption, lines, grid.heads, grid.reaches)
        self.stack[-1].blocks.append(table)
        self.caption = ""

    def _cell(self, cell: tuple[Line, ...]) -> Runs:
        runs: list[Run] = []
        for line in cell:
            runs += [Text(" "), *self._runs(line)] if runs else self._runs(line)
        return tuple(runs)

    def _noted_below(self, number: int) -> frozenset[str]:
        """The marks of the notes that stand under the table which is the block of this number."""
        found = []
        for line in self.file.blocks[number:]:
            if isinstance(line, Grid) or not line.look.is_("tablenote"):
                break
            found += [each.words.strip() for each in line.stretches[:1] if each.raised]
        return frozenset(found)

    def _unmarked(
        self, cell: tuple[Line, ...], place: tuple[int, int], noted: frozenset[str]
    ) -> tuple[Line, ...]:
        """The cell without the raised marks at its end that notes under the table bear."""
        last = cell[-1].stretches[-1] if cell and cell[-1].stretches else Stretch()
        marks = [mark.strip() for mark in last.words.split(",")]
        if not last.raised or not noted.issuperset(marks):
            return cell
        self.marked |= dict.fromkeys(marks, place)
        return (*cell[:-1], replace(cell[-1], stretches=cell[-1].stretches[:-1]))

    def _noted(self, line: Line, words: str) -> bool:
        """Put a note under the table before it; tell whether there is one."""
        blocks = self.stack[-1].blocks
        last = blocks[-1] if blocks else None
        if isinstance(last, Table):
            note = TableNote(words)
            mark = line.stretches[0].words.strip() if line.stretches[0].raised else ""
            if mark in self.marked:
                at, column = self.marked[mark]
                said = words.removeprefix(mark).strip()
                note = TableNote(said, last.row_of(at), column)
            blocks[-1] = replace(last, notes=(*last.notes, note))
        elif isinstance(last, Figure):
            blocks[-1] = replace(last, notes=(*last.notes, words))
        return isinstance(last, Table | Figure)

    def _pictures(self, line: Line, number: int) -> None:
        for each in line.stretches:
            if each.picture is None:
                continue
            content = self.file.pictures[each.href]
            try:
                self.count += 1
                figure = Figure(f"g{self.count}", self.caption, each.picture, Image(PNG, content))
            except DocumentProblem as problem:
                said = f"A picture (“{self.caption or each.picture}”) was left out: {problem}"
                self.notices.append(Notice(number, said))
                continue
            self.stack[-1].blocks.append(figure)
            self.caption = ""

    # Words

    def _runs(self, line: Line) -> Runs:
        return tuple(run for each in line.stretches for run in self._run(each))

    def _notes_of(self, line: Line) -> Runs:
        return tuple(run for each in line.stretches if each.note for run in self._run(each))

    def _run(self, stretch: Stretch) -> Iterator[Run]:
        if stretch.note:
            note = self.file.notes.get(stretch.note)
            if note is not None:
                self.count += 1
                words = [each for line in note.lines for each in self._runs(line)]
                within = tuple(each for each in words if isinstance(each, Text | Link))
                yield Footnote(f"f{self.count}", within)
        elif stretch.words and stretch.picture is None:
            if stretch.href:
                try:
                    yield Link(stretch.words, stretch.href)
                    return
                except DocumentProblem:
                    pass  # an address that a document cannot link to: its words stand
            yield Text(stretch.words, stretch.emphasis)

    def _section(self, part: _Part) -> Section:
        self.count += 1
        id_ = f"s{self.count}"
        inner = tuple(map(self._section, part.parts))
        return Section(id_, part.title, tuple(part.blocks), inner)

    def _annex(self, part: _Part) -> Annex:
        self.count += 1
        id_ = f"a{self.count}"
        inner = tuple(map(self._section, part.parts))
        return Annex(id_, part.title, tuple(part.blocks), inner)


def _without(runs: Runs, length: int) -> Runs:
    """The runs without their first letters: a number that was typed."""
    kept: list[Run] = []
    for run in runs:
        if length and isinstance(run, Text):
            cut = min(length, len(run.content))
            length -= cut
            run = replace(run, content=run.content[cut:])
            if not run.content:
                continue
        kept.append(run)
    return tuple(kept)

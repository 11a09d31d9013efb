"""The text proper: sections, paragraphs and their parts, lists, tables, annexes."""

import re
from typing import Any

from rapporteur.core.document.numerals import ordinal, section_number, subparagraph
from rapporteur.core.document.reading.drawn import Drawing
from rapporteur.core.document.reading.lines import Chunk, Notice, bare, unstarred
from rapporteur.core.document.reading.making import HeldPart, HeldWords, Maker, with_block
from rapporteur.core.document.reading.notes import Notes
from rapporteur.core.document.reading.numbers import begins, number_of
from rapporteur.core.document.reading.tables import CAPTION_BELOW, notes_in, parted, rows_in, table
from rapporteur.core.document.reading.words import runs
from rapporteur.core.document.tree import (
    DEEPEST_SECTION,
    DEEPEST_SUBPARAGRAPH,
    Block,
    Document,
    Paragraph,
)
from rapporteur.core.document.words import own_words

_MARKED = re.compile(r"\s*(?:#{1,6}\s+.*|\*\*(?:[^*]|\*(?!\*))+\*\*|<b>[^<]*</b>)\s*")
_LEVEL = re.compile(r"\s*(#{1,6})\s")
_MARK = re.compile(r"\s*(\S{1,6}(?:\s-)?)\s+(.*)", re.DOTALL)
_BULLET = re.compile(r"\s*[•·▪‣–—*-]\s+(.*)", re.DOTALL)
_QUOTED = re.compile(r"\s*>\s?(.*)")
_AFTER = 12
"""Chunks after a table that may be its notes."""
_LEADERS = re.compile(r".*(?:\.{3,}|…|\t|\s{3,})\s*\d{1,4}\s*")
_ENDS = re.compile(
    r"[.!?:;…。！？：；؟؛](?:[”\"»’)\]]|<sup>\w+</sup>|\[\^[\w.-]+\])*\s*$|[”\"»]\s*$"
)
_TANWIN = "\u064b"
_LONGEST_HEADING = 300
_BOLD_LEVEL = 50


def begins_text(chunk: Chunk, language: str) -> bool:
    """Whether the front page ends before `chunk`: a summary, contents, section I or paragraph 1."""
    words, own = bare(chunk.lines[0]), own_words(language)
    if words.casefold() in (own.summary.casefold(), own.contents.casefold()):
        return True
    number = number_of(chunk.words, language)
    if number and number[0] == 1:
        return True
    return _numbered_title(bare(chunk.words), 1, 1, language) is not None


def _numbered_title(words: str, depth: int, index: int, language: str) -> str | None:
    """The title in `words` where they begin with the number of that section, else None."""
    number = section_number(depth, index, language)
    core = re.escape(number.rstrip(" -.、"))
    parting = r"\s+" if number.endswith(")") else r"\s*[-–—.、．]\s*"
    found = re.fullmatch(f"{core}{parting}(\\S.*)", words.replace(_TANWIN, ""))
    if found is None:
        return None
    # The title is cut from the words as they stand, tanwin and all.
    return words[len(words) - len(found[1]) - found[1].count(_TANWIN) :] if found[1] else None


class Builder:
    """Takes chunks in order and puts each where its form says that it belongs."""

    def __init__(self, language: str, notes: Notes, notices: list[Notice]) -> None:
        self.language = language
        self.own = own_words(language)
        self.notes = notes
        self.notices = notices
        self.summary: list[HeldWords | Block] = []
        self.before: list[HeldWords | Block] = []
        self.sections: list[HeldPart] = []
        self.annexes: list[HeldPart] = []
        self.open: list[HeldPart] = []
        self.here = self.before
        self.contents = False
        self.number = 0
        self.make = Maker(notes)

    def take(self, chunks: list[Chunk]) -> None:
        """Put every chunk in its place."""
        chunks = [part for chunk in chunks for part in parted(chunk)]
        at = 0
        while at < len(chunks):
            at += self._take(chunks[at], chunks[at + 1 : at + _AFTER])

    def add_words(self, words: str, line: int) -> None:
        """Add a paragraph without a number."""
        self.here.append(HeldWords("paragraph", words, line))

    def document(self, **front: Any) -> Document:
        """Return what was taken as a document; a note that nothing calls is called at the end."""
        summary, before = self.make.blocks(self.summary), self.make.blocks(self.before)
        sections = tuple(map(self.make.section, self.sections))
        annexes = tuple(map(self.make.annex, self.annexes))
        for label in self.notes.uncalled():
            line, words = self.notes.lines[label], self.notes.words[label]
            self.notices.append(
                Notice(line, f"Note {label} is called nowhere: kept as a paragraph at the end.")
            )
            stray = Paragraph(self.make.id("u"), runs(f"{label} {words}", lambda _: None), False)
            if annexes:
                annexes = (*annexes[:-1], with_block(annexes[-1], stray))
            elif sections:
                sections = (*sections[:-1], with_block(sections[-1], stray))
            else:
                before = (*before, stray)
        return Document(
            self.language,
            summary=summary,
            blocks=before,
            sections=sections,
            annexes=annexes,
            contents=self.contents,
            **front,
        )

    # Taking chunks

    def _take(self, chunk: Chunk, after: list[Chunk]) -> int:
        """Take a chunk, and what belongs to it of those `after` it; how many that were."""
        rows = rows_in(chunk)
        if rows is not None:
            below = CAPTION_BELOW.fullmatch(after[0].words) if after else None
            if below is None:
                return self._table("", chunk, rows, after)
            return 1 + self._table(self._uncounted(below[1]), chunk, rows, after[1:])
        caption = self._caption(chunk, after)
        if caption is not None:
            rows = rows_in(after[0])
            return 1 if rows is None else 1 + self._table(caption, after[0], rows, after[1:])
        if self._is_contents(chunk):
            return 1
        if taken := self._annex_heading(chunk, after):
            return taken
        for piece, first in _pieces(chunk, self.language):
            self._piece(piece, first)
        return 1

    def _caption(self, chunk: Chunk, after: list[Chunk]) -> str | None:
        """The caption that `chunk` is, where a table comes next and its form fits."""
        if not after or rows_in(after[0]) is None or len(chunk.words) > _LONGEST_HEADING:
            return None
        first = chunk.words
        if number_of(first, self.language) or _BULLET.fullmatch(first) or bare(first).endswith("."):
            return None
        below = len(after) > 1 and CAPTION_BELOW.fullmatch(after[1].words)
        if below or _LEVEL.match(first):
            return None
        return self._uncounted(" ".join(chunk.lines))

    def _uncounted(self, caption: str) -> str:
        """A caption without the number of its table."""
        number = rf"{re.escape(self.own.table)}\s*\d*\s*[.:：]?\s*"
        return unstarred(re.sub(f"^{number}", "", bare(caption), count=1, flags=re.IGNORECASE))

    def _table(self, caption: str, chunk: Chunk, read: Drawing, after: list[Chunk]) -> int:
        below = self._below(chunk, read, after)
        notes = [note for each in below for note in each]
        width = max(map(len, read.rows))
        for count, row in enumerate(read.rows, start=1):
            if len(row) != width:
                said = (
                    f"Row {count} of the table has {len(row)} cells where another has {width}: "
                    "it was filled with empty ones."
                )
                self.notices.append(Notice(chunk.line, said))
        self.here.append(table(self.make.id("t"), caption, read, notes, self.language))
        return 1 + len(below)

    def _below(self, chunk: Chunk, read: Drawing, after: list[Chunk]) -> list[list[str]]:
        """The notes of a table, chunk by chunk: those that its marks call, and between it and the
        last of them what is about the whole of it."""
        end, last = chunk.line + len(chunk.lines), 0
        found: list[list[str]] = []
        for each in after:
            notes = notes_in(each, read.rows, close=each.line == end)
            if notes is None and (len(found) > last or begins(each.words, self.language)):
                break
            found.append(notes or [bare(each.words)])
            last = last if notes is None else len(found)
        return found[:last]

    def _is_contents(self, chunk: Chunk) -> bool:
        """Whether it is the table of contents, which is made anew."""
        if bare(chunk.lines[0]).casefold() == self.own.contents.casefold():
            self.contents = True
            return True
        return self.contents and not self.sections and all(map(_LEADERS.fullmatch, chunk.lines))

    def _annex_heading(self, chunk: Chunk, after: list[Chunk]) -> int:
        """Begin an annex where `chunk` is the head of one; how many chunks that took, or 0."""
        words = bare(chunk.words)
        due = ordinal(len(self.annexes) + 1, self.language)
        word = re.escape(self.own.annex)
        found = re.fullmatch(
            rf"{word}(?:\s*{re.escape(due)})?(?:\s*[:：]\s*|\s+|$)(.*)", words, re.IGNORECASE
        )
        headed = len(words) < _LONGEST_HEADING and not words.endswith(".")
        alone = found is not None and (not found[1] or len(chunk.lines) > 1 or ":" in words)
        if found is None or not headed or not (alone or _MARKED.fullmatch(chunk.words)):
            return 0
        title, taken = found[1], 1
        if not title and after and len(after[0].words) < _LONGEST_HEADING:
            title, taken = bare(after[0].words), 2
        part = HeldPart(unstarred(title), self.make.id("a"), 0, 0, annex=True)
        self.annexes.append(part)
        self.open = [part]
        self.here = part.held
        return taken

    def _piece(self, chunk: Chunk, first: bool) -> None:
        words = chunk.words
        if all(map(_QUOTED.fullmatch, chunk.lines)):
            quoted = " ".join(_QUOTED.sub(r"\1", line).strip() for line in chunk.lines)
            self.here.append(HeldWords("quotation", quoted, chunk.line))
        elif (
            self._heading(words)
            or self._numbered(words, chunk.line)
            or self._part_of_paragraph(words, chunk.line)
        ):
            pass
        elif found := _BULLET.fullmatch(words):
            self.here.append(HeldWords("item", found[1], chunk.line))
        elif not first or self._goes_on(words):
            self._append(words)
        else:
            if number_of(words, self.language):
                due = f"{self.number + 1} is due, and another number stands here: kept as words."
                self.notices.append(Notice(chunk.line, f"Paragraph {due}"))
            self.here.append(HeldWords("paragraph", words, chunk.line))

    def _heading(self, words: str) -> bool:
        marked, plain = _MARKED.fullmatch(words) is not None, bare(words)
        if not marked and (len(plain) > _LONGEST_HEADING or _ENDS.search(plain)):
            return False
        if marked and plain.casefold() == self.own.summary.casefold():
            self.here = self.summary
            return True
        level = len(found[1]) if (found := _LEVEL.match(words)) else _BOLD_LEVEL
        deepest = min(len(self.open) + 1, DEEPEST_SECTION)
        for depth in range(1, deepest + 1):
            if depth > 2 and not marked:
                break
            beside = self._beside(depth)
            due = 1 + sum(part.numbered for part in beside)
            title = _numbered_title(plain, depth, due, self.language)
            if title is not None:
                self._begin(title, depth, level, numbered=True)
                return True
        if not marked or _ENDS.search(plain):
            return False
        depth = 1 + sum(part.level < level or part.annex for part in self.open)
        self._begin(plain, min(depth, deepest), level, numbered=False)
        return True

    def _beside(self, depth: int) -> list[HeldPart]:
        """The sections among which one at `depth` would stand."""
        inside = self._container(depth)
        return self.sections if inside is None else inside.parts

    def _container(self, depth: int) -> HeldPart | None:
        """The part in which a section at `depth` would stand; None is the document."""
        offset = 1 if self.open and self.open[0].annex else 0
        place = depth - 2 + offset
        return self.open[place] if 0 <= place < len(self.open) else None

    def _begin(self, title: str, depth: int, level: int, *, numbered: bool) -> None:
        offset = 1 if self.open and self.open[0].annex else 0
        part = HeldPart(unstarred(title), self.make.id("s"), level, depth, numbered)
        self._beside(depth).append(part)
        self.open = [*self.open[: depth - 1 + offset], part]
        self.here = part.held

    def _numbered(self, words: str, line: int) -> bool:
        found = number_of(words, self.language)
        if found is None or found[0] != self.number + 1:
            return False
        if self.here is self.summary:
            self.here = self.before
        self.number += 1
        self.here.append(
            HeldWords("paragraph", words[found[1] :], line, f"p{self.number}", self.number)
        )
        return True

    def _part_of_paragraph(self, words: str, line: int) -> bool:
        """Add a sub-paragraph where the mark is the one that is due, at any degree."""
        last = self.here[-1] if self.here else None
        found = _MARK.fullmatch(words)
        if found is None or not isinstance(last, HeldWords) or last.kind != "paragraph":
            return False
        path = [last]
        while path[-1].parts:
            path.append(path[-1].parts[-1])
        # Its next sibling is likelier than its first part, and that than a step back.
        degrees = len(path) - 1
        for degree in (degrees, degrees + 1, *range(degrees - 1, 0, -1)):
            if not 1 <= degree <= DEEPEST_SUBPARAGRAPH:
                continue
            above = path[degree - 1]
            due = subparagraph(degree, len(above.parts) + 1, self.language)
            if found[1] == due:
                place = f"{last.id or 'x'}.{len(above.parts) + 1}"
                above.parts.append(HeldWords("part", found[2], line, place))
                return True
        return False

    def _goes_on(self, words: str) -> bool:
        """Whether `words` go on where the page ended: small letters after words without an end."""
        last = self._last()
        if last is None or _ENDS.search(last.words):
            return False
        sign = words.lstrip('“"«(')[:1]
        return sign.islower() or (self.language in ("ar", "zh") and sign.isalpha())

    def _append(self, words: str) -> None:
        last = self._last()
        if last is None:
            self.add_words(words, 0)
        else:
            last.words += ("" if self.language == "zh" else " ") + words

    def _last(self) -> HeldWords | None:
        last = self.here[-1] if self.here else None
        if not isinstance(last, HeldWords):
            return None
        while last.parts:
            last = last.parts[-1]
        return last


def _pieces(chunk: Chunk, language: str) -> list[tuple[Chunk, bool]]:
    """Part a chunk at the lines that begin something of their own, and say which is its first."""
    pieces: list[tuple[int, list[str]]] = []
    for offset, line in enumerate(chunk.lines):
        quoted = pieces and _QUOTED.fullmatch(line) and _QUOTED.fullmatch(pieces[-1][1][-1])
        if pieces and (quoted or not (begins(line, language) or _MARKED.fullmatch(line))):
            pieces[-1][1].append(line)
        else:
            pieces.append((chunk.line + offset, [line]))
    return [(Chunk(line, tuple(lines)), index == 0) for index, (line, lines) in enumerate(pieces)]

"""Tables in a text: columns parted by tabs, or by bars as in Markdown."""

import re
from collections.abc import Iterator
from dataclasses import replace

from rapporteur.core.document.cells import written
from rapporteur.core.document.reading.drawn import Drawing, drawing, drawing_at
from rapporteur.core.document.reading.grids import heading_rows, spans_of
from rapporteur.core.document.reading.lines import Chunk, bare, unstarred
from rapporteur.core.document.tree import Cell, Row, Table, TableNote
from rapporteur.core.document.words import own_words

CAPTION_BELOW = re.compile(r"\s*:\s+(\S.*)")
_BARS = re.compile(r"\s*\|.*\|\s*")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|?)+\s*")
_MARK = re.compile(r"\s*(?:<sup>\s*([a-z]{1,2})\s*</sup>|\(([a-z])\))\s*$")
_NOTE = re.compile(r"\s*(?:<sup>\s*)?([a-z])(?:\s*</sup>)?\s+(\S.*)")
_GENERAL = re.compile(r"\s*(?:source|note|fuente|nota|источник|примечание)s?\s*:", re.IGNORECASE)


def rows_in(chunk: Chunk) -> Drawing | None:
    """Return the cells of `chunk` where it is a table: two rows or more of two columns or more."""
    if drawing_at(chunk.lines) == (0, len(chunk.lines)):
        return drawing(chunk.lines)
    if all("\t" in line for line in chunk.lines):
        rows = [[cell.strip() for cell in line.strip("\n").split("\t")] for line in chunk.lines]
    elif all(_BARS.fullmatch(line) for line in chunk.lines):
        rows = [
            [cell.strip().replace("\\|", "|") for cell in _BAR.split(line.strip()[1:-1])]
            for line in chunk.lines
            if not _RULE.fullmatch(line)
        ]
    else:
        return None
    return Drawing(rows, 1, False, ()) if len(rows) > 1 and len(rows[0]) > 1 else None


def parted(chunk: Chunk) -> Iterator[Chunk]:
    """What stands before a drawn table, the table, and what stands after it, each as a chunk."""
    place = drawing_at(chunk.lines)
    for start, end in [(0, place[0]), place, (place[1], None)] if place else [(0, None)]:
        if chunk.lines[start:end]:
            yield Chunk(chunk.line + start, chunk.lines[start:end])


def table(identifier: str, caption: str, read: Drawing, notes: list[str], language: str) -> Table:
    """Return the table with these cells, short rows filled, its notes at their marks.

    The last row is the total where it is drawn as such, or says so.
    """
    width = max(map(len, read.rows))
    noted = {found[1] for words in notes if (found := _NOTE.fullmatch(words))}
    marks: dict[str, tuple[int, int]] = {}
    lines: list[list[str]] = []
    for line, row in enumerate(read.rows):
        filled = [*row, *[""] * (width - len(row))]
        for column, cell in enumerate(filled):
            found = _MARK.search(cell)
            if found and (found[1] or found[2] in noted):
                marks[found[1] or found[2]] = (line, column)
                filled[column] = cell[: found.start()]
        lines.append(filled)
    heads = heading_rows(read.heads, read.reaches)
    body: list[Row] = [tuple(_cell(cell, language) for cell in line) for line in lines[heads:]]
    total = None
    reached = any(each.row + each.rows == len(lines) and each.rows > 1 for each in read.reaches)
    if len(body) > 1 and not reached and (read.total or _is_total(read.rows[-1], language)):
        total = body.pop()
    *above, header = (tuple(map(bare, line)) for line in lines[:heads])
    made = Table(identifier, caption, header, tuple(body), total, above=tuple(above))
    placed = {mark: (made.row_of(line), column) for mark, (line, column) in marks.items()}
    return replace(
        made,
        notes=tuple(_note(words, placed) for words in notes),
        spans=spans_of(made, read.reaches),
    )


def notes_in(chunk: Chunk, rows: list[list[str]], *, close: bool = False) -> list[str] | None:
    """Return the lines of `chunk` where each is a note to the table with these cells.

    close: whether nothing parts it from the table, so that it can be nothing else.
    """
    marks = marks_in(rows)
    fits = close or all(is_note(line, marks) for line in chunk.lines)
    return [bare(line) for line in chunk.lines] if fits else None


def marks_in(rows: list[list[str]]) -> frozenset[str]:
    """The marks of notes at the ends of cells."""
    found = (_MARK.search(cell) for row in rows for cell in row)
    return frozenset(each[1] or each[2] for each in found if each)


def is_note(line: str, marks: frozenset[str]) -> bool:
    """Whether a line is a note to a table with these marks."""
    found = _NOTE.fullmatch(line)
    return bool(_GENERAL.match(line) or (found and found[1] in marks))


def _note(words: str, marks: dict[str, tuple[int | None, int]]) -> TableNote:
    found = _NOTE.fullmatch(words)
    if found and found[1] in marks:
        row, column = marks[found[1]]
        return TableNote(found[2], row, column)
    return TableNote(words)


def _cell(words: str, language: str) -> Cell:
    """A number where it would be printed as it stands, else words."""
    plain = unstarred(bare(words))
    digits = re.sub(r"[,\u00a0 ]", "", plain)
    if digits.isascii() and digits.isdigit() and len(digits) < 16:
        number = int(digits)
        if written(number, language) == plain:
            return number
    return plain


def _is_total(row: list[str], language: str) -> bool:
    words = own_words(language).total.casefold()
    bold = all(re.fullmatch(r"\s*(?:\*\*|<b>).*(?:\*\*|</b>)\s*", cell) for cell in row if cell)
    return bold or bare(row[0]).casefold() == words

"""Tables in a text: columns parted by tabs, or by bars as in Markdown."""

import re

from rapporteur.core.document.cells import written
from rapporteur.core.document.reading.lines import Chunk, bare
from rapporteur.core.document.tree import Cell, Row, Table, TableNote
from rapporteur.core.document.words import own_words

_BARS = re.compile(r"\s*\|.*\|\s*")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|?)+\s*")
_MARK = re.compile(r"\s*<sup>\s*([a-z]{1,2})\s*</sup>\s*$")
_NOTE = re.compile(r"\s*(?:<sup>\s*)?([a-z])(?:\s*</sup>)?\s+(\S.*)")
_GENERAL = re.compile(r"\s*(?:source|note|fuente|nota|источник|примечание)s?\s*:", re.IGNORECASE)


def rows_in(chunk: Chunk) -> list[list[str]] | None:
    """Return the cells of `chunk` where it is a table: two rows or more of two columns or more."""
    if all("\t" in line for line in chunk.lines):
        rows = [[cell.strip() for cell in line.strip("\n").split("\t")] for line in chunk.lines]
    elif all(_BARS.fullmatch(line) for line in chunk.lines):
        rows = [
            [
                cell.strip().replace("\\|", "|")
                for cell in re.split(r"(?<!\\)\|", line.strip()[1:-1])
            ]
            for line in chunk.lines
            if not _RULE.fullmatch(line)
        ]
    else:
        return None
    return rows if len(rows) > 1 and len(rows[0]) > 1 else None


def table(
    identifier: str, caption: str, rows: list[list[str]], notes: list[str], language: str
) -> Table:
    """Return the table with these cells, short rows filled, its notes at their marks."""
    width = max(map(len, rows))
    marks: dict[str, tuple[int | None, int]] = {}
    header: tuple[str, ...] = ()
    cells: list[Row] = []
    for index, row in enumerate(rows):
        filled = [*row, *[""] * (width - len(row))]
        for column, cell in enumerate(filled):
            if found := _MARK.search(cell):
                marks[found[1]] = (index - 1 if index else None, column)
        words = [_MARK.sub("", cell) for cell in filled]
        if index:
            cells.append(tuple(_cell(cell, language) for cell in words))
        else:
            header = tuple(map(bare, words))
    total = cells.pop() if len(cells) > 1 and _is_total(rows[-1], language) else None
    return Table(
        identifier,
        caption,
        header,
        tuple(cells),
        total,
        tuple(_note(words, marks) for words in notes),
    )


def notes_in(chunk: Chunk, rows: list[list[str]]) -> list[str] | None:
    """Return the lines of `chunk` where each is a note to the table with these cells."""
    marks = {found[1] for row in rows for cell in row if (found := _MARK.search(cell))}
    fits = all(
        _GENERAL.match(line) or ((found := _NOTE.fullmatch(line)) and found[1] in marks)
        for line in chunk.lines
    )
    return [bare(line) for line in chunk.lines] if fits else None


def _note(words: str, marks: dict[str, tuple[int | None, int]]) -> TableNote:
    found = _NOTE.fullmatch(words)
    if found and found[1] in marks:
        row, column = marks[found[1]]
        return TableNote(found[2], row, column)
    return TableNote(words)


def _cell(words: str, language: str) -> Cell:
    """A number where it would be printed as it stands, else words."""
    plain = bare(words)
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

"""The rows of CSV: a line that cannot be read is set aside by its number."""

import csv
from collections.abc import Iterator
from pathlib import Path

from rapporteur.core.campaigns.intake.aside import SetAside
from rapporteur.core.campaigns.intake.columns import Lacking, Row, places
from rapporteur.core.campaigns.intake.encoding import opened

_DELIMITERS = ",;\t|"


def rows_of(path: Path, aside: SetAside) -> Iterator[Row]:
    """The rows of a file, by the names of their columns. Raises Lacking, or one of NOT_WHOLE."""
    csv.field_size_limit(1 << 30)
    with opened(path, aside) as file:
        lines = _Lines(line.replace("\0", "") for line in file)
        delimiter = _delimiter(lines)
        records = _records(lines, delimiter)
        head = next(records, None) or []
        where = places(head)
        for cells in records:
            if cells is None:
                what = "a quotation mark in it is not closed, or not doubled"
                aside.add_line(path, lines.number, what)
            elif cells and len(cells) != len(head):
                what = f"it has {len(cells)} cells, not {len(head)}"
                aside.add_line(path, lines.number, what)
            elif cells:
                yield {name: cells[at] or None for name, at in where.items()}


class _Lines:
    """Lines that can be given back; number: of the line that was taken last."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: list[str] = []  # the next one last
        self.number = 0
        self.taken: list[str] = []  # since this was last emptied

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else next(self._lines)
        self.number += 1
        self.taken.append(line)
        return line

    def give_back(self, kept: int = 1) -> None:
        """All that was taken but the first `kept`."""
        given = self.taken[kept:]
        self._back += given[::-1]
        self.number -= len(given)


def _delimiter(lines: _Lines) -> str:
    """What stands between the names of the columns; a line “sep=;”, as Excel writes it, says so."""
    first = next(lines, "")
    if first.startswith("sep=") and len(first.rstrip("\r\n")) == len("sep=") + 1:
        return first[4]
    lines.give_back(0)
    for delimiter in _DELIMITERS:
        try:
            places(next(csv.reader([first], delimiter=delimiter), []))
        except (Lacking, csv.Error):
            continue
        return delimiter
    return max(_DELIMITERS, key=first.count)


def _records(lines: _Lines, delimiter: str) -> Iterator[list[str] | None]:
    """The cells of each record; None for a line whose quotation marks do not match.

    Such a mark would take the records after it for its own, up to the end of the file: so that line
    is left alone, and the next one begins a record.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.taken = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            lines.give_back()
            line = lines.taken[0]
            if line.count('"') % 2:
                yield None
                continue
            cells = next(csv.reader([line], delimiter=delimiter), [])
        yield cells

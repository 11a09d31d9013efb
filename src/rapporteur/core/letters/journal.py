"""`made.csv`, which says where each letter is, and from which an interrupted run goes on.

While letters are made, whoever makes one adds its row as soon as its file is there whole: by one
write at the end of the file, which no other process's can come between. When all are done the file
is written anew, in the order of the list. So its rows come in any order, some of them twice, and
the last may be cut off.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapporteur.core.text.formulas import safe_cell

NAME = "made.csv"
COLUMNS = ("line", "recipient", "language", "file", "email", "bytes", "mark")
_MARK = 32  # hexadecimal digits


@dataclass(frozen=True)
class Made:
    """A letter that is there. line: of the list. email: the file of its e-mail, or nothing.
    mark: of everything that decides how it looks."""

    line: int
    recipient: str
    language: str
    file: str
    email: str
    size: int
    mark: str

    @property
    def row(self) -> tuple[object, ...]:
        """Its cells, by COLUMNS."""
        return tuple(vars(self).values())


def begin(folder: Path) -> None:
    """Let rows be added to what an earlier run left there, behind a row that was cut off too."""
    with (folder / NAME).open("a+b") as file:
        if not file.tell():
            file.write("\ufeff".encode() + line(COLUMNS))
            return
        file.seek(-1, io.SEEK_END)
        if file.read(1) != b"\n":
            file.write(b"\r\n")


def add(folder: Path, made: Made) -> None:
    """Add a letter's row."""
    with (folder / NAME).open("ab", buffering=0) as file:
        file.write(line(made.row))


def read(folder: Path) -> Iterator[Made]:
    """The letters by their rows, as they stand there; what is no whole row is passed over."""
    place = folder / NAME
    if not place.is_file():
        return
    with place.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        # After a power cut a file may end in NUL.
        for row in csv.reader(each.replace("\0", "") for each in file):
            if len(row) == len(COLUMNS) and len(row[6]) == _MARK and row[0].isdecimal():
                first, recipient, language, name, email, size, mark = row
                if size.isdecimal():
                    yield Made(int(first), recipient, language, name, email, int(size), mark)


def marks(folder: Path) -> dict[str, int]:
    """Of each file there, the number by which `stamp` tells it from what it was to be."""
    return {made.file: stamp(made.mark, made.size) for made in read(folder)}


def stamp(mark: str, size: int) -> int:
    """A mark and the size of its file as one number, never 0: another of either gives another."""
    return (int(mark[:16], 16) ^ size) or 1


def line(cells: Sequence[object]) -> bytes:
    """A row as CSV, with nothing in it that a spreadsheet would run."""
    written = io.StringIO()
    csv.writer(written).writerow([safe_cell(cell) for cell in cells])
    return written.getvalue().encode(errors="replace")

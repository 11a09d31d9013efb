"""A table whose cells reach over others, drawn with signs, as pandoc draws and reads it.

Columns that only stand side by side cannot say that a cell is two columns wide; lines can. Each
row is one line, a line of `=` stands under the headings and around the total:

    +-------+-----------------+
    | Group | Written         |
    |       +---------+-------+
    |       | English | Other |
    +=======+=========+=======+
    | All   | 11      | 3     |
    +-------+---------+-------+
"""

import unicodedata
from collections.abc import Callable, Iterator
from itertools import accumulate

from rapporteur.core.document.cells import PrintedCell, PrintedTable

_NARROWEST = 3


def drawn(
    shown: PrintedTable, said: Callable[[PrintedCell], str], *, aligned: bool = False
) -> list[str]:
    """Return the lines of a table; `said` gives the words of a cell, on one line.

    aligned: mark the columns of figures with colons, as Markdown does, where words that stand
    further in would be code.
    """
    return list(_Drawing(shown, said, aligned).lines())


def wide(words: str) -> int:
    """Columns that `words` take where letters have one width."""
    return sum(map(places, words))


def places(sign: str) -> int:
    """Columns that a sign takes: Chinese takes two, marks none."""
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _strokes(words: str) -> set[int]:
    """In which places of `words` stands what frames are drawn with."""
    ends = accumulate(map(places, words))
    return {end - 1 for end, sign in zip(ends, words, strict=True) if sign in "+|"}


class _Drawing:
    def __init__(
        self, shown: PrintedTable, said: Callable[[PrintedCell], str], aligned: bool
    ) -> None:
        self.rows, self.shown, self.aligned = shown.lines, shown, aligned
        self.words = [[said(cell) if cell.stands else "" for cell in row] for row in self.rows]
        self.widths = self._widths()
        heads, count = len(shown.heads), len(self.rows)
        self.double = {heads, *((count - 1, count) if shown.total else ())}

    def lines(self) -> Iterator[str]:
        for at, row in enumerate(self.rows):
            yield self._rule(at)
            line = ""
            for column, cell in enumerate(row):
                if cell.columns:
                    line += f"| {self._padded(at, column)} "
            yield f"{line}|"
        yield self._rule(len(self.rows))

    def _widths(self) -> list[int]:
        """As wide as what stands in a column alone, and wider where several must hold more."""
        widths = [
            max(
                [
                    _NARROWEST,
                    *(wide(words[at]) for words, row in self._both() if row[at].columns == 1),
                ]
            )
            for at in range(len(self.shown.widths))
        ]
        for words, row in self._both():
            for at, cell in enumerate(row):
                if cell.columns > 1:
                    room = sum(widths[at : at + cell.columns]) + 3 * (cell.columns - 1)
                    more = max(0, wide(words[at]) - room)
                    for place in range(cell.columns):
                        widths[at + place] += (more + place) // cell.columns
        self._clear(widths)
        return widths

    def _clear(self, widths: list[int]) -> None:
        """Widen columns until no bar or plus in a joined cell stands where columns meet.

        Under a crossing it would be read as the frame of another cell.
        """
        joined = [
            (at, at + cell.columns, _strokes(words[at]))
            for words, row in self._both()
            for at, cell in enumerate(row)
            if cell.columns > 1
        ]
        for edge in range(1, len(widths)):
            while any(
                first < edge < end and sum(widths[first:edge]) + 3 * (edge - first) - 2 in strokes
                for first, end, strokes in joined
            ):
                widths[edge - 1] += 1

    def _both(self) -> Iterator[tuple[list[str], tuple[PrintedCell, ...]]]:
        return zip(self.words, self.rows, strict=True)

    def _padded(self, line: int, column: int) -> str:
        cell, words = self.rows[line][column], self.words[line][column]
        room = sum(self.widths[column : column + cell.columns]) + 3 * (cell.columns - 1)
        space = " " * (room - wide(words))
        right = self.shown.figures[column] and cell.columns == 1 and not self.aligned
        return space + words if right else words + space

    def _rule(self, at: int) -> str:
        """The line over a row; `at` is the count of rows for the last one."""
        sign = "=" if at in self.double else "-"
        columns = range(len(self.widths))
        ruled = [at in (0, len(self.rows)) or self.rows[at][column].rows != 0 for column in columns]
        line = ""
        for column in columns:
            line += self._corner(at, column, sign, ruled)
            stroke = (sign if ruled[column] else " ") * (self.widths[column] + 2)
            last = column + 1 == len(self.widths)
            ends = last or self._corner(at, column + 1, sign, ruled) == "+"
            marked = self.aligned and at == len(self.shown.heads) and self.shown.figures[column]
            if marked and ends:  # within a joined cell a colon would be part of its words
                stroke = f"{stroke[:-1]}:"
            line += stroke
        return line + ("+" if ruled[-1] else "|")

    def _corner(self, at: int, column: int, sign: str, ruled: list[bool]) -> str:
        """What stands at the left end of a stroke: a crossing, or what goes through there."""
        left = column > 0 and ruled[column - 1]
        parted = column == 0 or any(
            self.rows[row][column].columns for row in (at - 1, at) if 0 <= row < len(self.rows)
        )
        if not left and not ruled[column]:
            return "|" if parted else " "
        return "+" if parted or left != ruled[column] else sign

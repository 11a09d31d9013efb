"""The cells of a table of a Word file, laid on its rows and columns.

A cell over several columns says so (`gridSpan`); of a cell over several rows the first begins it
and each further row holds an empty cell that goes on with it (`vMerge`). A row may begin or end
some columns further in (`gridBefore`, `gridAfter`).
"""

from lxml import etree

from rapporteur.core.document.docx.lines import Grid, Line, Reach
from rapporteur.core.document.docx.reading.elements import W_

_WIDEST = 63
"""Columns of a table; Word has no more."""

Cell = tuple[Line, ...]


class Laying:
    """Takes rows and their cells in order; `grid` is the whole."""

    def __init__(self, oddities: dict[str, None]) -> None:
        self.rows: list[list[Cell]] = []
        self.reaches: dict[tuple[int, int], Reach] = {}
        self._oddities = oddities
        self._open: dict[int, Reach] = {}
        """The cells that go on in the next row, by their column."""
        self._above: dict[int, Reach] = {}
        self._after = 0

    def begin(self, row: etree._Element) -> None:
        """Begin a row."""
        self._end()
        self._above, self._open = self._open, {}
        self.rows.append([()] * _number(row, f"{W_}trPr/{W_}gridBefore", 0))
        self._after = _number(row, f"{W_}trPr/{W_}gridAfter", 0)

    def put(self, cell: etree._Element, lines: Cell) -> None:
        """Put the next cell into the row."""
        row, column = self.rows[-1], len(self.rows[-1])
        columns = min(max(1, _number(cell, f"{W_}tcPr/{W_}gridSpan", 1)), _WIDEST - column)
        if columns < 1:
            self._say("A table has more columns than Word knows; of some the words follow", lines)
            row[-1] = (*row[-1], *lines)
            return
        merge = cell.find(f"{W_}tcPr/{W_}vMerge")
        reach = Reach(len(self.rows) - 1, column, columns)
        goes_on = merge is not None and merge.get(f"{W_}val", "continue") == "continue"
        above = self._above.get(column)
        if goes_on and above is not None and above.columns == columns:
            reach = Reach(above.row, column, columns, above.rows + 1)
            if any(line.words.strip() for line in lines):
                self._say("A cell that a joined one hides says", lines)
                self.rows[above.row][column] += lines
            lines = ()
        if merge is not None:
            self._open[column] = reach
        self.reaches[reach.row, column] = reach
        row += [lines, *[()] * (columns - 1)]

    def grid(self, heads: int) -> Grid:
        """The table, its rows made equally long only where gaps are told of."""
        self._end()
        reaches = tuple(each for each in self.reaches.values() if each.columns * each.rows > 1)
        return Grid(tuple(map(tuple, self.rows)), heads, reaches)

    def _end(self) -> None:
        if self.rows:
            self.rows[-1] += [()] * min(self._after, _WIDEST - len(self.rows[-1]))

    def _say(self, what: str, lines: Cell) -> None:
        words = " ".join(line.words for line in lines).strip()
        self._oddities[f"{what}: “{words[:80]}”."] = None


def _number(element: etree._Element, path: str, otherwise: int) -> int:
    found = element.find(path)
    said = "" if found is None else str(found.get(f"{W_}val") or "")
    counts = said.isascii() and said.isdigit() and len(said) < 4
    return min(int(said), _WIDEST) if counts else otherwise

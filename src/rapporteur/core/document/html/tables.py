"""Tables on a page. In one whose cells reach over others each cell names those that head it, since
screen readers tell less reliably what a joined heading heads (HTML 4.9.12, WCAG technique H43).
"""

from collections.abc import Iterable, Iterator
from html import escape

from rapporteur.core.document.cells import PrintedCell, PrintedRow, PrintedTable, printed
from rapporteur.core.document.html.inline import Inline
from rapporteur.core.document.html.tags import identified, lines, styled, wrapped
from rapporteur.core.document.tree import Table


def table(block: Table, language: str, inline: Inline) -> str:
    """Return a table in its frame, with its caption above and its notes below."""
    shown = printed(block, language, inline.numbers)
    number_ = inline.numbers.tables[block.id]
    label = f'<span class="doc-table-number">{escape(number_)}</span> ' if number_ else ""
    notes = (
        f'<p class="doc-table-note"{identified(f"tn-{note.id}" if note.id else "")}>'
        f"{f'<sup>{note.mark}</sup> ' if note.mark else ''}{inline.runs(note.words)}</p>"
        for note in shown.notes
    )
    return lines(
        f'<figure class="doc-table" id="t-{block.id}">',
        # A wide table scrolls in its own frame, and the keyboard must reach that frame.
        f'<div class="doc-table-frame" tabindex="0" role="region" aria-labelledby="c-{block.id}">',
        f"<table{styled('doc-spanning' if shown.joined else '')}>",
        f'<caption><span class="doc-caption" id="c-{block.id}">{label}{escape(block.caption)}'
        "</span></caption>",
        *_Rows(block, shown, inline).parts(),
        "</table>",
        "</div>",
        *notes,
        "</figure>",
    )


class _Rows:
    """The rows of one table, written in order: `group` is the id, after a space, of the row that
    names those which follow, "" before the first."""

    def __init__(self, block: Table, shown: PrintedTable, inline: Inline) -> None:
        self.shown, self.inline, self.id = shown, inline, block.id
        self.group = ""

    def parts(self) -> Iterator[str]:
        shown = self.shown
        heads, rows = len(shown.heads), len(shown.rows)
        yield wrapped("thead", "", list(map(self._head, range(heads))))
        groups: list[list[str]] = [[]]
        for line in range(heads, heads + rows):
            if self._is_group(line) and groups[-1]:
                groups.append([])
            groups[-1].append(self._row(line, ""))
        yield from (wrapped("tbody", "", group) for group in groups)
        self.group = ""
        yield wrapped("tfoot", "", [self._row(heads + rows, "doc-total")] if shown.total else [])

    def _is_group(self, line: int) -> bool:
        """Whether one cell is the whole row: it names the rows that follow."""
        first = self.shown.lines[line][0]
        return first.rows == 1 and first.columns == len(self.shown.widths) > 1

    def _head(self, line: int) -> str:
        cells = (
            f'<th scope="col"{self._size(cell)}{self._own(line, column)}'
            f"{self._aligned(cell, column)}>{self._words(cell)}</th>"
            for column, cell in enumerate(self.shown.lines[line])
            if cell.stands
        )
        return f"<tr>{''.join(cells)}</tr>"

    def _row(self, line: int, css: str) -> str:
        row = self.shown.lines[line]
        if self._is_group(line):
            self.group = f" {self._id(line, 0)}"
            css = "doc-group"
        cells = "".join(
            f"{self._opened(line, column)}>{self._words(cell)}</{'td' if column else 'th'}>"
            for column, cell in enumerate(row)
            if cell.stands
        )
        return f"<tr{styled(css)}>{cells}</tr>"

    def _opened(self, line: int, column: int) -> str:
        cell = self.shown.lines[line][column]
        size, aligned = self._size(cell), self._aligned(cell, column)
        if column:
            return f"<td{size}{self._headed(line, column)}{aligned}"
        scope = "rowgroup" if self._is_group(line) else "row"
        return f'<th scope="{scope}"{size}{self._own(line, 0)}{aligned}'

    def _size(self, cell: PrintedCell) -> str:
        columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        return columns + (f' rowspan="{cell.rows}"' if cell.rows > 1 else "")

    def _aligned(self, cell: PrintedCell, column: int) -> str:
        if cell.columns > 1:
            return styled("doc-joined")
        return styled("doc-figures" if self.shown.figures[column] else "")

    def _words(self, cell: PrintedCell) -> str:
        mark = f"<sup>{cell.mark}</sup>" if cell.mark else ""
        return f"<bdi>{self.inline.runs(cell.runs)}</bdi>{mark}"

    def _id(self, line: int, column: int) -> str:
        return f"th-{self.id}-{line}-{column}"

    def _own(self, line: int, column: int) -> str:
        return identified(self._id(line, column) if self.shown.joined else "")

    def _headed(self, line: int, column: int) -> str:
        """Which headings a cell has: those over its columns, the group that it is in, its rows."""
        if not self.shown.joined:
            return ""
        cell = self.shown.lines[line][column]
        over = _standing(
            self.shown.lines, range(len(self.shown.heads)), range(column, column + cell.columns)
        )
        beside = _standing(self.shown.lines, range(line, line + cell.rows), range(1))
        named = " ".join(self._id(*place) for place in (*over, *beside))
        return f' headers="{named}{self.group}"'


def _standing(
    rows: tuple[PrintedRow, ...], lines_: Iterable[int], columns: range
) -> dict[tuple[int, int], None]:
    """The places, in order, of the cells that stand on these lines and columns or reach there."""
    found: dict[tuple[int, int], None] = {}
    for line in lines_:
        for column in columns:
            top, left = line, column
            while not rows[top][left].rows:
                top -= 1
            while not rows[top][left].columns:
                left -= 1
            found[top, left] = None
    return found

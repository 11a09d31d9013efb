"""The tables of a Word file, with their captions and notes.

A cell that reaches over others is written as Word does: over columns by `gridSpan`, over rows by
`vMerge`, with an empty cell in each further row (ECMA-376, part 1, 17.4.17 and 17.4.84).
"""

from collections.abc import Iterator, Sequence

from rapporteur.core.document.cells import PrintedCell, PrintedRow, PrintedTable, printed
from rapporteur.core.document.docx.degrees import paragraph_key
from rapporteur.core.document.docx.first_page import escaped
from rapporteur.core.document.docx.line_writing import LineWriter, number_key
from rapporteur.core.document.docx.markup import field, paragraph, wording
from rapporteur.core.document.docx.measures import HANG, WHOLE, WIDTH
from rapporteur.core.document.docx.styles import rule
from rapporteur.core.document.table_notes import LetteredNote
from rapporteur.core.document.tree import Table, Text

_ON_ONE_PAGE = 20
"""A table of so many rows is not parted by the end of a page."""


class TableWriter(LineWriter):
    """Writes tables into the body of a document."""

    def _table(self, table: Table) -> Iterator[str]:
        shown = printed(table, self.language, self.numbers)
        yield self._caption(table.id, self.words.table, self.numbers.named[table.id], table.caption)
        room, hang = (WHOLE, HANG) if shown.crowded else (WIDTH, 0)
        widths = [room * width // sum(shown.widths) for width in shown.widths]
        rows = "".join(self._rows(shown, widths))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        bidi = "<w:bidiVisual/>" if self.written == "rtl" else ""
        value, last = ("0460", 1) if shown.total else ("0420", 0)
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/>{bidi}'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="-{hang}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{value}" w:firstRow="1" w:lastRow="{last}" w:firstColumn="0" '
            'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{escaped(table.caption)}"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )
        for note in shown.notes:
            sign = wording(note.mark, self.language, raised=True) if note.mark else ""
            sign += wording(" ", self.language) if note.mark else ""
            key = f"note:{note.id}" if note.id else _listed_key(table, note)
            said = self.bookmarks.around(key, self._runs(note.words))
            yield paragraph("TableNote", sign + said, self.written)
        if not shown.notes:
            yield '<w:p><w:pPr><w:pStyle w:val="TableNote"/></w:pPr></w:p>'

    def _rows(self, shown: PrintedTable, widths: list[int]) -> Iterator[str]:
        aligned = ["TableFigure" if figures else "TableCell" for figures in shown.figures]
        heads = ["FigureHeading" if figures else "TableHeading" for figures in shown.figures]
        for index, row in enumerate(shown.heads):
            above = shown.heads[index - 1] if index else None
            last = index + 1 == len(shown.heads)
            borders = [] if last and above is None else _borders(row, above, last=last)
            yield self._row(row, widths, heads, heads=True, borders=borders)
        whole = len(shown.rows) <= _ON_ONE_PAGE
        for row in shown.rows:
            yield self._row(row, widths, aligned, keeps=whole)
        if shown.total:
            yield self._row(shown.total, widths, aligned)

    def _row(
        self,
        cells: PrintedRow,
        widths: list[int],
        styles: list[str],
        *,
        heads: bool = False,
        keeps: bool = False,
        borders: Sequence[str] = (),
    ) -> str:
        """`keeps` holds the row on the page of the next one; `borders` are those of its cells
        where the style of the table does not say them."""
        kept = "<w:keepNext/>" if keeps else ""
        low = '<w:vAlign w:val="bottom"/>' if heads else ""
        laid = ""
        for column, cell in enumerate(cells):
            if not cell.columns:
                continue
            width = sum(widths[column : column + cell.columns])
            lines = borders[column] if borders else ""
            style = styles[column]
            if cell.columns == len(cells) > 1:
                style = "TableHeading"  # of the rows that follow
            elif cell.columns > 1:
                style = "JoinedHeading" if heads else "TableCell"
            words = self._cell(cell) if cell.rows else ""
            line = paragraph(style, words, self.written, kept)
            laid += (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_reach(cell)}{lines}{low}'
                f"</w:tcPr>{line}</w:tc>"
            )
        return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * heads}</w:trPr>{laid}</w:tr>"

    def _cell(self, cell: PrintedCell) -> str:
        words = self._runs(cell.runs) if cell.runs else wording(cell.words, self.language)
        return words + (wording(cell.mark, self.language, raised=True) if cell.mark else "")

    def _caption(self, id_: str, word: str, number_: str, caption: str) -> str:
        """The caption; its number is counted by Word, and bookmarked for references to it."""
        counted = ""
        if number_:
            form = {"I": r" \* ROMAN", "一": r" \* CHINESENUM3"}
            kind = next((form[sign] for sign in form if number_.startswith(sign)), "")
            sequence = field(f"SEQ {word}{kind}", number_, self.language)
            counted = (
                wording(f"{word} ", self.language)
                + self.bookmarks.around(number_key(id_), sequence)
                + wording(". ", self.language)
            )
        words = self.bookmarks.around(paragraph_key(id_), wording(caption, self.language))
        return paragraph("Caption", counted + words, self.written)


def _reach(cell: PrintedCell) -> str:
    """How far a cell reaches over others, or that it is under one."""
    wide = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    if cell.rows == 1:
        return wide
    return wide + ('<w:vMerge w:val="restart"/>' if cell.rows else "<w:vMerge/>")


def _borders(row: PrintedRow, above: PrintedRow | None, *, last: bool) -> list[str]:
    """The rules of one of several heading rows: under the last one, and under each cell above it
    that heads several columns. What stands under such a cell has the same rule over it."""
    nothing = '<w:{} w:val="nil"/>'.format
    made = []
    for column, cell in enumerate(row):
        top = ""
        if above is not None:
            ruled = cell.rows and above[column].columns != 1
            top = rule("top", 2, space=0) if ruled else nothing("top")
        bottom = nothing("bottom")
        if last or cell.columns > 1:
            bottom = rule("bottom", 4 if last else 2, space=0)
        made.append(f"<w:tcBorders>{top}{bottom}</w:tcBorders>")
    return made


def _listed_key(table: Table, note: LetteredNote) -> str:
    """The key of a note that the table lists, by its place in that list."""
    told = (note.words, note.row, note.column)
    index = next(
        index
        for index, each in enumerate(table.notes)
        if ((Text(each.content),), each.row, each.column) == told
    )
    return f"listed:{table.id}:{index}"

"""Rows, columns and sheets of a spreadsheet that are not shown."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from rapporteur.core.text.extraction import extract
from rapporteur.core.text.extraction.grids import Stretches, of_worksheet
from tests.factories.xls import workbook


def pages(raw: bytes) -> list[str]:
    return [page.text for page in extract(raw).pages]


def book() -> bytes:
    """From B3 on, with a hidden column and row; a sheet that is hidden, and one that is well."""
    made, file = openpyxl.Workbook(), io.BytesIO()
    sheet = made.worksheets[0]
    for row in (3, 4, 5, 6):
        for column in "BCD":
            sheet[f"{column}{row}"] = f"{column}{row}"
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[4].hidden = sheet.row_dimensions[5].hidden = True
    for name, state in (("Off", "hidden"), ("Well off", "veryHidden"), ("On", "visible")):
        other = made.create_sheet(name)
        other["A1"], other.sheet_state = "words", state
    made.worksheets[1]["A1"].comment = Comment("Why?", "Ada")
    made.save(file)
    return file.getvalue()


def test_what_a_workbook_hides_is_marked() -> None:
    assert pages(book()) == [
        "Sheet\nB3\tD3\n[[Hidden: B4\tC4\tD4\nB5\tC5\tD5]]\nB6\tD6\n[[Hidden: C3\nC6]]",
        "[[Hidden: Off\nwords\n[[Comment: Why?] ]]]",
        "[[Hidden: Well off\nwords]]",
        "On\nwords",
    ]


ROWS = '<sheetData><row{}/><row r="7" hidden="0"/></sheetData>'
SHEETS = {
    '<cols><col min="2" max="4" hidden="true"/></cols>': ([], [1, 2, 3]),
    '<cols><col min="3" max="3" width="0"/><col min="1" max="1" hidden="1"/></cols>': ([], [0, 2]),
    '<cols><col min="1" max="1" hidden="false"/><col min="x" max="-1" hidden="1"/></cols>': (
        [],
        [],
    ),
    ROWS.format(' r="3" hidden="1"'): ([2], []),
    ROWS.format(' ht="0"'): ([0], []),
    f'<sheetFormatPr zeroHeight="1"/>{ROWS.format("")}': ([1, 2, 3, 4, 5, 7, 8, 9], []),
}


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_rows_and_columns_that_a_sheet_hides(sheet: str, encoding: str) -> None:
    said = f'<?xml version="1.0" encoding="{encoding}"?><worksheet>{sheet}</worksheet>'
    grid = of_worksheet(said.encode(encoding))
    hidden = [each for each in range(10) if grid.hides_row(each)]
    assert (hidden, [each for each in range(10) if each in grid.columns]) == SHEETS[sheet]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(-1, 5))))
def test_stretches_hold_what_was_added(added: list[tuple[int, int]]) -> None:
    held = Stretches()
    for start, many in added:
        held.add(start, many)
    wanted = {each for start, many in added for each in range(start, start + many)}
    assert {each for each in range(50) if each in held} == wanted


def test_what_excel_before_2007_hides_is_marked() -> None:
    rows: list[list[str | float]] = [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]]
    raw = workbook(rows, hidden_rows=[1], hidden_columns=[0, 2])
    assert pages(raw) == ["Лист\nb\n[[Hidden: d\te\tf]]\nh\n[[Hidden: a\tc\ng\ti]]"]
    assert pages(workbook(rows, rows_hidden_untold=True)) == [
        "Лист\na\tb\tc\n[[Hidden: d\te\tf\ng\th\ti]]"
    ]


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:dc="urn:dc">'
    '<office:automatic-styles><style:style style:name="off" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
    "</office:document-content>"
)


def cell(words: str, note: str = "") -> str:
    said = f"<office:annotation><dc:creator>Ada</dc:creator>{note}</office:annotation>"
    return (
        f'<table:table-cell office:value-type="string">{said if note else ""}<text:p>{words}'
        "</text:p></table:table-cell>"
    )


def test_what_a_spreadsheet_of_opendocument_hides_and_notes_is_marked() -> None:
    row = "<table:table-row{}>{}</table:table-row>"
    shown = (
        '<table:table table:name="One"><table:table-column/>'
        '<table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
        + row.format(' table:number-rows-repeated="2"', "<table:table-cell/>")
        + row.format("", cell("a", "<text:p>Why?</text:p>") + cell("b") + cell("c") + cell("d"))
        + row.format(' table:visibility="filter"', cell("e") + cell("f"))
        + row.format("", cell("g"))
        + "</table:table>"
    )
    off = (
        '<table:table table:name="Two" table:style-name="off"><table:table-column/>'
        f"{row.format('', cell('h'))}</table:table>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(shown + off))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    assert pages(file.getvalue()) == [
        "One\na\td\n[[Hidden: e\tf]]\ng\n[[Hidden: b\tc]]\n[[Comment: Why?]]",
        "[[Hidden: Two\nh]]",
    ]

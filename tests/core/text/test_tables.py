"""Tables in any encoding and delimiter, with what is wrong in them by line and column."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from rapporteur.core.text import tables
from rapporteur.core.text.tables import (
    Problem,
    Row,
    Table,
    Unreadable,
    read_table,
    stream_table,
)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16", "mac_roman"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    lines = ["Name|Región|Note", "José Muñoz|España|a, b; c", "Zoë|Curaçao|"]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line.split("|")) for line in lines)
    table = read_table(text.encode(encoding), "roster.csv")
    assert table.columns == ("Name", "Región", "Note")
    assert table.rows == (
        Row(2, ("José Muñoz", "España", "a, b; c")),
        Row(3, ("Zoë", "Curaçao", "")),
    )
    assert (table.delimiter, table.problems) == (delimiter, ())


def test_lines_are_those_of_the_editor() -> None:
    table = read_table(b'\n\na;b\n"one\ntwo";x\n\n=1+1;@cmd\n', "x.csv")
    assert table.columns == ("a", "b")
    assert table.rows == (Row(4, ("one\ntwo", "x")), Row(7, ("=1+1", "@cmd")))


def test_ragged_rows_are_kept_and_told() -> None:
    assert read_table(b"a,b\n1\n1,2,3\n1,2,\n", "x.csv") == Table(
        columns=("a", "b"),
        rows=(Row(2, ("1", "")), Row(3, ("1", "2", "3")), Row(4, ("1", "2"))),
        encoding="ascii",
        delimiter=",",
        problems=(
            Problem(2, "b", "The row has too few cells: 1 for 2 columns."),
            Problem(3, "", "The row has too many cells: 3 for 2 columns."),
        ),
    )


def test_headings_twice_missing_and_alone() -> None:
    table = read_table(b"Name,name,,d\n", "x.csv")
    assert table.problems == (
        Problem(1, "name", "The heading “name” stands there twice."),
        Problem(1, "", "Column 3 has no heading."),
        Problem(1, "", "There are headings, but no rows below them."),
    )


def test_records() -> None:
    table = read_table(b"a,b,a\n1,2,3\n", "x.csv")
    assert list(table.records()) == [(2, {"a": "1", "b": "2"})]


def test_lost_letters_are_told_by_line() -> None:
    table = read_table(b"a,b\nx,y\nMicha?el,z\n", "x.csv")
    assert [problem.line for problem in table.problems] == [3]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "“x.csv” is empty. Send a file with a line of headings and rows."),
        (b"\xef\xbb\xbf\r\n", "“x.csv” is empty. Send a file with a line of headings and rows."),
        (b",,\n,\n", "“x.csv” is empty. Send a file with a line of headings and rows."),
        (
            b'a,b\n1,2\n3,"x\n4,5\n',
            (
                "“x.csv”, line 3: a quotation mark is opened and never closed. "
                "Mend the line and send the file again."
            ),
        ),
        (
            b'a,b\n"1"x,2\n',
            (
                "“x.csv”, line 2: there is text right behind a closing quotation mark. "
                "Mend the line and send the file again."
            ),
        ),
        (
            b"%PDF-1.7",
            "“x.csv” is neither CSV nor a spreadsheet. Save it as CSV or XLSX and try again.",
        ),
        (
            b"PK\x03\x04 cut short",
            (
                "“x.csv” is damaged and cannot be read as a spreadsheet. "
                "Open it, save it as XLSX or CSV and try again."
            ),
        ),
    ],
)
def test_unreadable(raw: bytes, message: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_table(raw, "x.csv")
    assert caught.value.message == message


def workbook(*rows: list[object], other: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    if other:
        book.create_sheet("Other").append(["x"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_spreadsheet_is_told_by_its_content() -> None:
    raw = workbook(
        [],
        ["Name", "Date", "Number"],
        ["合作 é", date(2010, 12, 14), 5],
        ["b", datetime(2010, 12, 14, 9, 30), 1.5],  # noqa: DTZ001 (spreadsheets have no zones)
    )
    assert read_table(raw, "named.csv") == Table(
        columns=("Name", "Date", "Number"),
        rows=(
            Row(3, ("合作 é", "2010-12-14", "5")),
            Row(4, ("b", "2010-12-14 09:30:00", "1.5")),
        ),
        encoding="",
        delimiter="",
    )


def test_other_sheets_are_told() -> None:
    table = read_table(workbook(["a"], ["1"], other=True), "x.xlsx")
    assert table.problems == (
        Problem(0, "", "Only the sheet “Sheet” was read; there are also “Other”."),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "ascii"])
def test_a_long_file_is_read_by_parts_as_it_would_be_whole(tmp_path, monkeypatch, encoding) -> None:
    rows = [f'"{number}\nX";Za\u00e9?o;\n' if number % 7 else "\n;\n" for number in range(300)]
    text = "Name;Note;N\n" + "".join(rows) + "1;2;3;4\n5\n"
    raw = text.encode(encoding, errors="replace")
    place = tmp_path / "x.csv"
    place.write_bytes(raw)
    monkeypatch.setattr(tables, "WHOLE", 400)
    told: list[Problem] = []
    stream = stream_table(place, told.append)
    whole = read_table(raw, "x.csv")
    assert stream.columns == whole.columns
    assert list(stream.records) == list(whole.records())
    assert sorted(told, key=lambda problem: problem.line) == list(whole.problems)


def test_a_long_file_that_breaks_off_says_where(tmp_path, monkeypatch) -> None:
    place = tmp_path / "x.csv"
    place.write_text("a,b\n" + "1,2\n" * 500 + '"never closed,\n' * 3)
    monkeypatch.setattr(tables, "WHOLE", 400)
    stream = stream_table(place, lambda problem: None)
    with pytest.raises(Unreadable, match=r"“x.csv”, line 502: "):
        list(stream.records)

"""Tables as people send them: CSV in any encoding and with any delimiter, and spreadsheets.

Cells are text as written; a formula is text too and is never carried out. Line numbers are those
that a person sees in an editor (CSV) or beside the rows (spreadsheet), so that what is wrong can
be found and mended.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import python_calamine

from rapporteur.core.text import media
from rapporteur.core.text.decoding import DoubtKind, decode

BYTES_LIMIT = 50 * 1024 * 1024
CELL_LIMIT = 1_000_000  # characters
_DELIMITERS = ",;\t|"
_SPREADSHEETS = (media.XLSX, media.ODS, media.OLE, media.ZIP)  # ZIP: a spreadsheet cut short


class Unreadable(ValueError):
    """The file cannot be read as a table at all; `message` says why and what to do, a sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Problem:
    """line: as a person counts, 0 for the whole file. column: its heading, empty for the line."""

    line: int
    column: str
    message: str


@dataclass(frozen=True)
class Row:
    """line: where the row begins. cells: as many as there are columns, or more in a ragged row."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """columns: headings, trimmed. rows: without the blank ones. problems: in order of lines.

    encoding: as decoded, empty for a spreadsheet. delimiter: likewise. A ragged row stands in
    `rows` all the same, filled up with empty cells where it is short: nothing is dropped.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    delimiter: str
    problems: tuple[Problem, ...] = ()

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Line and cells by heading of each row; of two columns of one name the first counts."""
        for row in self.rows:
            record: dict[str, str] = {}
            for column, cell in zip(self.columns, row.cells, strict=False):
                record.setdefault(column, cell)
            yield row.line, record


def read_table(raw: bytes, filename: str) -> Table:
    """The table in `raw`, its first line that is not blank being the headings.

    filename: as given by the person, for messages only: the kind is told by the content.
    Raises `Unreadable` for what is no table: empty, too large, damaged, protected, or binary.
    """
    if len(raw) > BYTES_LIMIT:
        limit = BYTES_LIMIT // 1024**2
        raise Unreadable(
            f"“{filename}” is larger than {limit} MB and was not read. Split it into smaller files."
        )
    if not raw.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(f"“{filename}” is empty. Send a file with a line of headings and rows.")
    kind = media.media_type(raw)
    if kind in _SPREADSHEETS:
        return _spreadsheet(raw, filename)
    if kind not in (media.TEXT, media.HTML, media.MESSAGE):
        raise Unreadable(
            f"“{filename}” is neither CSV nor a spreadsheet. Save it as CSV or XLSX and try again."
        )
    return _delimited(raw, filename)


def _delimited(raw: bytes, filename: str) -> Table:
    csv.field_size_limit(CELL_LIMIT)
    decoded = decode(raw)
    delimiter = _delimiter(decoded.text)
    lines: list[Row] = []
    reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            lines.append(Row(start, tuple(cell.strip() for cell in cells)))
            start = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(_csv_message(filename, start, str(error))) from error
    problems = [
        Problem(
            decoded.text.count("\n", 0, doubt.start) + 1,
            "",
            f"{_DOUBTS[doubt.kind]} ({doubt.count} in the file, the first in this line).",
        )
        for doubt in decoded.doubts
        if doubt.kind in _DOUBTS
    ]
    return _table(lines, filename, decoded.encoding, delimiter, problems)


_DOUBTS = {
    DoubtKind.UNSURE: "The encoding of the file is not certain: check letters with accents",
    DoubtKind.MIXED: "The file mixes two encodings: check letters with accents",
    DoubtKind.UNDEFINED: "There are bytes that stand for no character",
    DoubtKind.TWICE_ENCODED: "Letters seem to have been encoded twice before the file was sent",
    DoubtKind.LOST: "There are question marks inside words, where letters seem to have been lost",
    DoubtKind.NUL: "There are NUL characters, shown as ␀",
}


def _csv_message(filename: str, line: int, error: str) -> str:
    if "unexpected end of data" in error:
        what = "a quotation mark is opened and never closed"
    elif "expected after" in error:
        what = "there is text right behind a closing quotation mark"
    elif "field larger" in error:
        what = "a cell is longer than a million characters, as if a quotation mark were not closed"
    else:
        what = "the row cannot be told into cells"
    return f"“{filename}”, line {line}: {what}. Mend the line and send the file again."


def _delimiter(text: str) -> str:
    """The delimiter that parts the first lines into the most even number of cells."""
    sample = text[:65536]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = []
        try:
            for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
                if any(cells):
                    widths.append(len(cells))
                if len(widths) == 50:
                    break
        except csv.Error:
            continue
        if not widths or widths[0] < 2:
            continue  # the headings tell: a delimiter that is not among them is none
        score = Counter(widths)[widths[0]] / len(widths) + min(widths[0], 50) / 1000
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _spreadsheet(raw: bytes, filename: str) -> Table:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
        filled = [name for name, sheet in sheets.items() if sheet.end is not None]
        values = sheets[filled[0]].to_python(skip_empty_area=False) if filled else []
    except python_calamine.PasswordError as error:
        raise Unreadable(
            f"“{filename}” is protected by a password. Save it without one and try again."
        ) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable(
            f"“{filename}” is damaged and cannot be read as a spreadsheet. "
            "Open it, save it as XLSX or CSV and try again."
        ) from error
    lines = [Row(line, tuple(as_written(one) for one in row)) for line, row in enumerate(values, 1)]
    problems = []
    if len(filled) > 1:
        others = ", ".join(f"“{name}”" for name in filled[1:])
        problems.append(
            Problem(0, "", f"Only the sheet “{filled[0]}” was read; there are also {others}.")
        )
    return _table(lines, filename, "", "", problems)


def as_written(value: object) -> str:
    """A spreadsheet's value as a person would write it: 5, not 5.0; dates as ISO 8601."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time(0) else value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return _LINE_ENDS.sub("\n", str(value)).strip()


_LINE_ENDS = re.compile(r"\r\n?")


def _table(
    lines: Sequence[Row],
    filename: str,
    encoding: str,
    delimiter: str,
    problems: list[Problem],
) -> Table:
    filled = [row for row in lines if any(row.cells)]
    if not filled:
        raise Unreadable(f"“{filename}” is empty. Send a file with a line of headings and rows.")
    heading = filled[0]
    columns = _without_trailing_blanks(heading.cells)
    problems += _heading_problems(heading.line, columns)
    rows = []
    for row in filled[1:]:
        cells = _without_trailing_blanks(row.cells)
        if len(cells) > len(columns):
            amount = f"{len(cells)} for {len(columns)} columns"
            problems.append(Problem(row.line, "", f"The row has too many cells: {amount}."))
        elif delimiter and len(row.cells) < len(columns):
            amount = f"{len(row.cells)} for {len(columns)} columns"
            problems.append(
                Problem(row.line, columns[len(row.cells)], f"The row has too few cells: {amount}.")
            )
        cells += ("",) * (len(columns) - len(cells))
        rows.append(Row(row.line, cells))
    if not rows:
        problems.append(Problem(heading.line, "", "There are headings, but no rows below them."))
    problems.sort(key=lambda problem: problem.line)
    return Table(columns, tuple(rows), encoding, delimiter, tuple(problems))


def _heading_problems(line: int, columns: Sequence[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, column in enumerate(columns, 1):
        if not column:
            yield Problem(line, "", f"Column {number} has no heading.")
        elif column.casefold() in seen:
            yield Problem(line, column, f"The heading “{column}” stands there twice.")
        seen.add(column.casefold())


def _without_trailing_blanks(cells: tuple[str, ...]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]

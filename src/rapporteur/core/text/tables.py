"""Tables as people send them: CSV in any encoding and with any delimiter, and spreadsheets.

Cells are text as written; a formula is text too and is never carried out. Line numbers are those
that a person sees in an editor (CSV) or beside the rows (spreadsheet), so that what is wrong can
be found and mended.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from pathlib import Path

import python_calamine

from rapporteur.core.text import media
from rapporteur.core.text.decoding import Decoded, DoubtKind, decode

BYTES_LIMIT = 50 * 1024 * 1024
CELL_LIMIT = 1_000_000  # characters
WHOLE = 4 * 1024 * 1024  # bytes that are read at once, and beyond which a file is read by parts
_LINE_LIMIT = 16 * CELL_LIMIT
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

    def records(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Line and cells by heading of each row; of two columns of one name the first counts."""
        return _records(self.columns, self.rows)


@dataclass(frozen=True)
class Stream:
    """A table that is read as its rows are asked for, once. records: as those of `Table`, which
    raise `Unreadable` where the file cannot be read on."""

    columns: tuple[str, ...]
    records: Iterator[tuple[int, Mapping[str, str]]]


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


def stream_table(place: Path, told: Callable[[Problem], None]) -> Stream:
    """The table in a file, as `read_table` has it, of which little is held at once.

    told: is called with each problem as it is met, those of the headings before this returns.
    A long CSV file in UTF-8 may be of any length; a spreadsheet, and CSV in another encoding, is
    read whole, since only all of it says which. Raises `Unreadable`, and OSError.
    """
    doubts = _as_utf8(place) if place.stat().st_size > WHOLE else None
    if doubts is None:
        table = read_table(place.read_bytes(), place.name)
        for problem in table.problems:
            told(problem)
        return Stream(table.columns, table.records())
    for problem in doubts:
        told(problem)
    with place.open(encoding="utf-8-sig", newline="") as file:
        delimiter = _delimiter(file.read(_SAMPLE))
    rows = _parted(_lines_of(place), delimiter, place.name)
    columns, filled = _headed(rows, place.name, delimiter, told)
    return Stream(columns, _records(columns, filled))


def _as_utf8(place: Path) -> list[Problem] | None:
    """What is doubtful in a file that is UTF-8 throughout; None where it is not, or is no CSV."""
    found: dict[DoubtKind, tuple[int, int]] = {}
    line = 1
    with place.open("rb") as file:
        while block := file.read(WHOLE // 4):
            if line == 1 and media.media_type(block) != media.TEXT:
                return None
            block += file.readline(_LINE_LIMIT)
            decoded = decode(block)
            if decoded.encoding not in ("ascii", "utf-8"):
                return None
            for kind, (first, count) in _doubts(decoded, line).items():
                before = found.get(kind, (first, 0))
                found[kind] = before[0], before[1] + count
            # What a part of the file cannot say of the rest.
            if found.keys() & {DoubtKind.MIXED, DoubtKind.TWICE_ENCODED}:
                return None
            line += block.count(b"\n")
    return _doubtful(found)


def _lines_of(place: Path) -> Iterator[str]:
    with place.open(encoding="utf-8-sig", newline="") as file:
        while line := file.readline(_LINE_LIMIT):
            yield line.replace("\0", "␀")


def _delimited(raw: bytes, filename: str) -> Table:
    decoded = decode(raw)
    delimiter = _delimiter(decoded.text)
    lines = _parted(io.StringIO(decoded.text, newline=""), delimiter, filename)
    return _table(lines, filename, decoded.encoding, delimiter, _doubtful(_doubts(decoded, 1)))


def _parted(lines: Iterable[str], delimiter: str, filename: str) -> Iterator[Row]:
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            yield Row(start, tuple(cell.strip() for cell in cells))
            start = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(_csv_message(filename, start, str(error))) from error


def _doubts(decoded: Decoded, line: int) -> dict[DoubtKind, tuple[int, int]]:
    """In which line each doubt is met first, in a text that begins in `line`, and how often."""
    return {
        each.kind: (line + decoded.text.count("\n", 0, each.start), each.count)
        for each in decoded.doubts
    }


def _doubtful(found: Mapping[DoubtKind, tuple[int, int]]) -> list[Problem]:
    return [
        Problem(line, "", f"{_DOUBTS[kind]} ({count} in the file, the first in this line).")
        for kind, (line, count) in found.items()
        if kind in _DOUBTS
    ]


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


_SAMPLE = 65536  # characters


def _delimiter(text: str) -> str:
    """The delimiter that parts the first lines into the most even number of cells."""
    sample = text[:_SAMPLE]
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
    lines: Iterable[Row],
    filename: str,
    encoding: str,
    delimiter: str,
    problems: list[Problem],
) -> Table:
    columns, filled = _headed(iter(lines), filename, delimiter, problems.append)
    rows = tuple(filled)
    problems.sort(key=lambda problem: problem.line)
    return Table(columns, rows, encoding, delimiter, tuple(problems))


def _headed(
    lines: Iterator[Row], filename: str, delimiter: str, told: Callable[[Problem], None]
) -> tuple[tuple[str, ...], Iterator[Row]]:
    """The headings, and the rows below them that are not blank, each told if it is ragged."""
    heading = next((row for row in lines if any(row.cells)), None)
    if heading is None:
        raise Unreadable(f"“{filename}” is empty. Send a file with a line of headings and rows.")
    columns = _without_trailing_blanks(heading.cells)
    for problem in _heading_problems(heading.line, columns):
        told(problem)
    return columns, _filled(lines, columns, heading.line, delimiter, told)


def _filled(
    lines: Iterator[Row],
    columns: Sequence[str],
    heading: int,
    delimiter: str,
    told: Callable[[Problem], None],
) -> Iterator[Row]:
    filled = (row for row in lines if any(row.cells))
    first = next(filled, None)
    if first is None:
        told(Problem(heading, "", "There are headings, but no rows below them."))
        return
    for row in chain((first,), filled):
        cells = _without_trailing_blanks(row.cells)
        if len(cells) > len(columns):
            amount = f"{len(cells)} for {len(columns)} columns"
            told(Problem(row.line, "", f"The row has too many cells: {amount}."))
        elif delimiter and len(row.cells) < len(columns):
            amount = f"{len(row.cells)} for {len(columns)} columns"
            column = columns[len(row.cells)]
            told(Problem(row.line, column, f"The row has too few cells: {amount}."))
        yield Row(row.line, cells + ("",) * (len(columns) - len(cells)))


def _records(
    columns: Sequence[str], rows: Iterable[Row]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    for row in rows:
        record: dict[str, str] = {}
        for column, cell in zip(columns, row.cells, strict=False):
            record.setdefault(column, cell)
        yield row.line, record


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

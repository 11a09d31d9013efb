"""Tables that people open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

# The last four are = + - @ as they are typed in East Asia, which spreadsheets there run too.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe_cell(value: object) -> str:
    """A value as it may stand in a cell: what would begin a formula is led by an apostrophe.

    Spreadsheets run what begins with = + - @, and what people send in is theirs to choose
    (OWASP, "CSV Injection"). Numbers stay as they are; nothing (None) is an empty cell.
    """
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, str) and text.startswith(_STARTS_A_FORMULA):
        return f"'{text}"
    return text


def cell_sent_back(text: str) -> str:
    """What stood in a cell before `safe_cell`, for a file of ours that comes back mended."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_STARTS_A_FORMULA) else text


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A CSV file (RFC 4180), line by line, with a heading, every cell safe: memory stays flat
    however many rows there are. It begins with a byte-order mark, without which spreadsheets take
    UTF-8 for something else."""
    written = io.StringIO("\ufeff")
    written.seek(0, io.SEEK_END)
    writer = csv.writer(written)
    writer.writerow([safe_cell(each) for each in columns])
    for row in rows:
        yield written.getvalue()
        written.seek(0)
        written.truncate()
        writer.writerow([safe_cell(value) for value in row])
    yield written.getvalue()


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The same as one text, for a table that is known to be small."""
    return "".join(csv_lines(columns, rows))

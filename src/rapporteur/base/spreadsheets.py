"""Tables that people open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from rapporteur.core.text.formulas import safe_cell


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

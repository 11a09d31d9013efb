"""What a folder, a pattern or a file holds for the plan: Parquet, CSV or JSON lines, by ending.

Parquet is read where it lies. CSV and JSON lines are written anew as Parquet, line by line, so that
a line that cannot be read is set aside by its number and the rest goes on.
"""

import csv
import glob
import gzip
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

COLUMNS = ("id", "text", "received_at", "sender", "group")
NEEDED = COLUMNS[:2]
_SCHEMA = pa.schema([(name, pa.large_string()) for name in COLUMNS])
_ROWS, _CHARACTERS = 50_000, 1 << 27  # of one row group
_TOLD = 20  # sentences of one kind
_PARQUET, _CSV, _JSON = (".parquet", ".pq"), (".csv", ".tsv"), (".jsonl", ".ndjson", ".json")


class Unreadable(Exception):
    """Nothing can be read: one sentence saying what was looked for and what to do."""


@dataclass
class SetAside:
    """What was not looked at: sentences, the first of each kind; and how many of each kind."""

    sentences: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, sentence: str, many: int = 1) -> None:
        if self.counts[kind] < _TOLD:
            self.sentences.append(sentence)
        self.counts[kind] += many


@dataclass(frozen=True)
class Source:
    """A Parquet file, and which of COLUMNS it has."""

    path: Path
    columns: tuple[str, ...]
    rows: int


def files_of(given: str) -> list[Path]:
    """The files that a path or a pattern means, in order of their names.

    Raises Unreadable where there is none.
    """
    place = Path(given)
    endings = (*_PARQUET, *_CSV, *_JSON)
    if place.is_dir():
        found = sorted(p for p in place.rglob("*") if p.is_file() and _ending(p) in endings)
    elif place.is_file():
        found = [place]
    else:
        found = sorted(Path(name) for name in glob.glob(given, recursive=True))  # noqa: PTH207
        found = [path for path in found if path.is_file()]
    if not found:
        raise Unreadable(
            f"There is no file to read at “{given}”. Name a file, a folder or a pattern of files "
            f"that end in {', '.join(endings)}."
        )
    return found


def sources_of(files: list[Path], beside: Path, aside: SetAside) -> list[Source]:
    """What of these files can be read, CSV and JSON lines written anew in the folder `beside`.

    Raises Unreadable where no file has the columns `id` and `text`.
    """
    found = []
    for number, path in enumerate(files):
        source = (
            _parquet(path, aside)
            if _ending(path) in _PARQUET
            else _rewritten(path, beside / f"{number:05d}.parquet", aside)
        )
        if source is not None:
            found.append(source)
    if not found:
        why = " ".join(aside.sentences)
        raise Unreadable(f"No file can be read. {why}".strip())
    return found


def broken(source: Source) -> str | None:
    """What is the matter with a file whose rows cannot all be read; None for one that is whole."""
    try:
        for batch in pq.ParquetFile(source.path).iter_batches(10_000, columns=list(source.columns)):
            batch.validate(full=True)
    except (OSError, pa.ArrowException) as problem:
        return _line(problem)
    return None


def _ending(path: Path) -> str:
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def _line(problem: Exception) -> str:
    return str(problem).splitlines()[0].rstrip(".") if str(problem) else type(problem).__name__


def _parquet(path: Path, aside: SetAside) -> Source | None:
    try:
        whole = pq.ParquetFile(path)
        schema, rows = whole.schema_arrow, whole.metadata.num_rows
    except (OSError, pa.ArrowException) as problem:
        aside.add("broken files", f"“{path}” was set aside: it is no Parquet ({_line(problem)}).")
        return None
    missing = [name for name in NEEDED if name not in schema.names]
    if missing:
        aside.add("files without columns", _lacks(path, missing))
        return None
    text = schema.field("text").type
    if pa.types.is_dictionary(text):
        text = text.value_type
    if text not in (pa.string(), pa.large_string(), pa.string_view(), pa.null()):
        aside.add(
            "files without columns",
            f"“{path}” was set aside: its column `text` holds {text}, not text.",
        )
        return None
    return Source(path, tuple(name for name in COLUMNS if name in schema.names), rows)


def _lacks(path: Path, missing: list[str]) -> str:
    names = " and ".join(f"`{name}`" for name in missing)
    return (
        f"“{path}” was set aside: it has no column {names}. "
        "It needs `id` and `text`; `received_at`, `sender` and `group` are taken where they are."
    )


def _rewritten(path: Path, place: Path, aside: SetAside) -> Source | None:
    place.parent.mkdir(parents=True, exist_ok=True)
    rows = _csv_rows(path, aside) if _ending(path) in _CSV else _json_rows(path, aside)
    many = 0
    try:
        with pq.ParquetWriter(place, _SCHEMA) as writer:
            for some in _gathered(rows):
                writer.write_table(pa.Table.from_pylist(some, _SCHEMA))
                many += len(some)
    except _Lacking as lacking:
        aside.add("files without columns", _lacks(path, lacking.missing))
        return None
    except (OSError, EOFError) as problem:
        aside.add("broken files", f"“{path}” was set aside: {_line(problem)}.")
        return None
    return Source(place, COLUMNS, many)


class _Lacking(Exception):
    def __init__(self, missing: list[str]) -> None:
        super().__init__()
        self.missing = missing


Row = dict[str, str | None]


def _gathered(rows: Iterator[Row]) -> Iterator[list[Row]]:
    some: list[Row] = []
    size = 0
    for row in rows:
        some.append(row)
        size += len(row["text"] or "")
        if len(some) >= _ROWS or size >= _CHARACTERS:
            yield some
            some, size = [], 0
    yield some


def _opened(path: Path) -> io.TextIOWrapper:
    stream: Any = (gzip.open if path.name.lower().endswith(".gz") else open)(path, "rb")
    return io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")


def _csv_rows(path: Path, aside: SetAside) -> Iterator[Row]:
    csv.field_size_limit(1 << 30)
    with _opened(path) as file:
        lines = _Lines(line.replace("\0", "") for line in file)
        records = _csv_records(lines, "\t" if _ending(path) == ".tsv" else ",")
        head = [name.strip() for name in next(records, None) or []]
        missing = [name for name in NEEDED if name not in head]
        if missing:
            raise _Lacking(missing)
        where = {name: head.index(name) for name in COLUMNS if name in head}
        for cells in records:
            if cells is None:
                what = "a quotation mark in it is not closed, or not doubled"
                _bad_line(path, lines.number, what, aside)
            elif cells and len(cells) != len(head):
                what = f"it has {len(cells)} cells, not {len(head)}"
                _bad_line(path, lines.number, what, aside)
            elif cells:
                yield {name: cells[at] or None for name, at in where.items()}


class _Lines:
    """Lines that can be given back; number: of the line that was taken last."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: list[str] = []  # the next one last
        self.number = 0
        self.taken: list[str] = []  # since this was last emptied

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else next(self._lines)
        self.number += 1
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """All that was taken but the first."""
        self._back += self.taken[:0:-1]
        self.number -= len(self.taken) - 1


def _csv_records(lines: _Lines, delimiter: str) -> Iterator[list[str] | None]:
    """The cells of each record; None for a line whose quotation marks do not match.

    Such a mark would take the records after it for its own, up to the end of the file: so that line
    is left alone, and the next one begins a record.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.taken = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            lines.give_back()
            line = lines.taken[0]
            if line.count('"') % 2:
                yield None
                continue
            cells = next(csv.reader([line], delimiter=delimiter), [])
        yield cells


def _json_rows(path: Path, aside: SetAside) -> Iterator[Row]:
    with _opened(path) as file:
        seen: set[str] = set()
        bad = 0
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as problem:
                _bad_line(path, number, _line(problem), aside)
                bad += 1
                continue
            if not isinstance(row, dict):
                _bad_line(path, number, "it is no object", aside)
                bad += 1
                continue
            seen |= row.keys()
            yield {name: _as_text(row.get(name)) for name in COLUMNS}
        missing = [name for name in NEEDED if name not in seen]
        if missing:
            raise _Lacking(missing)


def _as_text(value: object) -> str | None:
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode()


def _bad_line(path: Path, number: int, what: str, aside: SetAside) -> None:
    aside.add("lines", f"Line {number} of “{path}” was set aside: {what}.")

"""Parquet: what the plan can take as it lies, and what is written anew for it."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from rapporteur.core.campaigns.intake.aside import BrokenOff, SetAside, first_line, to_the_end
from rapporteur.core.campaigns.intake.columns import COLUMNS, Lacking, places
from rapporteur.core.text.decoding import decode

SCHEMA = pa.schema([(name, pa.large_string()) for name in COLUMNS])

_ROWS = 10_000  # that are looked at, or written anew, at once
_TEXT = (pa.string(), pa.large_string(), pa.string_view(), pa.null())
_BYTES = (pa.binary(), pa.large_binary(), pa.binary_view())


@dataclass(frozen=True)
class Source:
    """A Parquet file with the columns of these names; given: the file that it was made from, or
    itself."""

    path: Path
    columns: tuple[str, ...]
    rows: int
    given: Path


def parquet_source(path: Path, place: Path, aside: SetAside) -> Source | None:
    """What of a Parquet file can be read, at `place` where it must be written anew."""
    try:
        whole = pq.ParquetFile(path)
        schema, rows = whole.schema_arrow, whole.metadata.num_rows
    except (OSError, pa.ArrowException) as problem:
        what = first_line(problem)
        aside.add("broken files", f"“{path}” was set aside: it is no Parquet ({what}).")
        return None
    try:
        where = places(schema.names)
    except Lacking as lacking:
        lacking.told(path, aside)
        return None
    types = {name: _plain(schema.field(at).type) for name, at in where.items()}
    if types["text"] not in (*_TEXT, *_BYTES) or pa.types.is_nested(types["id"]):
        name = "id" if types["text"] in (*_TEXT, *_BYTES) else "text"
        aside.add(
            "files without columns",
            f"“{path}” was set aside: its column `{name}` holds {types[name]}, not text.",
        )
        return None
    for name in [name for name, held in types.items() if pa.types.is_nested(held)]:
        aside.note(f"“{path}”: its column `{name}` holds {types[name]}, and was left out.")
        del where[name]
    if _can_lie(schema, where):
        return Source(path, tuple(where), rows, path)
    try:
        return _anew(path, whole, where, place, aside)
    except BrokenOff as why:
        why.told(path, aside)
        return None


def broken(source: Source) -> str | None:
    """What is the matter with a file whose rows cannot all be read; None for one that is whole."""
    try:
        for batch in pq.ParquetFile(source.path).iter_batches(_ROWS, columns=list(source.columns)):
            batch.validate(full=True)
    except (OSError, pa.ArrowException) as problem:
        return first_line(problem)
    return None


def _plain(held: pa.DataType) -> pa.DataType:
    return held.value_type if pa.types.is_dictionary(held) else held


def _can_lie(schema: pa.Schema, where: dict[str, int]) -> bool:
    """Whether Daft reads a file as it is: of its columns, those that nobody asks for as well."""
    return (
        all(schema.names.count(name) == 1 for name in where)
        and _plain(schema.field(where["text"]).type) in _TEXT
        and not any(pa.types.is_binary(_plain(schema.field(at).type)) for at in where.values())
        and all(map(_is_known, schema.types))
    )


def _is_known(held: pa.DataType) -> bool:
    if pa.types.is_nested(held):
        return all(_is_known(held.field(n).type) for n in range(held.num_fields))
    held = _plain(held)
    return (
        pa.types.is_integer(held)
        or pa.types.is_float32(held)
        or pa.types.is_float64(held)
        or pa.types.is_temporal(held)
        or held in (*_TEXT[:2], *_BYTES[:2], pa.null(), pa.bool_())
    )


def _anew(
    path: Path, whole: pq.ParquetFile, where: dict[str, int], place: Path, aside: SetAside
) -> Source:
    place.parent.mkdir(parents=True, exist_ok=True)
    rows = strange = 0
    with pq.ParquetWriter(place, SCHEMA) as writer:
        # All columns: two of one name could not be told apart by it.
        for batch in to_the_end(whole.iter_batches(_ROWS), OSError, pa.ArrowException):
            columns = []
            for name in COLUMNS:
                if name not in where:
                    columns.append(pa.nulls(len(batch), pa.large_string()))
                    continue
                column, other = _as_text(batch.column(where[name]))
                columns.append(column)
                strange += other
            writer.write_table(pa.Table.from_arrays(columns, schema=SCHEMA))
            rows += len(batch)
    if strange:
        aside.note(
            f"“{path}” holds values that are no UTF-8 ({strange}): each was read as what suits it"
            " best."
        )
    return Source(place, COLUMNS, rows, path)


def _as_text(column: pa.Array) -> tuple[pa.Array, int]:
    """A column as text, and how many of its values are bytes that are no UTF-8."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if column.type not in _BYTES:
        return column.cast(pa.large_string()), 0
    try:
        return column.cast(pa.large_string()), 0
    except pa.ArrowInvalid:
        pass
    read = [None if value is None else decode(value) for value in column.to_pylist()]
    texts = pa.array([one and one.text for one in read], pa.large_string())
    return texts, sum(one is not None and one.encoding not in ("utf-8", "ascii") for one in read)

"""From a path or a pattern to files, and from files to sources that the plan can take."""

import glob
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from rapporteur.core.campaigns.intake import comma_separated, json_lines
from rapporteur.core.campaigns.intake.aside import BrokenOff, SetAside, Unreadable, to_the_end
from rapporteur.core.campaigns.intake.columns import COLUMNS, Lacking, Row
from rapporteur.core.campaigns.intake.encoding import NOT_WHOLE
from rapporteur.core.campaigns.intake.parquet import SCHEMA, Source, parquet_source

_ROWS, _CHARACTERS = 50_000, 1 << 27  # of one row group
_PARQUET, _CSV, _JSON = (".parquet", ".pq"), (".csv", ".tsv"), (".jsonl", ".ndjson", ".json")


def files_of(given: str, results: Path) -> list[Path]:
    """The files that a path or a pattern means, in order of their names.

    What lies in the folder `results` is no input. Raises Unreadable where there is none.
    """
    place = Path(given)
    endings = (*_PARQUET, *_CSV, *_JSON)
    if place.is_dir():
        found = [path for path in place.rglob("*") if _ending(path) in endings]
    elif place.exists():
        found = [place]
    else:
        found = [Path(name) for name in glob.glob(given, recursive=True)]  # noqa: PTH207
    ours = results.resolve()
    found = sorted(
        path
        for path in found
        if (path == place or path.is_file() or path.is_symlink())  # a pipe in a folder has no end
        and not path.is_dir()
        and ours not in path.resolve().parents
    )
    if not found:
        raise Unreadable(
            f"There is no file to read at “{given}”. Name a file, a folder or a pattern of files "
            f"that end in {', '.join(endings)}."
        )
    return found


def sources_of(files: list[Path], beside: Path, aside: SetAside) -> list[Source]:
    """What of these files can be read; what must be written anew stands in the folder `beside`.

    Raises Unreadable where no file has the columns `id` and `text`.
    """
    found = []
    for number, path in enumerate(files):
        read = parquet_source if _ending(path) in _PARQUET else _rewritten
        source = read(path, beside / f"{number:05d}.parquet", aside)
        if source is not None:
            found.append(source)
    if not found:
        raise Unreadable(f"No file can be read. {' '.join(aside.sentences)}".strip())
    return found


def _ending(path: Path) -> str:
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def _rewritten(path: Path, place: Path, aside: SetAside) -> Source | None:
    place.parent.mkdir(parents=True, exist_ok=True)
    rows = (comma_separated if _ending(path) in _CSV else json_lines).rows_of(path, aside)
    many = 0
    try:
        with pq.ParquetWriter(place, SCHEMA) as writer:
            for some in _gathered(to_the_end(rows, *NOT_WHOLE)):
                writer.write_table(pa.Table.from_pylist(some, SCHEMA))
                many += len(some)
    except Lacking as lacking:
        lacking.told(path, aside)
        return None
    except BrokenOff as why:
        why.told(path, aside)
        return None
    return Source(place, COLUMNS, many, path)


def _gathered(rows: Iterator[Row]) -> Iterator[list[Row]]:
    some: list[Row] = []
    size = 0
    for row in rows:
        some.append(row)
        size += len(row.get("text") or "")
        if len(some) >= _ROWS or size >= _CHARACTERS:
            yield some
            some, size = [], 0
    yield some

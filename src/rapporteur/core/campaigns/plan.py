"""The plan for dockets of any size: Daft runs it on this machine, or on a cluster, alike.

The stages are kept in folders and used again when they are whole and of the same input; each can be
looked at. What runs on every part of the input is a function of that part alone; what must see
everything sees only distinct texts, or numbers.

    0-input          CSV and JSON lines as Parquet
    1-texts          the distinct texts in the order of their keys, with words and copies
    2-contributions  id, key, sender, day and group of every row, in buckets by id
    3-patterns       the campaigns of letters found in a sample of the distinct texts
    4-letters        for every distinct text: its pattern, its addition, its bands
    5-near           for every distinct text: the first of those it is near to
"""

import hashlib
import json
import pickle
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import daft
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from daft import DataType, Series, col

from rapporteur.core.campaigns.assignment import KINDS, Assignment, assigned, edited
from rapporteur.core.campaigns.beside import added_beside
from rapporteur.core.campaigns.discovery import SAMPLE, Discovered, discovered
from rapporteur.core.campaigns.intake import COLUMNS, SetAside, Source, Unreadable, broken
from rapporteur.core.campaigns.keys import Keys, keys_of
from rapporteur.core.campaigns.letters import Matcher
from rapporteur.core.campaigns.near import (
    NEAR,
    band_keys,
    candidates,
    clusters,
    joined_sets,
    shingles_of,
    verified,
)
from rapporteur.core.campaigns.tally import NO_DAY, Part, Tally, campaign_id
from rapporteur.core.campaigns.words import Numbers, words_of

VERSION = "5"
_BUCKET = 1_000_000  # contributions that are sorted at once
_BATCH = 20_000  # texts that the driver reads at once
_BAND_BYTES = 8

Told = Callable[[str], None]


def run(
    sources: Sequence[Source], folder: Path, aside: SetAside, told: Told, least: int
) -> dict[str, Any]:
    """Find the campaigns of the sources; write members.parquet into `folder`.

    What comes back is what campaigns.json holds. Raises Unreadable when no file can be read to its
    end. Daft must have been told where to run.
    """
    stages = _Stages(folder / "stages", _fingerprint(sources), told)
    sources = _whole(sources, stages, aside)
    return _Plan(sources, folder, stages, aside, told).result(least)


def _fingerprint(sources: Sequence[Source]) -> str:
    facts: list[Any] = [VERSION, daft.__version__, SAMPLE, NEAR]
    for source in sources:
        stat = source.path.stat()
        facts.append([str(source.path.resolve()), stat.st_size, source.columns, source.rows])
        if source.path.parent.name != "0-input":
            facts.append(stat.st_mtime_ns)
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


@dataclass(frozen=True)
class _Stages:
    """Folders that are whole, or made anew."""

    folder: Path
    of: str
    told: Told

    def made(self, name: str, make: Callable[[Path], None]) -> Path:
        place = self.folder / name
        seal = place / "done"
        if seal.is_file() and seal.read_text() == self.of:
            self.told(f"{name}: kept from before")
            return place
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        self.told(name)
        make(place)
        seal.write_text(self.of)
        return place


def _whole(sources: Sequence[Source], stages: _Stages, aside: SetAside) -> list[Source]:
    """The sources without those that break off in the middle. Known from the last run, if any."""
    note = stages.folder / "broken.json"
    known: dict[str, str] = {}
    if note.is_file():
        kept = json.loads(note.read_text())
        known = kept["broken"] if kept["of"] == stages.of else {}
    for name, what in known.items():
        aside.add("broken files", f"“{name}” was set aside: it cannot be read to its end ({what}).")
    whole = [source for source in sources if str(source.path) not in known]
    if not whole:
        raise Unreadable("No file can be read. " + " ".join(aside.sentences))
    return whole


@dataclass
class _Plan:
    sources: Sequence[Source]
    folder: Path
    stages: _Stages
    aside: SetAside
    told: Told

    def result(self, least: int) -> dict[str, Any]:
        rows = sum(source.rows for source in self.sources)
        buckets = max(1, -(-rows // _BUCKET))
        try:
            texts = self.stages.made("1-texts", self._texts)
            contributions = self.stages.made(
                "2-contributions", lambda place: self._contributions(place, buckets)
            )
        except Exception:
            if not self._found_broken():
                raise
            self.sources = _whole(self.sources, self.stages, self.aside)
            return self.result(least)
        distinct = _Distinct.read(texts / "texts.parquet")
        patterns = self._patterns(distinct)
        letters = self.stages.made("4-letters", lambda place: _letters(texts, place, patterns))
        owners, additions, bands = _read_letters(letters, distinct.keys)
        near = self.stages.made("5-near", lambda place: _near(owners, bands, distinct, place))
        clusters_of = np.load(near / "near.npy")
        composed = [one.template.composed for one in patterns]
        twice = np.zeros(len(distinct.keys), np.int64)
        while True:
            copies = distinct.copies - twice
            assignment = assigned(copies, owners, clusters_of, composed)
            beside = added_beside(assignment.bases, edited(assignment), distinct.texts)
            members = _Members(self, distinct, assignment, _with(additions, beside), copies)
            members.write(contributions, buckets)
            if np.array_equal(members.twice, twice):
                break
            twice = members.twice  # ids that come again count for nothing, in sizes too
        return members.report(patterns, least, rows)

    def _frame(self) -> daft.DataFrame:
        """The rows of all sources, with all columns, as text."""
        frames = []
        by_columns: dict[tuple[str, ...], list[str]] = {}
        for source in self.sources:
            by_columns.setdefault(source.columns, []).append(str(source.path))
        for columns, paths in sorted(by_columns.items()):
            frame = daft.read_parquet(paths)
            frames.append(
                frame.select(
                    *(
                        (col(name) if name in columns else daft.lit(None))
                        .cast(DataType.string())
                        .alias(name)
                        for name in COLUMNS
                    )
                )
            )
        whole = frames[0]
        for frame in frames[1:]:
            whole = whole.union_all(frame)
        return whole

    def _texts(self, place: Path) -> None:
        """The distinct texts, each by the smallest way in which it is written."""
        keyed = (
            self._frame()
            .select(col("text"), _keyed(col("text")))
            .where(col("words").not_null() & (col("words") > daft.lit(0)))
        )
        grouped = keyed.groupby("part", "high", "low").agg(
            col("text").min(), col("words").min(), col("high").count().alias("copies")
        )
        grouped.write_parquet(str(place / "parts"), partition_cols=["part"])
        columns = ["high", "low", "text", "words", "copies"]
        with pq.ParquetWriter(place / "texts.parquet", _TEXTS, compression="zstd") as writer:
            for part in range(_PARTS):
                table = _partition(place / "parts", "part", part, columns)
                if table is not None:
                    table = table.sort_by([("high", "ascending"), ("low", "ascending")])
                    writer.write_table(table.cast(_TEXTS), row_group_size=_BATCH)
        shutil.rmtree(place / "parts", ignore_errors=True)  # none are written of no texts

    def _contributions(self, place: Path, buckets: int) -> None:
        described = _describing(buckets)
        frame = self._frame().select(
            col("id"),
            col("group"),
            described(col("id"), col("text"), col("received_at"), col("sender")),
        )
        frame.write_parquet(str(place / "parts"), partition_cols=["bucket"])

    def _patterns(self, distinct: "_Distinct") -> list[Discovered]:
        def make(place: Path) -> None:
            texts = distinct.sample(SAMPLE)
            found = discovered(
                texts, lambda done, total: self.told(f"3-patterns: {done} of {total}")
            )
            (place / "patterns.pickle").write_bytes(pickle.dumps(found))

        place = self.stages.made("3-patterns", make)
        # Written by this program, into a folder that its user named.
        found: list[Discovered] = pickle.loads((place / "patterns.pickle").read_bytes())  # noqa: S301
        return found

    def _found_broken(self) -> bool:
        """Whether a file breaks off in the middle; noted, so that it is left out from now on."""
        known = {str(source.path): what for source in self.sources if (what := broken(source))}
        if not known:
            return False
        note = self.stages.folder / "broken.json"
        before = json.loads(note.read_text()) if note.is_file() else {}
        if before.get("of") == self.stages.of:
            known = {**before["broken"], **known}
        note.write_text(json.dumps({"of": self.stages.of, "broken": known}))
        return True


_PARTS = 16
_TEXTS = pa.schema(
    [
        ("high", pa.uint64()),
        ("low", pa.uint64()),
        ("text", pa.large_string()),
        ("words", pa.int32()),
        ("copies", pa.int64()),
    ]
)


def _arrow(series: Series) -> pa.Array:
    array = series.to_arrow()
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return array.cast(pa.large_string())


@daft.func.batch(
    return_dtype=DataType.struct(
        {
            "part": DataType.uint8(),
            "high": DataType.uint64(),
            "low": DataType.uint64(),
            "words": DataType.int32(),
        }
    ),
    unnest=True,
)
def _keyed(text: Series) -> pa.Array:
    keys, words = _keys_and_lengths(_arrow(text))
    return pa.StructArray.from_arrays(
        [
            pa.array((keys[:, 0] >> np.uint64(60)).astype(np.uint8)),
            *map(pa.array, (*keys.T, words)),
        ],
        ["part", "high", "low", "words"],
    )


def _keys_and_lengths(texts: pa.Array) -> tuple[Keys, npt.NDArray[np.int32]]:
    """Keys and numbers of words; each text that comes again in the batch is read once."""
    coded = texts.dictionary_encode()
    words = words_of(coded.dictionary)
    keys = np.concatenate([keys_of(words), np.zeros((1, 2), np.uint64)])
    lengths = np.append(np.diff(words.offsets), -1).astype(np.int32)
    places = coded.indices.fill_null(len(coded.dictionary)).to_numpy(zero_copy_only=False)
    return keys[places], lengths[places]


def _describing(buckets: int) -> Callable[..., daft.Expression]:
    @daft.func.batch(
        return_dtype=DataType.struct(
            {
                "bucket": DataType.uint32(),
                "high": DataType.uint64(),
                "low": DataType.uint64(),
                "words": DataType.int32(),
                "who": DataType.uint64(),
                "day": DataType.int32(),
            }
        ),
        unnest=True,
    )
    def described(name: Series, text: Series, received_at: Series, sender: Series) -> pa.Array:
        keys, words = _keys_and_lengths(_arrow(text))
        names, _ = _keys_and_lengths(_arrow(name))
        who, spoken = _keys_and_lengths(_arrow(sender))
        return pa.StructArray.from_arrays(
            [
                pa.array((names[:, 0] % np.uint64(buckets)).astype(np.uint32)),
                pa.array(keys[:, 0]),
                pa.array(keys[:, 1]),
                pa.array(words),
                pa.array(np.where(spoken > 0, who[:, 0], 0)),
                pa.array(_days(_arrow(received_at))),
            ],
            ["bucket", "high", "low", "words", "who", "day"],
        )

    return described


def _days(times: pa.Array) -> npt.NDArray[np.int32]:
    """Days since 1970 of times written as ISO 8601 has them, NO_DAY for what is none."""
    first = pc.utf8_slice_codeunits(times, 0, 10)
    read = pc.strptime(first, format="%Y-%m-%d", unit="s", error_is_null=True)
    days = read.cast(pa.date32(), safe=False).cast(pa.int32())
    numbers: npt.NDArray[np.int32] = days.fill_null(NO_DAY).to_numpy(zero_copy_only=False)
    return numbers


def _partition(place: Path, name: str, value: int, columns: list[str]) -> pa.Table | None:
    files = sorted((place / f"{name}={value}").glob("*.parquet"))
    if not files:
        return None
    return pa.concat_tables([pq.ParquetFile(file).read(columns=columns) for file in files])


@dataclass(frozen=True)
class _Distinct:
    """The distinct texts in the order of their keys; the texts themselves stay in their file."""

    path: Path
    keys: Keys
    words: Numbers
    copies: Numbers

    @classmethod
    def read(cls, path: Path) -> "_Distinct":
        table = pq.ParquetFile(path).read(columns=["high", "low", "words", "copies"])
        high, low, words, copies = (column.to_numpy() for column in table.columns)
        return cls(
            path, np.stack([high, low], axis=1), words.astype(np.int64), copies.astype(np.int64)
        )

    def texts(self, wanted: Numbers) -> Iterator[tuple[Numbers, pa.Array]]:
        """The texts of these numbers, which are in order, batch by batch, with their numbers."""
        file = pq.ParquetFile(self.path)
        first = 0
        for group in range(file.num_row_groups):
            last = first + file.metadata.row_group(group).num_rows
            here = wanted[np.searchsorted(wanted, first) : np.searchsorted(wanted, last)]
            if len(here):
                column = file.read_row_group(group, columns=["text"]).column(0).combine_chunks()
                yield here, column.take(pa.array(here - first))
            first = last

    def sample(self, most: int) -> pa.Array:
        """At most so many texts: those with the smallest keys, which are as good as drawn."""
        batches = [texts for _, texts in self.texts(np.arange(min(most, len(self.keys))))]
        return pa.concat_arrays([pa.array([], pa.large_string()), *batches])


def _letters(texts: Path, place: Path, patterns: Sequence[Discovered]) -> None:
    """For every distinct text its pattern and addition; if it has none, its bands."""
    matcher = Matcher([one.pattern for one in patterns])

    @daft.func.batch(
        return_dtype=DataType.struct(
            {
                "pattern": DataType.int32(),
                "addition": DataType.string(),
                "bands": DataType.binary(),
            }
        ),
        unnest=True,
    )
    def matched(text: Series) -> pa.Array:
        array = _arrow(text)
        words = words_of(array)
        found = matcher.found(array, words)
        keys = band_keys(words)
        width = keys.shape[1] * _BAND_BYTES
        bands = pa.Array.from_buffers(
            pa.large_binary(),
            len(keys),
            [None, pa.py_buffer(np.arange(len(keys) + 1) * width), pa.py_buffer(keys.tobytes())],
        )
        return pa.StructArray.from_arrays(
            [pa.array(found.campaigns.astype(np.int32)), pa.array(found.additions), bands],
            ["pattern", "addition", "bands"],
        )

    frame = daft.read_parquet(str(texts / "texts.parquet"))
    frame = frame.into_batches(_BATCH).select(col("high"), col("low"), matched(col("text")))
    frame.write_parquet(str(place / "parts"))


def _read_letters(place: Path, keys: Keys) -> tuple[Numbers, pa.Array, npt.NDArray[np.uint64]]:
    """Patterns, additions and bands of the distinct texts, in the order of their keys."""
    owners = np.full(len(keys), -1, np.int64)
    bands = np.zeros((len(keys), band_keys(words_of([])).shape[1]), np.uint64)
    numbers, additions = [], []
    for path in sorted((place / "parts").rglob("*.parquet")):
        for batch in pq.ParquetFile(path).iter_batches(_BATCH):
            high, low = (batch.column(name).to_numpy() for name in ("high", "low"))
            rows = _numbers(keys, high, low)
            owners[rows] = batch.column("pattern").to_numpy()
            held = np.frombuffer(b"".join(batch.column("bands").to_pylist()), np.uint64)
            bands[rows] = held.reshape(len(rows), -1)
            numbers.append(rows)
            additions.append(batch.column("addition").cast(pa.large_string()))
    order = np.argsort(np.concatenate([*numbers, np.zeros(0, np.int64)]))
    whole = pa.concat_arrays([pa.array([], pa.large_string()), *additions])
    return owners, whole.take(pa.array(order)), bands


def _numbers(keys: Keys, high: npt.NDArray[np.uint64], low: npt.NDArray[np.uint64]) -> Numbers:
    """Where in the sorted keys each of some keys stands; all of them are there."""
    rows = np.searchsorted(keys[:, 0], high)
    wrong = np.flatnonzero(keys[rows, 1] != low)
    while len(wrong):  # keys that have their first half in common
        rows[wrong] += 1
        wrong = wrong[keys[rows[wrong], 1] != low[wrong]]
    return rows


def _with(additions: pa.Array, more: dict[int, str]) -> pa.Array:
    mask = np.zeros(len(additions), bool)
    mask[list(more)] = True
    values = pa.array([more[n] for n in sorted(more)], pa.large_string())
    return pc.replace_with_mask(additions, pa.array(mask), values) if more else additions


def _near(owners: Numbers, bands: npt.NDArray[np.uint64], distinct: _Distinct, place: Path) -> None:
    rest = np.flatnonzero(owners < 0)
    pairs = rest[candidates(bands[rest])]
    wanted = np.unique(pairs)
    sets = joined_sets(shingles_of(words_of(texts)) for _, texts in distinct.texts(wanted))
    kept = verified(np.searchsorted(wanted, pairs), *sets)
    near = np.arange(len(owners))
    if len(kept):
        near = clusters(wanted[kept], len(owners))
    np.save(place / "near.npy", near)


_MEMBERS = pa.schema(
    [
        ("id", pa.large_string()),
        ("campaign", pa.string()),
        ("kind", pa.string()),
        ("addition", pa.large_string()),
    ]
)


class _Members:
    """Writes members.parquet, and counts what it writes."""

    def __init__(
        self, plan: _Plan, distinct: _Distinct, assignment: Assignment, additions: pa.Array,
        copies: Numbers,
    ) -> None:  # fmt: skip
        self.plan, self.distinct, self.assignment = plan, distinct, assignment
        self.additions = additions
        adds = pc.greater(pc.binary_length(additions), 0).to_numpy(zero_copy_only=False)
        self.tally = Tally(distinct.keys, distinct.words, adds, assignment)
        sizes = np.bincount(assignment.campaigns, weights=copies, minlength=len(copies))
        self.shared = sizes[assignment.campaigns] >= 2
        self.twice = np.zeros(len(copies), np.int64)
        self.aside = SetAside()
        named = np.unique(assignment.campaigns[self.shared])
        self.names = dict(
            zip(
                named.tolist(), (campaign_id(distinct.keys, n) for n in named.tolist()), strict=True
            )
        )

    def write(self, contributions: Path, buckets: int) -> None:
        self.plan.told("members")
        place = self.plan.folder / "members.parquet"
        half = place.with_name(".members.parquet")
        columns = ["id", "group", "high", "low", "words", "who", "day"]
        with pq.ParquetWriter(half, _MEMBERS, compression="zstd") as writer:
            for bucket in range(buckets):
                table = _partition(contributions / "parts", "bucket", bucket, columns)
                if table is not None:
                    self._bucket(table, writer)
        half.replace(place)

    def _bucket(self, table: pa.Table, writer: pq.ParquetWriter) -> None:
        table = table.sort_by(
            [(name, "ascending") for name in ("id", "high", "low", "who", "day", "group")]
        )
        ids = table.column("id").combine_chunks()
        words = table.column("words").to_numpy()
        nameless = ids.is_null().to_numpy(zero_copy_only=False)
        if nameless.any():
            self.aside.add(
                "rows without id", f"{int(nameless.sum())} rows have no id.", int(nameless.sum())
            )
        again = np.zeros(len(ids), bool)
        if len(ids) > 1:
            same = pc.equal(ids.slice(1), ids.slice(0, len(ids) - 1))
            again[1:] = same.fill_null(False).to_numpy(zero_copy_only=False)
        textless = (words < 0) & ~nameless & ~again
        wordless = (words == 0) & ~nameless & ~again
        for kind, what, marked in (
            ("rows without text", "has no text", textless),
            ("rows without words", "has a text without a word", wordless),
            ("repeated ids", "comes more than once: one row of it was counted", again),
        ):
            for n in np.flatnonzero(marked).tolist():
                self.aside.add(kind, f"The id “{ids[n].as_py()}” {what}.")
        spoken = words > 0
        high, low = (table.column(name).to_numpy() for name in ("high", "low"))
        gone = spoken & (nameless | again)
        self.twice += np.bincount(
            _numbers(self.distinct.keys, high[gone], low[gone]), minlength=len(self.twice)
        )
        rows = np.flatnonzero(spoken & ~nameless & ~again)
        texts = _numbers(self.distinct.keys, high[rows], low[rows])
        kept = ids.take(pa.array(rows)).to_pylist()
        groups = table.column("group").take(pa.array(rows)).to_pylist()
        who, day = (table.column(name).to_numpy()[rows] for name in ("who", "day"))
        self.tally.add(Part(kept, texts, who, day, groups))
        shared = np.flatnonzero(self.shared[texts])
        writer.write_table(self._as_members(ids.take(pa.array(rows[shared])), texts[shared]))

    def _as_members(self, ids: pa.Array, texts: Numbers) -> pa.Table:
        owners, places = np.unique(self.assignment.campaigns[texts], return_inverse=True)
        names = pa.array([self.names[n] for n in owners.tolist()], pa.string())
        kinds = pa.array(KINDS, pa.string()).take(pa.array(self.assignment.kinds[texts]))
        additions = self.additions.take(pa.array(texts))
        columns = [ids.cast(pa.large_string()), names.take(pa.array(places)), kinds, additions]
        return pa.table(columns, schema=_MEMBERS)

    def report(self, patterns: Sequence[Discovered], least: int, read: int) -> dict[str, Any]:
        """What campaigns.json holds."""
        tally = self.tally
        texts: dict[int, str] = {}
        for numbers, some in self.distinct.texts(tally.wanted(least)):
            texts |= zip(numbers.tolist(), some.to_pylist(), strict=True)
        additions = {n: self.additions[n].as_py() for n in texts}
        campaigns = tally.campaigns(least, [one.template for one in patterns], texts, additions)
        sizes = tally.sizes()
        small = sizes[(sizes >= 2) & (sizes < least)]
        aside = self.plan.aside
        for part in (aside, self.aside):
            part.sentences.sort()
        return {
            "version": VERSION,
            "counts": {
                "read": read,
                "contributions": tally.contributions,
                "distinct_texts": tally.distinct_texts,
                "distinct_contributors": tally.distinct_senders,
                "in_campaigns": int(sizes[sizes >= 2].sum()),
            },
            "set_aside": dict(sorted((aside.counts + self.aside.counts).items())),
            "notes": aside.sentences + self.aside.sentences,
            "campaigns": [campaign.as_dict() for campaign in campaigns],
            "smaller": {"campaigns": len(small), "contributions": int(small.sum())},
        }

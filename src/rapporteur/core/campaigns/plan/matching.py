"""What each distinct text is a letter of, or near to."""

from collections.abc import Sequence
from pathlib import Path

import daft
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
from daft import DataType, Series, col

from rapporteur.core.campaigns.discovery import Discovered
from rapporteur.core.campaigns.keys import Keys
from rapporteur.core.campaigns.letters import Matcher
from rapporteur.core.campaigns.near import (
    band_keys,
    candidates,
    clusters,
    joined_sets,
    shingles_of,
    verified,
)
from rapporteur.core.campaigns.plan.distinct import BATCH, Distinct, places_of
from rapporteur.core.campaigns.plan.rows import as_text
from rapporteur.core.campaigns.plan.stages import literal
from rapporteur.core.campaigns.words import Numbers, words_of

_BAND_BYTES = 8


def match_letters(texts: Path, place: Path, patterns: Sequence[Discovered]) -> None:
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
        array = as_text(text)
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

    frame = daft.read_parquet(literal(texts / "texts.parquet"))
    frame = frame.into_batches(BATCH).select(col("high"), col("low"), matched(col("text")))
    frame.write_parquet(str(place / "parts"))


def read_letters(place: Path, keys: Keys) -> tuple[Numbers, pa.Array, npt.NDArray[np.uint64]]:
    """Patterns, additions and bands of the distinct texts, in the order of their keys."""
    owners = np.full(len(keys), -1, np.int64)
    bands = np.zeros((len(keys), band_keys(words_of([])).shape[1]), np.uint64)
    numbers, additions = [], []
    for path in sorted((place / "parts").rglob("*.parquet")):
        for batch in pq.ParquetFile(path).iter_batches(BATCH):
            high, low = (batch.column(name).to_numpy() for name in ("high", "low"))
            rows = places_of(keys, high, low)
            owners[rows] = batch.column("pattern").to_numpy()
            held = np.frombuffer(b"".join(batch.column("bands").to_pylist()), np.uint64)
            bands[rows] = held.reshape(len(rows), -1)
            numbers.append(rows)
            additions.append(batch.column("addition").cast(pa.large_string()))
    order = np.argsort(np.concatenate([*numbers, np.zeros(0, np.int64)]))
    whole = pa.concat_arrays([pa.array([], pa.large_string()), *additions])
    return owners, whole.take(pa.array(order)), bands


def find_near(
    owners: Numbers, bands: npt.NDArray[np.uint64], distinct: Distinct, place: Path
) -> None:
    rest = np.flatnonzero(owners < 0)
    pairs = rest[candidates(bands[rest])]
    wanted = np.unique(pairs)
    sets = joined_sets(shingles_of(words_of(texts)) for _, texts in distinct.texts(wanted))
    kept = verified(np.searchsorted(wanted, pairs), *sets)
    near = np.arange(len(owners))
    if len(kept):
        near = clusters(wanted[kept], len(owners))
    np.save(place / "near.npy", near)

"""The distinct texts in the order of their keys, in one file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from rapporteur.core.campaigns.keys import Keys
from rapporteur.core.campaigns.words import Numbers

BATCH = 20_000  # texts that are read at once
TEXTS = pa.schema(
    [
        ("high", pa.uint64()),
        ("low", pa.uint64()),
        ("text", pa.large_string()),
        ("words", pa.int32()),
        ("copies", pa.int64()),
    ]
)


@dataclass(frozen=True)
class Distinct:
    """The distinct texts in the order of their keys; the texts themselves stay in their file."""

    path: Path
    keys: Keys
    words: Numbers
    copies: Numbers

    @classmethod
    def read(cls, path: Path) -> "Distinct":
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


def places_of(keys: Keys, high: npt.NDArray[np.uint64], low: npt.NDArray[np.uint64]) -> Numbers:
    """Where in the sorted keys each of some keys stands; all of them are there."""
    rows = np.searchsorted(keys[:, 0], high)
    wrong = np.flatnonzero(keys[rows, 1] != low)
    while len(wrong):  # keys that have their first half in common
        rows[wrong] += 1
        wrong = wrong[keys[rows[wrong], 1] != low[wrong]]
    return rows


def partition(place: Path, name: str, value: int, columns: list[str]) -> pa.Table | None:
    files = sorted((place / f"{name}={value}").glob("*.parquet"))
    if not files:
        return None
    return pa.concat_tables([pq.ParquetFile(file).read(columns=columns) for file in files])

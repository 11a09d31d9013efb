"""To which campaign each row belongs, and as what: as the truth has it, or as it was found.

Rows are matched by their id, which counts from nought in a made docket, so that twenty-two million
of them fit into arrays.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc
import pyarrow.parquet as pq

Codes = npt.NDArray[np.int32]
NOBODY = -1


@dataclass(frozen=True)
class Labels:
    """The campaign and the kind of every row, by number, and what the numbers stand for."""

    campaigns: list[str]
    campaign: Codes
    kinds: list[str]
    kind: Codes
    additions: dict[int, str]

    def is_kind(self, kind: str) -> npt.NDArray[np.bool_]:
        code = self.kinds.index(kind) if kind in self.kinds else len(self.kinds)
        return np.equal(self.kind, code)


def read_labels(file: Path, rows: int) -> Labels:
    """Read `id`, `campaign`, `kind` and `addition` of a file; rows that it has not are nobody's."""
    campaigns: dict[str, int] = {}
    kinds: dict[str, int] = {}
    campaign = np.full(rows, NOBODY, dtype=np.int32)
    kind = np.full(rows, NOBODY, dtype=np.int32)
    additions: dict[int, str] = {}
    for batch in pq.ParquetFile(file).iter_batches(
        columns=["id", "campaign", "kind", "addition"], batch_size=500_000
    ):
        at = pc.cast(batch["id"], "int64").to_numpy(zero_copy_only=False)
        for column, codes, known in (
            (batch["campaign"], campaign, campaigns),
            (batch["kind"], kind, kinds),
        ):
            coded = pc.cast(column, "string").dictionary_encode()
            numbers = [
                known.setdefault(value, len(known)) for value in coded.dictionary.to_pylist()
            ]
            indices = pc.fill_null(coded.indices, len(numbers)).to_numpy(zero_copy_only=False)
            codes[at] = np.array([*numbers, NOBODY], dtype=np.int32)[indices]
        additions |= {
            row: text
            for row, text in zip(at.tolist(), batch["addition"].to_pylist(), strict=True)
            if text
        }
    return Labels(list(campaigns), campaign, list(kinds), kind, additions)

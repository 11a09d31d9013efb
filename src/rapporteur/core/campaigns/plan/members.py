"""Writing members.parquet, and counting what is written."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rapporteur.core.campaigns.assignment import KINDS, Assignment
from rapporteur.core.campaigns.discovery import Discovered
from rapporteur.core.campaigns.intake import SetAside
from rapporteur.core.campaigns.plan.distinct import Distinct, partition, places_of
from rapporteur.core.campaigns.plan.stages import VERSION
from rapporteur.core.campaigns.tally import UNREAD_DAY, Part, Tally, campaign_id
from rapporteur.core.campaigns.words import Numbers

_MEMBERS = pa.schema(
    [
        ("id", pa.large_string()),
        ("campaign", pa.string()),
        ("kind", pa.string()),
        ("addition", pa.large_string()),
    ]
)


class Members:
    """Writes members.parquet, and counts what it writes."""

    def __init__(
        self, distinct: Distinct, assignment: Assignment, additions: pa.Array, copies: Numbers
    ) -> None:
        self.distinct, self.assignment, self.additions = distinct, assignment, additions
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

    def write(self, place: Path, contributions: Path, buckets: int) -> None:
        half = place.with_name(".members.parquet")
        columns = ["id", "group", "high", "low", "words", "who", "day"]
        with pq.ParquetWriter(half, _MEMBERS, compression="zstd") as writer:
            for bucket in range(buckets):
                table = partition(contributions / "parts", "bucket", bucket, columns)
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
        unread = (table.column("day").to_numpy() == UNREAD_DAY) & (words > 0) & ~nameless & ~again
        for kind, what, marked in (
            ("rows without text", "has no text", textless),
            ("rows without words", "has a text without a word", wordless),
            ("repeated ids", "comes more than once: one row of it was counted", again),
            ("times not read", "has a time that is not written like 2017-05-01T10:00:00Z", unread),
        ):
            self.aside.add_each(
                kind,
                (f"The id “{ids[n].as_py()}” {what}." for n in np.flatnonzero(marked)),
                int(marked.sum()),
            )
        spoken = words > 0
        high, low = (table.column(name).to_numpy() for name in ("high", "low"))
        gone = spoken & (nameless | again)
        self.twice += np.bincount(
            places_of(self.distinct.keys, high[gone], low[gone]), minlength=len(self.twice)
        )
        rows = np.flatnonzero(spoken & ~nameless & ~again)
        texts = places_of(self.distinct.keys, high[rows], low[rows])
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

    def report(
        self, patterns: Sequence[Discovered], aside: SetAside, least: int, read: int
    ) -> dict[str, Any]:
        """What campaigns.json holds; aside: what was set aside before the rows were read."""
        tally = self.tally
        texts: dict[int, str] = {}
        for numbers, some in self.distinct.texts(tally.wanted(least)):
            texts |= zip(numbers.tolist(), some.to_pylist(), strict=True)
        additions = {n: self.additions[n].as_py() for n in texts}
        campaigns = tally.campaigns(least, [one.template for one in patterns], texts, additions)
        sizes = tally.sizes()
        small = sizes[(sizes >= 2) & (sizes < least)]
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

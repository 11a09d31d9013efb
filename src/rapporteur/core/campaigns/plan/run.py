"""From files to campaigns, stage by stage.

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

import json
import pickle
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import daft
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from daft import DataType, col

from rapporteur.core.campaigns.assignment import assigned, edited
from rapporteur.core.campaigns.beside import added_beside
from rapporteur.core.campaigns.discovery import SAMPLE, Discovered, discovered
from rapporteur.core.campaigns.intake import COLUMNS, SetAside, Source, broken
from rapporteur.core.campaigns.plan.distinct import BATCH, TEXTS, Distinct, partition
from rapporteur.core.campaigns.plan.matching import find_near, match_letters, read_letters
from rapporteur.core.campaigns.plan.members import Members
from rapporteur.core.campaigns.plan.rows import describing, keyed
from rapporteur.core.campaigns.plan.stages import Stages, Told, fingerprint, literal, whole_of

_BUCKET = 1_000_000  # contributions that are sorted at once
_PARTS = 16  # of the keys, by which texts are gathered


def run(
    sources: Sequence[Source], folder: Path, aside: SetAside, told: Told, least: int
) -> dict[str, Any]:
    """Find the campaigns of the sources; write members.parquet into `folder`.

    What comes back is what campaigns.json holds. Raises Unreadable when no file can be read to its
    end. Daft must have been told where to run.
    """
    stages = Stages(folder / "stages", fingerprint(sources), told)
    sources = whole_of(sources, stages, aside)
    return _Plan(sources, folder, stages, aside, told).result(least)


@dataclass
class _Plan:
    sources: Sequence[Source]
    folder: Path
    stages: Stages
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
            self.sources = whole_of(self.sources, self.stages, self.aside)
            return self.result(least)
        distinct = Distinct.read(texts / "texts.parquet")
        patterns = self._patterns(distinct)
        letters = self.stages.made("4-letters", lambda place: match_letters(texts, place, patterns))
        owners, additions, bands = read_letters(letters, distinct.keys)
        near = self.stages.made("5-near", lambda place: find_near(owners, bands, distinct, place))
        clusters_of = np.load(near / "near.npy")
        composed = [one.template.composed for one in patterns]
        twice = np.zeros(len(distinct.keys), np.int64)
        while True:
            copies = distinct.copies - twice
            assignment = assigned(copies, owners, clusters_of, composed)
            beside = added_beside(assignment.bases, edited(assignment), distinct.texts)
            members = Members(distinct, assignment, _with(additions, beside), copies)
            self.told("members")
            members.write(self.folder / "members.parquet", contributions, buckets)
            if np.array_equal(members.twice, twice):
                break
            twice = members.twice  # ids that come again count for nothing, in sizes too
        return members.report(patterns, self.aside, least, rows)

    def _frame(self) -> daft.DataFrame:
        """The rows of all sources, with all columns, as text."""
        frames = []
        by_columns: dict[tuple[str, ...], list[str]] = {}
        for source in self.sources:
            by_columns.setdefault(source.columns, []).append(literal(source.path))
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
        rows = (
            self._frame()
            .select(col("text"), keyed(col("text")))
            .where(col("words").not_null() & (col("words") > daft.lit(0)))
        )
        grouped = rows.groupby("part", "high", "low").agg(
            col("text").min(), col("words").min(), col("high").count().alias("copies")
        )
        grouped.write_parquet(str(place / "parts"), partition_cols=["part"])
        columns = ["high", "low", "text", "words", "copies"]
        with pq.ParquetWriter(place / "texts.parquet", TEXTS, compression="zstd") as writer:
            for part in range(_PARTS):
                table = partition(place / "parts", "part", part, columns)
                if table is not None:
                    table = table.sort_by([("high", "ascending"), ("low", "ascending")])
                    writer.write_table(table.cast(TEXTS), row_group_size=BATCH)
        shutil.rmtree(place / "parts", ignore_errors=True)  # none are written of no texts

    def _contributions(self, place: Path, buckets: int) -> None:
        described = describing(buckets)
        frame = self._frame().select(
            col("id"),
            col("group"),
            described(col("id"), col("text"), col("received_at"), col("sender")),
        )
        frame.write_parquet(str(place / "parts"), partition_cols=["bucket"])

    def _patterns(self, distinct: Distinct) -> list[Discovered]:
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


def _with(additions: pa.Array, more: dict[int, str]) -> pa.Array:
    mask = np.zeros(len(additions), bool)
    mask[list(more)] = True
    values = pa.array([more[n] for n in sorted(more)], pa.large_string())
    return pc.replace_with_mask(additions, pa.array(mask), values) if more else additions

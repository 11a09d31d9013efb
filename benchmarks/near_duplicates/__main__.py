"""Near-duplicates: ours beside rensa and datasketch, on the same texts without exact copies.

    python -m benchmarks.near_duplicates [--size 100000] [--only ours …]

`ours` and the peers are measured alike: from texts in memory to a group for each, one after the
other, each in a process of its own that has imported what it needs (and, ours, compiled it: once
after an installation). `command` is `rapporteur campaigns` as a whole, from Parquet to campaigns
with their templates, its start included. Documents are per second, and per second of the processor,
which a busy machine disturbs less. Recall is the share of altered texts that are in the group of
the letter they come from, by how much of it was altered; precision is the share of texts in groups
that belong with most of their group.
"""

import argparse
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.campaigns.labels import read_labels
from benchmarks.campaigns.measuring import measured
from benchmarks.dockets.__main__ import chain
from benchmarks.near_duplicates.judging import precision, recall
from benchmarks.near_duplicates.texts import Texts, made
from benchmarks.near_duplicates.timing import METHODS, Timed, timed


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--only", action="append", choices=["command", *METHODS])
    parser.add_argument("--voices", default="real")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--python", default=sys.executable, help="of the installation to measure")
    asked = parser.parse_args()
    texts = made(chain(asked.voices, asked.seed, asked.size // 2), asked.size, asked.seed)
    chosen = asked.only or ["command", *METHODS]
    for name in METHODS:
        if name in chosen:
            with ProcessPoolExecutor(1, get_context("spawn")) as alone:
                show(name, texts, *alone.submit(timed, name, texts.texts).result())
    if "command" in chosen:
        with tempfile.TemporaryDirectory() as folder:
            show("command", texts, *by_command(texts.texts, Path(folder), asked.python))


def by_command(texts: list[str], folder: Path, python: str) -> Timed:
    """The groups that `rapporteur campaigns` makes, and what it took as a whole."""
    ids = [f"{at:09d}" for at in range(len(texts))]
    pq.write_table(pa.table({"id": ids, "text": texts}), folder / "texts.parquet")
    out = folder / "result"
    words = ["campaigns", str(folder / "texts.parquet"), "--out", str(out)]
    spent = measured([python, "-m", "rapporteur", *words])
    found = read_labels(out / "members.parquet", len(texts)).campaign
    alone = len(found) + np.arange(len(found))
    return np.where(found < 0, alone, found).tolist(), spent.seconds, spent.cpu_seconds


def show(name: str, texts: Texts, groups: list[int], seconds: float, processor: float) -> None:
    """Print how fast and how right a method was."""
    print(f"{name:10} {len(groups) / seconds:9,.0f} documents/s  {seconds:6.1f} s", end="")
    print(f"  {len(groups) / processor:9,.0f} per processor second", end="")
    print(f"  precision {precision(texts, groups):.4f}  recall", end="")
    for least, most, share in recall(texts, groups):
        print(f"  {least:.0%}–{most:.0%}: {share:.4f}", end="")
    print(flush=True)


if __name__ == "__main__":
    main()

"""How time grows with the number of comments, and whether two nodes find what one process finds.

    python -m benchmarks.scaling slope [--sizes 100000 1000000 22000000] [--folder FOLDER]
    python -m benchmarks.scaling ray [--size 100000] [--folder FOLDER]

`slope` makes dockets in the proportions of the real one, runs the command on each, and prints the
slope of time against number on logarithmic axes: one is linear. What starting takes is measured on
a docket of a thousand, the second time, and taken off. `ray` starts a head and a second node on
this machine, runs one docket locally, locally with the rows in another order, and on the two nodes,
and compares what came out: members by id, and campaigns.json byte by byte. (What the nodes' own
processes hold is not in the memory that is printed.)
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.campaigns.measuring import Spent, measured

SMALLEST = 1_000
PORT = 6399
# Asks the cluster until it has as many nodes as are wanted.
UNTIL_THERE = """
import sys, time, ray
for _ in range(60):
    try:
        ray.init(address=sys.argv[1], log_to_driver=False, logging_level="error")
        while sum(node["Alive"] for node in ray.nodes()) < int(sys.argv[2]):
            time.sleep(0.5)
        sys.exit()
    except ConnectionError:
        time.sleep(1)
sys.exit("The cluster does not come up.")
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["slope", "ray"])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 300_000, 1_000_000])
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where dockets and results stay")
    parser.add_argument("--python", default=sys.executable, help="of the installation to measure")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch)
        if asked.what == "slope":
            slope(asked.sizes, folder, asked.python)
        else:
            on_two_nodes(asked.size, folder, asked.python)


def slope(sizes: list[int], folder: Path, python: str) -> None:
    """Print what each size takes, and how time grows over all: by the clock, and of the processor,
    on which other work weighs less."""
    smallest = docket(SMALLEST, folder)
    find(smallest, folder / "result", python)  # brings the programs from the disk
    start = find(smallest, folder / "result", python)
    print(f"{SMALLEST:12,} rows: {start}, taken for what starting takes", flush=True)
    numbers: list[int] = []
    clock: list[float] = []
    processor: list[float] = []
    for size in sorted(sizes):
        spent = find(docket(size, folder), folder / "result", python)
        print(f"{size:12,} rows: {spent}", flush=True)
        numbers.append(size)
        clock.append(spent.seconds - start.seconds)
        processor.append(spent.cpu_seconds - start.cpu_seconds)
    if len(numbers) > 1:
        print(
            f"slope over all: {_slope(numbers, clock):.3f} by the clock,"
            f" {_slope(numbers, processor):.3f} of the processor (the floor asks for 1.05 at most)"
        )


def _slope(numbers: list[int], seconds: list[float]) -> float:
    """The slope of time against number on logarithmic axes, by least squares."""
    return float(np.polyfit(np.log(numbers), np.log(np.maximum(seconds, 0.01)), 1)[0])


def docket(size: int, folder: Path) -> Path:
    """A docket in the proportions of the real one; made once."""
    place = folder / f"docket-{size}"
    if not (place / "grammars.json").exists():
        words = ["--size", str(size), "--out", str(place)]
        subprocess.run([sys.executable, "-m", "benchmarks.dockets", *words], check=True)
    return place


def find(made: Path, result: Path, python: str, ray: str | None = None) -> Spent:
    command = [python, "-m", "rapporteur", "campaigns", str(made / "docket"), "--out", str(result)]
    return measured([*command, "--ray", ray] if ray else command)


def on_two_nodes(size: int, folder: Path, python: str) -> None:
    """Run one docket three ways; exits where they differ."""
    made = docket(size, folder)
    shuffled = in_another_order(made, folder / f"shuffled-{size}")
    results = {
        "one process": find(made, folder / "one", python),
        "other order": find(shuffled, folder / "other", python),
    }
    with two_nodes(python) as address:
        results["two nodes"] = find(made, folder / "two", python, address)
    prints = {
        name: fingerprint(folder / place)
        for name, place in zip(results, ("one", "other", "two"), strict=True)
    }
    for name, spent in results.items():
        print(
            f"{name:12} members {prints[name][0][:16]}  campaigns {prints[name][1][:16]}  {spent}"
        )
    if len(set(prints.values())) > 1:
        sys.exit("The results differ.")


@contextmanager
def two_nodes(python: str) -> Iterator[str]:
    """The address of a cluster of two nodes of a processor each, on this machine."""
    program = str(Path(python).parent / "ray")
    # Its nodes would ask for a token, which whoever connects from this machine need not have.
    environment = {**os.environ, "RAY_USAGE_STATS_ENABLED": "0", "RAY_AUTH_MODE": "disabled"}
    store = ["--num-cpus=1", "--object-store-memory=1000000000", "--block"]
    address = f"127.0.0.1:{PORT}"
    head = ["--head", "--node-ip-address=127.0.0.1", f"--port={PORT}", "--include-dashboard=false"]
    nodes: list[subprocess.Popen[bytes]] = []
    try:
        for number, role in enumerate((head, [f"--address={address}"]), start=1):
            command = [program, "start", *role, *store]
            nodes.append(subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL))
            subprocess.run([python, "-c", UNTIL_THERE, address, str(number)], check=True)
        yield address
    finally:
        for node in reversed(nodes):
            node.terminate()
            node.wait()


def in_another_order(made: Path, place: Path) -> Path:
    """The same rows backwards, in parts of another size."""
    (place / "docket").mkdir(parents=True, exist_ok=True)
    rows = pq.read_table(made / "docket")
    backwards = rows.take(pa.array(np.arange(rows.num_rows)[::-1]))
    for at, first in enumerate(range(0, rows.num_rows, 70_000)):
        pq.write_table(backwards.slice(first, 70_000), place / "docket" / f"part-{at:03d}.parquet")
    return place


def fingerprint(result: Path) -> tuple[str, str]:
    """A hash of the members in the order of their ids, and one of what is said of campaigns."""
    members = pq.read_table(result / "members.parquet").sort_by("id")
    rows = hashlib.sha256()
    for batch in members.to_batches():
        rows.update(json.dumps(batch.to_pylist(), sort_keys=True, default=str).encode())
    return rows.hexdigest(), hashlib.sha256((result / "campaigns.json").read_bytes()).hexdigest()


if __name__ == "__main__":
    main()

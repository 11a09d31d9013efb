"""Whether forms are taken in as fast where a million contributions are already there.

    python -m benchmarks.submissions.million --kept FOLDER [--already 1000000] [--rounds 3]

Two sites on each database: a new one, and one that was filled (`fill.py`), which stays in FOLDER
and is found there by the next run: filling takes minutes, and one that was interrupted goes on.
They are measured in turns, so that what else the machine does meets both alike; what is said is the
median of the rounds, and how much slower it is where so many are there.
"""

import argparse
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.submissions import fill
from benchmarks.submissions.client import Measured, forms
from benchmarks.submissions.site import START, Site, on_postgres, on_sqlite, opened, run, served

SITES = {"sqlite": on_sqlite, "postgresql": on_postgres}


@dataclass(frozen=True)
class Rounds:
    """What was measured on one site."""

    there: int
    found: list[Measured]

    @property
    def rate(self) -> float:
        return statistics.median(each.rate for each in self.found)

    def __str__(self) -> str:
        rates = " ".join(f"{each.rate:,.0f}" for each in self.found)
        waits = statistics.median(each.p99 for each in self.found) * 1000
        failed = sum(each.failed for each in self.found)
        return f"{self.rate:,.0f}/s (of {rates}), p99 {waits:,.0f} ms, {failed} failed"


def main() -> None:
    """Fill what is not filled, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kept", type=Path, required=True, help="the folder of what was filled")
    parser.add_argument("--already", type=int, default=1_000_000, help="contributions there")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=6, help="of each round")
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--database", choices=[*SITES], nargs="+", default=[*SITES])
    parser.add_argument("--only-fill", action="store_true", help="and measure another time")
    options = parser.parse_args()
    for database in options.database:
        with sites(database, options.kept.absolute(), options.already) as both:
            if not options.only_fill:
                compared(both, options)


@contextmanager
def sites(database: str, folder: Path, already: int) -> Iterator[dict[int, Site]]:
    """The two sites, by how many contributions they have had from the start: a new one, and the
    one that was filled."""
    home = folder / f"{database}-{already}"
    home.mkdir(parents=True, exist_ok=True)
    with SITES[database]() as new, SITES[database](home) as filled:
        opened(new)
        if not (home / "opened").exists():
            opened(filled)
            (home / "opened").touch()
        if not (home / "ready").exists():
            fill.fill(filled, already)
            run(filled.environment, [*START, "checkpoint"])  # as there would be one by then
            (home / "ready").touch()
        yield {0: new, already: filled}


def compared(both: dict[int, Site], options: argparse.Namespace) -> None:
    rounds = {there: Rounds(there, []) for there in both}
    for _round in range(options.rounds):
        for there, site in both.items():
            with served(site.environment, work=False) as port:
                found = forms(port, options.clients, options.seconds)
            rounds[there].found.append(found)
            print(f"{site.name}, {there:,} there: {found}", flush=True)
    few, many = rounds.values()
    print(
        f"{both[0].name}, {options.clients} clients: {few} with few there, {many} with "
        f"{many.there:,}; a change of {many.rate / few.rate - 1:+.1%}",
        flush=True,
    )


if __name__ == "__main__":
    main()

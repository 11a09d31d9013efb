"""How fast the online form takes in what is sent, beside the bare database.

    python -m benchmarks.submissions [--already 1000000] [--seconds 5] [--work] [--alone]

The site is served as `rapporteur serve` does it, on SQLite and on PostgreSQL. Clients on loopback
send forms of 3 KB, each with words of its own; what is counted was answered with the way to its
receipt. The limit beside it is measured by `raw.py` in the same run, with as many clients. With
`--work`, `rapporteur work` goes on beside the site, as it does under `rapporteur serve`: it begins
with the server, and looks at what came before. Without, it is stopped first.
"""

import argparse
import resource
import subprocess
import time

from benchmarks.submissions import fill, raw
from benchmarks.submissions.client import forms
from benchmarks.submissions.site import SITES, SLUG, START, Site, opened, run, served

CLIENTS = (1, 8, 64)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=5, help="of each measurement")
    parser.add_argument("--already", type=int, default=0, help="contributions that are there")
    parser.add_argument("--work", action="store_true", help="leave `rapporteur work` beside it")
    parser.add_argument("--alone", action="store_true", help="leave out the bare inserts")
    parser.add_argument("--clients", type=int, nargs="+", default=CLIENTS)
    parser.add_argument("--database", choices=[*SITES], nargs="+", default=[*SITES])
    options = parser.parse_args()
    for database in options.database:
        with SITES[database]() as site:
            opened(site)
            measure(site, options, there=0)
            if options.already:
                fill.fill(site, options.already)
                run(site.environment, [*START, "checkpoint"])  # as there would be one by then
                measure(site, options, there=options.already)
            began = time.perf_counter()
            done = subprocess.run(
                [*START, "reconcile", SLUG, "--quiet"], env=site.environment, check=False
            )
            taken = time.perf_counter() - began
            children = resource.getrusage(resource.RUSAGE_CHILDREN)
            print(
                f"{site.name}: reconcile {'is clean' if not done.returncode else 'DIFFERS'}, "
                f"{taken:,.0f} s; the largest process so far {children.ru_maxrss // 1024} MB",
                flush=True,
            )


def measure(site: Site, options: argparse.Namespace, *, there: int) -> None:
    for clients in options.clients:
        limits = []
        if not options.alone:
            limits = [
                ("bare inserts", raw.single(site, clients, options.seconds)),
                ("grouped", raw.grouped(site, clients, options.seconds)),
            ]
        with served(site.environment, work=options.work) as port:
            found = forms(port, clients, options.seconds)
        beside = ", ".join(
            f"{name} {limit.rate:,.0f}/s (ratio {found.rate / limit.rate:.2f})"
            for name, limit in limits
        )
        print(
            f"{site.name}, {there:,} there, {clients} clients: forms {found}; {beside}",
            flush=True,
        )


if __name__ == "__main__":
    main()

"""How fast the online form takes in what is sent, beside the bare database.

    python -m benchmarks.submissions [--already 1000000] [--seconds 5]

The site is served as `rapporteur serve` does it, on SQLite and, where PostgreSQL is there, on a
cluster of its own that flushes every commit. Clients on loopback send forms of 3 KB, each with
words of its own; what is counted was answered with the way to its receipt. The limit beside it is
what one INSERT of 3 KB a commit does in the same database, with as many clients, in the same run.
"""

import argparse
import asyncio
import http.client
import os
import re
import secrets
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tools.system_packages import program
from tools.with_postgres import cluster

CLIENTS = (1, 8, 64)
SIZE = 3000  # bytes of a contribution's words
SLUG = "benchmark"
START = [sys.executable, "-m", "rapporteur"]
OPEN = """
from datetime import date
from django.utils import timezone
from rapporteur.stages.mandate import actions
from rapporteur.stages.mandate.choices import DeadlineKind
consultation = actions.open_consultation(
    slug="benchmark", prefix="B", titles={"en": "Benchmark"}, by="benchmark"
)
actions.announce_deadline(
    consultation, kind=DeadlineKind.FINAL, stated=date(2100, 1, 1), by="benchmark"
)
actions.announce(consultation, by="benchmark")
"""
FILL = """
import sys
from rapporteur.stages.contributions.actions.intake import Arrival, receive_all
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.models import Item
from rapporteur.stages.mandate.models import Consultation
consultation = Consultation.objects.get(slug="benchmark")
there, wanted = Item.objects.count(), int(sys.argv[1])
words = "w" * 2900
for first in range(there, wanted, 5000):
    receive_all(
        consultation,
        [
            Arrival(
                channel=ItemChannel.FORM,
                content=f"{number}{words}".encode(),
                sender="Amina",
                claimed={"name": "Amina", "consent": "named"},
                source=f"form:fill:{number}",
            )
            for number in range(first, min(first + 5000, wanted))
        ],
        by="benchmark",
    )
"""


@dataclass(frozen=True)
class Measured:
    """A rate in pieces a second, and the 99th percentile of the waiting in seconds."""

    rate: float
    p99: float
    failed: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=5, help="of each measurement")
    parser.add_argument("--already", type=int, default=0, help="contributions that are there")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="one of the two alone")
    options = parser.parse_args()
    if options.database != "postgresql":
        with tempfile.TemporaryDirectory() as home:
            url = f"sqlite:///{home}/rapporteur.sqlite3"
            measure("SQLite", home, url, raw_sqlite, options)
    initdb = program("initdb")
    if initdb and options.database != "sqlite":
        # Unlike the tests' cluster this one flushes, as one in production does.
        with tempfile.TemporaryDirectory() as home, cluster(initdb, settings=()) as url:
            measure("PostgreSQL", home, url, raw_postgres, options)


def measure(
    name: str,
    home: str,
    url: str,
    raw: Callable[[str, int, float], Measured],
    options: argparse.Namespace,
) -> None:
    environment = {**os.environ, "RAPPORTEUR_HOME": home, "DATABASE_URL": url}
    run(environment, [*START, "work"])
    script(environment, OPEN)
    rounds = [0, options.already] if options.already else [0]
    for already in rounds:
        if already:
            script(environment, FILL, str(already))
        with served(environment) as port:
            for clients in CLIENTS:
                limit = raw(url, clients, options.seconds)
                found = asyncio.run(send(port, clients, options.seconds))
                print(
                    f"{name}, {already:,} there, {clients} clients: "
                    f"{found.rate:,.0f} forms/s, p99 {found.p99 * 1000:,.0f} ms, "
                    f"{found.failed} failed; bare inserts {limit.rate:,.0f}/s "
                    f"(ratio {found.rate / limit.rate:.2f})",
                    flush=True,
                )
    done = subprocess.run([*START, "reconcile", SLUG, "--quiet"], env=environment, check=False)
    print(f"{name}: reconcile {'is clean' if done.returncode == 0 else 'FOUND DIFFERENCES'}")


def run(environment: dict[str, str], command: list[str]) -> None:
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def script(environment: dict[str, str], text: str, *words: str) -> None:
    setup = "import django; django.setup()\n"
    environment = {**environment, "DJANGO_SETTINGS_MODULE": "rapporteur.site.settings"}
    run(environment, [sys.executable, "-c", setup + text, *words])


@contextmanager
def served(environment: dict[str, str]) -> Iterator[int]:
    """The site, on a free port, until the block ends."""
    server = subprocess.Popen(
        [*START, "serve", "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        said = next(line for line in server.stdout or () if "http://" in line)
        yield int(said.partition("http://127.0.0.1:")[2].split()[0])
    finally:
        server.terminate()
        server.wait(30)


def mark_of(port: int) -> str:
    """The mark in the form's page, which the page gives to everybody who opens it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", f"/consultations/{SLUG}/contribute/")
    page = connection.getresponse().read().decode()
    found = re.search(r'name="mark" value="([^"]+)"', page)
    if found is None:
        raise SystemExit(f"The page of the form has no mark: {page[:500]}")
    return found[1]


def form(mark: str) -> bytes:
    """A request with words of its own."""
    body = urlencode(
        {
            "name": "Amina",
            "consent": "named",
            "text": secrets.token_hex(SIZE // 2),
            "language": "en",
            "website": "",
            "mark": mark,
        }
    ).encode()
    head = (
        f"POST /consultations/{SLUG}/contribute/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def send(port: int, clients: int, seconds: float) -> Measured:
    """Every client sends one form after another, each over a connection that is kept open."""
    mark = mark_of(port)
    waits: list[float] = []
    failed = 0
    until = time.perf_counter() + seconds

    async def client() -> None:
        nonlocal failed
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < until:
            request = form(mark)
            began = time.perf_counter()
            writer.write(request)
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionError):
                failed += 1
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                continue
            waits.append(time.perf_counter() - began)
            if not head.startswith(b"HTTP/1.1 302") or b"/receipt/" not in head:
                failed += 1
            if b"onnection: close" in head:
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(client() for _one in range(clients)))
    return measured(waits, time.perf_counter() - began, failed)


def measured(waits: list[float], seconds: float, failed: int = 0) -> Measured:
    p99 = statistics.quantiles(waits, n=100)[98] if len(waits) > 1 else float("nan")
    return Measured(len(waits) / seconds, p99, failed)


def in_threads(
    clients: int, seconds: float, insert: Callable[[], Callable[[bytes], None]]
) -> Measured:
    """insert: makes what each client inserts with, on a connection of its own."""
    waits: list[float] = []
    until = time.perf_counter() + seconds

    def client() -> None:
        one = insert()
        while time.perf_counter() < until:
            began = time.perf_counter()
            one(secrets.token_bytes(SIZE))
            waits.append(time.perf_counter() - began)

    threads = [threading.Thread(target=client) for _one in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return measured(waits, time.perf_counter() - began)


def raw_sqlite(url: str, clients: int, seconds: float) -> Measured:
    """In a file beside the site's. One writes at a time: that is faster than retrying."""
    place = Path(url.removeprefix("sqlite:///")).with_name("raw.sqlite3")
    turn = threading.Lock()

    def insert() -> Callable[[bytes], None]:
        database = sqlite3.connect(place, isolation_level=None, check_same_thread=False, timeout=60)
        database.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "CREATE TABLE IF NOT EXISTS raw (id INTEGER PRIMARY KEY, content BLOB)"
        )

        def one(content: bytes) -> None:
            with turn:
                database.execute("INSERT INTO raw (content) VALUES (?)", [content])

        return one

    return in_threads(clients, seconds, insert)


def raw_postgres(url: str, clients: int, seconds: float) -> Measured:
    import psycopg

    with psycopg.connect(url, autocommit=True) as database:
        database.execute("CREATE TABLE IF NOT EXISTS raw (id bigserial PRIMARY KEY, content bytea)")

    def insert() -> Callable[[bytes], None]:
        database = psycopg.connect(url, autocommit=True)

        def one(content: bytes) -> None:
            database.execute("INSERT INTO raw (content) VALUES (%s)", [content])

        return one

    return in_threads(clients, seconds, insert)


if __name__ == "__main__":
    main()

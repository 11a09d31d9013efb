"""The limit: what bare inserts of 3 KB do in the same database, durably.

One INSERT a commit, by as many clients as send forms, each with a connection of its own, on the
settings of the site (write-ahead log, `synchronous=FULL`; PostgreSQL flushes every commit): what
anybody would do who kept each form by itself. Grouped: the same inserts, with those who wait
sharing a commit as the site's forms do, by the same code.
"""

import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from benchmarks.submissions.client import SIZE, Measured, measured
from benchmarks.submissions.site import Site

# The site's (`rapporteur.site.settings`).
PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    "PRAGMA cache_size=-16000; PRAGMA wal_autocheckpoint=4000;"
)
INSERT = "INSERT INTO raw (content) VALUES ({})"
Insert = Callable[[bytes], object]


def single(site: Site, clients: int, seconds: float) -> Measured:
    """One INSERT a commit."""
    return _in_threads(clients, seconds, _postgres(site) if _is_postgres(site) else _sqlite(site))


def grouped(site: Site, clients: int, seconds: float) -> Measured:
    """One commit for all who wait."""
    import django

    os.environ |= {**site.environment, "DJANGO_SETTINGS_MODULE": "rapporteur.site.settings"}
    django.setup()
    from rapporteur.base.together import Together

    if _is_postgres(site):
        import psycopg

        postgres = psycopg.connect(site.url, autocommit=True)

        def do(many: list[bytes]) -> list[bytes]:
            with postgres.transaction(), postgres.cursor() as cursor:
                cursor.executemany(INSERT.format("%s"), [(one,) for one in many])
            return many
    else:
        sqlite = _opened(site)

        def do(many: list[bytes]) -> list[bytes]:
            sqlite.execute("BEGIN IMMEDIATE")
            sqlite.executemany(INSERT.format("?"), [(one,) for one in many])
            sqlite.execute("COMMIT")
            return many

    together = Together(do, turn=nullcontext, most=128)
    return _in_threads(clients, seconds, lambda: together)


def _is_postgres(site: Site) -> bool:
    return site.url.startswith("postgres")


def _opened(site: Site) -> sqlite3.Connection:
    """A file beside the site's, on the same disk."""
    database = sqlite3.connect(
        Path(site.home) / "raw.sqlite3", isolation_level=None, check_same_thread=False, timeout=60
    )
    database.executescript(PRAGMAS)
    database.execute("CREATE TABLE IF NOT EXISTS raw (id INTEGER PRIMARY KEY, content BLOB)")
    return database


def _sqlite(site: Site) -> Callable[[], Insert]:
    """One writes at a time, and the others wait for a lock: that is faster than asking again."""
    turn = threading.Lock()
    _opened(site).close()  # the first makes the file; many at once would refuse each other that

    def insert() -> Insert:
        database = _opened(site)

        def one(content: bytes) -> None:
            with turn:
                database.execute(INSERT.format("?"), [content])

        return one

    return insert


def _postgres(site: Site) -> Callable[[], Insert]:
    import psycopg

    with psycopg.connect(site.url, autocommit=True) as database:
        database.execute("CREATE TABLE IF NOT EXISTS raw (id bigserial PRIMARY KEY, content bytea)")

    def insert() -> Insert:
        database = psycopg.connect(site.url, autocommit=True)
        return lambda content: database.execute(INSERT.format("%s"), [content])

    return insert


def _in_threads(clients: int, seconds: float, insert: Callable[[], Insert]) -> Measured:
    waits: list[float] = []
    ready = threading.Barrier(clients + 1)

    def client() -> None:
        one = insert()
        ready.wait()
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            began = time.perf_counter()
            one(secrets.token_bytes(SIZE))
            waits.append(time.perf_counter() - began)

    threads = [threading.Thread(target=client) for _one in range(clients)]
    for thread in threads:
        thread.start()
    ready.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return measured(waits, time.perf_counter() - began)

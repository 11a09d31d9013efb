"""Fills the disk under the site while forms are sent, and makes room again.

    python -m benchmarks.submissions.disk        (as root: it mounts a small file system in memory)

Forms are sent until there is no room. From then on nobody may be shown a receipt, and everybody is
told so (503 or 507, with a sentence); every receipt that was shown before is looked up; when room
was made the site must take forms again by itself, and `rapporteur reconcile` must be clean.
"""

import asyncio
import re
import secrets
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.submissions.client import SIZE, form, mark_of
from benchmarks.submissions.site import SLUG, START, Served, on_sqlite, opened

ROOM = 40  # megabytes
BALLAST = 8_000_000  # bytes that are taken away to make room again
CLIENTS = 8
REFUSED_ENOUGH = 200  # refusals after which it is plain what is answered


class Told:
    """What the clients were told: words by receipt, refusals by status, and what they read."""

    def __init__(self) -> None:
        self.shown: dict[str, str] = {}
        self.statuses: Counter[int] = Counter()
        self.without_sentence = 0

    @property
    def refused(self) -> int:
        return sum(many for status, many in self.statuses.items() if status != 302)

    async def one(self, port: int, mark: str) -> None:
        """Send one form over a connection of its own, and read the whole answer."""
        words = secrets.token_hex(SIZE // 2)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(form(mark, SLUG, words).replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
        answer = await reader.read()
        writer.close()
        status = int(answer[9:12] or 0)
        self.statuses[status] += 1
        if found := re.search(rb"Location: \S*/receipt/([-\w]+)/", answer):
            self.shown[found[1].decode()] = words
        elif b"Nothing was taken" not in answer or status not in (503, 507):
            self.without_sentence += 1


async def until_full(port: int, mark: str, told: Told) -> None:
    """Send until enough were refused."""

    async def client() -> None:
        while told.refused < REFUSED_ENOUGH:
            await told.one(port, mark)

    await asyncio.gather(*(client() for _one in range(CLIENTS)))


@contextmanager
def small_disk() -> Iterator[Path]:
    """A file system of a few megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["/bin/mount", "-t", "tmpfs", "-o", f"size={ROOM}m", "tmpfs", folder], check=True
        )
        try:
            yield Path(folder)
        finally:
            subprocess.run(["/bin/umount", "--lazy", folder], check=True)


def main() -> None:
    """Fill, make room, and print what happened."""
    with small_disk() as folder, on_sqlite(folder) as site:
        opened(site)
        ballast = folder / "ballast"
        ballast.write_bytes(bytes(BALLAST))
        server, told, after = Served(site.environment), Told(), Told()
        mark = mark_of(server.port)
        asyncio.run(until_full(server.port, mark, told))
        ballast.unlink()
        asyncio.run(after.one(server.port, mark))
        server.stop()
        shown = told.shown | after.shown
        missing = sorted(shown.keys() - receipts(folder))
        account = subprocess.run(
            [*START, "reconcile", SLUG, "--quiet"],
            env=site.environment,
            check=False,
            capture_output=True,
            text=True,
        )
    print(f"Answers until the disk was full, and then: {dict(told.statuses)}")
    print(f"Refusals without a sentence: {told.without_sentence}")
    print(f"Receipts shown: {len(shown)}; not there: {len(missing)}")
    print(f"After room was made: {dict(after.statuses)}")
    print(f"Reconcile: {account.stdout.strip()} (exit {account.returncode}) {account.stderr}")
    raise SystemExit(
        bool(missing or told.without_sentence or not after.shown or account.returncode)
    )


def receipts(folder: Path) -> set[str]:
    """The tokens of the items that are there."""
    import sqlite3

    with sqlite3.connect(folder / "rapporteur.sqlite3") as database:
        return {token for (token,) in database.execute("SELECT token FROM contributions_item")}


if __name__ == "__main__":
    main()

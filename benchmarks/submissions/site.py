"""The site of a run: its database, its consultations, the server of `rapporteur serve`."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.system_packages import program
from tools.with_postgres import cluster

SLUG = "benchmark"
START = [sys.executable, "-m", "rapporteur"]
OPEN = """
import sys
from datetime import date
from rapporteur.stages.mandate import actions
from rapporteur.stages.mandate.choices import DeadlineKind
for slug in sys.argv[1:] or ["benchmark"]:
    consultation = actions.open_consultation(
        slug=slug, prefix=slug.upper()[:9], titles={"en": slug}, by="benchmark"
    )
    actions.announce_deadline(
        consultation, kind=DeadlineKind.FINAL, stated=date(2100, 1, 1), by="benchmark"
    )
    actions.announce(consultation, by="benchmark")
"""


@dataclass(frozen=True)
class Site:
    """Where a site keeps what it has."""

    name: str
    home: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "RAPPORTEUR_HOME": str(self.home), "DATABASE_URL": self.url}


@contextmanager
def on_sqlite(folder: Path | None = None) -> Iterator[Site]:
    """A site on SQLite, in a new folder or the one that is given."""
    with tempfile.TemporaryDirectory() as made:
        home = folder or Path(made)
        yield Site("SQLite", home, f"sqlite:///{home}/rapporteur.sqlite3")


@contextmanager
def on_postgres(folder: Path | None = None, *, settings: Sequence[str] = ()) -> Iterator[Site]:
    """A site on a cluster of its own, which flushes every commit as one in production does; in the
    folder that is given, where both stay."""
    initdb = program("initdb")
    if not initdb:
        raise SystemExit("There is no PostgreSQL here (Debian: postgresql).")
    kept = folder / "postgresql" if folder else None
    with (
        tempfile.TemporaryDirectory() as made,
        cluster(initdb, settings, kept=kept) as url,
    ):
        yield Site("PostgreSQL", folder or Path(made), url)


SITES = {"sqlite": on_sqlite, "postgresql": on_postgres}


def run(environment: dict[str, str], command: list[str]) -> None:
    """Run a command that must succeed."""
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def script(environment: dict[str, str], text: str, *words: str) -> None:
    """Run lines of Python inside the site."""
    setup = "import django; django.setup()\n"
    environment = {**environment, "DJANGO_SETTINGS_MODULE": "rapporteur.site.settings"}
    run(environment, [sys.executable, "-c", setup + text, *words])


def opened(site: Site, *slugs: str) -> None:
    """Make the database, and consultations that take forms."""
    run(site.environment, [*START, "work"])
    script(site.environment, OPEN, *slugs)


class Served:
    """The site on a free port: the server with its processes, in a group of their own."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._server = subprocess.Popen(
            [*START, "serve", "--port", "0"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        self._resting = 0
        said = next(line for line in self._server.stdout or () if "http://" in line)
        self.port = int(said.partition("http://127.0.0.1:")[2].split()[0])

    def let_work_rest(self) -> None:
        """Stop `rapporteur work`, which the server began beside the site: as it is being read,
        before it holds anything. One that ended would be begun again."""
        threads = Path(f"/proc/{self._server.pid}/task")
        for _try in range(400):
            for children in threads.glob("*/children"):
                for child in children.read_text().split():
                    if b"work" in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0"):
                        self._resting = int(child)
                        os.kill(self._resting, signal.SIGSTOP)
                        return
            time.sleep(0.02)
        raise SystemExit("The server began no `rapporteur work`.")

    def kill(self) -> None:
        """End all of it at once, as a power cut would."""
        os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait(30)

    def stop(self) -> None:
        self._server.terminate()
        self._server.wait(30)
        if self._resting:
            os.kill(self._resting, signal.SIGKILL)


@contextmanager
def served(environment: dict[str, str], *, work: bool = True) -> Iterator[int]:
    """The port of the site, until the block ends. work: whether `rapporteur work` is beside it."""
    server = Served(environment)
    try:
        if not work:
            server.let_work_rest()
        yield server.port
    finally:
        server.stop()

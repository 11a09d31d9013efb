"""Runs a command with a PostgreSQL of its own: `python -m tools.with_postgres COMMAND…`.

Its texts are ordered as English dictionaries order them, since most databases in use order them as
some language does: what holds under the order of bytes alone is found out here.

The server is made in a new folder under the system's temporary one, listens on a socket in it and
on no network, is handed to the command as DATABASE_URL, and is gone when the command ends, however
it ends. The exit code is the command's; where there is no PostgreSQL, one line says so and it is 0.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tools.system_packages import program

# Speed for durability: what is in this database is worth nothing a second later.
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
BY_BYTES = ("--encoding=UTF8", "--locale=C.UTF-8")
# ICU is built into PostgreSQL from 15 on, while the system may have no locale but C.
BY_LANGUAGE = (*BY_BYTES, "--locale-provider=icu", "--icu-locale=en-US")
LONGEST_START = 30.0  # seconds
PR_SET_PDEATHSIG = 1  # <sys/prctl.h>


@contextmanager
def cluster(
    initdb: str,
    settings: Iterable[str] = SPEED,
    *,
    kept: Path | None = None,
    ordered: Iterable[str] = BY_BYTES,
) -> Iterator[str]:
    """Start a server and yield the URL of its database; TimeoutError where it does not start.

    settings: of the server, as `name=value`; without them it flushes every commit to the disk.
    kept: a folder in which the database stays, and is found again; one that goes where none is.
    ordered: how its texts are, as options of `initdb`.
    """
    programs = Path(initdb).resolve().parent
    folder = kept or Path(tempfile.mkdtemp(prefix="rapporteur-postgres-"))
    folder.mkdir(parents=True, exist_ok=True)
    owner = _owner(folder)
    try:
        data = folder / "cluster"
        if not (data / "PG_VERSION").exists():
            subprocess.run(
                [initdb, "-D", data, "-U", "rapporteur", "--auth=trust", "--no-sync", *ordered],
                check=True,
                stdout=subprocess.DEVNULL,
                **owner,
            )
        options = [part for setting in ("listen_addresses=", *settings) for part in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", folder, *options],
                stdout=log,
                stderr=log,
                preexec_fn=_end_with_parent,
                start_new_session=True,  # Ctrl-C is for the command, which still needs its database
                **owner,
            )
        try:
            _wait_until_ready(programs / "pg_isready", folder)
            yield f"postgres://rapporteur@{quote(str(folder), safe='')}/postgres"
        finally:
            server.send_signal(signal.SIGINT)  # "fast": open connections are cut
            server.wait()
    finally:
        if kept is None:
            shutil.rmtree(folder)


def _owner(folder: Path) -> dict[str, Any]:
    """How to start a process that may own a cluster: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {"cwd": folder}
    shutil.chown(folder, "postgres", "postgres")
    return {"cwd": folder, "user": "postgres", "group": "postgres", "extra_groups": []}


def _end_with_parent() -> None:
    """Have the kernel end the server when this process is killed and cannot."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def _wait_until_ready(pg_isready: Path, folder: Path) -> None:
    deadline = time.monotonic() + LONGEST_START
    while subprocess.run([pg_isready, "-q", "-h", folder]).returncode:
        if time.monotonic() > deadline:
            raise TimeoutError((folder / "log").read_text())
        time.sleep(0.05)


def main(command: list[str]) -> int:
    """Run the command with DATABASE_URL set; return its exit code."""
    initdb = program("initdb")
    if not initdb:
        print("Skipped: no PostgreSQL here (Debian: postgresql), so nothing was run on it.")
        return 0
    # Being told to stop must pass through `finally`, which the default for SIGTERM does not.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with cluster(initdb, ordered=BY_LANGUAGE) as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

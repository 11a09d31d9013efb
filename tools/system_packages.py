"""Sees to the programs and fonts that do not come from PyPI: `system_packages.py run|test`.

`run` is what the site needs, `test` what the tests need besides. Root on a system with apt gets
what is missing installed; everybody else gets one line for each thing missing, with what cannot be
done without it. Exits 1 only where nothing can be done at all: no Python 3.11, or no venv.

Runs on a bare Python, before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts")
LANGUAGES = ("ara", "chi-sim", "eng", "fra", "rus", "spa")  # as Debian's packages spell them
# With this file in place, Debian's PostgreSQL is installed without a server that is always on.
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/no-main-cluster.conf")
POLICY = Path("/usr/sbin/policy-rc.d")  # Debian asks it whether a service may be started


@dataclass(frozen=True)
class Need:
    """Something that the system has or lacks, and Debian's packages that bring it."""

    name: str
    is_there: Callable[[], bool]
    packages: tuple[str, ...]
    without: str
    is_vital: bool = False


def program(*names: str) -> str | None:
    """The path of the first of these programs that is there, or None.

    Those of servers are looked for in Debian's own places too, which need not be on the PATH.
    """
    places = [
        os.environ.get("PATH", ""),
        "/usr/sbin",
        *map(str, Path("/usr/lib/postgresql").glob("*/bin")),
    ]
    found = (shutil.which(name, path=os.pathsep.join(places)) for name in names)
    return next(filter(None, found), None)


def _has_venv() -> bool:
    # A process of its own: this one would not see what was installed after it began.
    asked = subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True)
    return asked.returncode == 0


def _has_font(pattern: str) -> bool:
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(next(folder.rglob(pattern), None) for folder in folders)


def _has_chromium() -> bool:
    if sys.platform == "linux":
        try:
            ctypes.CDLL("libatomic.so.1")  # which the node that Playwright brings along needs
        except OSError:
            return False
    return program("chromium", "chromium-browser", "google-chrome") is not None


def _has_tesseract() -> bool:
    if not (tesseract := program("tesseract")):
        return False
    listed = subprocess.run([tesseract, "--list-langs"], capture_output=True, text=True)
    return {name.replace("-", "_") for name in LANGUAGES} <= set(listed.stdout.split())


VENV = Need(
    "Python's venv",
    _has_venv,
    ("python3-venv",),
    "nothing can be set up; install it and run this again",
    is_vital=True,
)
TO_RUN = (
    VENV,
    Need(
        "Noto fonts",
        lambda: _has_font("NotoSansArabic*"),
        ("fonts-noto-core",),
        "no PDF in Arabic",
    ),
    Need(
        "Noto CJK fonts",
        lambda: _has_font("NotoSansCJK*"),
        ("fonts-noto-cjk",),
        "no PDF in Chinese",
    ),
    Need(
        "Tesseract with six languages",
        _has_tesseract,
        ("tesseract-ocr", *(f"tesseract-ocr-{language}" for language in LANGUAGES)),
        "scans are typed by hand, and their tests are skipped",
    ),
)
TO_TEST = (
    *TO_RUN,
    Need(
        "Chromium with libatomic",
        _has_chromium,
        ("chromium", "libatomic1"),
        "the journeys in a browser are skipped",
    ),
    Need(
        "PostgreSQL",
        lambda: program("initdb") is not None,
        ("postgresql",),
        "the tests run on SQLite alone",
    ),
    Need(
        "Dovecot",
        lambda: program("dovecot") is not None,
        ("dovecot-imapd",),
        "the tests that read a mailbox are skipped",
    ),
    Need(
        "ClamAV's daemon",
        lambda: program("clamd") is not None,
        ("clamav-daemon",),
        "the tests that scan files for viruses are skipped",
    ),
    Need(
        "GNU gettext",
        lambda: program("xgettext") is not None,
        ("gettext",),
        "it is not checked whether the catalogues hold every message",
    ),
)


def see_to(needs: tuple[Need, ...]) -> bool:
    """Install what is missing, or say what is; return whether the work can go on."""
    missing = [need for need in needs if not need.is_there()]
    if missing and _may_install():
        _install([package for need in missing for package in need.packages])
        missing = [need for need in missing if not need.is_there()]
    vital = [need for need in missing if need.is_vital]
    for need in vital or missing:
        print(f"Missing: {need.name}: {need.without} (Debian: {' '.join(need.packages)}).")
    return not vital


def _may_install() -> bool:
    return os.geteuid() == 0 and program("apt-get") is not None


def _install(packages: list[str]) -> None:
    print(f"Installing with apt: {' '.join(packages)}.", flush=True)
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with _without_a_running_postgresql(), _without_services():
        for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            done = subprocess.run([*apt, *command], env=environment, capture_output=True, text=True)
            if done.returncode:
                print(f"apt-get {command[0]} failed: {done.stderr.strip()}")


@contextmanager
def _without_a_running_postgresql() -> Iterator[None]:
    """Keep apt from starting a database server that nobody asked for."""
    if program("initdb") or NO_CLUSTER.exists():
        yield
        return
    NO_CLUSTER.parent.mkdir(parents=True, exist_ok=True)
    NO_CLUSTER.write_text("create_main_cluster = false\n")
    try:
        yield
    finally:
        NO_CLUSTER.unlink()


@contextmanager
def _without_services() -> Iterator[None]:
    """Keep apt from starting servers that nobody asked for: the tests start their own."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit(
            f"Rapporteur needs Python 3.11 or newer; {sys.executable} is "
            f"{sys.version.split()[0]}. Name a newer one: make setup PYTHON=python3.13"
        )
    sys.exit(0 if see_to({"run": TO_RUN, "test": TO_TEST}[sys.argv[1]]) else 1)

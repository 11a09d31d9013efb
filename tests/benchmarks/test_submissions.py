"""The site survives being killed and a disk that is full; at length: `benchmarks.submissions`."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from benchmarks.submissions import client, raw
from benchmarks.submissions.site import SLUG, Site
from tools.system_packages import program

ROOT = Path(__file__).parents[2]


def run(module, *words):
    """What a run of its own says; it has its own database, whatever the tests have."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "RAPPORTEUR_HOME", "DJANGO_SETTINGS_MODULE")
    }
    return subprocess.run(
        [sys.executable, "-m", f"benchmarks.submissions.{module}", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_no_receipt_that_was_shown_is_missing_after_a_kill():
    done = run("kill", "--times", "3", "--clients", "4")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "killed 3 times" in done.stdout


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk_shows_no_receipt_and_the_site_goes_on_when_there_is_room():
    done = run("disk")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_what_is_filled_in_is_as_if_it_had_been_sent(database):
    if database == "postgresql" and not program("initdb"):
        pytest.skip("There is no PostgreSQL here (Debian: postgresql).")
    words = ("--already", "60", "--seconds", "0.2", "--clients", "2", "--database", database)
    done = run("__main__", *words)
    assert done.returncode == 0, done.stderr
    assert "60 there, 2 clients" in done.stdout
    assert "reconcile is clean" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_sites_that_were_filled_are_found_again(database):
    if database == "postgresql" and not program("initdb"):
        pytest.skip("There is no PostgreSQL here (Debian: postgresql).")
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # another user's server goes through it
        kept = ("--kept", folder, "--already", "60", "--database", database)
        filled = run("million", *kept, "--only-fill")
        assert filled.returncode == 0, filled.stderr
        ready = Path(folder) / f"{database}-60" / "ready"
        begun = ready.stat().st_mtime
        done = run("million", *kept, "--seconds", "0.2", "--rounds", "1", "--clients", "2")
        assert done.returncode == 0, done.stderr
        assert "60 there: " in done.stdout
        assert "with 60; a change of" in done.stdout
        assert ready.stat().st_mtime == begun


def test_the_limit_is_one_durable_commit_an_insert(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "environ", {**os.environ})  # a run sets those of its own site
    site = Site("SQLite", tmp_path, f"sqlite:///{tmp_path}/rapporteur.sqlite3")
    raw.single(site, 2, 0.2)
    database = raw._opened(site)
    kept = database.execute("SELECT count(*), min(length(content)) FROM raw").fetchone()
    assert kept[0] > 0
    assert kept[1] == client.SIZE
    assert database.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert raw.grouped(site, 2, 0.2).failed == 0


def test_the_limit_has_the_settings_of_the_site():
    from django.conf import settings

    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        pytest.skip("these are SQLite's")
    assert settings.DATABASES["default"]["OPTIONS"]["init_command"] == raw.PRAGMAS


def test_only_the_way_to_a_receipt_counts():
    assert client.is_receipt(b"HTTP/1.1 302 Found\r\nLocation: /c/receipt/x/\r\n\r\n")
    assert not client.is_receipt(b"HTTP/1.1 302 Found\r\nLocation: /sign-in/\r\n\r\n")
    assert not client.is_receipt(b"HTTP/1.1 507 Insufficient Storage\r\n\r\n/receipt/")
    assert f"/{SLUG}/".encode() in client.form("m")

"""The program as a process, on a home folder of its own."""

import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest

START = (sys.executable, "-c", "from rapporteur.cli import main; main()")


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "RAPPORTEUR_HOME": str(home)}


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*START, *words], env=environment(home), capture_output=True, text=True, timeout=120
    )


def test_a_new_home_is_made_read_in_part_and_served_on_the_next_free_port(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = run(home, "load", "internet-governance-2004")
    assert (first.returncode, first.stdout) == (0, "internet-governance-2004: loaded.\n")
    assert first.stderr.startswith("Making the database: sqlite ")

    with subprocess.Popen(
        [*START, "tally", "internet-governance-2004"],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as begun:
        assert begun.stdout is not None
        assert begun.stderr is not None
        begun.stdout.close()
        assert begun.stderr.read() == b""
        assert begun.wait() == 141

    with socket.create_server(("127.0.0.1", 0)) as taken:
        wished = taken.getsockname()[1]
        with subprocess.Popen(
            [*START, "serve", "--port", str(wished), "--workers", "1"],
            env=environment(home),
            stdout=subprocess.PIPE,
            text=True,
        ) as served:
            try:
                assert served.stdout is not None
                address = served.stdout.readline().split()[1]
                assert address != f"http://127.0.0.1:{wished}"
                assert "Workshop on Internet Governance" in page_at(address)
            finally:
                served.send_signal(signal.SIGTERM)


def page_at(address: str) -> str:
    site = HTTPConnection(address.removeprefix("http://"), timeout=60)
    site.request("GET", "/")
    with site.getresponse() as answer:
        page = answer.read().decode()
    site.close()
    return page


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    result = run(tmp_path / "home", "load", "sample")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith(f"The home folder “{tmp_path / 'home'}” cannot be used:")


def test_a_home_that_is_a_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("")
    result = run(home, "load", "sample")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith(f"The home folder “{home}” cannot be used:")


def test_a_database_that_is_none_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "rapporteur.sqlite3").write_bytes(b"not a database, " * 100)
    result = run(tmp_path, "tally", "sample")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith("The database cannot be used.")


def test_a_setting_that_is_none_is_said_in_a_sentence(tmp_path: Path) -> None:
    for name, value in (("DATABASE_URL", "nonsense"), ("RAPPORTEUR_MAX_FILE_MB", "many")):
        result = subprocess.run(
            [*START, "tally", "sample"],
            env={**environment(tmp_path), name: value},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert (result.returncode, result.stderr.count("\n")) == (1, 1)
        assert result.stderr.startswith("A setting in the environment cannot be read:")


def test_a_name_that_is_no_text_is_said_in_a_sentence(tmp_path: Path) -> None:
    run(tmp_path, "load", "internet-governance-2004")
    for command in ("tally", "reconcile"):
        result = run(tmp_path, command, "sam\udcffple")
        assert (result.returncode, result.stderr.count("\n")) == (1, 1)
        assert result.stderr.startswith("Nothing was done. What was typed is not text")


def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    run(tmp_path, "load", "internet-governance-2004")
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [*START, "tally", "internet-governance-2004"],
            env=environment(tmp_path),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
        )
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "No space left on device" in result.stderr

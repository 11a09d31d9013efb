"""A command with a PostgreSQL of its own."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tools.system_packages import program

ROOT = Path(__file__).parent.parent.parent
ORDER = """
import os, psycopg
with psycopg.connect(os.environ["DATABASE_URL"]) as database:
    words = "select word from unnest(array['b', 'B', 'a-c', 'ab', 'É', 'f']) as word order by word"
    print(*(word for word, in database.execute(words)))
"""
ASK = "import os, psycopg; psycopg.connect(os.environ['DATABASE_URL']).execute('select 1')"


@pytest.fixture
def place():
    """A folder that the postgres user may pass through; pytest's own may not be entered by it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def with_postgres(place):
    """Run a command as the tool does; leftovers of the server would be found in `place`."""
    if not program("initdb"):
        pytest.skip("no PostgreSQL here (Debian: postgresql)")

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tools.with_postgres", *command],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(place)},
            capture_output=True,
            text=True,
        )

    return run


def test_the_command_reaches_a_database_that_is_gone_afterwards(with_postgres, place):
    done = with_postgres(sys.executable, "-c", ASK)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(place.iterdir()) == []


def test_texts_are_ordered_as_a_language_orders_them_and_not_by_their_bytes(with_postgres, place):
    done = with_postgres(sys.executable, "-c", ORDER)
    assert (done.stdout, done.stderr) == ("a-c ab b B É f\n", "")


def test_the_exit_code_is_the_commands(with_postgres, place):
    assert with_postgres(sys.executable, "-c", "raise SystemExit(7)").returncode == 7
    assert list(place.iterdir()) == []

"""`rapporteur letters`, as somebody runs it who has no site."""

import csv
import os
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest

from rapporteur.core.letters.merge import NOT_MADE
from rapporteur.core.letters.volumes import TOGETHER
from tests.core.letters.test_letter import NEEDS_FONTS

EXAMPLES = Path(__file__).parent.parent.parent / "docs" / "howto" / "examples"
PROGRAM = "from rapporteur.cli import main; main()"


def letters(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if "RAPPORTEUR" not in name}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, "letters", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )


def times(folder: Path) -> dict[str, int]:
    return {place.name: place.stat().st_mtime_ns for place in folder.glob("*.pdf")}


@NEEDS_FONTS
def test_the_example_makes_a_letter_in_each_of_the_six_languages(tmp_path):
    template, people = EXAMPLES / "invitation.txt", EXAMPLES / "recipients.csv"
    ran = letters(tmp_path, str(template), str(people), "--out", "out", "--email", "--one-file")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr == (
        "6 letters are in out, 6 of them made now.\n1 have no e-mail address: PDF alone.\n"
    )
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 7
    assert (tmp_path / "out" / TOGETHER).stat().st_size > 100_000


@NEEDS_FONTS
def test_who_cannot_have_a_letter_is_said_and_the_exit_code_says_so(tmp_path):
    (tmp_path / "t.txt").write_text("# en\nClosing: c\n\n{{ organisation }}\n")
    (tmp_path / "r.csv").write_bytes("\ufefforganisation;name\nÉcole;A\n;B\n".encode("utf-16"))
    ran = letters(tmp_path, "t.txt", "r.csv", "--out", "out")
    assert ran.returncode == 1
    assert ran.stderr == (
        "1 letters are in out, 1 of them made now.\n"
        "Not made: line 3 (B): The field “organisation” is empty (template, line 4).\n"
        f"1 not made: out/{NOT_MADE}\n"
    )


@pytest.mark.parametrize(
    ("template", "people", "said"),
    [
        (b"# en\n", b"a\n1\n", "Error: t.txt: Line 1: the section “en” has no body.\n"),
        (b"# en\n\xff", b"a\n1\n", "Error: t.txt: line 2 is not text in UTF-8.\n"),
        (b"# en\nClosing: c\n\na", b"", "Error: “r.csv” is empty."),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, template, people, said):
    (tmp_path / "t.txt").write_bytes(template)
    (tmp_path / "r.csv").write_bytes(people)
    ran = letters(tmp_path, "t.txt", "r.csv", "--out", "out")
    assert ran.returncode == 1
    assert ran.stderr.startswith(said)


@NEEDS_FONTS
def test_a_run_that_is_killed_is_gone_on_with_and_nothing_is_half_or_made_twice(tmp_path):
    people = ["organization"] + [f"Society {number}" for number in range(400)]
    (tmp_path / "r.csv").write_text("\n".join(people))
    (tmp_path / "t.txt").write_text("# en\nClosing: c\n\n{{ organization }}\n")
    command = [sys.executable, "-c", PROGRAM, "letters", "t.txt", "r.csv", "--out", "out"]
    running = subprocess.Popen([*command, "--jobs", "2"], cwd=tmp_path, stderr=subprocess.PIPE)
    out = tmp_path / "out"
    while len(list(out.glob("*.pdf"))) < 50:
        assert running.poll() is None
        time.sleep(0.01)
    running.kill()
    running.communicate()
    before, there = dict[str, int](), times(out)
    while there != before:  # what it began ends within a second of it, later on a busy machine
        time.sleep(2)
        before, there = there, times(out)
    for place in out.glob("*.pdf"):
        with pikepdf.open(place) as letter:
            assert len(letter.pages) == 1
    again = letters(tmp_path, "t.txt", "r.csv", "--out", "out", "--jobs", "2")
    fresh = int(again.stderr.split(" letters are in out, ")[1].split()[0])
    remade = [name for name, at in there.items() if (out / name).stat().st_mtime_ns != at]
    assert len(remade) <= 2, "one a process, between its file and its row"
    assert fresh == 400 - len(there) + len(remade)
    assert len(list(out.glob("*.pdf"))) == 400
    with (out / "made.csv").open(encoding="utf-8-sig", newline="") as made:
        assert [int(row["line"]) for row in csv.DictReader(made)] == list(range(2, 402))
    assert sorted(place.name for place in out.iterdir() if place.suffix != ".pdf") == [
        "made.csv",
        "not-made.csv",
    ]

"""`rapporteur document`: from files to files."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rapporteur.cli import rapporteur
from rapporteur.core.document import docx
from rapporteur.core.document.forms import FORMS
from rapporteur.core.document.json import from_json, to_json
from tests.core.document.docx.edits import Edited
from tests.factories.document import report, saying
from tests.factories.rich_document import rich

TEXT = """General Assembly

Distr.: General

A title
Report of the Secretary-General

I. Background

1. The first.

2. The second.
"""


def call(*words: str | Path) -> Result:
    return CliRunner().invoke(rapporteur, ["document", *map(str, words)])


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The JSON of a document with everything."""
    file = tmp_path / "report.json"
    file.write_text(to_json(rich()), encoding="utf-8")
    return file


def test_a_text_is_read_into_json(tmp_path):
    source, made = tmp_path / "report.txt", tmp_path / "report.json"
    source.write_text(TEXT + "\n9. The third.\n", encoding="utf-8")

    result = call("read", source, "-o", made)

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        f"{source}: line 14: Paragraph 3 is due, and another number stands here: kept as words.",
        f"{made}: {made.stat().st_size:,} bytes.",
        f"{source}: 1 sections and annexes, 2 paragraphs, 0 footnotes, 0 tables.",
    ]
    assert from_json(made.read_text(encoding="utf-8")).title == "A title"


def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path):
    source = tmp_path / "report.xyz"
    source.write_bytes(b"\x00")

    result = call("read", source, "-o", tmp_path / "made.json")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "report.xyz is none of the files that can be read." in result.stderr
    assert not (tmp_path / "made.json").exists()


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written_and_is_the_same_each_time(form, kept, tmp_path):
    first, second = tmp_path / f"first.{form}", tmp_path / "second"

    assert call("render", kept, "-o", first).exit_code == 0
    assert call("render", kept, "--to", form, "-o", second).exit_code == 0
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_size > 500


def test_a_form_that_nobody_said_is_asked_for(kept, tmp_path):
    result = call("render", kept, "-o", tmp_path / "report")

    assert result.exit_code == 2
    assert "Say the form: --to html|pdf|" in result.stderr


def test_standard_output(kept):
    assert call("render", kept, "--to", "txt", "-o", "-").stdout.startswith("A/66/77-E/2011/103\n")


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"{}", b'{"version": 9, "document": {}}']
)
def test_what_is_no_document_is_refused(content, tmp_path):
    file = tmp_path / "report.json"
    file.write_bytes(content)

    for words in (("render", file, "--to", "txt", "-o", "-"), ("check", file)):
        result = call(*words)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("Error: ")


def test_a_check_that_finds_nothing_says_so(tmp_path):
    file = tmp_path / "report.json"
    file.write_text(to_json(saying("Eleven organizations answered.")), encoding="utf-8")

    result = call("check", file)

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{file}: 0 to look at.\n"


def test_a_check_says_what_is_askew_and_what_an_editor_would_say(tmp_path):
    file = tmp_path / "report.json"
    document = json.loads(to_json(report()))
    document["document"]["annexes"][1]["title"] = ""
    file.write_text(json.dumps(document), encoding="utf-8")

    result = call("check", file, "--limit", "10")

    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if line.startswith("letter")] == [
        "letter: The annex has no title. Give it one. [untitled]",
        "letter: A heading has no text under it. Write it, or leave it out. [empty]",
    ]
    assert "[length]" in result.stdout


def test_a_check_hands_over_place_and_mend_as_json(tmp_path):
    file = tmp_path / "report.json"
    file.write_text(to_json(saying("All governments answered.")), encoding="utf-8")

    result = call("check", file, "--format", "json")

    assert result.exit_code == 1
    (found,) = json.loads(result.stdout)
    assert (found["rule"], found["start"], found["end"]) == ("capital", 4, 15)
    assert (found["words"], found["mend"]) == ("governments", "Governments")
    assert found["section"] == "Capitalization in English"


def test_an_edited_word_file_is_compared_and_taken_over(tmp_path: Path) -> None:
    kept, edited, out = (tmp_path / name for name in ("r.json", "edited.docx", "out.json"))
    kept.write_text(to_json(report()))
    file = Edited(docx.render(report(), created=datetime(2011, 5, 4, tzinfo=UTC)))
    file.tracked("See the table.", "See the table below.")
    file.reword("Outcome", "Result")
    edited.write_bytes(file.saved())

    told = call("compare", kept, edited, "-o", out)

    lines = told.stdout.splitlines()
    assert told.exit_code == 1
    assert [line.split()[1:3] for line in lines] == [["heading", "II"], ["text", "3"]]
    assert "(A. Officer) See the table{+ below+}." in lines[1]
    assert from_json(out.read_text()).sections[1].title == "Result"
    again = call("compare", kept, kept)
    assert again.exit_code == 1
    assert "no Word file" in again.output


@pytest.mark.parametrize("way", [("check",), ("render", "--to", "html", "-o", "-")])
def test_a_text_that_is_not_read_yet_is_refused_with_what_to_do(
    tmp_path: Path, way: tuple[str, ...]
) -> None:
    file = tmp_path / "report.md"
    file.write_text("# Title\n\n1. Words.\n")

    told = call(way[0], file, *way[1:])

    assert told.exit_code == 1
    assert f"rapporteur document read {file} -o {file.with_suffix('.json')}" in told.output

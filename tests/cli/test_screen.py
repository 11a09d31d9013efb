"""`rapporteur screen`: files in, what may be personal out."""

import json

from click.testing import CliRunner

from rapporteur.cli import rapporteur


def run(*words):
    return CliRunner().invoke(rapporteur, ["screen", *map(str, words)])


def test_each_finding_has_a_line_with_its_place_and_its_reason(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Call +41 22\n730 5111.\fOr ask Mary Smith.")
    result = run(file, "--name", "Mary Smith")
    assert result.exit_code == 0
    assert [line.split("\t")[1:] for line in result.stdout.splitlines()] == [
        ["1", "5", "20", "telephone", "+41 22 730 5111",
         "It is a valid telephone number in its international form."],
        ["2", "7", "17", "name", "Mary Smith", "It is a name that is not to be published."],
    ]  # fmt: skip


def test_as_json_each_finding_is_an_object(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("mary@example.org")
    (line,) = run("--json", file).stdout.splitlines()
    assert json.loads(line) == {
        "file": str(file),
        "page": 1,
        "start": 0,
        "end": 16,
        "kind": "email",
        "words": "mary@example.org",
        "why": "It is written as an e-mail address.",
    }


def test_what_cannot_be_read_is_said_and_the_rest_goes_on(tmp_path):
    bad, good = tmp_path / "bad.pdf", tmp_path / "good.txt"
    bad.write_bytes(b"%PDF-1.7 broken")
    good.write_text("mary@example.org")
    result = run(bad, good)
    assert result.exit_code == 1
    assert result.stderr == f"{bad}: The file is damaged and cannot be read.\n"
    assert "mary@example.org" in result.stdout

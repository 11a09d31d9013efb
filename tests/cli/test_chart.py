"""`rapporteur chart`: a specification in, a picture and its words out."""

import json

import pytest
from click.testing import CliRunner

from rapporteur.cli import rapporteur

pytest.importorskip("vl_convert")

SPEC = {
    "kind": "bar",
    "title": "Contributions by group",
    "unit": "contributions",
    "categories": ["Governments", "Civil society"],
    "series": [{"name": "Written", "values": [11, 32]}],
}


def run(folder, spec, name="chart.svg"):
    file = folder / "spec.json"
    file.write_text(spec if isinstance(spec, str) else json.dumps(spec))
    made = folder / name
    return CliRunner().invoke(rapporteur, ["chart", str(file), "-o", str(made)]), made


def test_a_chart_is_written_and_said_in_words(tmp_path):
    result, made = run(tmp_path, SPEC)
    assert result.exit_code == 0
    assert result.stdout == (
        "Bar chart: Contributions by group (contributions). Highest: Civil society (32); lowest: "
        "Governments (11); total: 43.\n"
    )
    assert made.read_text().startswith("<svg")
    result, made = run(tmp_path, SPEC, "chart.png")
    assert made.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("spec", "name", "code", "sentence"),
    [
        (SPEC | {"kind": "pie"}, "a.svg", 1, "'pie' is none of"),
        ("no json", "a.svg", 1, "This is not JSON"),
        (SPEC, "a.gif", 2, "Name the file FILE.svg or FILE.png."),
    ],
)
def test_what_cannot_be_drawn_is_said_and_nothing_is_written(tmp_path, spec, name, code, sentence):
    result, made = run(tmp_path, spec, name)
    assert result.exit_code == code
    assert sentence in result.stderr
    assert not made.exists()

"""Tables that people open in a spreadsheet."""

import csv
import io

import pytest

from rapporteur.base.spreadsheets import as_csv, cell_sent_back, safe_cell


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_what_would_be_run_as_a_formula_is_led_by_an_apostrophe(begins):
    assert safe_cell(f"{begins}HYPERLINK(1)") == f"'{begins}HYPERLINK(1)"
    assert cell_sent_back(safe_cell(f"{begins}HYPERLINK(1)")) == f"{begins}HYPERLINK(1)"
    assert as_csv([f"{begins}A"], [])[1:].strip('"').startswith("'")


@pytest.mark.parametrize("cell", ["", "'", "'t Hooft", "''=", "a=b"])
def test_an_apostrophe_of_its_own_stays(cell):
    assert cell_sent_back(cell) == cell


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (-3, "-3"), (5, "5"), ("a=b", "a=b"), ("", ""), ("الخصوصية", "الخصوصية")],
)
def test_all_else_stays_as_it_is(value, cell):
    assert safe_cell(value) == cell


def test_a_file_reads_back_as_it_was_written():
    written = as_csv(["one", "two"], [['a "b", c', None], ["two\nlines", 2]])
    assert written[0] == "\ufeff"
    assert list(csv.reader(io.StringIO(written[1:]))) == [
        ["one", "two"],
        ['a "b", c', ""],
        ["two\nlines", "2"],
    ]

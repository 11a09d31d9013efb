"""Tables that people open in a spreadsheet."""

import csv
import io

import pytest

from rapporteur.base.spreadsheets import as_csv


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_heading_is_run_as_a_formula(begins):
    assert as_csv([f"{begins}A"], [])[1:].strip('"').startswith("'")


def test_a_file_reads_back_as_it_was_written():
    written = as_csv(["one", "two"], [['a "b", c', None], ["two\nlines", 2]])
    assert written[0] == "\ufeff"
    assert list(csv.reader(io.StringIO(written[1:]))) == [
        ["one", "two"],
        ['a "b", c', ""],
        ["two\nlines", "2"],
    ]

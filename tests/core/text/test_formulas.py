"""Cells that a spreadsheet would run."""

import pytest

from rapporteur.core.text.formulas import cell_sent_back, safe_cell


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_what_would_be_run_as_a_formula_is_led_by_an_apostrophe(begins):
    assert safe_cell(f"{begins}HYPERLINK(1)") == f"'{begins}HYPERLINK(1)"
    assert cell_sent_back(safe_cell(f"{begins}HYPERLINK(1)")) == f"{begins}HYPERLINK(1)"


@pytest.mark.parametrize("cell", ["", "'", "'t Hooft", "''=", "a=b"])
def test_an_apostrophe_of_its_own_stays(cell):
    assert cell_sent_back(cell) == cell


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (-3, "-3"), (5, "5"), ("a=b", "a=b"), ("", ""), ("الخصوصية", "الخصوصية")],
)
def test_all_else_stays_as_it_is(value, cell):
    assert safe_cell(value) == cell

"""Cross tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.evidence.counts import CrossTable, cross_table


def test_the_table_of_2010() -> None:
    pairs = [
        *(("governments", "written"),) * 11,
        *(("governments", "presentation"),) * 13,
        *(("governments", "informal"),) * 8,
        *(("organizations", "written"),) * 7,
        *(("organizations", "presentation"),) * 1,
    ]
    table = cross_table(
        ("governments", "organizations"), ("written", "presentation", "informal"), pairs
    )
    assert table == CrossTable(
        rows=("governments", "organizations"),
        columns=("written", "presentation", "informal"),
        cells=((11, 13, 8), (7, 1, 0)),
        row_totals=(32, 8),
        column_totals=(18, 14, 8),
        total=40,
    )
    assert table.cell("organizations", "presentation") == 1


def test_what_has_no_place_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        cross_table("ab", "x", [("a", "y")])
    with pytest.raises(ValueError, match="twice"):
        cross_table("aa", "x", [])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy"))))
def test_totals_agree(pairs: list[tuple[str, str]]) -> None:
    table = cross_table("abc", "xy", pairs)
    assert sum(table.row_totals) == sum(table.column_totals) == table.total == len(pairs)

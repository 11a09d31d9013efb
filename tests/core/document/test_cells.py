import pytest

from rapporteur.core.document.cells import PrintedCell, printed, written
from rapporteur.core.document.tree import Table, TableNote
from tests.factories.document import TALLY


@pytest.mark.parametrize(
    ("language", "figure"),
    [
        ("en", "3,500"),
        ("fr", "3\u00a0500"),
        ("es", "3\u00a0500"),
        ("ru", "3\u00a0500"),
        ("zh", "3,500"),
        ("ar", "3,500"),
    ],
)
def test_thousands_are_grouped_by_the_language(language, figure):
    assert written(3500, language) == figure


def test_a_word_stays_a_word_and_a_minus_is_a_minus():
    assert [written(cell, "fr") for cell in ("1,000", -1000, 0)] == ["1,000", "−1\u00a0000", "0"]


def test_notes_are_lettered_in_their_order_and_general_ones_are_not():
    table = Table(
        "t",
        "Caption",
        ("Group", "Written"),
        (("Governments", 11),),
        ("Total", 11),
        (
            TableNote("first", None, 1),
            TableNote("of all"),
            TableNote("second", 0, 0),
            TableNote("third", None, 1),
            TableNote("fourth", 1, 1),
        ),
    )

    shown = printed(table, "en")

    assert shown.notes == (
        ("a", "first"),
        ("", "of all"),
        ("b", "second"),
        ("c", "third"),
        ("d", "fourth"),
    )
    assert shown.header == (PrintedCell("Group"), PrintedCell("Written", "a, c"))
    assert shown.rows == ((PrintedCell("Governments", "b"), PrintedCell("11")),)
    assert shown.total == (PrintedCell("Total"), PrintedCell("11", "d"))


def test_a_column_wants_room_for_its_longest_heading_word_and_its_cells():
    assert printed(TALLY, "en").widths == (30, 11, 16, 16, 8)
    long = Table("t", "", ("a", "b"), (("word " * 20, 1000),))
    assert printed(long, "en").widths == (31, 8)


def test_columns_of_figures_are_known():
    assert printed(TALLY, "en").figures == (False, True, True, True, True)
    shares = Table(
        "t",
        "",
        ("a", "b", "c"),
        (
            ("59 %", "1.5", "x 1"),
            ("–", "", "2"),
        ),
    )
    assert printed(shares, "en").figures == (True, True, False)
    assert printed(Table("t", "", ("a",), ()), "en").figures == (False,)

import pytest

from rapporteur.core.document.cells import PrintedCell, PrintedTable, printed, written
from rapporteur.core.document.numbering import number
from rapporteur.core.document.tree import Document, Emphasis, Footnote, Table, TableNote, Text
from tests.factories.document import TALLY


@pytest.mark.parametrize(
    ("language", "figure"),
    [
        ("en", "3,500"),
        ("fr", "3\u00a0500"),
        ("es", "3.500"),
        ("ru", "3\u00a0500"),
        ("zh", "3\u00a0500"),
        ("ar", "3,500"),
    ],
)
def test_thousands_are_grouped_by_the_language(language, figure):
    assert written(3500, language) == figure


def test_a_word_stays_a_word_and_a_minus_is_a_minus():
    assert [written(cell, "fr") for cell in ("1,000", -1000, 0)] == ["1,000", "−1\u00a0000", "0"]


def shown_in(table: Table) -> PrintedTable:
    return printed(table, "en", number(Document("en", "Title", summary=(table,))))


def test_notes_are_lettered_along_the_rows_and_general_ones_stand_first_without_a_letter():
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

    shown = shown_in(table)

    assert [(note.mark, note.words) for note in shown.notes] == [
        ("", (Text("of all"),)),
        ("a", (Text("first"),)),
        ("b", (Text("third"),)),
        ("c", (Text("second"),)),
        ("d", (Text("fourth"),)),
    ]
    marked = [[(cell.words, cell.mark) for cell in row] for row in (*shown.heads, *shown.rows)]
    assert marked == [
        [("Group", ""), ("Written", "a, b")],
        [("Governments", "c"), ("11", "")],
    ]
    assert shown.total is not None
    assert [(cell.words, cell.mark) for cell in shown.total] == [("Total", ""), ("11", "d")]


def test_a_footnote_called_in_a_cell_is_one_of_the_notes_of_the_table():
    cell = (Text("11", Emphasis.BOLD), Footnote("late", (Text("Two came late."),)))
    table = Table("t", "Caption", ("Group", "Written"), (("Governments", cell),))

    shown = shown_in(table)

    assert [(note.mark, note.id, note.words) for note in shown.notes] == [
        ("a", "late", (Text("Two came late."),))
    ]
    assert shown.rows[0][1] == PrintedCell("11", "a", (Text("11", Emphasis.BOLD),))
    assert shown.figures == (False, True)


def test_a_column_wants_room_for_its_longest_heading_word_and_its_cells():
    assert shown_in(TALLY).widths == (30, 11, 16, 16, 8)
    long = Table("t", "", ("a", "b"), (("word " * 20, 1000),))
    assert shown_in(long).widths == (31, 8)


def test_columns_of_figures_are_known():
    assert shown_in(TALLY).figures == (False, True, True, True, True)
    shares = Table(
        "t",
        "",
        ("a", "b", "c"),
        (
            ("59 %", "1.5", "x 1"),
            ("–", "", "2"),
        ),
    )
    assert shown_in(shares).figures == (True, True, False)
    assert shown_in(Table("t", "", ("a",), ())).figures == (False,)


@pytest.mark.parametrize(
    ("heads", "cut"),
    [
        (("Группа", "Письменные замечания", "Всего"), False),
        (("Group", "September-December comments", "Total"), False),
        (("Group", "Donaudampfschifffahrtsgesellschaftskapitän " + "x" * 90, "Total"), True),
        (tuple(f"Internationalization{n}" for n in range(9)), True),
    ],
)
def test_words_are_hyphenated_only_where_one_is_too_long_for_its_column(heads, cut):
    table = Table("t", "Caption", heads, (("Governments", *range(len(heads) - 1)),))

    assert shown_in(table).hyphenated == cut


def test_a_cell_that_is_no_figure_at_its_very_end_is_told_at_once():
    long = tuple((each * 100_000 + "x",) for each in (" ", "1", "1, "))
    assert shown_in(Table("t", "", ("a",), long)).figures == (False,)

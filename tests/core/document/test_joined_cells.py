"""Cells that reach over others: what is refused, and what each form makes of them."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from rapporteur.core.document import docx, markdown, text
from rapporteur.core.document.cells import printed
from rapporteur.core.document.html import render_fragment
from rapporteur.core.document.json import from_json, to_json
from rapporteur.core.document.numbering import number
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.reading.files import read_file
from rapporteur.core.document.tree import (
    Document,
    Emphasis,
    Footnote,
    Section,
    Span,
    Table,
    TableNote,
    Text,
    blocks_of,
)
from tests.core.document.agreement import CREATED
from tests.factories.joined_tables import joined_tables
from tests.factories.rich_document import rich

EMPTY = ("", "", "")
PLAIN = Table("t", "Caption", ("a", "b", "c"), ((1, 2, 3), EMPTY, EMPTY), ("T", "", 6))
JOINED = next(
    block for block in blocks_of(rich()) if isinstance(block, Table) and block.id == "joined"
)


def holding(table: Table) -> Document:
    return Document("en", "Title", sections=(Section("s", "One", (table,)),))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"spans": (Span(0, 0),)}, "no more than its own place"),
        ({"spans": (Span(1, 0, 0, 2),)}, "no more than its own place"),
        ({"spans": (Span(1, 0, -2, -2),)}, "no more than its own place"),
        ({"spans": (Span(1, 1, 3),)}, "at row 1, column 1 of table t reaches out of it"),
        ({"spans": (Span(-1, 0, 2),)}, "at row -1, column 0 of table t reaches out of it"),
        ({"spans": (Span(9, 0, 2),)}, "reaches out of it"),
        ({"spans": (Span(None, -1, 2),)}, "reaches out of it"),
        ({"spans": (Span(0, 0, 2),)}, "Row 1, column 2 of table t holds words"),
        ({"spans": (Span(None, 0, 3),)}, "Heading row 1, column 2 of table t holds words"),
        (
            {"spans": (Span(1, 0, 2), Span(1, 1, rows=2))},
            "Row 2, column 2 of table t is taken up by two cells, one of 2 columns and 1 rows and",
        ),
        ({"spans": (Span(2, 1, rows=2),)}, "Row 3, column 2 of table t reaches over .* the total"),
        ({"spans": (Span(None, 0, rows=2),)}, "Heading row 1, column 1 .* into the rows"),
        ({"spans": (Span(1, 0, 3, 2),)}, "Row 3 of table t has no cell of its own"),
        (
            {"rows": (("", "", 3),), "total": None, "header": ("a", "", "c")}
            | {"spans": (Span(None, 0, 2), Span(0, 0, 2))},
            "Column 2 of table t has no cell of its own",
        ),
        (
            {"spans": (Span(1, 0, 2),), "notes": (TableNote("n", 1, 1),)},
            "Row 2, column 2 of table t has a note, though another cell takes up its place",
        ),
        ({"notes": (TableNote("n", -1, 0),)}, "row -1, column 0, which the table does not have"),
        ({"above": (("a", "b"),)}, "Heading row 1 of table t has 2 cells"),
        ({"rows": ((1, 2, 3), (1, 2))}, "Row 2 of table t has 2 cells where the heading row has 3"),
        ({"total": ("T",)}, "The total of table t has 1 cells"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_its_place(change, reason):
    with pytest.raises(DocumentProblem, match=reason):
        replace(PLAIN, **change)


@given(joined_tables(st.text("ab ", max_size=3)))
def test_a_row_is_told_by_notes_and_spans_as_the_table_tells_it(table):
    document = holding(table)

    assert [table.line_of(table.row_of(line)) for line in range(len(table.lines))] == list(
        range(len(table.lines))
    )
    assert from_json(to_json(document)) == document


def test_a_column_is_measured_by_what_stands_in_it_alone():
    alone = Table("t", "", ("", "abc"), (("x" * 60, ""), (1, 2)), spans=(Span(0, 0, 2),))
    over = replace(alone, above=(("Extraordinarily-long", ""),), spans=(Span(-1, 0, 2),), rows=())

    def shown(table: Table):
        return printed(table, "en", number(holding(table)))

    assert (shown(alone).widths, shown(alone).figures) == ((4, 6), (True, True))
    assert sum(shown(over).widths) >= len("Extraordinarily-") + 3


def test_on_a_page_each_cell_names_what_heads_it():
    page = html.fromstring(render_fragment(holding(JOINED)))
    said = {cell.get("id"): " ".join(cell.itertext()) for cell in page.iter("th")}

    def heads(words: str) -> list[str]:
        [cell] = [c for c in page.iter("td") if "".join(c.itertext()).strip() == words]
        return [said[name].split()[0] for name in cell.get("headers").split()]

    assert heads("1,100") == ["Language", "English", "Governments", "Written"]
    assert heads("Asia") == ["Region", "Governments", "Written"]
    assert heads("Not counted by languagec") == [
        *("Language", "Received", "English", "中文", "Civil", "Written")
    ]
    assert [each.get("scope") for each in page.xpath("//tbody//th")] == [
        *("rowgroup", "row", "row", "row")
    ]
    assert len(page.xpath("//thead/tr")) == 2


@pytest.mark.parametrize("name", ["t.docx", "t.txt", "t.md"])
def test_a_joined_table_is_read_as_it_was_written(name):
    table = replace(
        JOINED,
        rows=(*JOINED.rows[:-1], ("Others", "All", 1, "–", "")),
        total=None,
        spans=JOINED.spans[:-1],
    )
    document = holding(table)
    files = {
        "t.docx": lambda: docx.render(document, created=CREATED),
        "t.txt": lambda: text.render(document).encode(),
        "t.md": lambda: markdown.render(document).encode(),
    }

    [found] = [
        block
        for block in blocks_of(read_file(files[name](), name, "en").document)
        if isinstance(block, Table)
    ]

    assert (found.above, found.header) == (table.above, table.header)
    assert set(found.spans) == set(table.spans)
    assert [[str(cell).replace(",", "") for cell in row] for row in found.rows] == [
        ["Written comments", "", "", "", ""],
        ["Governments", "Africa", "3", "4", "2 May"],
        ["", "Asia", "1100", "5", "3 | May"],
        ["Civil society", "", "Not counted by language", "", ""],
        ["Others", "All", "1", "–", ""],
    ]
    assert set(found.notes) == {
        TableNote("Source: all of them."),
        TableNote("Both.", -1, 2),
        TableNote("One twice.", 2, 3),
        TableNote("Estimate.", 3, 2),
    }


def test_a_note_that_a_heading_of_a_word_file_calls_is_a_note_of_the_table():
    cell = (Text("Written", Emphasis.BOLD), Footnote("n", (Text("By post too."),)))
    below = Table("t", "Caption", ("a", "b"), (("Group", cell), (1, 2)))
    file = docx.render(holding(below), created=CREATED)

    [found] = [b for b in blocks_of(read_file(file, "t.docx").document) if isinstance(b, Table)]

    assert found.notes == (TableNote("By post too.", 0, 1),)


@pytest.mark.parametrize("under", ["-", "="])
def test_a_drawing_within_double_lines_has_one_heading_row(under):
    double, rule = "+===+===+", f"+{under * 3}+{under * 3}+"
    words = f"Title\n\n1. Words.\n\n{double}\n| a | b |\n{rule}\n| 1 | 2 |\n+---+---+\n"
    read = read_file(words.encode(), "t.txt", "en").document

    [found] = [block for block in blocks_of(read) if isinstance(block, Table)]

    assert (found.header, found.rows) == (("a", "b"), ((1, 2),))


@given(st.lists(st.text("a|+ 中", min_size=1, max_size=12), min_size=3, max_size=3))
@example(["aaa|", "aaa|", "aaa|"])
@example(["a+a|a+a|a+a|", "中+|中+|", "|||||||||||"])
def test_a_plus_or_bar_in_a_joined_cell_does_not_part_it(words):
    heads, two, three = (" ".join(f"a{each}a".split()) for each in words)
    table = Table(
        "t",
        "Caption",
        ("a", "b", "c"),
        (("x", "y", "z"), (two, "", "z"), ("x", "y", "z"), (three, "", ""), ("x", "y", "z")),
        above=((heads, "", "c"),),
        spans=(Span(-1, 0, 2), Span(1, 0, 2), Span(3, 0, 3)),
    )
    document = holding(table)

    for name, file in (("t.txt", text.render(document)), ("t.md", markdown.render(document))):
        read = read_file(file.encode(), name, "en").document
        [found] = [block for block in blocks_of(read) if isinstance(block, Table)]
        assert (set(found.spans), found.above, found.rows) == (
            set(table.spans),
            table.above,
            table.rows,
        )

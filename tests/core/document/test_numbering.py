import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.document.numbering import Heading, number, reading_order, titled
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import (
    Annex,
    Document,
    Paragraph,
    Reference,
    Section,
    references_of,
)
from tests.factories.document import TALLY, paragraph, report
from tests.factories.rich_document import rich


def test_everything_in_a_report_is_numbered_in_reading_order():
    numbers = number(report())

    assert numbers.paragraphs == {
        "origin": 1,
        "two-ways": 2,
        "table-below": 3,
        "listed": 4,
        "eleven": 5,
    }
    assert numbers.footnotes == {"tunis": 1, "person": 2, "website": 3}
    assert numbers.tables == {"tally": ""}
    assert numbers.asterisks == ("*", "", "**")
    assert list(numbers.headings.values()) == [
        Heading("background", 1, "I.", "Background"),
        Heading("ways", 2, "A.", "Ways to contribute"),
        Heading("outcome", 1, "II.", "Outcome"),
        Heading("list", 1, "Annex I", "Those who contributed", annex=True),
        Heading("states", 2, "I.", "Governments"),
        Heading("letter", 1, "Annex II", "The letter", annex=True),
    ]


def test_a_single_annex_and_a_single_table_bear_no_number():
    document = Document("fr", "Titre", annexes=(Annex("a", "Liste", (TALLY,)),))

    assert number(document).headings["a"].number == "Annexe"
    assert number(document).tables == {"tally": ""}


def test_several_tables_are_numbered():
    second = TALLY.__class__("second", "Caption", ("a",), ())
    document = Document("es", "Título", summary=(TALLY, second))

    assert number(document).tables == {"tally": "Cuadro 1", "second": "Cuadro 2"}


def test_a_heading_reads_as_one_line():
    lines = [titled(item, "en") for item in reading_order(report()) if isinstance(item, Heading)]

    assert lines == [
        "I. Background",
        "A. Ways to contribute",
        "II. Outcome",
        "Annex I: Those who contributed",
        "I. Governments",
        "Annex II: The letter",
    ]


@given(st.lists(st.lists(st.booleans(), max_size=6), max_size=6))
def test_paragraph_numbers_run_from_one_without_gaps(sections):
    document = Document(
        "en",
        "Title",
        sections=tuple(
            Section(
                f"s{i}",
                "Title",
                tuple(paragraph(f"p{i}.{j}", "x", numbered=n) for j, n in enumerate(marks)),
            )
            for i, marks in enumerate(sections)
        ),
    )

    count = sum(map(sum, sections))
    assert list(number(document).paragraphs.values()) == list(range(1, count + 1))


def said(language: str) -> list[str]:
    """What the references of the rich document print."""
    document = rich(language)
    numbers = number(document)
    return [
        numbers.said(reference)
        for reference in references_of(document)
        if not numbers.calls_again(reference)
    ]


def test_references_print_what_their_targets_are_called():
    assert said("en") == [
        "paragraph\u00a01",
        "paragraph\u00a01 (b) (ii)",
        "section\u00a0I.A",
        "table\u00a02",
        "figure\u00a0II",
        "annex\u00a0II",
        "footnote\u00a01",
    ]


@pytest.mark.parametrize(
    ("language", "subparagraph", "section"),
    [
        ("fr", "1 b) ii)", "I.A"),
        ("es", "1 b) ii)", "I.A"),
        ("ru", "1 (b) (ii)", "I.A"),
        ("zh", "1 (b) (二)", "一.A"),
        ("ar", "1 (ب) '2'", "أولا - ألف"),
    ],
)
def test_references_are_written_as_the_language_counts(language, subparagraph, section):
    named = number(rich(language)).named

    assert (named["others"], named["deep"]) == (subparagraph, section)


def test_footnotes_are_numbered_in_the_body_and_lettered_in_each_annex_and_table():
    numbers = number(rich())

    assert numbers.marks == {"who": "1", "late": "a", "again": "b", "letter": "a"}
    assert numbers.footnotes == {"who": 1, "letter": 2}


def test_a_reference_that_would_print_nothing_is_refused():
    def referring(label: str) -> Document:
        words = Paragraph("p", (Reference("a", label),))
        return Document("en", "Title", summary=(words,), annexes=(Annex("a", "Annex"),))

    assert number(referring("annex")).said(Reference("a", "annex")) == "annex"
    with pytest.raises(DocumentProblem, match="A reference to 'a' would print nothing"):
        number(referring(""))

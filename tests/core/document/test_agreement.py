"""Every form of a document says the same, in six languages."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapporteur.core.document.tree import (
    Document,
    Footnote,
    Paragraph,
    Section,
    SubParagraph,
    Table,
    Text,
)
from tests.core.document.agreement import expected, said_in
from tests.factories.document import report
from tests.factories.rich_document import rich
from tests.factories.six_languages import LANGUAGES, sample

FORMS = ["html", "akn"]
# Letters of every script, and the signs that mean something to a form.
WORDS = st.text(st.sampled_from("aЖé中ب<&#$*_\\[]{}@~|`\"'. "), max_size=12)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_says_what_the_tree_says(form, language):
    for document in (sample(language), rich(language)):
        assert said_in(document, form) == expected(document)


@pytest.mark.parametrize("form", FORMS)
def test_a_report_says_in_each_form_what_the_tree_says(form):
    assert said_in(report(), form) == expected(report())


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown_says_the_same_paragraphs_notes_and_cells(language):
    said, wanted = said_in(sample(language), "md"), expected(sample(language), counted=True)

    assert said.paragraphs == wanted.paragraphs
    assert said.footnotes == wanted.footnotes
    assert said.cells == wanted.cells


@st.composite
def documents(draw):
    """Sections of paragraphs with parts and notes, and tables, in any of the six languages."""
    sections = []
    for s in range(draw(st.integers(1, 3))):
        blocks = []
        for p in range(draw(st.integers(0, 3))):
            id_ = f"p{s}.{p}"
            note = Footnote(f"f{id_}", (Text(draw(WORDS)),))
            parts = tuple(
                SubParagraph(f"{id_}.{n}", (Text(draw(WORDS)),))
                for n in range(draw(st.integers(0, 2)))
            )
            blocks.append(Paragraph(id_, (Text(draw(WORDS)), note), draw(st.booleans()), parts))
        cells = tuple((draw(WORDS), draw(st.integers())) for _ in range(draw(st.integers(0, 2))))
        blocks.append(Table(f"t{s}", "Caption", ("a", "b"), cells))
        sections.append(Section(f"s{s}", f"Title {s}", tuple(blocks)))
    return Document(draw(st.sampled_from(LANGUAGES)), "Title", sections=tuple(sections))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(documents())
def test_any_document_says_the_same_in_html_and_akoma_ntoso(document):
    wanted = expected(document)

    for form in FORMS:
        assert said_in(document, form) == wanted

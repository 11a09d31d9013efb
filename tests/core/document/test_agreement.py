"""Every form of a document says the same, in six languages."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rapporteur.core.document.pdf import FONT_FOLDERS
from rapporteur.core.document.reading.text import read
from rapporteur.core.document.tree import (
    Document,
    Footnote,
    Paragraph,
    Section,
    Span,
    SubParagraph,
    Table,
    Text,
    blocks_of,
)
from tests.core.document.agreement import READERS, found_and_wanted, said_in
from tests.core.document.reading.test_text import needs_seed, seed
from tests.core.document.said import expected
from tests.factories.document import report
from tests.factories.joined_tables import joined_tables
from tests.factories.rich_document import rich
from tests.factories.six_languages import LANGUAGES, sample

FORMS = list(READERS)
OF_ELEMENTS = ["html", "akn", "epub", "docx"]
"""The forms that say of any words, however odd, what they are."""

needs_noto = pytest.mark.skipif(
    not all(folder.is_dir() for folder in FONT_FOLDERS),
    reason="fonts-noto-core and fonts-noto-cjk are not installed",
)
# Letters of every script, and the signs that mean something to a form.
WORDS = st.text(st.sampled_from("aЖé中ب<&#$*_\\[]{}@~|`\"'. "), max_size=12)


@needs_noto
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_says_what_the_tree_says(form, language):
    for document in (sample(language), *([rich(language)] if form != "md" else [])):
        found, wanted = found_and_wanted(document, form)

        assert found == wanted


@pytest.mark.parametrize("form", FORMS)
def test_a_report_says_in_each_form_what_the_tree_says(form):
    found, wanted = found_and_wanted(report(), form)

    assert found == wanted


@needs_seed
@pytest.mark.parametrize("form", FORMS)
def test_the_report_of_2011_says_in_each_form_what_the_tree_says(form):
    found, wanted = found_and_wanted(read(seed()).document, form)

    assert found == wanted
    assert len(found.paragraphs) == 39


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
        blocks.append(draw(joined_tables(WORDS, f"j{s}")))
        sections.append(Section(f"s{s}", f"Title {s}", tuple(blocks)))
    return Document(draw(st.sampled_from(LANGUAGES)), "Title", sections=tuple(sections))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(documents())
def test_any_document_says_the_same_in_every_form_of_elements(document):
    wanted = expected(document)

    for form in OF_ELEMENTS:
        assert said_in(document, form) == wanted


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(joined_tables(st.text(st.sampled_from("abЖ中é<&*|+=-. 1"), max_size=9)))
def test_any_joined_cells_are_drawn_so_that_pandoc_and_the_reader_see_them(table):
    assume(table.spans or table.above)
    document = Document("en", "Title", sections=(Section("s", "One", (table,)),))

    # Known: where such a sign in a joined cell stands under a crossing, the cell is read as two.
    joined = [table.lines[table.line_of(span.row)][span.column] for span in table.spans]
    assume(not any(sign in str(words) for words in joined for sign in "+|"))
    for form in ("md", "txt"):
        found, wanted = found_and_wanted(document, form)
        heads = wanted.cells[: len(table.heads)]
        if form == "md" and len(heads) == 1 and not any(map(str.strip, heads[0])):
            heads = []  # to pandoc, a heading row that says nothing is none
        assert found.cells == heads + wanted.cells[len(table.heads) :]


def test_a_column_in_which_no_cell_stands_alone_is_drawn():
    spans = (Span(None, 2, columns=2), Span(0, 0, columns=3))
    table = Table("t", "", ("a", "b", "c", ""), (("d", "", "", "e"),), spans=spans)
    document = Document("en", "Title", sections=(Section("s", "One", (table,)),))

    found, wanted = found_and_wanted(document, "txt")

    assert found.cells == wanted.cells


@needs_noto
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_joined_cells_say_in_each_form_what_the_tree_says(form, language):
    [*_others, joined] = [each for each in blocks_of(rich()) if isinstance(each, Table)]
    document = Document(language, "Title", sections=(Section("s", "One", (joined,)),))

    found, wanted = found_and_wanted(document, form)

    assert found.cells == wanted.cells
    assert any("⟨" in cell for row in found.cells for cell in row)

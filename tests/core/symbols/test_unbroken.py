"""The symbol of a document is not parted at the end of a line, and is read as it was written."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from rapporteur.core.document import pdf
from rapporteur.core.document.html import render_fragment
from rapporteur.core.document.tree import Document, Paragraph, Section, Text
from rapporteur.core.symbols.unbroken import stretches
from tests.core.reading_order.heard import heard

MOMENT = datetime(2011, 5, 4, tzinfo=UTC)
SYMBOLS = ("E/2010/CRP.4", "A/66/77-E/2011/103", "A/C.2/65/L.12/Rev.1")


def holding(words: str, language: str = "en") -> Document:
    paragraphs = tuple(
        Paragraph(f"p{n}", (Text(f"{'x' * n} {words}"),), numbered=False) for n in range(12)
    )
    return Document(language, "T", sections=(Section("s", "S", paragraphs),))


@given(
    st.lists(st.sampled_from((*SYMBOLS, " ", "see", "and/or", "(", "، ", "А/66/77")), max_size=9)
)
def test_stretches_are_the_words_again(parts):
    words = "".join(parts)

    assert "".join(stretch for stretch, _whole in stretches(words)) == words


def test_a_symbol_is_one_stretch_and_what_only_looks_like_one_is_not():
    assert list(stretches("See E/2010/CRP.4, and/or A/66/77-E/2011/103")) == [
        ("See ", False),
        ("E/2010/CRP.4", True),
        (", and/or ", False),
        ("A/66/77-E/2011/103", True),
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_line_of_a_pdf_ends_within_a_symbol(language):
    words = "contributors took the view of {} and of {} that it had "
    words = words.format(*SYMBOLS[:2]) + words.format(SYMBOLS[2], SYMBOLS[0])
    file = pypdfium2.PdfDocument(BytesIO(pdf.render(holding(words * 2, language), created=MOMENT)))
    said = "\n".join(page.get_textpage().get_text_range() for page in file)

    lines = [line.strip() for line in said.splitlines()]
    assert len(lines) > 40
    assert [line for line in lines if re.search(r"[/-]$", line)] == []
    for symbol in SYMBOLS:
        assert sum(line.count(symbol) for line in lines) == 12 * words.count(symbol) * 2


@pytest.mark.parametrize(
    "words",
    [
        "رأى المساهمون (انظر E/2010/CRP.4) أن التعاون جار، A/66/77-E/2011/103. ثم قالوا ذلك",
        "E/2010/CRP.4 هي الوثيقة",
        "الوثيقة (E/2010/CRP.4)، و A/66/77/Add.1 و E/2010/CRP.4.",
    ],
)
def test_a_symbol_among_arabic_words_is_heard_in_its_place(words):
    assert heard(pdf.render(holding(words, "ar"), created=MOMENT)).count(words) == 12


def test_a_page_holds_a_symbol_together():
    page = html.fromstring(render_fragment(holding("see E/2010/CRP.4 <b> and/or")))

    assert [each.text for each in page.find_class("doc-whole")] == ["E/2010/CRP.4"] * 12
    assert page.text_content().count("see E/2010/CRP.4 <b> and/or") == 12

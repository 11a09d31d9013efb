"""Words that are long, or look like markup, in every place of a figure, part, cell or reference."""

import re
from datetime import UTC, datetime

import pytest

from rapporteur.core.document.forms import Setting, render
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import (
    Document,
    Figure,
    Footnote,
    Paragraph,
    Reference,
    Section,
    SubParagraph,
    Table,
    Text,
)
from tests.core.document.agreement import found_and_wanted
from tests.core.document.readers import in_pdf
from tests.factories.rich_document import svg, text

SETTING = Setting(datetime(2011, 5, 4, tzinfo=UTC))
LONG = "x" * 10_000
MARKUP = "<script>alert(1)</script> #eval(1) $x$ \\write18{id} **b** [a](b) {=html} &amp; ]]>"


def saying(words: str) -> Document:
    """A document with `words` in each text of the nodes that are not plain paragraphs."""
    note = Footnote("late", text(words))
    parts = (SubParagraph("a", text(words), (SubParagraph("i", text(words)),)),)
    blocks = (
        Paragraph("p", (Text("See "), Reference("t", words)), subparagraphs=parts),
        Figure("f", words, words, svg(), (words,)),
        Table("t", words, (words, "b"), (((Text(words), note), 1),)),
    )
    return Document("en", "Title", sections=(Section("s", words, blocks),))


@pytest.mark.parametrize("form", ["html", "akn", "epub", "docx"])
@pytest.mark.parametrize("words", [LONG, MARKUP], ids=["long", "markup"])
def test_they_come_out_as_words(form, words):
    found, wanted = found_and_wanted(saying(words), form)

    assert found == wanted
    assert found.subparagraphs[0] == f"(a) {words}"


@pytest.mark.parametrize("words", [LONG, MARKUP], ids=["long", "markup"])
def test_paper_and_plain_text_have_them_too(words):
    document = saying(words)
    pages = "".join(in_pdf(render(document, "pdf", SETTING)))
    lines = render(document, "txt", SETTING).decode()

    # The title, the reference, two parts, caption and alternative and note of the figure, caption,
    # head, cell and note of the table; an alternative is heard in a PDF and not seen.
    assert lines.count(words) == 11
    assert squashed(pages).count(squashed(words)) >= 10


def squashed(words: str) -> str:
    """As a PDF can give words back, whose lines end within them."""
    return re.sub(r"[\s\-\x02\ufffe]", "", words)


REFUSED = {
    "caption of a figure": (lambda words: Figure("f", words, "Said.", svg()), "figure f"),
    "alternative": (lambda words: Figure("f", "C", words, svg()), "figure f"),
    "note of a figure": (lambda words: Figure("f", "C", "Said.", svg(), (words,)), "figure f"),
    "sub-paragraph": (lambda words: SubParagraph("a", text(words)), "a paragraph"),
    "reference": (lambda words: Reference("p", words), "a reference"),
    "caption of a table": (lambda words: Table("t", words, ("a",), ()), "table t"),
    "head": (lambda words: Table("t", "C", (words,), ()), "table t"),
    "cell": (lambda words: Table("t", "C", ("a",), ((words,),)), "table t"),
    "cell with runs": (lambda words: Table("t", "C", ("a",), ((text(words),),)), "a paragraph"),
    "title": (lambda words: Section("s", words), "section s"),
}


@pytest.mark.parametrize("words", ["a\u202eb", "a\x00b", "a\u2066b"])
@pytest.mark.parametrize("where", REFUSED)
def test_what_would_turn_or_end_a_line_is_refused_with_its_place(where, words):
    build, place = REFUSED[where]

    with pytest.raises(DocumentProblem, match="cannot be printed") as refused:
        build(words)

    assert str(refused.value).count(place) == 1

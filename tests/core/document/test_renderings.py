"""All renderings of one document say the same, under the same numbers."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.html import fromstring as parse

from rapporteur.core.document import docx, html, pdf, text
from rapporteur.core.document.numbering import number, titled
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import (
    AgendaItem,
    Annex,
    Body,
    Citation,
    Document,
    Emphasis,
    Footnote,
    Link,
    ListBlock,
    ListItem,
    Masthead,
    Paragraph,
    Quotation,
    Section,
    Table,
    TableNote,
    Text,
)
from tests.core.document.readers import in_docx, in_html, in_pdf, places_in_pdf, word_part
from tests.factories.document import TALLY, arabic, paragraph, report, saying

CREATED = datetime(2011, 5, 4, 12, 0, tzinfo=UTC)

PARAGRAPHS = {
    1: "1. The call has its origins in inter alia the Tunis Agenda,[1] endorsed in "
    "resolution 60/252.",
    2: "2. Most contributors wrote; see the register.",
    3: "3. See the table.",
    4: "4. They are listed here.[a]",
    5: "5. Eleven.",
}
FOOTNOTES = {1: "See A/60/687.", 2: "In New York.", 3: "Site"}
CELLS = [
    ["Stakeholder group", "Written comments a", "Presentations", "Interventions b", "Total"],
    ["Governments", "11", "13", "8", "32"],
    ["International organizations", "7", "1", "0", "8"],
    ["Civil society", "32", "7", "3", "42"],
    ["Private sector", "9", "5", "2", "16"],
    ["Total", "59", "26", "13", "98"],
]


NUMBERED = tuple(number(report()).headings.values())


def test_html_and_word_number_alike():
    page, file = in_html(html.render_fragment(report())), in_docx(docx_of(report()))

    for found in (page, file):
        assert found.paragraphs == PARAGRAPHS
        assert found.footnotes == FOOTNOTES
        assert found.cells == CELLS
        # The title of an annex stands under its number, where a line has a colon.
        assert found.headings == [f"{h.number} {h.title}" for h in NUMBERED]


def test_text_numbers_alike():
    lines = text.render(report()).splitlines()

    # In plain text a link also says where it leads.
    site = "https://example.org/register?a=1&b=2"
    said = {**PARAGRAPHS, 2: f"2. Most contributors wrote; see the register <{site}>."}
    assert [line for line in lines if re.match(r"\d+\. (?!Back|Ways)", line)] == [*said.values()]
    assert [line for line in lines if line.startswith("[")] == [
        "[1] See A/60/687.",
        "[2] In New York.",
        "[a] Site <https://example.org/>",
    ]
    table = lines[lines.index(TALLY.caption) + 1 :][:8]
    rows = [re.split(r" {2,}", line.strip()) for line in table if not line.startswith("---")]
    assert rows == [[re.sub(r" ([ab])$", r" (\1)", cell) for cell in row] for row in CELLS]


def test_pdf_numbers_alike():
    pages = in_pdf(pdf.render(report(), created=CREATED))
    whole = " ".join(pages)

    for n, said in PARAGRAPHS.items():
        assert whole.count(re.sub(r"\[(\w)\]", r"\1", said)) == 1, n
    for mark, said in zip("12a", FOOTNOTES.values(), strict=True):
        assert whole.count(f"{mark} {said}") == 1, mark
    for row in CELLS[1:]:
        assert whole.count(" ".join(row)) == 1
    titles = [titled(h, "en").replace(":", "") for h in number(report()).headings.values()]
    # Each stands in the contents and over its section.
    assert [whole.count(title) for title in titles] == [2] * len(titles)


def docx_of(document: Document) -> bytes:
    return docx.render(document, created=CREATED)


def test_an_arabic_report_numbers_alike():
    document = arabic()
    found_html, found_docx = in_html(html.render_fragment(document)), in_docx(docx_of(document))

    assert found_html == found_docx
    assert found_html.paragraphs == {1: "1 - عقدت المشاورات في 14 December 2010.[1]"}
    assert found_html.headings == ["أولا - معلومات أساسية"]
    assert found_html.cells == [
        ["المجموعة", "تعليقات أ", "المجموع"],
        ["الحكومات", "11", "3,500"],
    ]
    assert found_html.paragraphs[1] in text.render(document)
    file = pdf.render(document, created=CREATED)
    [page] = in_pdf(file)
    assert [page.count(said) for said in ("عقدت المشاورات في", "3,500", "1 انظر الوثيقة.")] == [
        1
    ] * 3
    # The English date reads from left to right, although it stands among Arabic words.
    places = [places_in_pdf(file, said) for said in ("14", "December", "2010", "3,500")]
    day, month, year, figure = [left for [left] in places]
    assert day < month < year
    assert figure < places_in_pdf(file, "الحكومات")[0]


HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/a:0.1.0"; $ x $ *b* _i_ `c` = H\\ <label> @ref ~ -- ---',
    "</p><script>alert(1)</script><img src=x onerror=alert(1)>",
    "\\input{/etc/passwd} \\write18{id}",
    "[[a]] ![b](c) ```{=openxml} <w:p/> ``` ]]> <!-- -->",
    "{{ settings.SECRET_KEY }} {% include 'x' %} ${7*7} %(a)s",
    "&lt; &amp; &#60; \" ' >",
    '<w:tblStyle w:val="Table" />',
    "=1+1 @SUM(A1) |cmd",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words_everywhere(words):
    document = Document(
        "en",
        words,
        masthead=Masthead(symbols=(words,), date=words),
        subtitle=words,
        sections=(
            Section(
                "s", words, (paragraph("p", words), Table("t", words, (words, "b"), ((words, 1),)))
            ),
        ),
        draft_mark=words,
    )
    page, file = in_html(html.render_page(document)), in_docx(docx_of(document))
    said = " ".join(words.split())

    for found in (page, file):
        assert found.paragraphs == {1: f"1. {said}"}
        assert found.headings == [f"I. {said}"]
        assert found.cells == [[said, "b"], [said, "1"]]
    assert f"\n1. {words}\n" in text.render(document)
    assert same(words) in same("".join(in_pdf(pdf.render(document, created=CREATED))))


def everywhere(words: str) -> Document:
    """A document that says `words` wherever a document can say anything."""
    item = AgendaItem(words, words, words)
    runs = (
        Text(words),
        Text(words, Emphasis.BOLD, "fr"),
        Link(words, "https://example.org/"),
        Citation((Text(words),), (words,)),
        Footnote("f", (Text(words), Link(words, "https://example.org/"))),
    )
    table = Table(
        "t",
        words,
        (words, words),
        ((words, words),),
        (words, words),
        (TableNote(words, 0, 1), TableNote(words)),
    )
    blocks = (
        Paragraph("p", runs),
        Quotation((Text(words),)),
        ListBlock((ListItem((Text(words),)),)),
        table,
    )
    return Document(
        "en",
        words,
        Masthead((Body(words, (words,), item),), (words, words), words, words, words),
        words,
        (paragraph("s", words, numbered=False),),
        (Section("one", words, blocks),),
        (Annex("annex", words),),
        draft_mark=words,
        contents=True,
    )


def skeleton(tree) -> list[tuple[str, list[str]]]:
    return [(element.tag, sorted(element.attrib)) for element in tree.iter()]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_change_no_element_of_html_or_word(words):
    def parts(document: Document):
        page = html.render_page(document, evidence=lambda ids: f"/{ids[0]}")
        file = docx_of(document)
        names = ("document", "footnotes", "header1", "styles", "numbering")
        return [parse(page), *(word_part(file, f"word/{name}.xml") for name in names)]

    tame, hostile = parts(everywhere("words")), parts(everywhere(words))

    assert [skeleton(part) for part in hostile] == [skeleton(part) for part in tame]


def same(words: str) -> str:
    """Words as a PDF can give them back: no spaces, no hyphens, since lines break there."""
    return re.sub(r"[\s\-\x02\ufffe]", "", words)


@pytest.mark.parametrize("character", ["\x00", "\u202e", "\u2066", "\r", "\ufffe"])
def test_what_cannot_be_printed_never_reaches_a_renderer(character):
    with pytest.raises(DocumentProblem, match="which cannot be printed"):
        saying(f"a{character}b")


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.lists(st.booleans(), max_size=4), min_size=1, max_size=4))
def test_html_and_text_number_any_document_alike(parts):
    document = Document(
        "fr",
        "Titre",
        sections=tuple(
            Section(
                f"s{i}",
                f"Section {i}",
                tuple(paragraph(f"p{i}.{j}", f"mot{i}.{j}", numbered=n) for j, n in enumerate(row)),
            )
            for i, row in enumerate(parts)
        ),
    )
    numbers = number(document)
    page, plain = in_html(html.render_fragment(document)), text.render(document).splitlines()

    assert page.paragraphs == {n: f"{n}. mot{id_[1:]}" for id_, n in numbers.paragraphs.items()}
    assert [line for line in plain if re.match(r"\d+\. ", line)] == [*page.paragraphs.values()]
    assert page.headings == [titled(h, "fr") for h in numbers.headings.values()]

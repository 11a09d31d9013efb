import re
from importlib.resources import files
from typing import Any

from lxml import html as parser

from rapporteur.core.document import html
from rapporteur.core.document.tree import Document, Emphasis, Paragraph, Quotation, Section, Text
from tests.core.document.readers import words
from tests.factories.document import arabic, paragraph, report, saying


def article(document, **asked):
    return parser.fromstring(html.render_fragment(document, **asked))


def test_a_page_stands_alone_without_scripts_or_inline_styles():
    page = html.render_page(report())
    tree: Any = parser.fromstring(page)

    assert page.startswith("<!DOCTYPE html>\n")
    assert tree.xpath("//script | //link | //@style | //@onclick | //img | //@src") == []
    assert tree.xpath("count(//style)") == 1
    assert tree.findtext(".//title") == "A/66/77-E/2011/103 Enhanced cooperation"
    assert "url(" not in page
    assert "@import" not in page


def test_every_class_is_the_documents_own():
    classes = " ".join(article(report()).xpath("//@class")).split()

    assert {name for name in classes if name != "doc" and not name.startswith("doc-")} == set()


def test_ids_are_unique_and_every_inner_link_arrives():
    tree = article(report())
    ids = tree.xpath("//@id")

    assert sorted(set(ids)) == sorted(ids)
    inner = [href[1:] for href in tree.xpath("//a/@href") if href[0] == "#"]
    assert sorted(set(inner) - set(ids)) == []


def test_a_footnote_and_its_call_lead_to_one_another():
    tree = article(report())

    for n in (1, 2, 3):
        assert tree.xpath(f'//p[@id="fn-{n}"]/a[1]/@href') == [f"#fnref-{n}"]
        assert tree.xpath(f'//a[@id="fnref-{n}"]/@href') == [f"#fn-{n}"]


def test_the_table_has_caption_scopes_and_a_total_of_its_own():
    [table] = article(report()).xpath("//table")

    assert words(table.find("caption")) == "Number of contributions to the open consultations"
    assert table.xpath("count(thead/tr/th[@scope='col'])") == 5
    assert table.xpath("count(tbody/tr/th[@scope='row'])") == 4
    assert [words(cell) for cell in table.xpath("tfoot/tr/*")] == ["Total", "59", "26", "13", "98"]


def test_headings_step_down_from_the_level_that_the_page_asks_for():
    headings = article(report(), top_level=2).xpath("//h1 | //h2 | //h3 | //h4")

    assert [(heading.tag, words(heading)) for heading in headings] == [
        ("h2", "Enhanced cooperation"),
        ("h3", "Summary"),
        ("h3", "Contents"),
        ("h3", "I. Background"),
        ("h4", "A. Ways to contribute"),
        ("h3", "II. Outcome"),
        ("h3", "Annex I Those who contributed"),
        ("h4", "I. Governments"),
        ("h3", "Annex II The letter"),
    ]


def test_evidence_is_linked_where_the_caller_has_an_address_for_it():
    asked = []

    def address(evidence: tuple[str, ...]) -> str:
        asked.append(evidence)
        return "/evidence/?of=1&then=2"

    [link] = article(report(), evidence=address).xpath('//a[@class="doc-evidence"]')

    assert asked == [("e1", "e2")]
    assert (link.get("href"), link.get("aria-label")) == ("/evidence/?of=1&then=2", "Evidence: 2")
    assert article(report()).xpath('//a[@class="doc-evidence"]') == []


def test_the_draft_mark_heads_a_draft_only():
    assert words(article(report())[0]) == "Draft: contributions are still open"
    assert article(report(draft_mark=None)).xpath('//*[@class="doc-draft"]') == []


def test_what_is_not_assigned_prints_nothing():
    tree = article(saying("words"))

    assert [child.get("class") for child in tree] == ["doc-title", "doc-section"]


def test_arabic_reads_from_right_to_left_and_other_words_are_fenced_off():
    page = html.render_page(arabic())
    tree: Any = parser.fromstring(page)

    for element in (tree, tree.find(".//article")):
        assert (element.get("lang"), element.get("dir")) == ("ar", "rtl")
    assert '<span lang="en" dir="ltr">14 December 2010</span>' in page


def test_the_style_sheet_knows_no_left_or_right():
    sheet = files("rapporteur.core.document").joinpath("document.css").read_text("utf-8")

    assert re.findall(r"(?:^|[\s:;-])(left|right)\b", sheet) == []


def test_emphasis_and_languages_are_marked_up():
    runs = (
        Text("a", Emphasis.ITALIC, "fr"),
        Text("b", Emphasis.BOLD),
        Text("ج", language="ar"),
    )
    quotation = Quotation((Text("d"),), "es")
    document = Document("en", "T", sections=(Section("s", "S", (Paragraph("p", runs), quotation)),))
    page = html.render_fragment(document)

    assert (
        '<em lang="fr" dir="ltr">a</em><strong>b</strong><span lang="ar" dir="rtl">ج</span></p>'
    ) in page
    assert '<blockquote class="doc-quotation" lang="es" dir="ltr"><p>d</p></blockquote>' in page


def test_an_unnumbered_paragraph_has_an_id_of_its_own():
    document = Document("en", "T", summary=(paragraph("p", "words", numbered=False),))

    assert '<p class="doc-paragraph" id="u-p">words</p>' in html.render_fragment(document)

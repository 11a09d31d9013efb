from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from zipfile import ZipFile

import pypandoc
import pytest

from rapporteur.core.document import docx
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import Document, ListBlock, ListItem, Text
from tests.core.document.readers import W, word_part
from tests.factories.document import arabic, report, saying

CREATED = datetime(2011, 5, 4, 12, 0, tzinfo=UTC)


def render(document: Document) -> bytes:
    return docx.render(document, created=CREATED)


def values(part, tag: str) -> list[str]:
    return [each.get(f"{W}val") for each in part.iter(f"{W}{tag}")]


@pytest.mark.parametrize("document", [report(), arabic()])
def test_every_style_that_is_used_is_one_of_ours(document):
    file = render(document)
    ours = {style.get(f"{W}styleId") for style in word_part(file, "word/styles.xml")}
    body, notes = word_part(file, "word/document.xml"), word_part(file, "word/footnotes.xml")

    for part in (body, notes):
        for tag in ("pStyle", "rStyle", "tblStyle"):
            assert set(values(part, tag)) - ours == set()


def test_numbered_paragraphs_are_counted_by_word():
    file = render(report())
    styles, lists = word_part(file, "word/styles.xml"), word_part(file, "word/numbering.xml")

    [style] = [s for s in styles if s.get(f"{W}styleId") == "NumberedParagraph"]
    [number] = values(style, "numId")
    [counted] = [each for each in lists.iter(f"{W}num") if each.get(f"{W}numId") == number]
    [abstract] = values(counted, "abstractNumId")
    [level] = [
        each for each in lists.iter(f"{W}abstractNum") if each.get(f"{W}abstractNumId") == abstract
    ]
    assert (values(level, "numFmt"), values(level, "lvlText")) == (["decimal"], ["%1."])


@pytest.mark.parametrize(("language", "lettered"), [("en", "(%1)"), ("fr", "%1)")])
def test_items_are_lettered_by_word_as_the_language_has_it(language, lettered):
    document = Document(language, "T", summary=(ListBlock((ListItem((Text("item"),)),)),))
    file = render(document)

    [number] = values(word_part(file, "word/document.xml"), "numId")
    lists = word_part(file, "word/numbering.xml")
    [item] = [each for each in lists.iter(f"{W}num") if each.get(f"{W}numId") == number]
    [abstract] = values(item, "abstractNumId")
    [level] = [
        each for each in lists.iter(f"{W}abstractNum") if each.get(f"{W}abstractNumId") == abstract
    ]
    assert (values(level, "numFmt")[0], values(level, "lvlText")[0]) == ("lowerLetter", lettered)


def test_a_draft_bears_its_mark_at_its_head_and_on_every_page():
    body = word_part(render(report()), "word/document.xml")
    header = word_part(render(report()), "word/header1.xml")

    assert values(body, "pStyle")[0] == "DraftMark"
    assert [t.text for t in header.iter(f"{W}t")] == [
        "A/66/77-E/2011/103",
        "Draft: contributions are still open",
    ]
    [section] = body.iter(f"{W}sectPr")
    assert [each.get(f"{W}type") for each in section.iter(f"{W}headerReference")] == [
        "default",
        "first",
    ]


def test_an_issued_document_bears_none():
    file = render(saying("words"))

    assert "DraftMark" not in values(word_part(file, "word/document.xml"), "pStyle")
    assert [t.text for t in word_part(file, "word/header1.xml").iter(f"{W}t")] == []


def test_arabic_paragraphs_and_tables_run_from_right_to_left():
    body = word_part(render(arabic()), "word/document.xml")
    paragraphs = list(body.iter(f"{W}p"))

    assert len(list(body.iter(f"{W}bidi"))) == len(paragraphs)
    assert len(list(body.iter(f"{W}bidiVisual"))) == len(list(body.iter(f"{W}tbl"))) == 1
    assert "\u200e14 December 2010\u200e" in "".join(t.text or "" for t in body.iter(f"{W}t"))


def test_the_same_document_at_the_same_moment_is_the_same_file():
    east = CREATED.astimezone(timezone(timedelta(hours=3)))

    assert render(report()) == docx.render(report(), created=east)


def test_title_language_and_time_stand_in_the_properties():
    with ZipFile(BytesIO(render(report(title="Cooperation & <more>")))) as parts:
        properties = parts.read("docProps/core.xml").decode()

    assert "<dc:title>Cooperation &amp; &lt;more&gt;</dc:title>" in properties
    assert "<dc:language>en</dc:language>" in properties
    assert ">2011-05-04T12:00:00Z</dcterms:created>" in properties


def test_without_pandoc_the_refusal_says_what_to_install(monkeypatch):
    monkeypatch.setattr(pypandoc, "get_pandoc_path", lambda: "/nowhere/pandoc")

    with pytest.raises(DocumentProblem, match="Install the package pypandoc_binary"):
        render(saying("words"))

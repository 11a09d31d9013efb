import re
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from zipfile import ZipFile

import pytest

from rapporteur.core.document import docx
from rapporteur.core.document.docx import markup
from rapporteur.core.document.docx.lines import Line
from rapporteur.core.document.docx.measures import HANG
from rapporteur.core.document.docx.reading import read
from rapporteur.core.document.numbering import number
from rapporteur.core.document.tree import (
    LANGUAGES,
    Document,
    ListBlock,
    ListItem,
    Section,
    Table,
    TableNote,
    Text,
)
from tests.core.document.docx.edits import Edited
from tests.core.document.readers import W, in_docx, word_part
from tests.factories.document import arabic, paragraph, report, saying
from tests.factories.rich_document import rich

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


def labels(file: bytes) -> dict[str, str]:
    """What Word shows before each counted line, by the words of the line."""
    return {line.words.strip(): line.label for line in read(file).lines if line.label}


def test_everything_that_bears_a_number_is_counted_by_word():
    found = labels(render(rich()))

    assert found == {
        "First": "I.",
        "The process shall be:": "1.",
        "Open;": "(a)",
        "Inclusive, with:": "(b)",
        "Governments;": "(i)",
        "Others.": "(ii)",
        "Academia.": "a.",
        "One;": "(a)",
        "Within;": "(i)",
        "Two;": "(b)",
        "Bullet.": "–",
        "Deep": "A.",
        "See paragraph\u00a01, paragraph\u00a01 (b) (ii), section\u00a0I.A, table\u00a02, "
        "figure\u00a0II, annex\u00a0II and footnote\u00a01, again.1": "2.",
        "Second": "II.",
        "First annex": "Annex I",
        "In the first.": "3.",
        "Second annex": "Annex II",
        "In it.": "4.",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_counts_as_the_numbers_of_the_document_say(language):
    document = rich(language)
    numbers, file = number(document), read(render(document))
    counted = [line for line in file.lines if line.look.is_("numberedparagraph")]
    parts = [line.label for line in file.lines if any("sub" in name for name in line.look.names)]

    assert [line.label for line in counted] == [
        f"{n} -" if language == "ar" else f"{n}." for n in numbers.paragraphs.values()
    ]
    # The Arabic fifth letter is drawn with a stroke in print, which Word leaves out.
    assert parts == [mark.replace("هـ", "ه") for mark in numbers.subparagraphs.values()]
    headings = [line for line in file.lines if line.look.outline is not None and not line.contents]
    shown = [
        f"{line.label} {''.join(each.words for each in line.stretches)}".strip()
        for line in headings
    ]
    assert [" ".join(each.split()) for each in shown] == [
        " ".join(f"{heading.number} {heading.title}".split())
        for heading in numbers.headings.values()
    ]


def test_no_run_from_right_to_left_holds_words_from_left_to_right():
    words = "انظر A/66/77-E/2011/103، Internet Society (ISOC) في 14 أيار/مايو: E/2010/CRP.4."
    table = Table("t", words, ("أ", "Written"), ((words, 1100),), notes=(TableNote(words),))
    section = Section("s", words, (paragraph("p", words), table))
    document = Document("ar", words, subtitle=words, sections=(section,), contents=True)
    body = word_part(render(document), "word/document.xml")
    said: dict[bool, list[str]] = {True: [], False: []}
    for run in body.iter(f"{W}r"):
        from_right = run.find(f"{W}rPr/{W}rtl") is not None
        said[from_right] += [each.text for each in run.iter(f"{W}t")]

    assert [each for each in said[True] if re.search("[A-Za-z]", each)] == []
    for name in ("A/66/77-E/2011/103", "Internet Society (ISOC)", "E/2010/CRP.4"):
        assert said[False].count(name) == 8
    lines = ["".join(each.text for each in p.iter(f"{W}t")) for p in body.iter(f"{W}p")]
    assert sum(words in line for line in lines) == 8


def test_signs_among_words_from_right_to_left_stay_in_their_run():
    for words in ("قالوا «نعم»، ثم لا", "نحو 5° و3 × 4", "½ المشاركين · §2"):
        assert markup.wording(words, "ar") == markup.run(markup.text(words), "ar")


def test_a_reference_is_a_field_that_follows_what_it_names():
    body = word_part(render(rich()), "word/document.xml")
    names = {each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")}
    asked = [each.text.split() for each in body.iter(f"{W}instrText") if "REF" in each.text]

    # paragraph 1; 1 (b) (ii); I.A; table 2; figure II; the footnote, and its mark once more.
    assert len(asked) == 1 + 3 + 2 + 1 + 1 + 2
    assert {words[1] for words in asked} <= names
    assert [words[0] for words in asked].count("NOTEREF") == 2


def test_asterisk_notes_are_footnotes_whose_mark_is_given():
    file = read(render(rich()))
    marked = {note.mark: note.lines[0].words for note in file.notes.values()}

    assert marked == {
        "*": "A/66/50.",
        "**": "E/2011/100.",
        "***": "Submitted late.",
        "": "See the annex.",
        "a": "A letter.",
    }


def test_the_masthead_stands_in_the_header_of_the_first_page():
    file = render(report())
    first = word_part(file, "word/header1.xml")

    assert [t.text for t in first.iter(f"{W}t")] == [
        "A/66/77-E/2011/103",
        *("General Assembly", "Trusteeship Council", "Economic and Social Council"),
        *("Distr.: General", "4 May 2011", "Original: English"),
    ]
    [section] = word_part(file, "word/document.xml").iter(f"{W}sectPr")
    assert section.find(f"{W}titlePg") is not None
    assert [each.get(f"{W}type") for each in section.iter(f"{W}headerReference")] == [
        "first",
        "default",
        "even",
    ]


def test_a_table_has_a_heading_row_and_a_figure_a_text_alternative():
    body = word_part(render(rich()), "word/document.xml")

    tables = [t for t in body.iter(f"{W}tbl") if values(t, "tblStyle") == ["ReportTable"]]
    assert [len(list(table.iter(f"{W}tblHeader"))) for table in tables] == [1, 1, 2]
    drawn = [each.get("descr") for each in body.iter() if str(each.tag).endswith("}docPr")]
    assert drawn == ["A grey square.", "A blue rectangle."]


def test_words_in_another_language_say_so():
    body = word_part(render(arabic()), "word/document.xml")
    spoken = {
        "".join(t.text or "" for t in run.iter(f"{W}t")): lang.get(f"{W}val")
        for run in body.iter(f"{W}r")
        for lang in run.iter(f"{W}lang")
    }

    assert spoken == {"\u200e14 December 2010\u200e": "en-GB"}


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
    running = word_part(render(report()), "word/header2.xml")

    assert values(body, "pStyle")[0] == "DraftMark"
    assert [t.text for t in running.iter(f"{W}t")] == [
        "A/66/77-E/2011/103",
        "Draft: contributions are still open",
    ]


@pytest.mark.parametrize(
    ("document", "odd", "even"), [(report(), "right", "left"), (arabic(), "left", "right")]
)
def test_symbol_and_number_stand_at_the_outer_edge_of_a_leaf(document, odd, even):
    file = render(document)

    assert len(values(word_part(file, "word/settings.xml"), "evenAndOddHeaders")) == 1
    assert values(word_part(file, "word/header2.xml"), "jc") == [odd]
    assert values(word_part(file, "word/footer1.xml"), "jc") == [odd]
    assert values(word_part(file, "word/header3.xml"), "jc") == [even]
    assert values(word_part(file, "word/footer2.xml"), "jc") == [even]


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_the_title_of_an_annex_stands_under_its_number(language):
    body = word_part(render(rich(language)), "word/document.xml")
    styles = f"{W}pPr/{W}pStyle"
    [first, second] = [
        each
        for each in body.iter(f"{W}p")
        if each.find(styles) is not None and each.find(styles).get(f"{W}val") == "AnnexHeading"
    ]

    for heading in (first, second):
        told = [each.tag.removeprefix(W) for each in heading.iter(f"{W}br", f"{W}t")]
        assert told == (["t", "br", "t"] if language == "ar" else ["br", "t"])


def test_an_issued_document_bears_none():
    file = render(saying("words"))

    assert "DraftMark" not in values(word_part(file, "word/document.xml"), "pStyle")
    assert [t.text for t in word_part(file, "word/header2.xml").iter(f"{W}t")] == []


def test_arabic_paragraphs_and_tables_run_from_right_to_left():
    body = word_part(render(arabic()), "word/document.xml")
    paragraphs = list(body.iter(f"{W}p"))

    assert all(p.find(f"{W}pPr/{W}bidi") is not None for p in paragraphs)
    assert body.find(f"{W}body/{W}sectPr/{W}bidi") is not None
    # The table of the report, and the one that holds the session beside the agenda.
    assert len(list(body.iter(f"{W}bidiVisual"))) == len(list(body.iter(f"{W}tbl"))) == 2
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


def test_what_stands_before_the_first_section_is_there_and_a_heading_may_bear_no_number():
    document = Document(
        "en",
        "Title",
        blocks=(paragraph("before", "First words."),),
        sections=(
            Section("loose", "Loose", (paragraph("p", "Two."),), numbered=False),
            Section("counted", "Counted", (paragraph("q", "Three."),)),
        ),
    )

    found = in_docx(docx.render(document, created=CREATED))

    assert found.paragraphs == {1: "1. First words.", 2: "2. Two.", 3: "3. Three."}
    assert found.headings == ["Loose", "I. Counted"]


def test_the_session_prints_bold_and_where_and_when_it_is_held_light():
    file = read(render(report()))
    look = ("session", "sessionplace", "agendaitem")
    session = [(line.words, line.look.bold) for line in file.lines if line.look.is_(*look)]

    assert session == [
        ("Sixty-sixth session", True),
        ("Item 17", False),
        ("Substantive session of 2011", True),
        ("Geneva, 4-29 July 2011", False),
        ("Item 13 (b)", False),
    ]


def test_the_summary_stands_in_a_box_that_is_no_table():
    file = render(report())
    [box] = [
        table
        for table in word_part(file, "word/document.xml").iter(f"{W}tbl")
        if values(table, "tblStyle") == ["SummaryBox"]
    ]
    lines = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in box.iter(f"{W}p")]

    assert lines == ["Summary", "In short."]
    assert said_outside_of_tables(file, "In short.")


def test_a_box_of_one_cell_that_somebody_else_drew_is_no_table_either():
    editing = Edited(render(report()))
    for style in list(editing.body.iter(f"{W}tblStyle")):
        if style.get(f"{W}val") == "SummaryBox":
            style.getparent().remove(style)

    assert said_outside_of_tables(editing.saved(), "In short.")


def said_outside_of_tables(file: bytes, words: str) -> bool:
    return words in [each.words for each in read(file).blocks if isinstance(each, Line)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_of_headings_hang_in_the_margin(language):
    file = render(rich(language))
    hung = f'w:left="0" w:hanging="{HANG}"'.encode()
    with ZipFile(BytesIO(file)) as parts:
        styles, lists = parts.read("word/styles.xml"), parts.read("word/numbering.xml")

    # Word counts them, but in Arabic their numbers are words before a tab.
    assert (hung in styles) == (language == "ar")
    assert lists.count(hung) == 2 * 5  # those of the body, those of an annex

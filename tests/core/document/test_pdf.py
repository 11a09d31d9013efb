from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pypdf
import pytest

from rapporteur.core.document import pdf
from rapporteur.core.document.numbering import number
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import (
    Document,
    Emphasis,
    Paragraph,
    Section,
    Span,
    Table,
    TableNote,
    Text,
)
from tests.core.document.readers import in_pdf
from tests.factories.document import arabic, paragraph, report, saying

CREATED = datetime(2011, 5, 4, 12, 0, tzinfo=UTC)

needs_noto = pytest.mark.skipif(
    not all(folder.is_dir() for folder in pdf.FONT_FOLDERS),
    reason="fonts-noto-core and fonts-noto-cjk are not installed",
)


def render(document: Document, **asked) -> bytes:
    return pdf.render(document, created=CREATED, **asked)


def fonts(file: bytes) -> set[str]:
    pages: Any = pypdf.PdfReader(BytesIO(file)).pages
    return {
        font.get_object()["/BaseFont"].split("+")[1]
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    }


def test_it_claims_pdf_a_2a_and_pdf_ua_1_and_names_itself():
    reader: Any = pypdf.PdfReader(BytesIO(render(report())))
    metadata = reader.xmp_metadata.stream.get_data().decode()

    for claim in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
        assert metadata.count(claim) == 1
    assert reader.metadata.title == "Enhanced cooperation"
    assert reader.metadata.creation_date == CREATED
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_same_document_at_the_same_time_is_the_same_file():
    assert render(report()) == render(report())


def test_the_draft_mark_is_on_every_page_and_goes_with_the_issue():
    long = report(
        summary=tuple(paragraph(f"n{n}", "Words. " * 200, numbered=False) for n in range(9))
    )
    pages = in_pdf(render(long))
    mark = str(long.draft_mark)

    assert len(pages) > 4
    assert [page.count(mark) for page in pages] == [1] * len(pages)
    assert sum("Draft" in page for page in in_pdf(render(report(draft_mark=None)))) == 0


def test_the_symbol_is_on_every_page_or_on_none():
    pages = in_pdf(render(report()))

    assert [page.count("A/66/77-E/2011/103") for page in pages] == [1] * len(pages)


@needs_noto
@pytest.mark.parametrize(
    ("words", "named"),
    [("fine \U0001f600 day", "“😀” (U+1F600)"), ("\ue000", "(U+E000)"), ("a\u0378", "(U+0378)")],
)
def test_a_character_without_a_glyph_is_refused_by_name(words, named):
    with pytest.raises(DocumentProblem) as refused:
        render(saying(words))

    assert str(refused.value).startswith("No installed font has a glyph for ")
    assert str(refused.value).count(f"{named}, which stands in “{words}”.") == 1


@needs_noto
def test_every_script_gets_a_face_that_was_made_for_it():
    file = render(saying("Enhanced Усиление تعزيز 加强"))

    assert {font.split("-")[0] for font in fonts(file)} == {
        "NotoSerif",
        "NotoNaskhArabic",
        "NotoSerifCJKsc",
    }


@needs_noto
def test_italics_are_italic():
    words = Paragraph("p", (Text("inter alia", Emphasis.ITALIC), Text(" and upright")))
    document = Document("en", "Title", sections=(Section("s", "Section", (words,)),))

    assert {font for font in fonts(render(document)) if "Italic" in font} != set()


@needs_noto
def test_arabic_italics_are_bold():
    words = Paragraph("p", (Text("نص", Emphasis.ITALIC),))
    document = Document("ar", "ت", sections=(Section("s", "ق", (words,)),))

    assert {font for font in fonts(render(document)) if "Italic" in font} == set()


def test_without_noto_latin_is_set_in_the_face_that_typst_brings():
    file = render(report(), font_folders=())

    assert {font.split("-")[0] for font in fonts(file)} == {"LibertinusSerif"}


@pytest.mark.parametrize(
    ("document", "package"),
    [(arabic(), "fonts-noto-core"), (saying("加强", "zh"), "fonts-noto-cjk")],
)
def test_without_noto_a_script_that_needs_it_is_refused_with_the_package(document, package):
    with pytest.raises(DocumentProblem, match=f"Install the package {package}"):
        render(document, font_folders=())


def test_without_noto_no_monospaced_font_stands_in():
    with pytest.raises(DocumentProblem, match=r"glyph for “.” .* stands in “تعزيز”"):
        render(saying("تعزيز"), font_folders=())


def test_a_font_that_typst_does_not_know_is_refused_and_not_replaced(monkeypatch):
    monkeypatch.setattr(pdf, "_choose", lambda *_: ["No Such Font", pdf.LATIN])

    with pytest.raises(DocumentProblem, match="unknown font family: no such font"):
        render(saying("words"))


@pytest.mark.parametrize("language", ["fr", "es", "ru"])
def test_other_languages_print(language):
    [page] = in_pdf(render(saying("1 000 « œ ñ Ж »", language)))

    assert page.count("1. 1 000 « œ ñ Ж »") == 1


def test_a_long_and_wide_table_prints_every_cell():
    table = Table(
        "t",
        "Themes by sector",
        ("Theme", *(f"Sector {n}" for n in range(9))),
        tuple((f"Theme {row}", *(1000 * row + n for n in range(9))) for row in range(60)),
    )
    pages = in_pdf(render(Document("en", "T", sections=(Section("s", "S", (table,)),))))
    whole = " ".join(pages)

    assert len(pages) > 1
    # The head is repeated on every page that the table reaches.
    assert sum("Sector 8" in page for page in pages) == len(pages)
    for row in range(60):
        cells = " ".join(f"{1000 * row + n:,}" for n in range(9))
        assert whole.count(f"Theme {row} {cells} ") + whole.endswith(cells) >= 1


def long_table(language: str, **about: Any) -> Table:
    words = {"ar": "المساهم ١٢", "zh": "撰稿人"}.get(language, "Contributor Ж")
    rows: list[tuple[Any, ...]] = [(f"{words} {n}", 1000 * n, words, "–") for n in range(240)]
    return Table("t", "Contributors", ("Name", "Sent", "Theme", "What"), tuple(rows), **about)


def plain_table(language: str) -> Table:
    return long_table(language, total=("Total", 1, "", ""))


def crowded_table(language: str) -> Table:
    rows = [(f"Theme {row}", *(1000 * row + n for n in range(9))) for row in range(240)]
    return Table("t", "Themes", ("Theme", *(f"Sector {n}" for n in range(9))), tuple(rows))


def uneven_table(language: str) -> Table:
    """Some cells take two lines, in each way in which they may."""
    table = long_table(language)
    rows = list(table.rows)
    rows[30] = (rows[30][0], 1, "Theme", "words that go on and on " * 4)
    rows[60] = (rows[60][0], 1, "W" * 27, "M" * 27)  # more room than so many letters get
    rows[90] = (rows[90][0], 1, (Text("words that stand out " * 4, Emphasis.BOLD),), "What")
    rows[100] = ("What comes now", "", "", "")
    rows[111], rows[112] = ("", 1, "Theme", "What"), ("", 1, "Theme", "What")
    return replace(
        table,
        rows=tuple(rows),
        spans=(Span(100, 0, columns=4), Span(110, 0, rows=3)),
        notes=(TableNote("Late.", 120, 1),),
    )


def in_a_section(table: Table, language: str) -> Document:
    return Document(language, "T", sections=(Section("s", "S", (table,)),))


def in_the_summary(table: Table, language: str) -> Document:
    return Document(language, "T", summary=(table,), sections=(Section("s", "S", ()),))


@needs_noto
@pytest.mark.parametrize(
    ("make", "language", "place"),
    [
        (plain_table, "en", in_a_section),
        (plain_table, "ar", in_a_section),
        (plain_table, "zh", in_a_section),
        (crowded_table, "en", in_a_section),
        (crowded_table, "ar", in_a_section),
        (uneven_table, "en", in_a_section),
        (uneven_table, "en", in_the_summary),
    ],
)
def test_a_long_table_is_as_if_every_row_had_been_laid_out_for_its_height(
    monkeypatch, make, language, place
):
    document = place(make(language), language)
    quick = render(document)
    monkeypatch.setattr(pdf, "_LONG_TABLE", len(plain_table(language).rows) + 1)

    assert quick == render(document)


def test_a_long_table_is_measured_in_stretches_of_rows_that_may_take_one_line():
    document = in_a_section(uneven_table("en"), "en")
    [_heading, table] = pdf._content(document, number(document))["items"]

    told = [(each["rows"], len(each["columns"])) for each in table["stretches"]]
    whole = [(30, 4), (1, 0), (59, 4), (1, 0), (9, 4), (1, 0), (9, 4), (3, 0), (7, 4), (1, 0)]
    assert told == [*whole, (100, 4), (19, 4)]

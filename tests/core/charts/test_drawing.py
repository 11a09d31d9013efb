"""Charts as drawn: whole, self-contained, legible without colour, from either side."""

import re
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree

from rapporteur.core.charts.drawing import figure, png, svg, table
from rapporteur.core.charts.patterns import INKS, SVG
from rapporteur.core.charts.problem import ChartProblem
from rapporteur.core.charts.spec import Kind, Series
from rapporteur.core.charts.words import alternative
from rapporteur.core.document.forms import FORMS, Setting, render
from rapporteur.core.document.pdf import FONT_FOLDERS
from rapporteur.core.document.tree import Document, Section
from tests.core.charts.examples import tally

pytest.importorskip("vl_convert")
pytestmark = pytest.mark.skipif(
    not all(folder.is_dir() for folder in FONT_FOLDERS), reason="the Noto fonts are not there"
)


def texts(drawing):
    return ["".join(each.itertext()) for each in drawing.iter(f"{SVG}text")]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_every_kind_is_drawn_whole_in_each_script(kind, language):
    chart = tally(kind, language)
    drawn = svg(chart)
    drawing = etree.fromstring(drawn.encode())
    shown = "".join("".join(texts(drawing)).split()).replace("\u2067", "").replace("\u2069", "")
    for name in (*chart.categories, *(each.name for each in chart.series[1:])):
        assert "".join(name.split()) in shown
    assert drawing.get("lang") == language
    assert drawing.findtext(f"{SVG}title") == chart.title
    assert drawing.findtext(f"{SVG}desc") == alternative(chart)
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "").replace(
        "http://www.w3.org/1999/xlink", ""
    )


def test_the_figures_of_an_arabic_chart_are_of_the_face_that_has_them():
    drawing = etree.fromstring(svg(tally(Kind.BAR, "ar")).encode())
    faces = {
        "".join(each.itertext()).strip("\u2067\u2069"): each.get("font-family", "").split(",")[0]
        for each in drawing.iter(f"{SVG}text")
    }

    assert {faces[figure] for figure in ("0", "10", "32")} == {"Noto Serif"}
    assert faces["الحكومات"] == "Noto Naskh Arabic"


def test_a_picture_is_made():
    assert png(tally(Kind.BAR)).startswith(b"\x89PNG\r\n")


def luminance(ink):
    parts = [int(ink[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ink", INKS)
def test_every_ink_stands_out_from_paper(ink):
    assert 1.05 / (luminance(ink) + 0.05) >= 3


def test_bars_are_told_apart_by_patterns():
    drawn = svg(tally(Kind.STACKED))
    fills = re.findall(r'fill="url\(#(fill-\d)\)"', drawn)
    assert set(fills) == {"fill-0", "fill-1", "fill-2"}
    assert set(fills) == set(re.findall(r'<pattern[^>]* id="(fill-\d)"', drawn))


def bars(chart):
    """Where bars begin and end, from left to right."""
    found = re.findall(r'd="M([\d.]+),[^"]*?h(-?[\d.]+)v[^"]*" fill="url', svg(chart))
    return [(float(start), float(start) + float(width)) for start, width in found]


def test_bars_grow_from_the_side_where_reading_begins():
    left = {round(start) for start, _end in bars(tally(Kind.BAR))}
    right = {round(end) for _start, end in bars(tally(Kind.BAR, "ar"))}
    assert (left, right) == ({0}, {420})


def test_markup_in_a_name_is_words():
    name = '<script>alert("1")</script>&amp;'
    drawn = svg(tally(Kind.BAR, title=name, categories=(name, "b", "c", "d")))
    drawing = etree.fromstring(drawn.encode())
    assert "script" not in {etree.QName(each).localname for each in drawing.iter(etree.Element)}
    assert drawing.findtext(f"{SVG}title") == name


def test_what_breaks_expressions_is_words():
    name = "\\n'); datum.v //\\u0041"
    assert name in svg(tally(Kind.BAR, categories=(name, "b", "c", "d"))).replace("&#39;", "'")


def test_negative_values_are_drawn_to_the_other_side():
    drawn = svg(tally(Kind.BAR, series=(Series("s", (-5, 3, 0, None)),)))
    assert "−5" in drawn


def test_a_character_that_no_font_has_is_named():
    with pytest.raises(ChartProblem, match=r"U\+13000"):
        svg(tally(Kind.BAR, title="\U00013000"))


def test_a_font_that_is_not_there_is_asked_for_by_name(tmp_path):
    with pytest.raises(ChartProblem, match="apt install fonts-noto-core"):
        svg(tally(Kind.BAR), font_folders=(tmp_path,))


def test_the_figures_are_a_table_and_the_chart_a_figure_of_a_document():
    chart = tally(series=(Series("s", (1, None, 2.5, 4)), Series("t", (1, 2, 3, 4))))
    held = table(chart, "t1")
    assert held.header == ("contributions", "s", "t")
    assert [row[1] for row in held.rows] == [1, "–", "2.5", 4]
    drawn = figure(chart, "f1")
    assert (drawn.id, drawn.alternative) == ("f1", alternative(chart))
    drawing = etree.fromstring(drawn.image.content)
    assert chart.title not in texts(drawing)  # it is the caption
    assert chart.title in texts(etree.fromstring(svg(chart).encode()))


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_a_chart_stands_in_every_form_of_a_document_with_its_text_alternative(language):
    chart = tally(language=language)
    blocks = (figure(chart, "f1"), table(chart, "t1"))
    document = Document(language, "Report", sections=(Section("s", "Tally", blocks),))
    made = {
        form: render(document, form, Setting(datetime(2030, 1, 1, tzinfo=UTC))) for form in FORMS
    }

    with pikepdf.open(BytesIO(made.pop("pdf"))) as file:
        assert alternatives(file.Root.StructTreeRoot) == [alternative(chart)]
    for form in ("docx", "epub"):
        with ZipFile(BytesIO(made[form])) as parts:
            made[form] = b"".join(map(parts.read, parts.namelist()))
    for form, content in made.items():
        words = unescape(content.decode("utf-8", "replace")).replace("\\", "")
        assert (form, " ".join(words.split()).count(alternative(chart)) > 0) == (form, True)


def alternatives(node: Any) -> list[str]:
    """What the figures of a PDF say in place of their pictures."""
    if not isinstance(node, pikepdf.Dictionary):
        return []
    inside: Any = node.get("/K", [])
    held = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
    own = [str(node.Alt)] if node.get("/S") == "/Figure" and "/Alt" in node else []
    return own + [found for each in held for found in alternatives(each)]


@pytest.mark.parametrize(
    ("language", "thousand", "value"),
    [("en", "1,000", "3,500"), ("es", "1.000", "3.500"), ("fr", "1\u00a0000", "3\u00a0500")],
)
def test_the_axis_writes_its_numbers_as_the_bars_do(language, thousand, value):
    chart = tally(Kind.BAR, language, categories=("a", "b"), series=(Series("s", (3500, 7000)),))
    shown = texts(etree.fromstring(svg(chart).encode()))
    assert (shown.count(thousand), shown.count(value)) == (1, 1)

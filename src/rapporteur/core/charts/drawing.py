"""The chart drawn: SVG and PNG, offline. Needs the extra `charts` (vl-convert)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

from rapporteur.core.charts.finishing import finished
from rapporteur.core.charts.problem import ChartProblem
from rapporteur.core.charts.spec import Chart
from rapporteur.core.charts.vegalite import vega_lite
from rapporteur.core.charts.words import alternative, written
from rapporteur.core.document.pdf import FONT_FOLDERS
from rapporteur.core.document.tree import SVG, Figure, Image, Table
from rapporteur.core.fonts import LATIN, NEEDED, PACKAGES, fonts_in, in_order, undisplayed

PNG_SCALE = 2.0
"""Pixels per point, so that print and screens of fine resolution are sharp."""

VEGA_LITE = "5.20"
"""The version of Vega-Lite that the specification is written in."""

# Every character of the chart, set as Typst sets it, since Vega never says that a glyph is missing.
_ALL = "#set text(font: json(bytes(sys.inputs.fonts)), fallback: false)\n#sys.inputs.words"


def svg(chart: Chart, font_folders: tuple[Path, ...] = FONT_FOLDERS, *, titled: bool = True) -> str:
    """The chart as SVG, which runs nothing and fetches nothing; it holds its text alternative.

    titled: whether the title is drawn; a figure of a document has it as its caption.
    Raises ChartProblem where a font or a glyph is missing, or the extra is not installed.
    """
    fonts = _fonts(chart, font_folders)
    specified = vega_lite(chart, fonts)
    if not titled:
        del specified["title"]
    convert = _vl_convert(font_folders)
    drawn = str(convert.vegalite_to_svg(specified, vl_version=VEGA_LITE))
    return finished(drawn, chart, fonts)


def png(chart: Chart, font_folders: tuple[Path, ...] = FONT_FOLDERS) -> bytes:
    """The chart as PNG. Raises ChartProblem as `svg` does."""
    drawn = svg(chart, font_folders)
    return bytes(_vl_convert(font_folders).svg_to_png(drawn, scale=PNG_SCALE))


def table(chart: Chart, identifier: str) -> Table:
    """The figures of the chart as a table of a document; a dash where there is none."""
    return Table(
        identifier,
        chart.title,
        (chart.unit, *(each.name for each in chart.series)),
        tuple(
            (category, *(_cell(each.values[place], chart.language) for each in chart.series))
            for place, category in enumerate(chart.categories)
        ),
    )


def figure(chart: Chart, identifier: str, font_folders: tuple[Path, ...] = FONT_FOLDERS) -> Figure:
    """The chart as a figure of a document, with its text alternative."""
    image = Image(SVG, svg(chart, font_folders, titled=False).encode())
    return Figure(identifier, chart.title, alternative(chart), image)


def _cell(value: float | int | None, language: str) -> str | int:
    if value is None:
        return "–"
    return int(value) if value == int(value) else written(value, language)


def _fonts(chart: Chart, folders: tuple[Path, ...]) -> list[str]:
    """The families for the chart; every character of it has a glyph in one of them."""
    fonts, families = fonts_in(folders)
    for needed in (LATIN, NEEDED.get(chart.language, LATIN)):
        if needed not in families:
            raise ChartProblem(
                f"The font {needed} is not installed, and without it this chart cannot be drawn. "
                f"On Debian or Ubuntu: apt install {PACKAGES[needed]}."
            )
    # The language's own first: what comes after it, whoever draws the SVG chooses for itself.
    own = NEEDED.get(chart.language, LATIN)
    order = sorted(in_order(chart.language, families), key=lambda family: family != own)
    names = " ".join((chart.title, chart.unit, *chart.categories, *(s.name for s in chart.series)))
    missing = _without_glyph(fonts, tuple(order), "".join(sorted(set(names))))
    if missing:
        codes = ", ".join(f"U+{ord(sign):04X}" for sign in missing)
        raise ChartProblem(
            f"No installed font has a glyph for “{missing}” ({codes}), which stands in the chart. "
            "Write it otherwise, or install a font that has it."
        )
    return order


def _without_glyph(fonts: typst.Fonts, families: tuple[str, ...], signs: str) -> str:
    compiler = typst.Compiler(_ALL.encode(), font_paths=fonts, ignore_system_fonts=True)
    words = " ".join(signs)
    inputs = {"fonts": json.dumps(families), "words": words}
    try:
        _made, warnings = compiler.compile_with_warnings(
            format="pdf", sys_inputs=inputs, pdf_standards=["a-2b"]
        )
    except typst.TypstError as error:
        return undisplayed(error.message) or signs
    return "".join(undisplayed(warning.message) for warning in warnings)


@cache
def _vl_convert(folders: tuple[Path, ...]) -> Any:
    try:
        import vl_convert
    except ImportError:
        raise ChartProblem(
            "Charts need the extra “charts”. Install it: pip install 'rapporteur[charts]'."
        ) from None
    for folder in folders:
        if folder.is_dir():
            vl_convert.register_font_directory(str(folder))
    return vl_convert

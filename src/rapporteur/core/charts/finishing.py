"""What Vega does not draw: patterns, a key that reads from either side, and the words for whoever
hears the chart."""

from lxml import etree

from rapporteur.core.charts.patterns import DASHES, INKS, SVG, fill, patterns
from rapporteur.core.charts.spec import Chart, Kind
from rapporteur.core.charts.words import alternative
from rapporteur.core.document.words import direction
from rapporteur.core.fonts import ARABIC, LATIN
from rapporteur.core.text.languages import has_from_right

_LINE = 20  # the height of a line of the key
_MARGIN = 12
_SWATCH = 14
_GAP = 8
_RLI, _PDI = "\u2067", "\u2069"

_SHAPES = (  # the points of Vega, 12 wide, around 0, 0
    "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z", "M-5.3-5.3h10.6v10.6h-10.6z", "M0-6L6 5H-6Z",
    "M0-7L6 0L0 7L-6 0Z", "M-6-2h4v-4h4v4h4v4h-4v4h-4v-4h-4z", "M0 6L6-5H-6Z", "M6 0L-5-6V6Z",
    "M-6 0L5-6V6Z",
)  # fmt: skip


def finished(drawn: str, chart: Chart, fonts: list[str]) -> str:
    """The drawing of Vega, finished: an SVG that is whole in itself."""
    drawing = etree.fromstring(drawn.encode())
    for element in drawing.iter(etree.Element):  # Vega's own names for what it draws
        for name in ("class", "role", "aria-label", "aria-roledescription", "aria-hidden"):
            element.attrib.pop(name, "")
    drawing.set("role", "img")
    drawing.set("lang", chart.language)
    several = len(chart.series) > 1
    if chart.kind not in (Kind.LINE, Kind.DOT):
        fill(drawing, len(chart.series))
    if several:
        _add_key(drawing, chart, fonts)
    if fonts[0] == ARABIC:
        # It has no figures: a browser goes on to the next face of the list, what makes the PNG
        # takes any that it finds.
        for text in drawing.iter(f"{SVG}text"):
            if not has_from_right(text.text or ""):
                text.set("font-family", ", ".join([LATIN, *fonts, "serif"]))
    defined = etree.Element(f"{SVG}defs")
    defined.extend(patterns(len(chart.series)))
    for place, (name, words) in enumerate((("title", chart.title), ("desc", alternative(chart)))):
        said = etree.Element(f"{SVG}{name}")
        said.text = words
        drawing.insert(place, said)
    drawing.insert(2, defined)
    return etree.tostring(drawing, encoding="unicode")


def _add_key(drawing: etree._Element, chart: Chart, fonts: list[str]) -> None:
    """A line for each series below the chart, at the side where reading begins."""
    width, height = float(drawing.get("width", "0")), float(drawing.get("height", "0"))
    taller = height + _LINE * len(chart.series) + _MARGIN
    drawing.set("height", f"{taller:g}")
    drawing.set("viewBox", f"0 0 {width:g} {taller:g}")
    ground = drawing.find(f".//{SVG}rect")
    if ground is not None:
        ground.set("height", f"{taller:g}")
    rtl = direction(chart.language) == "rtl"
    key = etree.SubElement(
        drawing, f"{SVG}g", {"font-family": ", ".join([*fonts, "serif"]), "font-size": "12"}
    )
    for place, series in enumerate(chart.series):
        y = height + _LINE * place + _LINE / 2
        inset = _MARGIN + (_SWATCH if chart.kind is Kind.LINE else _SWATCH / 2)
        x = width - inset if rtl else inset
        key.append(_swatch(chart.kind, place, x, y))
        beside = x - _SWATCH / 2 - _GAP if rtl else x + _SWATCH / 2 + _GAP
        if chart.kind is Kind.LINE:
            beside += -_SWATCH if rtl else _SWATCH
        text = etree.SubElement(
            key,
            f"{SVG}text",
            {
                "x": f"{beside:g}",
                "y": f"{y + 4:g}",
                "text-anchor": "end" if rtl else "start",
                "fill": "#1a1a1a",
            },
        )
        text.text = f"{_RLI}{series.name}{_PDI}" if rtl else series.name


def _swatch(kind: Kind, place: int, x: float, y: float) -> etree._Element:
    ink, at = INKS[place], f"translate({x:g},{y:g})"
    group = etree.Element(f"{SVG}g", {"transform": at})
    if kind is Kind.LINE:
        dashes = " ".join(map(str, DASHES[place])) if place else "none"
        etree.SubElement(
            group,
            f"{SVG}path",
            {"d": "M-14 0H14", "stroke": ink, "stroke-width": "2", "stroke-dasharray": dashes},
        )
    if kind in (Kind.LINE, Kind.DOT):
        etree.SubElement(group, f"{SVG}path", {"d": _SHAPES[place], "fill": ink})
    else:
        half = _SWATCH / 2
        etree.SubElement(
            group,
            f"{SVG}rect",
            {
                "x": f"{-half:g}",
                "y": f"{-half:g}",
                "width": f"{_SWATCH:g}",
                "height": f"{_SWATCH:g}",
                "fill": f"url(#fill-{place})",
                "stroke": ink,
            },
        )
    return group

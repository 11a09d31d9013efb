"""The chart as a specification of Vega-Lite.

Bars and dots lie across, so that long names are read without turning the head. In Arabic the names
stand at the right and the values grow to the left; a line runs from right to left.
"""

from typing import Any

from rapporteur.core.charts.patterns import DASHES, INKS, POINTS
from rapporteur.core.charts.spec import Chart, Kind
from rapporteur.core.charts.words import written
from rapporteur.core.document.words import direction
from rapporteur.core.text.numbers import figures

WIDTH, WIDEST = 420, 700
_ROW = {Kind.BAR: 26, Kind.DOT: 26, Kind.STACKED: 26}
_NAME = 30  # characters of a name before it is broken
_CHARACTER, _BETWEEN = 7, 12  # pixels: of a character under a line, and between two names there
_TITLE = 56
_BROKEN = {"expr": "split(datum.label, '\\n')"}
_INK, _RULE, _GRID = "#1a1a1a", "#595959", "#d9d9d9"
_RLI, _PDI = "\u2067", "\u2069"


def vega_lite(chart: Chart, fonts: list[str]) -> dict[str, Any]:
    """The specification, with its figures inside; it refers to nothing elsewhere."""
    rtl = direction(chart.language) == "rtl"
    font = ", ".join([*fonts, "serif"])
    names = [_turned(each.name, rtl) for each in chart.series]
    line = chart.kind is Kind.LINE
    base = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "padding": 10,
        "width": _under(chart)[0],
        "height": 240 if line else {"step": _step(chart)},
        "title": {
            "text": [_turned(each, rtl) for each in _lines(chart.title, _TITLE, chart.language)],
            "anchor": "end" if rtl else "start",
            "fontSize": 15,
            "offset": 14,
            "frame": "bounds",
        },
        "data": {"values": _rows(chart, names, rtl)},
        "config": {
            "font": font,
            "view": {"stroke": None},
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "labelColor": _INK,
                     "titleColor": _INK, "gridColor": _GRID, "domainColor": _RULE,
                     "tickColor": _RULE, "labelLimit": 0, "titleFontWeight": "normal",
                     "labelPadding": 6, "titlePadding": 10},
            "title": {"color": _INK, "fontWeight": "bold"},
        },
    }  # fmt: skip
    return {**base, "layer": _layers(chart, names, rtl)}


def _step(chart: Chart) -> Any:
    return 17 if chart.kind is Kind.GROUPED else _ROW.get(chart.kind, 26)


def _under(chart: Chart) -> tuple[int, int | None]:
    """How wide the drawing is, and how many characters of a name have room under each point of a
    line; None where not all names have: then some are left out, as of sixty days."""
    if chart.kind is not Kind.LINE:
        return WIDTH, None
    longest = max(len(word) for each in chart.categories for word in each.split() or [""])
    if chart.language == "zh":
        longest = 8  # four characters, each as wide as two: a name is broken between any
    many = len(chart.categories)
    width = max(WIDTH, many * (longest * _CHARACTER + _BETWEEN))
    if width > WIDEST:
        return WIDTH, None
    return width, (width // many - _BETWEEN) // _CHARACTER


def _categories(chart: Chart, rtl: bool) -> list[str]:
    """The names of the categories, broken into lines."""
    room = _under(chart)[1] or _NAME
    return [
        "\n".join(_turned(line, rtl) for line in _lines(name, room, chart.language))
        for name in chart.categories
    ]


def _rows(chart: Chart, names: list[str], rtl: bool) -> list[dict[str, Any]]:
    rows = []
    for place, name in enumerate(_categories(chart, rtl)):
        for order, (series, series_name) in enumerate(zip(chart.series, names, strict=True)):
            value = series.values[place]
            if value is not None:
                shown = written(value, chart.language)
                rows.append({"c": name, "s": series_name, "v": value, "w": shown, "o": order})
    return rows


def _layers(chart: Chart, names: list[str], rtl: bool) -> list[dict[str, Any]]:
    order = list(dict.fromkeys(_categories(chart, rtl)))
    several = len(chart.series) > 1
    category = {
        "field": "c",
        "type": "ordinal" if chart.kind is Kind.LINE else "nominal",
        "sort": order,
        "title": None,
        "scale": {"domain": order},
        "axis": {"labelExpr": _BROKEN["expr"], "orient": "right" if rtl else "left"},
    }
    value = {
        "field": "v",
        "type": "quantitative",
        "title": _turned(chart.unit, rtl) or None,
        "scale": {"reverse": rtl, "zero": chart.kind is not Kind.LINE, "nice": True},
        "axis": {"labelExpr": _axis_numbers(chart), "tickCount": 5, **_whole(chart)},
        "stack": "zero" if chart.kind is Kind.STACKED else None,
    }
    inks = {"domain": names, "range": list(INKS[: len(names)])}
    by_series = {"field": "s", "type": "nominal", "sort": names, "legend": None}
    colour: dict[str, Any] = {**by_series, "scale": inks}
    if not several:
        colour = {"value": INKS[0]}
    if chart.kind is Kind.LINE:
        all_fit = _under(chart)[1] is not None
        return _line(category, value, colour, names, several, rtl, all_fit)
    if chart.kind is Kind.DOT:
        points = {"domain": names, "range": list(POINTS[: len(names)])}
        shape = {**by_series, "scale": points}
        point = {"type": "point", "filled": True, "size": 90, "opacity": 1}
        encoding = {"y": category, "x": value, "color": colour}
        return [{"mark": point, "encoding": encoding | ({"shape": shape} if several else {})}]
    encoding = {"y": category, "x": value, "color": colour}
    if chart.kind is Kind.GROUPED:
        encoding["yOffset"] = {"field": "s", "sort": names, "scale": {"domain": names}}
    if chart.kind is Kind.STACKED:
        encoding["order"] = {"field": "o", "type": "quantitative"}
    bar = {"type": "bar", "stroke": "white", "strokeWidth": 1, **({"size": 18} if chart.kind in
           (Kind.BAR, Kind.STACKED) else {})}  # fmt: skip
    layers: list[dict[str, Any]] = [{"mark": bar, "encoding": encoding}]
    if chart.kind is not Kind.STACKED:
        layers.append(_numbers(encoding, rtl))
    return layers


def _numbers(encoding: dict[str, Any], rtl: bool) -> dict[str, Any]:
    """The figure at the end of each bar; it needs no colour to be read."""
    text = {"type": "text", "baseline": "middle", "fontSize": 11, "color": _INK,
            "align": {"expr": f"datum.v < 0 ? '{'left' if rtl else 'right'}' : "
                              f"'{'right' if rtl else 'left'}'"},
            "dx": {"expr": f"datum.v < 0 ? {4 if rtl else -4} : {-4 if rtl else 4}"}}  # fmt: skip
    kept = {key: held for key, held in encoding.items() if key != "color"}
    return {"mark": text, "encoding": {**kept, "text": {"field": "w"}}}


def _line(
    category: dict[str, Any],
    value: dict[str, Any],
    colour: dict[str, Any],
    names: list[str],
    several: bool,
    rtl: bool,
    all_fit: bool,
) -> list[dict[str, Any]]:
    across = {
        **category,
        "scale": {**category["scale"], "reverse": rtl},
        "axis": {
            "labelExpr": _BROKEN["expr"],
            "labelAngle": 0,
            "labelOverlap": False if all_fit else "greedy",
        },
    }
    up = {
        **value,
        "scale": {"zero": False, "nice": True},
        "axis": {**value["axis"], "orient": "right" if rtl else "left", "titleAngle": 0,
                 "titleAlign": "right" if rtl else "left", "titleAnchor": "end",
                 "titleY": -10, "titleX": 30 if rtl else -30},
    }  # fmt: skip
    encoding: dict[str, Any] = {"x": across, "y": up, "color": colour}
    point: dict[str, Any] = {"type": "point", "filled": True, "size": 60, "opacity": 1}
    looks: dict[str, dict[str, Any]] = {"shape": {}, "strokeDash": {}}
    if several:
        named = {"field": "s", "type": "nominal", "sort": names, "legend": None}
        for look, listed in (("shape", POINTS), ("strokeDash", DASHES)):
            scale = {"domain": names, "range": list(listed[: len(names)])}
            looks[look] = {look: {**named, "scale": scale}}
    return [
        {"mark": {"type": "line", "strokeWidth": 2}, "encoding": encoding | looks["strokeDash"]},
        {"mark": point, "encoding": encoding | looks["shape"]},
    ]


def _axis_numbers(chart: Chart) -> str:
    """How the axis writes its numbers, as an expression of Vega."""
    thousands = figures(10_000, chart.language).strip("10")
    separator = thousands.replace("\u00a0", "\\u00a0")
    point = written(0.5, chart.language)[1]
    number = "replace(format(abs(datum.value), ',.12~f'), '.', '|')"
    parted = f"join(split(join(split({number}, ','), '{separator}'), '|'), '{point}')"
    return f"(datum.value < 0 ? '−' : '') + {parted}"


def _whole(chart: Chart) -> dict[str, Any]:
    """Where all figures are whole, so are the numbers of the axis."""
    values = [value for each in chart.series for value in each.values if value is not None]
    whole = all(value == int(value) for value in values)
    return {"tickMinStep": 1} if whole else {}


def _turned(words: str, rtl: bool) -> str:
    """Words that read from right to left whatever they begin with: "3G" too."""
    return f"{_RLI}{words}{_PDI}" if rtl and words else words


def _lines(words: str, width: int, language: str) -> list[str]:
    """Words broken into lines; in Chinese between any two characters."""
    if language == "zh":
        step = width // 2
        return [words[start : start + step] for start in range(0, len(words), step)]
    lines = [""]
    for word in words.split(" "):
        while len(word) > width:
            lines.append(word[:width])
            word = word[width:]
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]

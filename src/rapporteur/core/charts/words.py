"""What a chart says in words, in the six languages: its text alternative.

Labels and figures rather than sentences with verbs, which would have to agree with whatever is
counted: the same in every language, and right in each.
"""

from dataclasses import dataclass

from rapporteur.core.charts.spec import Chart, Kind, Series, Value
from rapporteur.core.text.numbers import figures


@dataclass(frozen=True)
class ChartWords:
    """A chart's own words in one language; `numbers` says what `unit` counts."""

    bar: str
    line: str
    dot: str
    highest: str
    lowest: str
    equal: str
    total: str
    first: str
    last: str
    missing: str
    colon: str = ": "
    comma: str = ", "
    semicolon: str = "; "
    stop: str = ". "
    point: str = ","


_WORDS = {
    "en": ChartWords(
        "Bar chart", "Line chart", "Dot chart", "highest", "lowest", "all equal", "total", "first",
        "last", "no figure for", point=".",
    ),
    "fr": ChartWords(
        "Diagramme en barres", "Courbe", "Diagramme en points", "maximum", "minimum",
        "toutes les valeurs égales", "total", "première valeur", "dernière valeur",
        "chiffre non disponible", colon="\u00a0: ", semicolon="\u00a0; ",
    ),
    "es": ChartWords(
        "Gráfico de barras", "Gráfico de líneas", "Gráfico de puntos", "máximo", "mínimo",
        "todos los valores iguales", "total", "primer valor", "último valor", "sin datos",
    ),
    "ru": ChartWords(
        "Столбчатая диаграмма", "График", "Точечная диаграмма", "максимум", "минимум",
        "все значения равны", "всего", "первое значение", "последнее значение", "нет данных",
    ),
    "zh": ChartWords(
        "条形图", "折线图", "点图", "最高", "最低", "各值相等", "共计", "首值", "末值", "无数据",
        colon="：", comma="，", semicolon="；", stop="。", point=".",
    ),
    "ar": ChartWords(
        "رسم بياني بالأعمدة", "رسم بياني خطي", "رسم بياني بالنقاط", "الأعلى", "الأدنى",
        "القيم كلها متساوية", "المجموع", "القيمة الأولى", "القيمة الأخيرة", "لا توجد بيانات",
        comma="، ", semicolon="؛ ", point=".",
    ),
}  # fmt: skip


def chart_words(language: str) -> ChartWords:
    """The words of a language, one of `tree.LANGUAGES`."""
    return _WORDS[language]


def written(value: float | int, language: str) -> str:
    """A value as the language writes it: 3,500 and 0.25 in English, 3 500 and 0,25 in French."""
    whole = round(value, 2)
    if whole == int(whole):
        return figures(int(whole), language).replace("-", "−")
    head, _point, tail = f"{abs(whole):.2f}".rstrip("0").partition(".")
    sign = "−" if whole < 0 else ""
    return f"{sign}{figures(int(head), language)}{_WORDS[language].point}{tail}"


def alternative(chart: Chart) -> str:
    """The chart in words: its kind, title and unit, then of each series the highest, the lowest and
    the total (of a line its first and last value), and what is missing."""
    words = chart_words(chart.language)
    kind = {Kind.LINE: words.line, Kind.DOT: words.dot}.get(chart.kind, words.bar)
    head = f"{kind}{words.colon}{chart.title.rstrip('.。')}"
    if chart.unit:
        head += f" ({chart.unit})"
    said = [head, *(_of_series(chart, each) for each in chart.series)]
    return words.stop.join(said) + words.stop.rstrip()


def _of_series(chart: Chart, series: Series) -> str:
    words = chart_words(chart.language)
    known = [
        (category, value)
        for category, value in zip(chart.categories, series.values, strict=True)
        if value is not None
    ]
    parts = _figures(chart, known)
    missing = [
        category
        for category, value in zip(chart.categories, series.values, strict=True)
        if value is None
    ]
    if missing:
        parts.append(f"{words.missing}{words.colon}{words.comma.join(missing)}")
    alone = len(chart.series) == 1
    listed = words.semicolon.join(parts)
    return _capital(listed) if alone else f"{series.name}{words.colon}{listed}"


def _figures(chart: Chart, known: list[tuple[str, float | int]]) -> list[str]:
    words = chart_words(chart.language)

    def said(label: str, pair: tuple[str, float | int]) -> str:
        return f"{label}{words.colon}{pair[0]} ({written(pair[1], chart.language)})"

    if len(known) == 1:
        return [f"{known[0][0]} ({written(known[0][1], chart.language)})"]
    highest, lowest = max(known, key=_value), min(known, key=_value)
    if _value(highest) == _value(lowest):
        return [f"{words.equal} ({written(highest[1], chart.language)})"]
    parts = [said(words.highest, highest), said(words.lowest, lowest)]
    if chart.kind is Kind.LINE:
        return [said(words.first, known[0]), said(words.last, known[-1]), *parts]
    total = written(sum(value for _category, value in known), chart.language)
    return [*parts, f"{words.total}{words.colon}{total}"]


def _value(pair: tuple[str, Value]) -> float:
    return pair[1] or 0


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

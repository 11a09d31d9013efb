"""The table of the report of 2011 as charts."""

from rapporteur.core.charts.spec import Chart, Kind, Series

VALUES = ((11, 7, 32, 9), (13, 1, 7, 5), (8, 0, 3, 2))
NAMES = {
    "en": (
        ("Governments", "International organizations", "Civil society", "Private sector"),
        ("Written comments", "Presentations", "Informal interventions"),
    ),
    "ar": (
        ("الحكومات", "المنظمات الدولية", "المجتمع المدني", "القطاع الخاص (3G)"),
        ("تعليقات خطية", "عروض", "مداخلات غير رسمية"),
    ),
    "zh": (
        ("各国政府", "国际组织", "民间社会", "私营部门"),
        ("书面意见", "发言", "非正式发言"),
    ),
}


def tally(kind: Kind = Kind.GROUPED, language: str = "en", **fields: object) -> Chart:
    """Groups down, modes by pattern; of a bar chart the first mode alone."""
    categories, modes = NAMES.get(language, NAMES["en"])
    series = tuple(Series(name, values) for name, values in zip(modes, VALUES, strict=True))
    held = {
        "title": "Contributions by group",
        "categories": categories,
        "series": series[:1] if kind is Kind.BAR else series,
        "unit": "contributions",
        "language": language,
    }
    return Chart(kind, **{**held, **fields})

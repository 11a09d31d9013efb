"""Days as documents of the United Nations write them out, in the six languages.

English from the Editorial Manual ("Dates"): 14 January 2011. French has months without a capital
and the first of the month as "1er"; Spanish "de" between; Russian the word "года"; Chinese figures
without spaces; Arabic both names of the month. The sources stand in `editorial.rules`.
"""

from datetime import date
from functools import lru_cache

_ENGLISH = "January February March April May June July August September October November December"
_FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_SPANISH = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
)
_RUSSIAN = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
ARABIC_MONTHS = (
    ("كانون الثاني", "يناير"),
    ("شباط", "فبراير"),
    ("آذار", "مارس"),
    ("نيسان", "أبريل"),
    ("أيار", "مايو"),
    ("حزيران", "يونيه"),
    ("تموز", "يوليه"),
    ("آب", "أغسطس"),
    ("أيلول", "سبتمبر"),
    ("تشرين الأول", "أكتوبر"),
    ("تشرين الثاني", "نوفمبر"),
    ("كانون الأول", "ديسمبر"),
)
"""Both names of each month, January first."""

MONTHS = {
    "en": _ENGLISH.split(),
    "fr": _FRENCH.split(),
    "es": _SPANISH.split(),
    "ru": _RUSSIAN.split(),
    "ar": ["/".join(names) for names in ARABIC_MONTHS],
}
"""The months as they stand in a date, January first."""


def written_day(day: date, language: str) -> str:
    """A day written out: 7 October 2010, 1er octobre 2010, 2010年10月7日.

    language: one of the six.
    """
    # Not remembered by what is given: one instant in two zones is equal, and may be on two days.
    return written_out(day.day, day.month, str(day.year), language)


@lru_cache(maxsize=100)
def written_out(day: int, month: int, year: str, language: str) -> str:
    """The same for a day in figures, which need not be one of the calendar."""
    if language == "zh":
        return f"{year}年{month}月{day}日"
    name = MONTHS[language][month - 1]
    match language:
        case "fr" if day == 1:
            return f"1er {name} {year}"
        case "es":
            return f"{day} de {name} de {year}"
        case "ru":
            return f"{day} {name} {year} года"
        case _:
            return f"{day} {name} {year}"

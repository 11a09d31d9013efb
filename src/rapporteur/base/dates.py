"""Days and moments in the words of the page's language."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime
from django.utils.translation import get_language


def day_in_words(day: date) -> str:
    """A day in the language's own form: 15 November 2010."""
    return format_date(day, "long", locale=_locale())


def moment_in_words(at: datetime) -> str:
    """A moment in the zone that it carries, which the caller names beside it."""
    locale = _locale()
    comma = "،" if locale.startswith("ar") else ","
    return format_datetime(at, f"d MMMM y{comma} HH:mm", tzinfo=at.tzinfo, locale=locale)


def _locale() -> str:
    # "15 November 2010", as the United Nations writes; plain English would give "November 15".
    language = get_language() or "en"
    return "en_GB" if language == "en" else language.replace("-", "_")

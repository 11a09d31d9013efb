"""Days and moments in the words of the page's language."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime

from rapporteur.base.languages import locale_of_page


def day_in_words(day: date) -> str:
    """A day in the language's own form: 15 November 2010."""
    return format_date(day, "long", locale=locale_of_page())


def moment_in_words(at: datetime) -> str:
    """A moment in the zone that it carries, which the caller names beside it."""
    locale = locale_of_page()
    comma = "،" if locale.startswith("ar") else ","
    return format_datetime(at, f"d MMMM y{comma} HH:mm", tzinfo=at.tzinfo, locale=locale)

"""Days and moments in the words of the page's language."""

from datetime import date, datetime

from django.utils.translation import get_language

from rapporteur.core.text.dates import written_day


def day_in_words(day: date) -> str:
    """A day in the language's own form: 15 November 2010."""
    return written_day(day, get_language() or "en")


def moment_in_words(at: datetime) -> str:
    """A moment in the zone that it carries, which the caller names beside it."""
    comma = "،" if get_language() == "ar" else ","
    return f"{day_in_words(at)}{comma} {at:%H:%M}"

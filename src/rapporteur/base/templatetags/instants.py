"""Showing moments with the zone they are meant in."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A day in the language's own form: 15 November 2010. A moment gives its day in UTC."""
    if value is None:
        return ""
    when = value.astimezone(UTC).date() if isinstance(value, datetime) else value
    shown = format_date(when, "long", locale=_locale())
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), shown)


@register.filter
def moment(value: datetime | None, zone: str = "UTC") -> SafeString | str:
    """A moment with its zone: 15 November 2010, 18:00 America/New_York."""
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(zone or "UTC"))
    shown = format_datetime(local, "d MMMM y, HH:mm", locale=_locale())
    return format_html(
        '<time datetime="{}">{} <bdi class="zone">{}</bdi></time>',
        value.astimezone(UTC).isoformat(timespec="seconds"),
        shown,
        zone or "UTC",
    )


def _locale() -> str:
    # "15 November 2010", as the United Nations writes; plain English would give "November 15".
    language = get_language() or "en"
    return "en_GB" if language == "en" else language.replace("-", "_")

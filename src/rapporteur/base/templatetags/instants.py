"""Showing moments with the zone they are meant in."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rapporteur.base.dates import day_in_words, moment_in_words

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A day in the language's own form: 15 November 2010. A moment gives its day in UTC."""
    if value is None:
        return ""
    when = value.astimezone(UTC).date() if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), day_in_words(when))


@register.filter
def moment(value: datetime | None, zone: str = "UTC") -> SafeString | str:
    """A moment with its zone: 15 November 2010, 18:00 America/New_York."""
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(zone or "UTC"))
    return format_html(
        '<time datetime="{}">{} <bdi class="zone">{}</bdi></time>',
        value.astimezone(UTC).isoformat(timespec="seconds"),
        moment_in_words(local),
        zone or "UTC",
    )

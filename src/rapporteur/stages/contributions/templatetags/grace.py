"""Spans of time and instants as the pages of the online form need them."""

from datetime import UTC, datetime, timedelta

from django import template

register = template.Library()


@register.filter
def minutes(span: timedelta) -> int:
    """The whole minutes of a span."""
    return span // timedelta(minutes=1)


@register.filter
def iso(at: datetime) -> str:
    """An instant as scripts read it: 2010-11-16T12:00:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

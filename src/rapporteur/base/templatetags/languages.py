"""Showing texts that stand in several languages."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from rapporteur.base.languages import said
from rapporteur.core.text.languages import LANGUAGES, pick
from rapporteur.core.text.numbers import figures as in_figures

register = template.Library()


@register.filter
def in_language(texts: Mapping[str, str] | None) -> str:
    """The text in the page's language, or the nearest there is, as plain text."""
    return said(texts or {})


@register.filter
def marked(texts: Mapping[str, str] | None) -> SafeString:
    """The same as an element that says its own language and direction where the page's differ.

    A screen reader then changes its voice, and Arabic inside English keeps its order.
    """
    page = get_language() or "en"
    language, text = pick(texts or {}, page)
    if language == page or not text:
        return format_html("{}", text)
    return format_html(
        '<span lang="{}" dir="{}">{}</span>', language, LANGUAGES[language].direction, text
    )


@register.filter
def language_name(code: str) -> str:
    """A language's own name for itself; an unknown code stands as it is."""
    return LANGUAGES[code].name if code in LANGUAGES else code


@register.filter
def direction(code: str) -> str:
    """`rtl` or `ltr` for a language code, `auto` where it is unknown."""
    return LANGUAGES[code].direction if code in LANGUAGES else "auto"


@register.filter
def figures(number: int) -> str:
    """A number with its thousands parted as the page's language does."""
    return in_figures(number, get_language() or "en")

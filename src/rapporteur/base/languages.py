"""Texts in several languages, said in the one that is active."""

from collections.abc import Mapping

from django.utils.translation import get_language

from rapporteur.core.text.languages import pick


def said(texts: Mapping[str, str]) -> str:
    """The text in the active language, or in the nearest there is; empty where there is none."""
    return pick(texts, get_language() or "en")[1]


def locale_of_page() -> str:
    """The locale of the active language for lists; for English that of Britain: "a, b and c"."""
    language = get_language() or "en"
    return "en_GB" if language == "en" else language.replace("-", "_")

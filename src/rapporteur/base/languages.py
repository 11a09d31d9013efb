"""Texts in several languages, said in the one that is active."""

from collections.abc import Mapping

from django.utils.translation import get_language

from rapporteur.core.text.languages import pick


def said(texts: Mapping[str, str]) -> str:
    """The text in the active language, or in the nearest there is; empty where there is none."""
    return pick(texts, get_language() or "en")[1]

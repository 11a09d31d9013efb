"""Addresses that work outside the site: in mail, in calendars, on paper."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


def address_of(view_name: str, *args: object) -> str:
    """The whole address of a page, with scheme and host (the setting RAPPORTEUR_URL).

    The path is that of the active language. Never taken from a request, whose Host header is the
    sender's to choose.
    """
    return f"{settings.SITE_URL}{reverse(view_name, args=args)}"


def in_language_of_reader(*languages: str) -> override:
    """For writing to somebody: the first of their languages in which the site has its words.

    Use it as `with in_language_of_reader("zh", "fr"): …`; where the site has none of them, its
    own first language, so that every address written inside leads to a page.
    """
    known = dict(settings.LANGUAGES)
    return override(next((each for each in languages if each in known), settings.LANGUAGE_CODE))

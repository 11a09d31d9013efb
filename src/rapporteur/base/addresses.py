"""Addresses that work outside the site: in mail, in calendars, on paper."""

from django.conf import settings
from django.urls import reverse


def address_of(view_name: str, *args: object) -> str:
    """The whole address of a page, with scheme and host (the setting RAPPORTEUR_URL).

    The path is that of the active language. Never taken from a request, whose Host header is the
    sender's to choose.
    """
    return f"{settings.SITE_URL}{reverse(view_name, args=args)}"

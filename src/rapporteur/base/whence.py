"""Where a request comes from, behind proxies that are trusted or none."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

BEGUN_AT = "rapporteur.begun_at"  # in a request's environment: when it began to arrive


def network_address(environ: Mapping[str, Any]) -> str:
    """The network address of whoever sent a request; empty where it is not known.

    environ: of WSGI, or a request's META. Each proxy adds to `X-Forwarded-For` whom it heard; what
    stands before the last `settings.PROXIES` entries is whatever the sender wrote there.
    """
    if not settings.PROXIES:
        return str(environ.get("REMOTE_ADDR", ""))
    heard = [each.strip() for each in environ.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return heard[-settings.PROXIES] if len(heard) >= settings.PROXIES else ""

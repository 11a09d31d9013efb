"""Who somebody tries to sign in as, and from where, for counting the attempts that fail."""

from ipaddress import ip_address
from typing import Any

from django.http import HttpRequest

from rapporteur.base.people.models import User
from rapporteur.base.whence import network_address


def address_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The account's address as it is told apart: whatever case it is written in, it is one account
    and one row of failures. Cut to what such a row holds."""
    given = credentials or {}
    # Django hands on the name as the form calls it; axes, as the model does.
    tried = given.get("username") or given.get(User.USERNAME_FIELD) or request.POST.get("username")
    return str(tried or "").replace("\0", "").strip().casefold()[: User.LONGEST_ADDRESS]


def tried_from(request: HttpRequest) -> str | None:
    """The network address of whoever tries; None where none is known, as one is for all behind a
    proxy that is not trusted to say it."""
    try:
        return str(ip_address(network_address(request.META)))
    except ValueError:
        return None

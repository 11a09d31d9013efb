"""Who somebody tries to sign in as, for counting the attempts that fail."""

from typing import Any

from django.http import HttpRequest

from rapporteur.base.people.models import User


def address_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The account's address as it is told apart: whatever case it is written in, it is one account
    and one row of failures. Cut to what such a row holds."""
    given = credentials or {}
    # Django hands on the name as the form calls it; axes, as the model does.
    tried = given.get("username") or given.get(User.USERNAME_FIELD) or request.POST.get("username")
    return str(tried or "").replace("\0", "").strip().casefold()[: User.LONGEST_ADDRESS]

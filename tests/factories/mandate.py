"""Consultations, officials and instruments for tests, made the way the product makes them."""

from datetime import date
from itertools import count
from typing import Any

from rapporteur.base.models import User
from rapporteur.stages.mandate import actions
from rapporteur.stages.mandate.choices import DeadlineKind, Role
from rapporteur.stages.mandate.models import Consultation

_numbers = count(1)
PASSWORD = "a long enough password"


def make_user(name: str = "", **fields: Any) -> User:
    """An account; sign in with `client.force_login(user)` or with PASSWORD."""
    number = next(_numbers)
    name = name or f"Official {number}"
    return User.objects.create_user(f"official{number}@example.org", PASSWORD, name=name, **fields)


def make_consultation(
    *,
    announced: bool = True,
    preferred: date | None = date(2030, 11, 15),
    final: date | None = date(2030, 12, 31),
    **fields: Any,
) -> Consultation:
    """An open consultation, announced, with both deadlines far ahead unless they are given."""
    number = next(_numbers)
    consultation = actions.open_consultation(
        **{
            "slug": f"consultation-{number}",
            "prefix": f"T{number}",
            "titles": {"en": f"Consultation {number}", "ar": f"مشاورة {number}"},
            "by": "tests",
            **fields,
        }
    )
    for kind, stated in ((DeadlineKind.PREFERRED, preferred), (DeadlineKind.FINAL, final)):
        if stated is not None:
            actions.announce_deadline(consultation, kind=kind, stated=stated, by="tests")
    if announced and (preferred or final):
        actions.announce(consultation, by="tests")
    return consultation


def make_official(consultation: Consultation, *roles: Role, name: str = "") -> User:
    """A person with these roles in the consultation."""
    user = make_user(name)
    for role in roles:
        actions.appoint(consultation, user=user, role=role, by="tests")
    return user

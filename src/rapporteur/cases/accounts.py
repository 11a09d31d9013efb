"""The officials of the demonstration: one for each role, all of them fictional."""

from dataclasses import dataclass

from django.db import transaction

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.stages.mandate.actions import appoint
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation

PASSWORD = "try-every-page"  # noqa: S105 -- said on the terminal and in the tutorial, for all to use


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in to the demonstration."""

    email: str
    name: str
    role: Role


ACCOUNTS = (
    Account("administrator@example.org", "Amina Haddad", Role.ADMINISTRATOR),
    Account("registrar@example.org", "Rafael Ortiz", Role.REGISTRAR),
    Account("analyst@example.org", "Anna Petrova", Role.ANALYST),
    Account("drafter@example.org", "Daniel Moreau", Role.DRAFTER),
    Account("clearing@example.org", "Chen Lihua", Role.CLEARING),
    Account("conference@example.org", "Fiona Clarke", Role.CONFERENCE),
)


@transaction.atomic
def make_accounts(*, by: User | str) -> dict[Role, User]:
    """The accounts, by role. Those that are there stay as they are, their passwords too.

    The administrator may open consultations.
    """
    found: dict[Role, User] = {}
    for account in ACCOUNTS:
        user = User.objects.filter(email=account.email).first()
        if user is None:
            user = User.objects.create_user(
                account.email,
                PASSWORD,
                name=account.name,
                is_staff=account.role is Role.ADMINISTRATOR,
            )
            record("people.create_account", user, by=by)
        found[account.role] = user
    return found


def appoint_everywhere(*, by: User | str) -> None:
    """Give each official of the demonstration their role in every consultation."""
    people = make_accounts(by=by)
    for consultation in Consultation.objects.all():
        for role, user in people.items():
            appoint(consultation, user=user, role=role, by=by)

"""Writing the audit trail."""

from typing import Any

from django.db.models import Model
from django.utils.translation import override

from rapporteur.base.audit.models import AuditEntry
from rapporteur.base.people.models import User


def record(
    act: str, about: Model, *, by: User | str, consultation: str = "", **particulars: Any
) -> AuditEntry:
    """Note one act on the audit trail, in the transaction of the act itself.

    act: "stage.verb_object". by: the account that acted, or the name of the rule or of the person
    without an account. consultation: its slug. particulars: what a later reader needs to
    understand the act; values that JSON can hold, dates included.
    """
    with override("en"):  # the trail is in one language, whoever acts
        label = str(about)[:300]
    return AuditEntry.objects.create(
        act=act,
        actor=str(by),
        actor_id=by.pk if isinstance(by, User) else None,
        consultation=consultation,
        about=f"{about._meta.label_lower}:{about.pk}",
        label=label,
        particulars=particulars,
    )

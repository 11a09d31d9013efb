"""Writing the audit trail."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, repeat
from typing import Any

from django.db.models import Model
from django.utils.translation import override

from rapporteur.base.audit.models import AuditEntry
from rapporteur.base.people.models import User
from rapporteur.base.rows import insert_all


def record(
    act: str, about: Model, *, by: User | str, consultation: str = "", **particulars: Any
) -> AuditEntry:
    """Note one act on the audit trail, in the transaction of the act itself.

    act: "stage.verb_object". by: the account that acted, or the name of the rule or of the person
    without an account. consultation: its slug. particulars: what a later reader needs to
    understand the act; values that JSON can hold, dates included.
    """
    [entry] = record_all(act, [(about, particulars)], by=by, consultation=consultation)
    return entry


def record_all(
    act: str,
    abouts: Iterable[tuple[Model, Mapping[str, Any]]],
    *,
    by: User | str,
    consultation: str = "",
    keys: Sequence[int | None] = (),
) -> list[AuditEntry]:
    """Note the same act on several things, each with its particulars, in one statement.

    keys: of the entries, in order, where they were asked for beforehand.
    """
    with override("en"):  # the trail is in one language, whoever acts
        return insert_all(
            AuditEntry(
                pk=key,
                act=act,
                actor=str(by),
                actor_id=by.pk if isinstance(by, User) else None,
                consultation=consultation,
                about=f"{about._meta.label_lower}:{about.pk}",
                label=str(about)[:300],
                particulars=dict(particulars),
            )
            for (about, particulars), key in zip(abouts, chain(keys, repeat(None)), strict=False)
        )

"""Saying whom a statement on behalf of many carries."""

from collections.abc import Sequence

from django.db import transaction

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.stages.analysis.models import Carried
from rapporteur.stages.contributions.models import Contribution


@transaction.atomic
def say_whom_it_carries(
    contribution: Contribution,
    *,
    by: User | str,
    names: Sequence[str] = (),
    number: int = 0,
    source: str = "",
) -> Carried | None:
    """Keep for how many States or others a statement speaks besides whoever makes it.

    names: those that are named; number: how many it is, where they are more than those. None of
    both: it carries nobody.
    """
    held = list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    many = max(number, len(held))
    if not many:
        Carried.objects.filter(contribution=contribution).delete()
        carried = None
    else:
        carried, _new = Carried.objects.update_or_create(
            contribution=contribution,
            defaults={
                "names": held,
                "number": many,
                "source": source[:200],
                "entered_by": str(by)[:200],
            },
        )
    record(
        "analysis.say_whom_it_carries",
        contribution,
        by=by,
        consultation=contribution.consultation.slug,
        number=many,
        names=held,
    )
    return carried

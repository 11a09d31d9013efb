"""Going on, in the background, with what was decided or published at one press."""

import time
from datetime import timedelta

from django.db.models import F
from django.utils.translation import override

from rapporteur.base.leases import give_up, lease, others_go_on
from rapporteur.base.refusals import Refused
from rapporteur.base.together import giving_way
from rapporteur.stages.contributions.actions.batches import carry_out
from rapporteur.stages.contributions.actions.publishing import publish
from rapporteur.stages.contributions.choices import FAILED, QueueDecision
from rapporteur.stages.contributions.models import Pending
from rapporteur.stages.mandate.models import Consultation

LEASE = timedelta(minutes=10)


def go_on(
    consultation: Consultation | None = None, *, most: int = 1000, seconds: float = 600
) -> int:
    """Decide on what is pending, and publish it, one by one; how many were gone through.

    Each in a transaction of its own, which gives way to those who send something. Of what cannot be
    done so the reason is kept, for whoever pressed; what was undone meanwhile is not done at all.
    consultation: that alone. seconds: after which no other is begun.
    """
    waiting = Pending.objects.filter(refused="")
    if consultation is not None:
        waiting = waiting.filter(consultation=consultation)
    give_up(waiting, refused=FAILED)
    began = time.monotonic()
    for done in range(most):
        if time.monotonic() - began > seconds:
            return done
        pending = lease(waiting, LEASE, "pk", tries=F("tries") + 1)
        if pending is None:
            return done
        with others_go_on(f"What was pressed on {pending}"), override(pending.language or None):
            _go_on_with(pending)
    return most


def _go_on_with(pending: Pending) -> None:
    try:
        if pending.contribution is not None and pending.batch is None:
            publish(pending.contribution, by=pending.ordered_by, later=True)
            with giving_way():
                pending.delete()
        else:
            _decide(pending)
    except Refused as refusal:
        with giving_way():
            Pending.objects.filter(pk=pending.pk).update(refused=str(refusal), leased_until=None)


def _decide(pending: Pending) -> None:
    thing, batch = pending.item or pending.contribution, pending.batch
    if thing is None or batch is None:  # the database sees to it
        raise ValueError(f"Pending {pending.pk} is about nothing")
    with giving_way():
        Consultation.objects.select_for_update().get(pk=pending.consultation_id)
        if not Pending.objects.filter(pk=pending.pk).exists():  # it was undone meanwhile
            return
        by = pending.ordered_by
        step = carry_out(thing, QueueDecision(batch.decision), batch.reason, by)
        step.batch = batch
        step.save()
        pending.delete()

"""Deciding at one press, on one item of the queue or on many."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.actions.claimed import register_as_claimed
from rapporteur.stages.contributions.actions.decisions import admit
from rapporteur.stages.contributions.actions.dispositions import dispose
from rapporteur.stages.contributions.actions.submissions import apply_correction
from rapporteur.stages.contributions.choices import DispositionKind, QueueDecision, StepKind
from rapporteur.stages.contributions.models import (
    Batch,
    Contribution,
    Item,
    Pending,
    Resemblance,
    Step,
    Version,
)
from rapporteur.stages.contributions.queries.items import entry_to_correct, in_force
from rapporteur.stages.contributions.queries.queue import proposal_of
from rapporteur.stages.mandate.models import Consultation

MOST_AT_ONCE = 500
SECONDS = 3  # that a person waits for what they pressed; what is left then follows by itself
REASONS: Mapping[QueueDecision, str | Promise] = {  # where none was written
    QueueDecision.REGISTER: gettext_lazy("Speaks to the subject of the consultation."),
    QueueDecision.REGISTRATION: gettext_lazy("It registers somebody for a meeting."),
    QueueDecision.REPLY: gettext_lazy("It answers a letter, and contributes nothing."),
    QueueDecision.BOUNCE: gettext_lazy("It says that a letter did not arrive."),
    QueueDecision.CORRESPONDENCE: gettext_lazy(
        "It asks or tells something, and contributes nothing."
    ),
    QueueDecision.MISDIRECTED: gettext_lazy("It is meant for somebody else."),
    QueueDecision.SPAM: gettext_lazy("It has nothing to do with the consultation."),
}


@dataclass
class Outcome:
    """What became of a press of a button. done: how many were decided. to_come: how many follow in
    the background (`pending.go_on`). left: why each of the others was not, in a sentence that names
    it."""

    batch: Batch | None = None
    done: int = 0
    to_come: int = 0
    left: list[str] = field(default_factory=list)


def decide_many(
    consultation: Consultation,
    items: Iterable[Item],
    *,
    decision: QueueDecision,
    by: User,
    reason: str = "",
    seconds: float | None = None,
) -> Outcome:
    """Decide the same of many items of the queue, or of each what is proposed for it.

    Each is decided by itself, with its own reason, audit entry and leaf, and is durable by itself:
    nobody who sends something meanwhile waits for all of them. What cannot be decided so is left,
    and told. The whole is one batch, undone as one (`undo`). reason: for all of them; where it is
    empty, what is proposed says why, or the usual reason of the decision is written.
    seconds: what is not decided by then is left pending, and follows in the background.
    """
    return _press(consultation, list(items), decision, reason.strip(), by, seconds)


def admit_many(
    consultation: Consultation,
    entries: Iterable[Contribution],
    *,
    reason: str,
    by: User,
    seconds: float | None = None,
) -> Outcome:
    """Admit contributions that came late, each by itself, as one batch. See `decide_many`."""
    return _press(consultation, list(entries), QueueDecision.ADMIT, reason, by, seconds)


def carry_out(thing: Item | Contribution, decision: QueueDecision, reason: str, by: User) -> Step:
    """Decide on one of many, as a step that is not saved yet. Raises Refused where it cannot be
    decided so."""
    if isinstance(thing, Contribution):
        return _admit(thing, reason, by)
    return _decide(thing, decision, reason, by)


def leave_pending(
    consultation: Consultation,
    things: Iterable[Item | Contribution],
    *,
    by: User,
    batch: Batch | None,
) -> int:
    """Leave what a press meant to the background; how many things. batch: the decisions of the
    press; None where it publishes."""
    rows = [
        Pending(
            consultation=consultation,
            ordered_by=by,
            batch=batch,
            language=get_language() or "",
            **{"contribution" if isinstance(each, Contribution) else "item": each},
        )
        for each in things
    ]
    return len(Pending.objects.bulk_create(rows))


def _press(
    consultation: Consultation,
    things: Sequence[Item | Contribution],
    decision: QueueDecision,
    reason: str,
    by: User,
    seconds: float | None,
) -> Outcome:
    outcome, began = Outcome(), time.monotonic()
    for place, thing in enumerate(things):
        if seconds is not None and time.monotonic() - began > seconds:
            with transaction.atomic():
                batch = outcome.batch or _new_batch(consultation, decision, by, reason)
                left = things[place:]
                outcome.to_come = leave_pending(consultation, left, by=by, batch=batch)
            outcome.batch = batch
            break
        decide_one(
            outcome,
            consultation,
            decision=decision,
            by=by,
            act=partial(carry_out, thing, decision, reason, by),
            reason=reason,
        )
    return outcome


def decide_one(
    outcome: Outcome,
    consultation: Consultation,
    *,
    decision: QueueDecision,
    by: User,
    act: Callable[[], Step],
    reason: str = "",
) -> None:
    """Do one act and add its step to the batch of the outcome, in one transaction; where it is
    refused, say so in the outcome."""
    try:
        with transaction.atomic():
            # In one order always: the consultation, then what is decided.
            Consultation.objects.select_for_update().get(pk=consultation.pk)
            step = act()
            if outcome.batch is None:
                outcome.batch = _new_batch(consultation, decision, by, reason)
            step.batch = outcome.batch
            step.save()
    except Refused as refusal:
        outcome.left.append(str(refusal))
    else:
        outcome.done += 1


def taken_alone(
    consultation: Consultation, decision: QueueDecision, *, by: User, act: Callable[[], Step]
) -> Batch:
    """Do one act as a batch of its own, so that it can be undone. Raises what the act does."""
    with transaction.atomic():
        step = act()
        step.batch = _new_batch(consultation, decision, by)
        step.save()
    return step.batch


def _new_batch(
    consultation: Consultation, decision: QueueDecision, by: User, reason: str = ""
) -> Batch:
    return Batch.objects.create(
        consultation=consultation,
        decision=decision,
        reason=reason,
        decided_by=by,
        decided_at=timezone.now(),
    )


def disposed(item: Item, *, by: User, **decision: Any) -> Step:
    """Dispose of an item, as a step. Raises Refused as `dispose` does, and where it is decided."""
    Consultation.objects.select_for_update().get(pk=item.consultation_id)
    demand_undecided(item)
    return _set_aside(item, by=by, **decision)


def registered(contribution: Contribution) -> Step:
    return Step(kind=StepKind.REGISTERED, contribution=contribution)


def corrected(item: Item, contribution: Contribution, *, by: User) -> Step:
    """Make an item the next version of a contribution, as a step."""
    title = contribution.title
    version = apply_correction(item, contribution, by=by)
    return step_of_correction(contribution, version, title)


def step_of_correction(contribution: Contribution, version: Version, title: str) -> Step:
    """title: what the contribution was called before."""
    return Step(
        kind=StepKind.CORRECTED,
        contribution=contribution,
        version=version,
        before={"title": title},
    )


def both_stand(pair: Resemblance, *, by: User) -> Step:
    """Say that two items that resemble each other are two things; the later one goes on waiting."""
    pair.settled_by, pair.settled_at = str(by)[:200], timezone.now()
    pair.save(update_fields=["settled_by", "settled_at"])
    record(
        "contributions.let_both_stand",
        pair.later,
        by=by,
        consultation=pair.later.consultation.slug,
        beside=pair.earlier.reference,
    )
    return Step(kind=StepKind.SETTLED, resemblance=pair)


def demand_undecided(item: Item) -> None:
    """Raises Refused where somebody has decided on an item already, and says who and what."""
    if (decided := in_force(item)) is not None:
        raise Refused(
            _("%(item)s was not decided again.") % {"item": item},
            _("It is decided: %(kind)s (%(who)s).")
            % {"kind": decided.get_kind_display(), "who": decided.decided_by or decided.rule},
        )


def _admit(entry: Contribution, reason: str, by: User) -> Step:
    if entry.admitted_at is not None:
        raise Refused(
            _("%(number)s was not admitted again.") % {"number": entry},
            _("%(who)s admitted it.") % {"who": entry.admitted_by},
        )
    return Step(kind=StepKind.ADMITTED, contribution=admit(entry, reason=reason, by=by))


def _decide(item: Item, decision: QueueDecision, reason: str, by: User) -> Step:
    demand_undecided(item)
    if decision is QueueDecision.AS_PROPOSED:
        decision, why = _proposed(item)
        reason = reason or why
    reason = reason or str(REASONS.get(decision, ""))
    if decision is QueueDecision.REGISTER:
        return _register(item, reason, by)
    if decision is QueueDecision.DUPLICATE:
        return _duplicate(item, reason, by)
    return _set_aside(item, kind=DispositionKind(decision), reason=reason, by=by)


def _set_aside(item: Item, *, by: User, **decision: Any) -> Step:
    return Step(kind=StepKind.DISPOSED, disposition=dispose(item, by=by, **decision))


def _proposed(item: Item) -> tuple[QueueDecision, str]:
    proposal = proposal_of(item.sighting)
    if proposal.kind is None:
        raise Refused(
            _("%(item)s was left.") % {"item": item},
            proposal.reason,
            _("Nothing is proposed for it: a person has to look."),
        )
    if proposal.kind == DispositionKind.CONTRIBUTION:
        return QueueDecision.REGISTER, proposal.reason
    return QueueDecision(proposal.kind), proposal.reason


def _register(item: Item, reason: str, by: User) -> Step:
    if item.claimed.get("corrects") is not None:
        entry = entry_to_correct(item)
        if entry is None:
            raise Refused(
                _("%(item)s was left.") % {"item": item},
                _("It corrects what does not stand in the register."),
                _("Register that first, or register this by itself on its own page."),
            )
        return corrected(item, entry, by=by)
    return registered(register_as_claimed(item, reason=reason, by=by))


def _duplicate(item: Item, reason: str, by: User) -> Step:
    sighting = item.sighting
    first = sighting.twin or sighting.same_words
    if first is None:
        raise Refused(
            _("%(item)s was left.") % {"item": item},
            _("It is not known which item it repeats."),
            _("Compare it under “Likely duplicates”, or name the item on its own page."),
        )
    same = (
        _("Byte for byte the same as %(item)s.")
        if sighting.twin
        else (_("Word for word the same as %(item)s."))
    )
    return _set_aside(
        item,
        kind=DispositionKind.DUPLICATE,
        duplicate_of=first,
        reason=reason or same % {"item": first},
        by=by,
    )

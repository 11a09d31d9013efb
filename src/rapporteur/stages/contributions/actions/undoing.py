"""Taking back the last decision as one act, and recording that too."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.actions.batches import Outcome
from rapporteur.stages.contributions.actions.decisions import void_held
from rapporteur.stages.contributions.actions.dispositions import take_back
from rapporteur.stages.contributions.actions.holding import hold
from rapporteur.stages.contributions.actions.versions import bring_back
from rapporteur.stages.contributions.choices import StepKind
from rapporteur.stages.contributions.models import (
    Batch,
    Contribution,
    Disposition,
    Resemblance,
    Step,
)
from rapporteur.stages.contributions.queries.items import in_force
from rapporteur.stages.contributions.queries.queue import undoable
from rapporteur.stages.mandate.models import Consultation


@transaction.atomic
def undo(batch: Batch, *, by: User) -> Outcome:
    """Take back all that was decided by one press, as one act.

    What was decided stays on record as ended: a register number that was given is voided with its
    reason and never given again, a correction is followed by a version that says what stood before.
    What was changed since is left, and told; what was still to come, in the background, is not done
    (`to_come` says how many). Undoing again changes nothing.

    Raises Refused where it is not the official's own last decision, or longer ago than an hour.
    """
    consultation = Consultation.objects.select_for_update().get(pk=batch.consultation_id)
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.undone_at is not None:
        return Outcome(batch)
    last = undoable(consultation, by)
    if last is None or last.pk != batch.pk:
        raise Refused(
            _("Nothing was undone."),
            _("Only your own last decision can be undone here, within an hour."),
            _("Reopen an item on its page, or void the entry of the register."),
        )
    outcome = Outcome(batch, to_come=batch.pending.filter(refused="").delete()[0])
    related = ("disposition__item", "contribution", "version", "resemblance__later")
    for step in batch.steps.select_related(*related).order_by("-id"):
        try:
            _undo(step, by)
        except Refused as refusal:
            outcome.left.append(str(refusal))
        else:
            outcome.done += 1
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    record(
        "contributions.undo_decisions",
        batch,
        by=by,
        consultation=consultation.slug,
        undone=outcome.done,
        left=len(outcome.left),
    )
    return outcome


def _undo(step: Step, by: User) -> None:
    """Take one step back. Raises Refused before anything is written where it was changed since."""
    reason = _("Undone within the hour by %(who)s.") % {"who": by}
    if step.kind == StepKind.DISPOSED and step.disposition is not None:
        _undo_disposition(step.disposition, reason, by)
    elif step.kind == StepKind.SETTLED and step.resemblance is not None:
        _undo_settling(step.resemblance, by)
    elif step.contribution is not None:
        contribution = hold(step.contribution)
        if step.kind == StepKind.ADMITTED:
            _undo_admission(contribution, by)
        elif step.kind == StepKind.CORRECTED:
            _undo_correction(contribution, step, reason, by)
        else:
            _undo_registration(contribution, reason, by)


def _undo_disposition(disposition: Disposition, reason: str, by: User) -> None:
    held = in_force(disposition.item)
    if held is None or held.pk != disposition.pk:
        raise _changed(str(disposition.item), _("It was decided anew since."))
    take_back(disposition, reason=reason, by=by)


def _undo_registration(contribution: Contribution, reason: str, by: User) -> None:
    why = _why_not(contribution)
    if not why and contribution.versions.count() > 1:
        why = _("It was corrected since.")
    if why:
        raise _changed(str(contribution), why)
    void_held(contribution, reason=reason, by=by)


def _undo_correction(contribution: Contribution, step: Step, reason: str, by: User) -> None:
    version = step.version
    if version is None or version.pk != contribution.versions.latest("number").pk:
        raise _changed(str(contribution), _("It was corrected since."))
    if contribution.voided_at is not None:
        raise _changed(str(contribution), _("Its number was voided since."))
    item = version.item
    with transaction.atomic():  # where the second is refused the first is not done
        bring_back(
            contribution, version, title=str(step.before.get("title", "")), note=reason, by=by
        )
        if item is not None and (held := in_force(item)) is not None:
            _undo_disposition(held, reason, by)


def _undo_admission(contribution: Contribution, by: User) -> None:
    if contribution.admitted_at is None or contribution.voided_at is not None:
        raise _changed(str(contribution), _("It was decided anew since."))
    contribution.admitted_by, contribution.admitted_at = "", None
    contribution.save(update_fields=["admitted_by", "admitted_at"])
    record(
        "contributions.undo_admission",
        contribution,
        by=by,
        consultation=contribution.consultation.slug,
    )


def _undo_settling(pair: Resemblance, by: User) -> None:
    pair.settled_by, pair.settled_at = "", None
    pair.save(update_fields=["settled_by", "settled_at"])
    record(
        "contributions.undo_both_stand",
        pair.later,
        by=by,
        consultation=pair.later.consultation.slug,
        beside=pair.earlier.reference,
    )


def _why_not(contribution: Contribution) -> str:
    reasons: Mapping[str, object] = {
        _("Its number was voided since."): contribution.voided_at,
        _("It was published since: the public has read it."): contribution.published_at,
        _("Its contributor has withdrawn it since."): contribution.withdrawn_at,
    }
    return next((why for why, at in reasons.items() if at is not None), "")


def _changed(what: str, why: str) -> Refused:
    return Refused(_("%(what)s stays as it is.") % {"what": what}, why)

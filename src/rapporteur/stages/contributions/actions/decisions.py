"""Deciding on what stands in the register."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.actions.dispositions import end_disposition
from rapporteur.stages.contributions.actions.holding import hold
from rapporteur.stages.contributions.actions.publishing import unpublish
from rapporteur.stages.contributions.actions.screening import screen_again
from rapporteur.stages.contributions.choices import (
    Attribution,
    Consent,
    Origin,
    Timeliness,
    VersionKind,
)
from rapporteur.stages.contributions.models import (
    Contribution,
    Disposition,
    Item,
    Reclassification,
    Version,
)
from rapporteur.stages.contributions.queries.register import current_version, may_still_change
from rapporteur.stages.contributions.rules import Timing
from rapporteur.stages.stakeholders.models import Entity, Group


@transaction.atomic
def confirm_attribution(
    contribution: Contribution,
    *,
    reason: str,
    by: User | str,
    entity: Entity | None = None,
) -> Contribution:
    """Confirm that whoever is named did send it: from now on it stands under that name.

    entity: the one that it is, where the entry names none yet or another. What is public without
    the name is not public until it was looked through for the name of that one too. Confirming
    again with nothing new changes nothing.

    Raises Refused without a reason, without any name, or when voided.
    """
    contribution = hold(contribution)
    if contribution.attribution == Attribution.CONFIRMED and entity in (None, contribution.entity):
        return contribution
    _demand_reason(reason, _("The name was not confirmed."))
    entity = entity or contribution.entity
    why = _("Its number was voided.") if contribution.voided_at else ""
    if entity is None and not contribution.contributor:
        why = _("No name is stated.")
    if why:
        raise Refused(_("The name was not confirmed."), why)
    if contribution.consent == Consent.UNNAMED and entity != contribution.entity:
        contribution.entity = entity  # whose names may not stand in it: it was not looked for them
        if contribution.published_at is not None:
            unpublish(contribution)
        screen_again(_version_of(contribution))
    contribution.entity = entity
    contribution.attribution = Attribution.CONFIRMED
    contribution.attribution_reason = reason
    contribution.confirmed_by, contribution.confirmed_at = str(by)[:200], timezone.now()
    contribution.save()
    _record("confirm_attribution", contribution, by, reason=reason, entity=str(entity or ""))
    return contribution


@transaction.atomic
def record_consent(
    contribution: Contribution, *, consent: Consent, reason: str, by: User | str
) -> Contribution:
    """Note that the contributor now consents otherwise; the earlier word stays on the trail.

    One who no longer consents to publication, or to the name, is not published from now on: without
    the name, it has to be looked through for the name first. One who consents to the name too is
    read as before until it is published again: its files were not looked through for that.
    Raises Refused without a reason.
    """
    contribution = hold(contribution)
    if contribution.consent == consent:
        return contribution
    _demand_reason(reason, _("The consent was not changed."))
    before, contribution.consent = contribution.consent, consent
    if consent != Consent.NAMED and contribution.published_at is not None:
        unpublish(contribution)
    contribution.save(update_fields=["consent"])
    if consent != Consent.WITHHELD and contribution.withdrawn_at is None:
        screen_again(_version_of(contribution))
    _record("record_consent", contribution, by, before=before, now=consent, reason=reason)
    return contribution


@transaction.atomic
def admit(contribution: Contribution, *, by: User | str, reason: str = "") -> Contribution:
    """Admit a contribution that came late: it is counted from now on, and still labelled late.

    Again changes nothing. Raises Refused when it did not come late, is voided or withdrawn.
    """
    contribution = hold(contribution)
    if contribution.admitted_at is not None:
        return contribution
    why = _why_dead(contribution)
    if contribution.timeliness != Timeliness.LATE:
        why = _("It did not come late.")
    if why:
        raise Refused(_("%(number)s was not admitted.") % {"number": contribution}, why)
    contribution.admitted_by, contribution.admitted_at = str(by)[:200], timezone.now()
    contribution.save(update_fields=["admitted_by", "admitted_at"])
    _record("admit_contribution", contribution, by, reason=reason)
    return contribution


@transaction.atomic
def reclassify(
    contribution: Contribution, *, group: Group, reason: str, by: User | str
) -> Contribution:
    """Count a contribution in another group from now on; where it was counted stays written.

    Raises Refused without a reason, or for a group of another consultation.
    """
    contribution = hold(contribution)
    if contribution.group_id == group.pk:
        return contribution
    _demand_reason(reason, _("The group was not changed."))
    if group.consultation_id != contribution.consultation_id:
        raise Refused(_("The group was not changed."), _("It is a group of another consultation."))
    Reclassification.objects.create(
        contribution=contribution,
        from_group=contribution.group,
        to_group=group,
        reason=reason,
        decided_by=str(by)[:200],
    )
    before, contribution.group = contribution.group, group
    contribution.save(update_fields=["group"])
    _record(
        "reclassify_contribution",
        contribution,
        by,
        before=before.key if before else "",
        now=group.key,
        reason=reason,
    )
    return contribution


@transaction.atomic
def withdraw(
    contribution: Contribution, *, by: User | str, item: Item | None = None, note: str = ""
) -> Contribution:
    """The contributor takes it back: it stays in the register, is counted and shown no longer.

    item: the letter that says so, where there is one. Withdrawing again changes nothing.
    Raises Refused when it is voided or reconstructed, or after the last date for contributions.
    """
    contribution = hold(contribution)
    if contribution.withdrawn_at is not None:
        return contribution
    at = item.received_at if item else timezone.now()
    why = _why_dead(contribution)
    if contribution.origin == Origin.RECONSTRUCTION:
        why = _("It was reconstructed from a published count.")
    elif not may_still_change(contribution.consultation, item.timing if item else Timing(at)):
        why = _("A contribution can be withdrawn until the final date, which has passed.")
    if why:
        raise Refused(_("%(number)s was not withdrawn.") % {"number": contribution}, why)
    last = contribution.versions.aggregate(Max("number"))["number__max"] or 0
    Version.objects.create(
        contribution=contribution,
        number=last + 1,
        kind=VersionKind.WITHDRAWAL,
        item=item,
        at=at,
        note=note,
    )
    contribution.withdrawn_at = at
    contribution.save(update_fields=["withdrawn_at"])
    _record("withdraw_contribution", contribution, by, note=note)
    return contribution


@transaction.atomic
def void(contribution: Contribution, *, reason: str, by: User | str) -> Contribution:
    """Take an entry that should not stand out of the counts; its number and reason remain.

    Its items that stand in no other entry come back to the queue, so that none is lost by it.
    Voiding again changes nothing. Raises Refused without a reason.
    """
    contribution = hold(contribution)
    if contribution.voided_at is not None:
        return contribution
    _demand_reason(reason, _("The number was not voided."))
    void_held(contribution, reason=reason, by=by)
    return contribution


def void_held(contribution: Contribution, *, reason: str, by: User | str) -> None:
    """Void an entry whose row is held already, and which stands."""
    contribution.voided_by, contribution.voided_at = str(by)[:200], timezone.now()
    contribution.voided_because = reason
    contribution.save(update_fields=["voided_by", "voided_at", "voided_because"])
    back = [
        item
        for item in contribution.items.select_related("consultation")
        if not item.contributions.filter(voided_at__isnull=True).exists()
    ]
    for disposition in Disposition.objects.filter(item__in=back, ended_at__isnull=True):
        end_disposition(disposition)
    _record(
        "void_contribution",
        contribution,
        by,
        reason=reason,
        undecided_again=[item.reference for item in back],
    )


def _version_of(contribution: Contribution) -> Version:
    """Its last version, with the contribution as it is here."""
    version = current_version(contribution)
    version.contribution = contribution
    return version


def _why_dead(contribution: Contribution) -> str:
    if contribution.voided_at is not None:
        return _("Its number was voided.")
    return _("It was withdrawn.") if contribution.withdrawn_at is not None else ""


def _demand_reason(reason: str, what: str) -> None:
    if not reason.strip():
        raise Refused(what, _("It needs a reason."), _("Write the reason and send it again."))


def _record(verb: str, contribution: Contribution, by: User | str, **particulars: object) -> None:
    record(
        f"contributions.{verb}",
        contribution,
        by=by,
        consultation=contribution.consultation.slug,
        **particulars,
    )

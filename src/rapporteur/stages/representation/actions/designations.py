"""Asking an entity to speak for a group, and taking its answer."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.addresses import address_of, in_language_of_reader
from rapporteur.base.audit.actions import record
from rapporteur.base.dates import day_in_words
from rapporteur.base.models import User
from rapporteur.base.outbox.actions import post
from rapporteur.base.refusals import Refused
from rapporteur.stages.invitations.models import Letter
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.representation import queries, rules
from rapporteur.stages.representation.choices import (
    DesignationAnswer,
    DesignationState,
    Task,
)
from rapporteur.stages.representation.models import Designation, Outreach
from rapporteur.stages.stakeholders.models import Constituency, Entity, Group


@transaction.atomic
def nominate(
    consultation: Consultation,
    *,
    entity: Entity,
    by: User | str,
    group: Group | None = None,
    constituency: Constituency | None = None,
    tasks: Sequence[str] = (Task.COORDINATE, Task.SUMMARIZE, Task.SPEAK),
    email: str = "",
    asked_on: date | None = None,
    reply_by: date | None = None,
    letter: Letter | None = None,
    alternate_to: Designation | None = None,
    outcome_unknown: bool = False,
) -> Designation:
    """Ask an entity to speak for a group or for a constituency (exactly one of the two).

    With an e-mail address the private link to answer is posted there; a reconstructed
    consultation sends nothing. asked_on: today, where not said and not reconstructed.

    Raises Refused while another designation for the same place is accepted or waited for, when
    the one to which this is the alternate has not left the place, or when the same entity was
    asked for it before.
    """
    spoken_for = group or constituency
    if spoken_for is None or (group and constituency):
        raise ValueError("a designation is for a group or for a constituency")
    lock_consultation(consultation)
    _check_room(consultation, spoken_for, alternate_to)
    earlier = queries.designations(consultation).filter(
        group=group, constituency=constituency, entity=entity
    )
    if earlier.exists():
        raise Refused(
            _("%(entity)s was not nominated.") % {"entity": entity},
            _("It was asked to speak for %(group)s before.") % {"group": spoken_for},
            _("Record its new answer at the designation that is there, or ask another."),
        )
    if asked_on is None and not consultation.reconstructed:
        asked_on = timezone.localdate()
    designation = Designation.objects.create(
        consultation=consultation,
        group=group,
        constituency=constituency,
        entity=entity,
        tasks=list(tasks),
        email=email,
        asked_on=asked_on,
        reply_by=reply_by,
        letter=letter,
        alternate_to=alternate_to,
        outcome_unknown=outcome_unknown,
        nominated_by=by if isinstance(by, User) else None,
    )
    record(
        "representation.nominate_representative",
        designation,
        by=by,
        consultation=consultation.slug,
        reply_by=reply_by,
        alternate_to=alternate_to.pk if alternate_to else None,
    )
    if email and not consultation.reconstructed:
        _send_nomination(designation)
    return designation


def _check_room(
    consultation: Consultation,
    spoken_for: Group | Constituency,
    alternate_to: Designation | None,
) -> None:
    standing = queries.standing_in_the_way(consultation, spoken_for)
    if standing is not None:
        why = (
            _("%(entity)s has accepted to speak for %(group)s.")
            if queries.state_of(standing) == DesignationState.ACCEPTED
            else _("%(entity)s was asked to speak for %(group)s, and its answer is waited for.")
        )
        raise Refused(
            _("Nobody was nominated."),
            why % {"entity": standing.entity, "group": spoken_for},
            _("An alternate can be asked once it declines or lets the date pass."),
        )
    if alternate_to is None:
        return
    if alternate_to.consultation_id != consultation.pk or alternate_to.speaks_for != spoken_for:
        raise Refused(
            _("Nobody was nominated."),
            _("An alternate is asked to speak for the same group as the first."),
            _("Nominate it without calling it an alternate."),
        )
    if not rules.makes_room_for_an_alternate(queries.state_of(alternate_to)):
        raise Refused(
            _("Nobody was nominated."),
            _("%(entity)s has neither declined nor let the date pass.")
            % {"entity": alternate_to.entity},
            _("Wait for the answer, or for the date."),
        )


def lock_consultation(consultation: Consultation) -> None:
    """Until the transaction ends, nobody else changes who speaks in this consultation."""
    Consultation.objects.select_for_update().get(pk=consultation.pk)


def _send_nomination(designation: Designation) -> None:
    consultation, reply_by = designation.consultation, designation.reply_by
    with in_language_of_reader(designation.entity.language):
        post(
            f"nomination:{designation.pk}",
            to=designation.email,
            subject=_("Asked to speak for: %(group)s") % {"group": designation.speaks_for},
            text=_(
                "%(entity)s is asked to speak for %(group)s in “%(consultation)s”.\n\n"
                "%(reply_by)sAnswer here, without an account:\n%(link)s\n\n"
                "The link is yours alone: whoever has it answers in your name."
            )
            % {
                "entity": designation.entity,
                "group": designation.speaks_for,
                "consultation": consultation,
                "reply_by": _("Please answer by %(date)s.\n\n") % {"date": day_in_words(reply_by)}
                if reply_by
                else "",
                "link": address_of(
                    "representation:workplace", consultation.slug, designation.token
                ),
            },
            consultation=consultation.slug,
        )


@transaction.atomic
def answer_designation(
    designation: Designation,
    *,
    answer: str,
    by: User | str,
    note: str = "",
    answered_at: datetime | None = None,
) -> Designation:
    """Take the answer of a nominated entity: a `DesignationAnswer`, with its words.

    by: the official who types in an answer that came by letter, or the name of the one who
    answered. The same answer again changes nothing. An acceptance that comes after the date is
    taken as long as nobody else was asked; whoever accepted may still decline.

    Raises Refused when it accepts and another is accepted or waited for in its place.
    """
    if answer not in DesignationAnswer.values:
        raise ValueError(answer)
    lock_consultation(designation.consultation)
    designation.refresh_from_db()
    if designation.answer == answer:
        return designation
    if answer == DesignationAnswer.ACCEPTED:
        standing = queries.standing_in_the_way(designation.consultation, designation.speaks_for)
        if standing is not None and standing != designation:
            raise Refused(
                _("The acceptance was not taken."),
                _("%(entity)s was asked in the meantime, as the alternate.")
                % {"entity": standing.entity},
                _("Write to the secretariat; it may ask you again should the alternate decline."),
            )
    designation.answer = answer
    designation.answer_note = note
    designation.outcome_unknown = False
    designation.answered_at = answered_at
    if answered_at is None and not designation.consultation.reconstructed:
        designation.answered_at = timezone.now()
    designation.answer_entered_by = by if isinstance(by, User) else None
    designation.save()
    record(
        "representation.answer_designation",
        designation,
        by=by,
        consultation=designation.consultation.slug,
        answer=answer,
    )
    return designation


@transaction.atomic
def log_outreach(designation: Designation, *, done_on: date, text: str, by: User | str) -> Outreach:
    """Note what a coordinator did to reach the group.

    Raises Refused when the designation is not accepted.
    """
    check_speaks(designation)
    outreach = Outreach.objects.create(designation=designation, done_on=done_on, text=text)
    record(
        "representation.log_outreach",
        outreach,
        by=by,
        consultation=designation.consultation.slug,
    )
    return outreach


def check_speaks(designation: Designation) -> None:
    """Raises Refused when the designation is not accepted: only then does it speak."""
    if queries.state_of(designation) != DesignationState.ACCEPTED:
        raise Refused(
            _("This was not done."),
            _("%(entity)s has not accepted to speak for %(group)s.")
            % {"entity": designation.entity, "group": designation.speaks_for},
            _("Accept first; the link in the letter leads there."),
        )

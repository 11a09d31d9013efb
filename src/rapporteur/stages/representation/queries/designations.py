"""Who was asked to speak for whom, and what was said against it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.representation import rules
from rapporteur.stages.representation.choices import DesignationState
from rapporteur.stages.representation.models import (
    Designation,
    Objection,
)
from rapporteur.stages.stakeholders.models import Constituency, Group


def designations(consultation: Consultation) -> QuerySet[Designation]:
    """Every designation of a consultation, in the order in which they were made."""
    return Designation.objects.filter(consultation=consultation).select_related(
        "consultation", "group", "constituency", "entity", "alternate_to__entity"
    )


def state_of(designation: Designation, today: date | None = None) -> DesignationState:
    """Where a designation stands today (`rules.state`)."""
    return rules.state(
        designation.answer,
        designation.reply_by,
        designation.outcome_unknown,
        today or timezone.localdate(),
    )


def in_force(consultation: Consultation) -> QuerySet[Designation]:
    """The designations that were accepted: those who do speak for a group or constituency."""
    return designations(consultation).filter(answer="accepted")


def same_place(designation: Designation) -> QuerySet[Designation]:
    """All designations for the same group or constituency, this one included."""
    return designations(designation.consultation).filter(
        group=designation.group_id, constituency=designation.constituency_id
    )


def standing_in_the_way(
    consultation: Consultation, spoken_for: Group | Constituency, today: date | None = None
) -> Designation | None:
    """The designation that is accepted or still waited for there; None where there is room."""
    place = Q(group=spoken_for) if isinstance(spoken_for, Group) else Q(constituency=spoken_for)
    for each in designations(consultation).filter(place):
        if rules.stands_in_the_way(state_of(each, today)):
            return each
    return None


def wants_alternate(designation: Designation, today: date | None = None) -> bool:
    """Whether this one left the place open, and nobody was asked in its stead."""
    return designation in open_places(same_place(designation), today)


def open_places(rows: Iterable[Designation], today: date | None = None) -> list[Designation]:
    """Of a consultation's designations, all of them at hand: those that want an alternate."""
    rows = list(rows)
    states = {row.pk: state_of(row, today) for row in rows}
    held = {
        (row.group_id, row.constituency_id)
        for row in rows
        if rules.stands_in_the_way(states[row.pk])
    }
    followed = {row.alternate_to_id for row in rows}
    return [
        row
        for row in rows
        if rules.makes_room_for_an_alternate(states[row.pk])
        and row.pk not in followed
        and (row.group_id, row.constituency_id) not in held
    ]


def unsorted_objections(consultation: Consultation) -> QuerySet[Objection]:
    """The objections that no officer has looked at yet."""
    return Objection.objects.filter(
        designation__consultation=consultation, sorted_at__isnull=True
    ).select_related("designation__entity", "designation__group", "designation__constituency")


def unanswered_objections(consultation: Consultation) -> QuerySet[Objection]:
    """The objections that are shown, and that nobody has answered yet."""
    return Objection.objects.filter(
        designation__consultation=consultation,
        sorted_at__isnull=False,
        set_aside_because="",
        answered_at__isnull=True,
    ).select_related("designation__entity", "designation__group", "designation__constituency")

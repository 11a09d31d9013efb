"""Arranging a meeting."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.meeting.actions.registrations import move_up
from rapporteur.stages.meeting.choices import OrderRule
from rapporteur.stages.meeting.models import AgendaItem, Meeting


@transaction.atomic
def arrange(
    consultation: Consultation,
    *,
    titles: Mapping[str, str],
    starts_on: date,
    by: User | str,
    ends_on: date | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    zone: str = "",
    venue: str = "",
    room: str = "",
    seats: int | None = None,
    registration_by: date | None = None,
    categories: Sequence[Mapping[str, Any]] = (),
    asks_hotel: bool = False,
    return_to: str = "",
    order_rule: OrderRule = OrderRule.INSCRIPTION,
    minutes_presentation: int = 5,
    minutes_informal: int = 2,
) -> Meeting:
    """Arrange a meeting; the public sees it at once.

    ends_on: the first day, where not said. starts_at, ends_at: instants. zone: the
    consultation's where not said. categories: as `Meeting` has them.

    Raises Refused when the dates or the hours do not follow one another, or the zone is unknown.
    """
    meeting = Meeting(
        consultation=consultation,
        titles=dict(titles),
        starts_on=starts_on,
        ends_on=ends_on or starts_on,
        starts_at=starts_at,
        ends_at=ends_at,
        zone=zone or consultation.zone,
        venue=venue,
        room=room,
        seats=seats,
        registration_by=registration_by,
        categories=[dict(each) for each in categories],
        asks_hotel=asks_hotel,
        return_to=return_to,
        order_rule=order_rule,
        minutes_presentation=minutes_presentation,
        minutes_informal=minutes_informal,
    )
    _check(meeting)
    meeting.save()
    record("meeting.arrange_meeting", meeting, by=by, consultation=consultation.slug)
    return meeting


@transaction.atomic
def change(meeting: Meeting, *, by: User | str, **fields: Any) -> Meeting:
    """Change what is said of a meeting (the fields of `arrange`).

    More seats move people up from the waiting list; fewer take nobody's seat away.

    Raises Refused as `arrange` does.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    for name, value in fields.items():
        setattr(meeting, name, value)
    _check(meeting)
    meeting.save()
    record(
        "meeting.change_meeting",
        meeting,
        by=by,
        consultation=meeting.consultation.slug,
        changed=sorted(fields),
    )
    move_up(meeting, by=by)
    return meeting


def _check(meeting: Meeting) -> None:
    why = ""
    if meeting.zone not in available_timezones():
        why = _("“%(zone)s” is not a time zone.") % {"zone": meeting.zone}
    elif meeting.ends_on < meeting.starts_on:
        why = _("The last day is before the first.")
    elif meeting.ends_at and not (meeting.starts_at and meeting.ends_at > meeting.starts_at):
        why = _("It ends before it begins.")
    if why:
        raise Refused(_("The meeting was not kept."), why, _("Mend it and send it again."))


@transaction.atomic
def add_agenda_item(meeting: Meeting, *, texts: Mapping[str, str], by: User | str) -> AgendaItem:
    """Add an item at the end of the agenda."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    item = AgendaItem.objects.create(
        meeting=meeting, number=meeting.agenda.count() + 1, texts=dict(texts)
    )
    record("meeting.add_agenda_item", item, by=by, consultation=meeting.consultation.slug)
    return item

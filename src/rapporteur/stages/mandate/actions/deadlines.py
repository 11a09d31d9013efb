"""Announcing the dates of a consultation, and extending them."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.mandate import rules
from rapporteur.stages.mandate.actions.zones import check_zone
from rapporteur.stages.mandate.choices import DeadlineKind
from rapporteur.stages.mandate.models import Consultation, Deadline
from rapporteur.stages.mandate.queries import deadlines_in_force


@transaction.atomic
def announce_deadline(
    consultation: Consultation,
    *,
    kind: DeadlineKind,
    stated: date,
    by: User | str,
    at: time | None = None,
    zone: str = "",
    reason: str = "",
    source: str = "",
    announced_at: datetime | None = None,
) -> Deadline:
    """Announce a date, or extend it.

    stated: the day. at: the hour in `zone` (the consultation's where not said); without one the
    deadline runs to the end of that day at UTC−12 (rules.end_of_day_anywhere).

    Raises Refused when the kind has a date already and this one is earlier (a deadline is never
    shortened once announced), or later without a reason.
    """
    zone = zone or consultation.zone
    check_zone(zone)
    instant = rules.instant(stated, at, zone)
    earlier = deadlines_in_force(consultation).get(kind)
    if earlier is not None:
        if instant == earlier.at:
            return earlier
        if instant < earlier.at:
            raise Refused(
                _("The date was not changed."),
                _("It was announced as %(date)s, and a date is never shortened once announced.")
                % {"date": earlier.stated or earlier.at.date()},
                _("Keep it, or announce a later one."),
            )
        if not reason.strip():
            raise Refused(
                _("The date was not extended."),
                _("An extension is announced with its reason."),
                _("Write the reason and send it again."),
            )
    deadline = Deadline.objects.create(
        consultation=consultation,
        kind=kind,
        at=instant,
        stated=None if at else stated,
        zone=zone,
        announced_at=announced_at or timezone.now(),
        reason=reason,
        source=source,
    )
    record(
        "mandate.announce_deadline",
        deadline,
        by=by,
        consultation=consultation.slug,
        kind=kind,
        at=instant,
        reason=reason,
    )
    return deadline

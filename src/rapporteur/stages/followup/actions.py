"""Noting what became of the report."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.followup.models import ActionTaken, Transmission
from rapporteur.stages.mandate.models import Consultation, Instrument
from rapporteur.stages.report.models import Report


@transaction.atomic
def note_transmission(
    report: Report,
    *,
    body: str,
    by: User | str,
    session: str = "",
    agenda_item: str = "",
    transmitted_on: date | None = None,
    symbol: str = "",
    note: str = "",
) -> Transmission:
    """Note that a report goes, or has gone, to a body; the order of noting is that of the way.

    transmitted_on: None while it has not yet reached the body. Noting a body and session again
    fills in the date, the agenda item and the symbol.

    Raises Refused when the report is not issued, or the date is before that of the body before.
    """
    slug = report.consultation.slug
    if report.issued_at is None and not report.consultation.reconstructed:
        raise Refused(
            _("The transmission was not noted."),
            _("The report is not issued yet."),
            _("Issue it first; then note where it goes."),
        )
    locked = Report.objects.select_for_update().get(pk=report.pk)
    way = list(Transmission.objects.filter(report=locked))
    known = next((each for each in way if (each.body, each.session) == (body, session)), None)
    before = [each for each in way if known is None or each.order < known.order]
    latest = max((each.transmitted_on for each in before if each.transmitted_on), default=None)
    if transmitted_on and latest and transmitted_on < latest:
        raise Refused(
            _("The transmission was not noted."),
            _("On %(date)s the report had not yet reached the body before.")
            % {"date": transmitted_on.isoformat()},
            _("Check the date, or note the bodies in the order in which it passes them."),
        )
    transmission = known or Transmission(
        report=report,
        order=len(way) + 1,
        body=body,
        session=session,
        noted_by=by if isinstance(by, User) else None,
    )
    transmission.agenda_item = agenda_item or transmission.agenda_item
    transmission.transmitted_on = transmitted_on or transmission.transmitted_on
    transmission.symbol = symbol or transmission.symbol
    transmission.note = note or transmission.note
    transmission.save()
    record("followup.note_transmission", transmission, by=by, consultation=slug, body=body)
    return transmission


@transaction.atomic
def note_action(
    consultation: Consultation,
    *,
    text: str,
    by: User | str,
    taken_on: date | None = None,
    instrument: Instrument | None = None,
) -> ActionTaken:
    """Note what a body did with the report: a resolution that takes note of it."""
    action = ActionTaken.objects.create(
        consultation=consultation,
        text=text,
        taken_on=taken_on,
        instrument=instrument,
        noted_by=by if isinstance(by, User) else None,
    )
    record("followup.note_action", action, by=by, consultation=consultation.slug)
    return action

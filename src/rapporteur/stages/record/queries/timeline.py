"""A consultation's life on one line, put together from what each stage offers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.stages.followup import panels as followup
from rapporteur.stages.invitations import panels as invitations
from rapporteur.stages.mandate import queries as mandate
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import Moment
from rapporteur.stages.meeting import panels as meeting
from rapporteur.stages.report.models import Report


@dataclass(frozen=True)
class Event:
    """A moment with its place in time as the reader stands: past, now or future."""

    when: date
    label: str
    text: str
    url: str
    state: str


def timeline(consultation: Consultation, now: datetime | None = None) -> list[Event]:
    """Every dated thing that is public: instruments, letters, deadlines, meetings, the report and
    its way, by day."""
    today = (now or timezone.now()).date()
    found = [
        *mandate.moments(consultation),
        *invitations.moments(consultation),
        *meeting.moments(consultation),
        *_reports(consultation),
        *followup.moments(consultation),
    ]
    return [
        Event(each.when, each.label, each.text, each.url, each.state(today))
        for each in sorted(found, key=lambda moment: moment.when)
    ]


def _reports(consultation: Consultation) -> list[Moment]:
    found = []
    for report in Report.objects.filter(consultation=consultation):
        issued = report.issued_at.date() if report.issued_at else None
        day = report.dated if report.dated and consultation.reconstructed else issued
        if day is not None:
            found.append(Moment(day, _("Report"), report.symbol))
    return found

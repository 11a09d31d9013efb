"""What the mandate demands, and what the record can say of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.dates import day_in_words
from rapporteur.stages.followup.queries import transmissions
from rapporteur.stages.mandate.choices import RequirementCheck
from rapporteur.stages.mandate.models import Consultation, Requirement
from rapporteur.stages.meeting.queries import meetings
from rapporteur.stages.report.models import Report


class Verdict(StrEnum):
    """SHOWN is for what cannot be computed: it stands with its evidence, never declared met."""

    MET = "met"
    NOT_MET = "not-met"
    PENDING = "pending"
    SHOWN = "shown"


@dataclass(frozen=True)
class Finding:
    """A demand of the mandate, what the record says of it, and on what ground."""

    requirement: Requirement
    verdict: Verdict
    ground: str = ""

    @property
    def label(self) -> str:
        return {
            Verdict.MET: _("met"),
            Verdict.NOT_MET: _("not met"),
            Verdict.PENDING: _("pending"),
            Verdict.SHOWN: _("for the reader to judge"),
        }[self.verdict]


def findings(consultation: Consultation, now: datetime | None = None) -> Iterator[Finding]:
    """Every demand of the mandate with what can be computed about it now."""
    today = (now or timezone.now()).date()
    for requirement in consultation.requirements.select_related("provision__instrument"):
        match requirement.check_by:
            case RequirementCheck.HELD_BEFORE:
                yield _held_before(requirement, today)
            case RequirementCheck.TRANSMITTED:
                yield _transmitted(requirement)
            case RequirementCheck.ALL_CONSIDERED:
                yield _all_considered(requirement)
            case _:
                yield Finding(requirement, Verdict.SHOWN)


def _held_before(requirement: Requirement, today: date) -> Finding:
    held = meetings(requirement.consultation).filter(ends_on__lte=today).order_by("-ends_on")
    last = held.first()
    limit = requirement.by_date
    if last is not None:
        ground = _("The meeting was held on %(day)s.") % {"day": day_in_words(last.ends_on)}
        in_time = limit is None or last.ends_on <= limit
        return Finding(requirement, Verdict.MET if in_time else Verdict.NOT_MET, ground)
    if limit is not None and today > limit:
        return Finding(requirement, Verdict.NOT_MET, _("No meeting was held by then."))
    return Finding(requirement, Verdict.PENDING, _("The meeting is still to be held."))


def _transmitted(requirement: Requirement) -> Finding:
    """Met once the report has reached the bodies that the mandate names, in that order."""
    way = list(transmissions(requirement.consultation))
    reached = [each.body for each in way if each.transmitted_on]
    places = [reached.index(body) if body in reached else None for body in requirement.bodies]
    known = [place for place in places if place is not None]
    ground = " → ".join(
        f"{each.body} ({day_in_words(each.transmitted_on)})" if each.transmitted_on else each.body
        for each in way
    )
    if len(known) < len(requirement.bodies) or not reached:
        return Finding(requirement, Verdict.PENDING, ground or _("Not yet transmitted."))
    return Finding(requirement, Verdict.MET if known == sorted(known) else Verdict.NOT_MET, ground)


def _all_considered(requirement: Requirement) -> Finding:
    """A report is not issued while a contribution is neither cited nor considered."""
    issued = Report.objects.filter(
        consultation=requirement.consultation, issued_at__isnull=False
    ).first()
    if issued is None or issued.issued_at is None:
        return Finding(requirement, Verdict.PENDING, _("The report is not issued yet."))
    ground = _("The report was issued on %(day)s, every contribution cited or considered.")
    return Finding(
        requirement, Verdict.MET, ground % {"day": day_in_words(issued.issued_at.date())}
    )

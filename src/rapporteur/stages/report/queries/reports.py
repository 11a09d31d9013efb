"""Which report a consultation has, and how far it is."""

from django.db.models import QuerySet

from rapporteur.stages.mandate.choices import DeadlineKind
from rapporteur.stages.mandate.models import Consultation, Deadline
from rapporteur.stages.mandate.queries import deadlines_in_force
from rapporteur.stages.report import rules
from rapporteur.stages.report.choices import ReportState
from rapporteur.stages.report.models import Report, Revision


def report_of(consultation: Consultation) -> Report | None:
    """The report of a consultation; None while nobody has begun it."""
    found = Report.objects.filter(consultation=consultation)
    return found.select_related("consultation", "issued_by").last()


def issued_report_of(consultation: Consultation) -> Report | None:
    """The report as the public may read it; None before it is issued."""
    report = report_of(consultation)
    return report if report is not None and report.issued_at is not None else None


def revisions(report: Report) -> QuerySet[Revision]:
    """Every revision of a report, the latest first, with the names of those who acted on it."""
    return report.revisions.select_related(
        "drafted_by", "submitted_by", "cleared_by", "returned_by"
    ).order_by("-number")


def last_revision(report: Report) -> Revision:
    """What the report says now. Every report has a revision from the first."""
    return revisions(report)[0]


def state_of(report: Report, revision: Revision | None = None) -> ReportState:
    """Where a report stands. revision: its last one, where the caller has it at hand."""
    revision = revision or last_revision(report)
    return rules.state(
        issued=report.issued_at is not None,
        submitted=revision.submitted_at is not None,
        cleared=revision.cleared_at is not None,
        returned=revision.returned_at is not None,
    )


def due(consultation: Consultation) -> Deadline | None:
    """The date announced for the report."""
    return deadlines_in_force(consultation).get(DeadlineKind.REPORT)

"""Issuing a report."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.report.actions.revisions import locked
from rapporteur.stages.report.models import Report
from rapporteur.stages.report.queries import (
    figures_of,
    hindrances,
    last_revision,
    resolved,
    standing,
    tree_of,
)
from rapporteur.stages.report.queries.frozen import snapshot_of


@transaction.atomic
def issue(report: Report, *, by: User) -> Report:
    """Issue a report: its words, its figures, the table and the register stand as they are now.

    Raises Refused with everything that `queries.hindrances` finds. Issuing again changes nothing.
    """
    report = locked(report)
    if report.issued_at is not None:
        return report
    now = timezone.now()
    revision = last_revision(report)
    tree = tree_of(revision)
    standings = standing(report, tree)
    if found := hindrances(report, revision, standings, now=now):
        raise Refused(
            _("The report was not issued."),
            " ".join(found),
            _("Settle this on the page of the report, then issue it."),
        )
    figures = figures_of(report)
    document = resolved(report, tree, mark=None, figures=figures)
    report.cut_off = report.cut_off or now
    report.snapshot = snapshot_of(report, document, tree, standings, figures)
    report.issued_by, report.issued_at = by, now
    report.save(update_fields=["cut_off", "snapshot", "issued_by", "issued_at"])
    record(
        "report.issue",
        report,
        by=by,
        consultation=report.consultation.slug,
        revision=revision.number,
        total=figures.tally.total,
        headline=figures.tally.headline,
    )
    return report

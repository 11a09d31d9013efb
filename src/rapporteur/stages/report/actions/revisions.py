"""Locks and the line of revisions: what every other act on a report begins with."""

from typing import Any

from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.document.tree import Document
from rapporteur.stages.report.models import Report, Revision
from rapporteur.stages.report.queries import last_revision
from rapporteur.stages.report.queries.documents import as_json


def locked(report: Report) -> Report:
    """The report as it stands, held until the act is done."""
    return (
        Report.objects.select_for_update(of=("self",))
        .select_related("consultation")
        .get(pk=report.pk)
    )


def unissued(report: Report, refused: str) -> Report:
    """The report, locked; what is issued is never edited (domain, 8)."""
    report = locked(report)
    if report.issued_at is not None:
        raise Refused(
            refused,
            _("The report is issued, and what is issued does not change."),
            _("Issue a corrigendum for what is wrong."),
        )
    return report


def last_before(
    report: Report, based_on: int | None, refused: str, then: str
) -> tuple[Report, Revision]:
    """The report, locked, and its last revision, which must be the one that was worked on."""
    report = unissued(report, refused)
    last = last_revision(report)
    if based_on is not None and based_on != last.number:
        raise Refused(
            refused,
            _("%(who)s saved revision %(number)s while you were writing.")
            % {"who": last.drafted_by or _("Somebody"), "number": last.number},
            then,
        )
    return report, last


def last_one(revision: Revision, refused: str) -> Revision:
    """The revision, its report locked; it must be the last."""
    report = unissued(revision.report, refused)
    last = last_revision(report)
    if last.pk != revision.pk:
        raise Refused(
            refused,
            _("There is a later revision, number %(number)s.") % {"number": last.number},
            _("Look at that one."),
        )
    return last


def add_revision(report: Report, tree: Document, *, by: User | str) -> Revision:
    """Keep `tree` as the next revision."""
    last = report.revisions.order_by("number").last()
    return Revision.objects.create(
        report=report,
        number=last.number + 1 if last else 1,
        tree=as_json(tree),
        drafted_by=by if isinstance(by, User) else None,
    )


def noted(act: str, revision: Revision, *, by: User | str, **particulars: Any) -> None:
    """Write an act on a revision into the log."""
    report = revision.report
    record(
        act,
        report,
        by=by,
        consultation=report.consultation.slug,
        revision=revision.number,
        **particulars,
    )

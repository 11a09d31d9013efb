"""Clearance, by another person than the drafter."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.report.actions.revisions import last_one, noted
from rapporteur.stages.report.choices import ReportState
from rapporteur.stages.report.models import Revision
from rapporteur.stages.report.queries import state_of


@transaction.atomic
def submit(revision: Revision, *, by: User) -> Revision:
    """Send the last revision to the clearing officer. Sending it again changes nothing.

    Raises Refused where there is a later revision, or this one was sent back: write the next.
    """
    refused = _("The draft was not sent to be cleared.")
    revision = last_one(revision, refused)
    if revision.returned_at is not None:
        raise Refused(
            refused,
            _("It was sent back: %(why)s") % {"why": revision.returned_because},
            _("Save a revision that answers this, and send that one."),
        )
    if revision.submitted_at is None:
        revision.submitted_by, revision.submitted_at = by, timezone.now()
        revision.save(update_fields=["submitted_by", "submitted_at"])
        noted("report.submit", revision, by=by)
    return revision


@transaction.atomic
def send_back(revision: Revision, *, reason: str, by: User) -> Revision:
    """Send a revision back to the drafter with a reason; a clearance that was given ends.

    Raises Refused without a reason, and where the revision is not before the clearing officer.
    """
    refused = _("The draft was not sent back.")
    revision = _submitted(revision, refused)
    reason = reason.strip()
    if not reason:
        raise Refused(refused, _("There is no reason."), _("Say what is to be changed."))
    revision.cleared_by = revision.cleared_at = None
    revision.returned_by, revision.returned_at = by, timezone.now()
    revision.returned_because = reason
    revision.save()
    noted("report.send_back", revision, by=by, reason=reason)
    return revision


@transaction.atomic
def clear(revision: Revision, *, by: User) -> Revision:
    """Clear the last revision. Clearing it again changes nothing.

    Raises Refused for whoever drafted or submitted it: two persons answer for what a report says.
    """
    refused = _("The draft was not cleared.")
    revision = _submitted(revision, refused)
    if by.pk in (revision.drafted_by_id, revision.submitted_by_id):
        raise Refused(
            refused,
            _("You drafted this revision or sent it to be cleared."),
            _("Another person must clear it."),
        )
    if revision.cleared_at is None:
        revision.cleared_by, revision.cleared_at = by, timezone.now()
        revision.save(update_fields=["cleared_by", "cleared_at"])
        noted("report.clear", revision, by=by)
    return revision


def _submitted(revision: Revision, refused: str) -> Revision:
    revision = last_one(revision, refused)
    if state_of(revision.report, revision) not in (ReportState.SUBMITTED, ReportState.CLEARED):
        raise Refused(
            refused,
            _("It is not with the clearing officer."),
            _("Wait until the drafter sends it to be cleared."),
        )
    return revision

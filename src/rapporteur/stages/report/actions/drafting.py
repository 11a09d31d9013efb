"""Changing the words of a report: every change is a revision."""

from django.db import transaction
from django.utils.translation import gettext as _

from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.editorial.mending import mended
from rapporteur.stages.report.actions.revisions import add_revision, last_before, noted
from rapporteur.stages.report.models import Report, Revision
from rapporteur.stages.report.queries import editing, read_draft, tree_of
from rapporteur.stages.report.queries.documents import as_json


@transaction.atomic
def save_revision(
    report: Report, *, text: str, by: User | str, based_on: int | None = None
) -> Revision:
    """Save a draft as the next revision; the same words again are no revision.

    text: the draft form (`core.document.draft`). based_on: the number of the revision that the
    drafter had before them. Raises DraftProblems where the text cannot be read, names a figure
    that there is not or cites what is not in the register; Refused where the report is issued, or
    somebody saved another revision in the meantime.
    """
    report, last = last_before(
        report,
        based_on,
        _("The draft was not saved."),
        _("Compare it with yours below, and save again what should stand."),
    )
    tree = read_draft(report, text)
    if as_json(tree) == as_json(tree_of(last)):
        return last
    revision = add_revision(report, tree, by=by)
    noted("report.save_revision", revision, by=by)
    return revision


@transaction.atomic
def take_mend(report: Report, *, finding: str, by: User | str, based_on: int) -> Revision:
    """Put the mend of an editorial finding into the draft, as the next revision.

    finding: its key (`core.editorial.finding.Finding.key`) in the revision of the number based_on.
    Raises Refused where the report is issued, somebody saved another revision in the meantime, or
    the revision has no such finding with a mend.
    """
    refused = _("The mend was not taken.")
    now = _("Look at what is found now.")
    report, last = last_before(report, based_on, refused, now)
    tree = tree_of(last)
    taken = [remark for remark in editing(tree, tree).remarks if remark.finding.key == finding]
    if not taken or not taken[0].can_be_taken:
        raise Refused(
            refused,
            _("There is no such finding in revision %(number)s.") % {"number": last.number},
            now,
        )
    revision = add_revision(report, mended(tree, taken[0].finding), by=by)
    noted("report.take_mend", revision, by=by, finding=finding)
    return revision

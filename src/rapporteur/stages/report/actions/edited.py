"""A Word file of a revision that comes back from an edit."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.models import User
from rapporteur.base.originals.actions import keep
from rapporteur.base.refusals import Refused
from rapporteur.core.document.draft import DraftProblems
from rapporteur.core.document.draft_writing import written
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.returned import apply
from rapporteur.stages.report.actions.revisions import add_revision, noted, unissued
from rapporteur.stages.report.models import EditedFile, Report, Revision
from rapporteur.stages.report.queries import (
    last_revision,
    proposed,
    proposed_in,
    read_draft,
    tree_of,
)
from rapporteur.stages.report.queries.documents import as_json


@transaction.atomic
def bring_edited(
    report: Report, *, content: bytes, filename: str, number: int, by: User
) -> EditedFile:
    """Keep a Word file of a revision that came back from an edit. It changes nothing by itself.

    number: the revision that the file was made of. Raises Refused where it is no Word file that
    can be read, where there is no such revision, and once the report is issued.
    """
    refused = _("The file was not taken.")
    report = unissued(report, refused)
    revision = report.revisions.filter(number=number).first()
    if revision is None:
        raise Refused(refused, _("There is no revision %(number)d.") % {"number": number})
    proposed_in(report, revision, content)
    edited = EditedFile.objects.create(
        report=report,
        revision=revision,
        original=keep(content),
        filename=filename[:200],
        brought_by=by,
    )
    noted("report.bring_edited", revision, by=by, file=edited.original_id)
    return edited


@transaction.atomic
def take_edits(edited: EditedFile, *, accepted: Collection[str], by: User) -> Revision:
    """Take over the accepted changes of an edited file as the next revision; leave the others.

    accepted: the ids of the changes. With none the file is put aside and nothing is saved. Raises
    Refused where it was decided before, where the words that a change was made against stand no
    more, where what comes out cannot be read as a draft, and once the report is issued.
    """
    refused = _("The changes were not taken over.")
    report = unissued(edited.report, refused)
    edited = EditedFile.objects.select_for_update().get(pk=edited.pk)
    if edited.decided_at is not None:
        raise Refused(refused, _("This file was decided before."))
    wanted = [each for each in proposed(edited).changes if each.id in set(accepted)]
    if {each.id for each in wanted} != set(accepted):
        raise Refused(
            refused,
            _("What the file proposes is not what you saw: a figure changed in the meantime."),
            _("Look at the changes again."),
        )
    last = last_revision(report)
    try:
        tree = apply(tree_of(last), wanted)
        read_draft(report, written(tree))
    except (DocumentProblem, DraftProblems) as problem:
        raise Refused(refused, str(problem)) from problem
    saved = last
    if wanted and as_json(tree) != as_json(tree_of(last)):
        saved = add_revision(report, tree, by=by)
    edited.accepted = [each.id for each in wanted]
    edited.decided_by, edited.decided_at, edited.saved_as = by, timezone.now(), saved
    edited.save(update_fields=["accepted", "decided_by", "decided_at", "saved_as"])
    noted("report.take_edits", saved, by=by, file=edited.original_id, changes=len(wanted))
    return saved

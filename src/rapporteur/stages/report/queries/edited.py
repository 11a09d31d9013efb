"""Word files of the report that came back from an edit, and what they propose."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.originals.queries import read
from rapporteur.base.refusals import Refused
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.returned import Return, compare
from rapporteur.stages.report.models import EditedFile, Report, Revision
from rapporteur.stages.report.queries.documents import document_of, tree_of


def edited_files(report: Report) -> QuerySet[EditedFile]:
    """Every file that came back, the latest first."""
    return report.edited_files.select_related(
        "revision", "original", "brought_by", "decided_by", "saved_as"
    )


def proposed(edited: EditedFile) -> Return:
    """What a file proposes to change in the revision that it was made of."""
    return proposed_in(edited.report, edited.revision, read(edited.original))


def proposed_in(report: Report, revision: Revision, content: bytes) -> Return:
    """What the bytes of a Word file propose to change in a revision, with the figures of now.

    Raises Refused where they are no Word file that can be read.
    """
    shown = document_of(report, now=timezone.now(), revision=revision)
    try:
        return compare(tree_of(revision), content, shown=shown)
    except DocumentProblem as problem:
        raise Refused(_("The file was not taken."), str(problem)) from problem

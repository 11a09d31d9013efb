"""Making the copies of files for the public, in the background.

The row of the public document is what is leased, and its state is what the pages show.
"""

import time
from collections.abc import Sequence
from datetime import timedelta

from django.db.models import F

from rapporteur.base.leases import give_up, lease
from rapporteur.base.originals import queries as originals
from rapporteur.base.originals.actions import keep
from rapporteur.base.refusals import Refused
from rapporteur.base.together import giving_way
from rapporteur.core.screening.copies import PageWords, copy_file
from rapporteur.core.text.media import MESSAGE, PDF
from rapporteur.stages.contributions.choices import (
    FILE_NOTES,
    GONE,
    CopyForm,
    FindingDecision,
    Part,
)
from rapporteur.stages.contributions.models import (
    Document,
    Finding,
    PublicDocument,
)
from rapporteur.stages.contributions.queries.screening import areas_at, cuts_at, decisions_on
from rapporteur.stages.mandate.models import Consultation

LEASE = timedelta(minutes=10)  # beyond the longest that one copy may take


def copy_waiting(
    consultation: Consultation | None = None, *, most: int = 100, seconds: float | None = None
) -> int:
    """Make the copies of files that wait, and say how many were made.

    consultation: that whose files alone are copied. seconds: begin none after so long.
    """
    began = time.monotonic()
    for done in range(most):
        if seconds is not None and time.monotonic() - began > seconds:
            return done
        document = _lease(consultation)
        if document is None:
            return done
        _copy(document)
    return most


def why_no_file(document: Document, findings: Sequence[Finding]) -> str:
    """Why no copy of a file is given, whatever it holds; empty where one may be made."""
    if document.media_type == MESSAGE:
        return FILE_NOTES["message"]
    unread = [
        each for each in findings if each.part == Part.FILE and each.document_id == document.pk
    ]
    if any(each.decision == FindingDecision.CUT for each in unread):
        return FILE_NOTES["unread"]
    return FILE_NOTES["unread"] if document.problem and not unread else ""


def put_file(made: PublicDocument, findings: Sequence[Finding]) -> None:
    """Give a public document its file, or the reason why it has none; it is not saved here."""
    document = made.document
    cuts = [
        cuts_at(findings, (Part.PAGE, None, document.pk, int(page["number"])))
        for page in document.pages
    ]
    areas = [areas_at(findings, document, int(page["number"])) for page in document.pages]
    pages = [
        PageWords(int(page["number"]), page["text"], left["text"], tuple(cut), tuple(drawn))
        for page, left, cut, drawn in zip(document.pages, made.pages, cuts, areas, strict=True)
    ]
    made.to_copy, made.leased_until = False, None
    try:
        raw = originals.read(document.original)
    except Refused:  # its text is there all the same
        made.note = GONE
        return
    given = copy_file(raw, document.media_type, pages)
    if given is None:
        made.note = FILE_NOTES["cut" if any(cuts) or any(areas) else "kind"]
        return
    made.note = ""
    made.form, made.original = CopyForm(given.form), keep(given.content)
    if made.filename and given.media_type == PDF != made.media_type:
        made.filename = f"{made.filename[:290]}.pdf"
    made.media_type = given.media_type


def _lease(consultation: Consultation | None) -> PublicDocument | None:
    """The file that waits longest and that nobody else copies; one that took its worker down too
    often is given as text."""
    waiting = PublicDocument.objects.filter(to_copy=True)
    give_up(waiting, to_copy=False, note=FILE_NOTES["kind"])
    if consultation is not None:
        waiting = waiting.filter(copy__contribution__consultation=consultation)
    return lease(waiting, LEASE, "pk", tries=F("tries") + 1)


def _copy(made: PublicDocument) -> None:
    version = made.copy.version
    findings = list(version.findings.all())
    put_file(made, findings)  # before the transaction: it takes seconds
    with giving_way():
        held = PublicDocument.objects.select_for_update(of=("self",)).filter(
            pk=made.pk, to_copy=True
        )
        # Whoever decided otherwise meanwhile has had, or will have, the copy begun anew.
        if not held or decisions_on(version.findings.all()) != decisions_on(findings):
            PublicDocument.objects.filter(pk=made.pk).update(leased_until=None)
            return
        made.save(
            update_fields=[
                "form",
                "original",
                "media_type",
                "filename",
                "note",
                "to_copy",
                "leased_until",
            ]
        )

"""Changing a report: drafting, clearance, considering contributions, issuing."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.originals.actions import keep
from rapporteur.base.refusals import Refused
from rapporteur.core.document.draft import DraftProblems
from rapporteur.core.document.draft_writing import written
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.returned import apply
from rapporteur.core.document.tree import Body, Document, Masthead
from rapporteur.core.editorial.mending import mended
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.mandate.choices import RequirementCheck
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report import rules
from rapporteur.stages.report.choices import ReportState
from rapporteur.stages.report.models import Consideration, EditedFile, Report, Revision
from rapporteur.stages.report.queries import (
    draft_tree,
    editing,
    figures_of,
    hindrances,
    last_revision,
    proposed,
    proposed_in,
    read_draft,
    report_of,
    resolved,
    standing,
    state_of,
    tree_of,
)
from rapporteur.stages.report.queries.documents import as_json
from rapporteur.stages.report.queries.frozen import snapshot_of


@transaction.atomic
def begin_report(
    consultation: Consultation,
    *,
    by: User | str,
    language: str = "en",
    titles: Mapping[str, str] | None = None,
    symbol: str = "",
    dated: date | None = None,
    masthead: Masthead | None = None,
    cut_off: datetime | None = None,
) -> Report:
    """Begin the report of a consultation, with a first draft from the record as revision 1.

    titles: that of the consultation where not given. A symbol or date that is not assigned stays
    empty. masthead: bodies, distribution and original language (its symbols and date are those of
    the report); where not given, the bodies are those that the mandate names.
    Raises Refused where the consultation has a report.
    """
    Consultation.objects.select_for_update().get(pk=consultation.pk)
    if report_of(consultation) is not None:
        raise Refused(
            _("The report was not begun."),
            _("This consultation has one."),
            _("Go on with that one; what changes after it is issued is a corrigendum."),
        )
    report = Report.objects.create(
        consultation=consultation,
        language=language,
        titles=dict(titles or consultation.titles),
        symbol=symbol,
        dated=dated,
        masthead=rules.kept_masthead(masthead or Masthead(bodies=_bodies_named(consultation))),
        cut_off=cut_off,
        begun_by=by if isinstance(by, User) else None,
    )
    with override(language):
        tree = draft_tree(consultation, language)
    _add_revision(report, tree, by=by)
    record("report.begin_report", report, by=by, consultation=consultation.slug)
    return report


def _bodies_named(consultation: Consultation) -> tuple[Body, ...]:
    """The bodies to which the mandate has the report go: whom it is for first, and then those
    that it passes on its way ("through the Council, to the Assembly")."""
    demands = consultation.requirements.filter(check_by=RequirementCheck.TRANSMITTED)
    names = dict.fromkeys(name for demand in demands for name in demand.bodies)
    return tuple(Body(name) for name in reversed(names))


def _add_revision(report: Report, tree: Document, *, by: User | str) -> Revision:
    last = report.revisions.order_by("number").last()
    return Revision.objects.create(
        report=report,
        number=last.number + 1 if last else 1,
        tree=as_json(tree),
        drafted_by=by if isinstance(by, User) else None,
    )


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
    report, last = _last_before(
        report,
        based_on,
        _("The draft was not saved."),
        _("Compare it with yours below, and save again what should stand."),
    )
    tree = read_draft(report, text)
    if as_json(tree) == as_json(tree_of(last)):
        return last
    revision = _add_revision(report, tree, by=by)
    _record("report.save_revision", revision, by=by)
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
    report, last = _last_before(report, based_on, refused, now)
    tree = tree_of(last)
    taken = [remark for remark in editing(tree, tree).remarks if remark.finding.key == finding]
    if not taken or not taken[0].can_be_taken:
        raise Refused(
            refused,
            _("There is no such finding in revision %(number)s.") % {"number": last.number},
            now,
        )
    revision = _add_revision(report, mended(tree, taken[0].finding), by=by)
    _record("report.take_mend", revision, by=by, finding=finding)
    return revision


@transaction.atomic
def bring_edited(
    report: Report, *, content: bytes, filename: str, number: int, by: User
) -> EditedFile:
    """Keep a Word file of a revision that came back from an edit. It changes nothing by itself.

    number: the revision that the file was made of. Raises Refused where it is no Word file that
    can be read, where there is no such revision, and once the report is issued.
    """
    refused = _("The file was not taken.")
    report = _unissued(report, refused)
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
    _record("report.bring_edited", revision, by=by, file=edited.original_id)
    return edited


@transaction.atomic
def take_edits(edited: EditedFile, *, accepted: Collection[str], by: User) -> Revision:
    """Take over the accepted changes of an edited file as the next revision; leave the others.

    accepted: the ids of the changes. With none the file is put aside and nothing is saved. Raises
    Refused where it was decided before, where the words that a change was made against stand no
    more, where what comes out cannot be read as a draft, and once the report is issued.
    """
    refused = _("The changes were not taken over.")
    report = _unissued(edited.report, refused)
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
        saved = _add_revision(report, tree, by=by)
    edited.accepted = [each.id for each in wanted]
    edited.decided_by, edited.decided_at, edited.saved_as = by, timezone.now(), saved
    edited.save(update_fields=["accepted", "decided_by", "decided_at", "saved_as"])
    _record("report.take_edits", saved, by=by, file=edited.original_id, changes=len(wanted))
    return saved


@transaction.atomic
def set_masthead(
    report: Report,
    *,
    titles: Mapping[str, str],
    by: User | str,
    symbol: str = "",
    dated: date | None = None,
    masthead: Masthead,
) -> Report:
    """Fill in the head of the report. What is not assigned yet stays empty.

    A symbol and a date are assigned late, so this undoes no clearance. Raises Refused once the
    report is issued.
    """
    report = _unissued(report, _("The head was not changed."))
    report.titles, report.symbol, report.dated = dict(titles), symbol, dated
    report.masthead = rules.kept_masthead(masthead)
    report.save(update_fields=["titles", "symbol", "dated", "masthead"])
    record(
        "report.set_masthead",
        report,
        by=by,
        consultation=report.consultation.slug,
        titles=report.titles,
        symbol=symbol,
        dated=dated,
        masthead=report.masthead,
    )
    return report


@transaction.atomic
def set_cut_off(report: Report, *, at: datetime, by: User | str) -> Report:
    """Announce the instant that closes the set: what is registered from then on is too late for
    this report, and published all the same.

    An announced cut-off can be put off, never brought forward. Raises Refused otherwise, and once
    the report is issued.
    """
    report = _unissued(report, _("The cut-off was not set."))
    if report.cut_off is not None and at < report.cut_off:
        raise Refused(
            _("The cut-off was not set."),
            _("An announced cut-off is never brought forward."),
            _("Choose a later moment, or leave it."),
        )
    before, report.cut_off = report.cut_off, at
    report.save(update_fields=["cut_off"])
    record(
        "report.set_cut_off",
        report,
        by=by,
        consultation=report.consultation.slug,
        at=at,
        before=before,
    )
    return report


@transaction.atomic
def consider(report: Report, contribution: Contribution, *, reason: str, by: User) -> Consideration:
    """Say that a contribution which the report does not cite was considered, and why it is not
    cited. By a named person, one by one; again replaces the reason.

    Raises Refused without a reason, for a contribution of another consultation or one that was
    voided or withdrawn, and once the report is issued.
    """
    refused = _("The contribution was not marked as considered.")
    report = _unissued(report, refused)
    reason = reason.strip()
    if not reason:
        raise Refused(refused, _("There is no reason."), _("Say in a sentence what you found."))
    if contribution.consultation_id != report.consultation_id:
        raise Refused(refused, _("It belongs to another consultation."))
    if contribution.voided_at or contribution.withdrawn_at:
        raise Refused(refused, _("It was voided or withdrawn, and is not to be considered."))
    consideration, _created = Consideration.objects.update_or_create(
        report=report,
        contribution=contribution,
        defaults={"reason": reason, "considered_by": by, "considered_at": timezone.now()},
    )
    record(
        "report.consider",
        contribution,
        by=by,
        consultation=report.consultation.slug,
        reason=reason,
    )
    return consideration


@transaction.atomic
def submit(revision: Revision, *, by: User) -> Revision:
    """Send the last revision to the clearing officer. Sending it again changes nothing.

    Raises Refused where there is a later revision, or this one was sent back: write the next.
    """
    refused = _("The draft was not sent to be cleared.")
    revision = _last_one(revision, refused)
    if revision.returned_at is not None:
        raise Refused(
            refused,
            _("It was sent back: %(why)s") % {"why": revision.returned_because},
            _("Save a revision that answers this, and send that one."),
        )
    if revision.submitted_at is None:
        revision.submitted_by, revision.submitted_at = by, timezone.now()
        revision.save(update_fields=["submitted_by", "submitted_at"])
        _record("report.submit", revision, by=by)
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
    _record("report.send_back", revision, by=by, reason=reason)
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
        _record("report.clear", revision, by=by)
    return revision


@transaction.atomic
def issue(report: Report, *, by: User) -> Report:
    """Issue a report: its words, its figures, the table and the register stand as they are now.

    Raises Refused with everything that `queries.hindrances` finds. Issuing again changes nothing.
    """
    report = _locked(report)
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


def _locked(report: Report) -> Report:
    return (
        Report.objects.select_for_update(of=("self",))
        .select_related("consultation")
        .get(pk=report.pk)
    )


def _unissued(report: Report, refused: str) -> Report:
    """The report, locked; what is issued is never edited (domain, 8)."""
    report = _locked(report)
    if report.issued_at is not None:
        raise Refused(
            refused,
            _("The report is issued, and what is issued does not change."),
            _("Issue a corrigendum for what is wrong."),
        )
    return report


def _last_before(
    report: Report, based_on: int | None, refused: str, then: str
) -> tuple[Report, Revision]:
    """The report, locked, and its last revision, which must be the one that was worked on."""
    report = _unissued(report, refused)
    last = last_revision(report)
    if based_on is not None and based_on != last.number:
        raise Refused(
            refused,
            _("%(who)s saved revision %(number)s while you were writing.")
            % {"who": last.drafted_by or _("Somebody"), "number": last.number},
            then,
        )
    return report, last


def _last_one(revision: Revision, refused: str) -> Revision:
    report = _unissued(revision.report, refused)
    last = last_revision(report)
    if last.pk != revision.pk:
        raise Refused(
            refused,
            _("There is a later revision, number %(number)s.") % {"number": last.number},
            _("Look at that one."),
        )
    return last


def _submitted(revision: Revision, refused: str) -> Revision:
    revision = _last_one(revision, refused)
    if state_of(revision.report, revision) not in (ReportState.SUBMITTED, ReportState.CLEARED):
        raise Refused(
            refused,
            _("It is not with the clearing officer."),
            _("Wait until the drafter sends it to be cleared."),
        )
    return revision


def _record(act: str, revision: Revision, *, by: User | str, **particulars: Any) -> None:
    report = revision.report
    record(
        act,
        report,
        by=by,
        consultation=report.consultation.slug,
        revision=revision.number,
        **particulars,
    )

"""Word files that come back from an edit: what they propose, and taking over what is accepted."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from rapporteur.base.refusals import refusals_on
from rapporteur.core.document.returned import Change, Kind, Why
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report import actions, queries
from rapporteur.stages.report.forms import EditedFileForm
from rapporteur.stages.report.views.desk import report_or_refusal

KINDS: dict[Kind, Promise] = {
    Kind.TEXT: gettext_lazy("Words changed"),
    Kind.NOTE: gettext_lazy("Footnote changed"),
    Kind.HEADING: gettext_lazy("Heading changed"),
    Kind.CELL: gettext_lazy("Cell of a table changed"),
    Kind.ADDED: gettext_lazy("Paragraph added"),
    Kind.REMOVED: gettext_lazy("Paragraph taken out"),
    Kind.SPLIT: gettext_lazy("Paragraph parted"),
    Kind.MERGED: gettext_lazy("Paragraphs joined"),
    Kind.MOVED: gettext_lazy("Paragraph moved"),
    Kind.RESTYLED: gettext_lazy("Set in another style"),
    Kind.NOTE_ADDED: gettext_lazy("Footnote added"),
    Kind.TABLE: gettext_lazy("Rows or columns of a table changed"),
    Kind.FRONT: gettext_lazy("Head or frame of the document changed"),
    Kind.REMARK: gettext_lazy("Comment"),
}
WHY: dict[Why, Promise] = {
    Why.COMPUTED: gettext_lazy(
        "It goes across a computed figure or table, which stays computed. Change the draft itself."
    ),
    Why.FRONT: gettext_lazy("The head is filled in on a page of its own."),
    Why.TABLE: gettext_lazy("Tables are computed or typed elsewhere. Change them at their source."),
    Why.STRUCTURE: gettext_lazy("It changes how the document is built. Do it in the draft."),
    Why.REMARK: gettext_lazy("Nothing is to be taken over: read it."),
}


@desk(Role.DRAFTER, Role.CLEARING)
def files(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """The files that came back, and the form that brings one in."""
    report = report_or_refusal(consultation)
    numbers = [each.number for each in queries.revisions(report)]
    form = EditedFileForm(
        request.POST or None,
        request.FILES or None,
        numbers=numbers,
        initial={"number": numbers[0]},
    )
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["word_file"]
        with refusals_on(form):
            edited = actions.bring_edited(
                report,
                content=sent.read(),
                filename=sent.name,
                number=form.cleaned_data["number"],
                by=request.user,
            )
            return redirect("report:edited_file", consultation.slug, edited.pk)
    able = {Role.DRAFTER, Role.CLEARING, Role.ADMINISTRATOR}
    context = {
        "report": report,
        "form": form,
        "files": queries.edited_files(report),
        "brings": bool(request.roles & able) and report.issued_at is None,
    }
    return render(
        request, "report/edited.html", context, status=422 if request.method == "POST" else 200
    )


@desk()
def changes(request: DeskRequest, consultation: Consultation, number: int) -> HttpResponse:
    """What one file proposes, side by side, each change with a box to accept it."""
    report = report_or_refusal(consultation)
    edited = get_object_or_404(queries.edited_files(report), pk=number)
    outcome = queries.proposed(edited)
    able = bool(request.roles & {Role.DRAFTER, Role.ADMINISTRATOR})
    context = {
        "report": report,
        "edited": edited,
        "outcome": outcome,
        "told": [_told(change, edited.accepted) for change in outcome.changes],
        "takes": able and edited.decided_at is None and report.issued_at is None,
        "many": len(outcome.changes),
    }
    return render(request, "report/edited_file.html", context)


def _told(change: Change, accepted: list[str]) -> dict[str, object]:
    return {
        "change": change,
        "kind": KINDS[change.kind],
        "why": WHY[change.why] if change.why else "",
        "accepted": change.id in accepted,
        "before": [piece for piece in change.pieces if piece.same != "added"],
        "after": [piece for piece in change.pieces if piece.same != "removed"],
        "who": sorted({hand.author for hand in change.hands if hand.author}),
        "is_behind": change.kind == Kind.ADDED,
    }


@desk(Role.DRAFTER)
@require_POST
def take(request: DeskRequest, consultation: Consultation, number: int) -> HttpResponse:
    """Takes over what is ticked; what is not stays as it was."""
    report = report_or_refusal(consultation)
    edited = get_object_or_404(queries.edited_files(report), pk=number)
    accepted = request.POST.getlist("accept")
    saved = actions.take_edits(edited, accepted=accepted, by=request.user)
    if accepted:
        said = ngettext(
            "%(many)d change is taken over: revision %(number)d.",
            "%(many)d changes are taken over: revision %(number)d.",
            len(accepted),
        )
        messages.success(request, said % {"many": len(accepted), "number": saved.number})
    else:
        messages.info(request, _("Nothing is taken over. The file is kept."))
    return redirect("report:edited_file", consultation.slug, number)

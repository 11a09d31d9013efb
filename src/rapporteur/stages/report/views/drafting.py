"""Writing the report: the draft with its preview, its revisions, and what changed between them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.base.refusals import refusals_on
from rapporteur.core.document.draft import DraftProblems
from rapporteur.core.document.draft_writing import written
from rapporteur.core.document.html import render_fragment
from rapporteur.core.document.tree import Document
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report import actions, queries
from rapporteur.stages.report.forms import DraftForm, MendForm
from rapporteur.stages.report.models import Report
from rapporteur.stages.report.views.desk import report_or_refusal, revision_sent
from rapporteur.stages.report.views.quantifiers import words_and_counts


@desk(Role.DRAFTER)
def draft(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """The draft in one field. "Preview" shows it without saving; "Save" makes it a revision."""
    report = report_or_refusal(consultation)
    revision = queries.last_revision(report)
    tree = queries.tree_of(revision)
    writes = bool(request.roles & {Role.DRAFTER, Role.ADMINISTRATOR}) and report.issued_at is None
    initial = {"text": written(tree), "based_on": revision.number}
    sent = request.POST if request.method == "POST" else None
    form = DraftForm(sent, initial=initial, language=report.language)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            with refusals_on(form):
                if "preview" in request.POST:
                    tree = queries.read_draft(report, text)
                else:
                    saved = actions.save_revision(report, **form.cleaned_data, by=request.user)
                    _say_saved(request, saved.number, revision.number)
                    return redirect("report:draft", consultation.slug)
        except DraftProblems as problems:
            form.refuse(problems)
    figures = queries.figures_of(report)
    document = queries.resolved(report, tree, mark=None, figures=figures)
    context = {
        "report": report,
        "revision": revision,
        "form": form,
        "writes": writes,
        "editing": queries.editing(tree, document),
        "preview": _fragment(document),
        "previewed": "preview" in request.POST and form.is_valid(),
        "figures": queries.figures_known(figures),
        "quantifiers": None if report.issued_at else words_and_counts(report, tree),
    }
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "report/draft.html", context, status=status)


def _say_saved(request: DeskRequest, number: int, before: int) -> None:
    if number == before:
        messages.info(request, _("Nothing was changed, so nothing was saved."))
    else:
        messages.success(request, _("Saved as revision %(number)d.") % {"number": number})


def _shown(report: Report, tree: Document) -> SafeString:
    """A tree as it prints, without its draft mark: the page itself says that it is a draft."""
    return _fragment(queries.resolved(report, tree, mark=None))


def _fragment(document: Document) -> SafeString:
    return mark_safe(render_fragment(document, top_level=3))  # the renderer escapes


@desk(Role.DRAFTER)
@require_POST
def take_mend(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """Put the mend of one editorial finding into the draft."""
    report = report_or_refusal(consultation)
    form = MendForm(request.POST)
    if not form.is_valid():
        raise Http404
    saved = actions.take_mend(report, **form.cleaned_data, by=request.user)
    messages.success(request, _("The mend is in revision %(number)d.") % {"number": saved.number})
    return redirect(f"{reverse('report:draft', args=[consultation.slug])}#editing")


@desk(Role.DRAFTER)
@require_POST
def submit(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    report = report_or_refusal(consultation)
    actions.submit(revision_sent(request, report), by=request.user)
    messages.success(request, _("The draft is with the clearing officer."))
    return redirect("report:desk", consultation.slug)


@desk()
def revisions(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    report = report_or_refusal(consultation)
    context = {"report": report, "revisions": queries.revisions(report)}
    return render(request, "report/revisions.html", context)


@desk()
def revision(request: DeskRequest, consultation: Consultation, number: int) -> HttpResponse:
    """One revision: what it changed, and the whole of it with the figures of this moment."""
    report = report_or_refusal(consultation)
    shown = get_object_or_404(queries.revisions(report), number=number)
    before = queries.revisions(report).filter(number=_against(request, number)).first()
    context = {
        "report": report,
        "revision": shown,
        "before": before,
        "earlier": queries.revisions(report).filter(number__lt=number),
        "changes": queries.differences(before, shown) if before else (),
        "preview": _shown(report, queries.tree_of(shown)),
    }
    return render(request, "report/revision.html", context)


def _against(request: DeskRequest, number: int) -> int:
    asked = request.GET.get("against", "")
    if not asked:
        return number - 1
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        raise Http404
    return int(asked)

"""Whether everything was considered: every contribution and how it stands to the report."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.base.refusals import refusals_on
from rapporteur.stages.contributions.choices import Mode
from rapporteur.stages.contributions.queries import current_version, entries
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report import actions, queries
from rapporteur.stages.report.choices import Standing
from rapporteur.stages.report.forms import ReasonForm
from rapporteur.stages.report.views.desk import report_or_refusal

PAGE = 50
CONSIDERERS = (Role.DRAFTER, Role.ANALYST)


@desk()
def coverage(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """The contributions of one standing (open unless another is asked for), or all of them."""
    report = report_or_refusal(consultation)
    standings = queries.standing(report, queries.tree_of(queries.last_revision(report)))
    asked = request.GET.get("standing", "open")
    if asked not in (*Standing.values, "all"):
        raise Http404
    lines = standings.lines if asked == "all" else standings.of(Standing(asked))
    context = {
        "report": report,
        "tabs": [(each, each.label, standings.counts[each]) for each in Standing],
        "total": len(standings.lines),
        "asked": asked,
        "page": Paginator(lines, PAGE).get_page(request.GET.get("page")),
        "considers": _considers(request) and report.issued_at is None,
    }
    return render(request, "report/coverage.html", context)


@desk(*CONSIDERERS)
def consider(
    request: DeskRequest, consultation: Consultation, letter: str, number: int
) -> HttpResponse:
    """One contribution to read, and the reason with which it is marked as considered."""
    report = report_or_refusal(consultation)
    mode = next((mode for mode in Mode if mode[0].upper() == letter), None)
    contribution = get_object_or_404(entries(consultation), mode=mode, number=number)
    held = report.considerations.filter(contribution=contribution).first()
    form = ReasonForm(request.POST or None, initial={"reason": held.reason if held else ""})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.consider(report, contribution, by=request.user, **form.cleaned_data)
            done = _("%(number)s is marked as considered.") % {"number": contribution}
            messages.success(request, done)
            return redirect("report:coverage", consultation.slug)
    version = current_version(contribution)
    context = {
        "report": report,
        "contribution": contribution,
        "letter": letter,
        "held": held,
        "version": version,
        "answers": version.answers.select_related("question"),
        "documents": version.documents.all(),
        "form": form,
        "considers": _considers(request) and report.issued_at is None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "report/consider.html", context, status=status)


def _considers(request: DeskRequest) -> bool:
    return bool(request.roles & {*CONSIDERERS, Role.ADMINISTRATOR})

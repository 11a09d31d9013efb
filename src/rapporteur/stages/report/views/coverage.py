"""Whether everything was considered: every contribution and how it stands to the report."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.base.refusals import refusals_on
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.contributions.choices import Mode
from rapporteur.stages.contributions.queries import current_version, entries
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report import actions, queries
from rapporteur.stages.report.choices import Standing
from rapporteur.stages.report.forms import ReasonForm
from rapporteur.stages.report.views.desk import report_or_refusal
from rapporteur.stages.stakeholders.queries import groups

PAGE = 50
CONSIDERERS = (Role.DRAFTER, Role.ANALYST)


@desk()
def coverage(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """The contributions of one standing (open unless another is asked for), or all of them."""
    report = report_or_refusal(consultation)
    tree = queries.tree_of(queries.last_revision(report))
    standings = queries.standing(report, tree)
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
        "overlooked": queries.overlooked(report, tree),
        "evenness": _evenness(consultation, standings),
    }
    return render(request, "report/coverage.html", context)


def _evenness(consultation: Consultation, standings: queries.Standings) -> list[dict[str, Any]]:
    """How evenly the report draws on groups and languages, a table each."""
    drawn = queries.drawn_on(standings)
    if not drawn:
        return []
    names = {group.key: str(group) for group in groups(consultation)}
    said = {
        "group": (_("By group"), lambda key: names.get(key) or _("In no group yet")),
        "language": (_("By language"), lambda key: _language(key) or _("No language is stated")),
    }
    return [
        {
            "id": by,
            "heading": said[by][0],
            "rows": [(said[by][1](part.name), part, part in held.behind) for part in held.parts],
            "whole": held.whole,
        }
        for by, held in drawn.items()
    ]


def _language(code: str) -> str:
    return LANGUAGES[code].name if code in LANGUAGES else code


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

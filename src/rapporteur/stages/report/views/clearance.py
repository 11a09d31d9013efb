"""Clearing the report: a second person reads the revision and clears it or sends it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.base.refusals import refusals_on
from rapporteur.core.document.html import render_fragment
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report import actions, queries
from rapporteur.stages.report.choices import ReportState
from rapporteur.stages.report.forms import ReasonForm
from rapporteur.stages.report.views.desk import report_or_refusal, revision_sent


@desk(Role.CLEARING)
def clearance(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """The revision that is to be cleared; the form on it sends it back."""
    report = report_or_refusal(consultation)
    revision = queries.last_revision(report)
    state = queries.state_of(report, revision)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.send_back(
                revision_sent(request, report), reason=form.cleaned_data["reason"], by=request.user
            )
            messages.success(request, _("The draft is sent back to the drafter."))
            return redirect("report:desk", consultation.slug)
    document = queries.document_of(report, now=timezone.now())
    fragment = render_fragment(document, top_level=3)
    context = {
        "report": report,
        "revision": revision,
        "form": form,
        "state": state,
        "waiting": state is ReportState.SUBMITTED,
        "own": request.user.pk in (revision.drafted_by_id, revision.submitted_by_id),
        "clears": bool(request.roles & {Role.CLEARING, Role.ADMINISTRATOR}),
        "preview": mark_safe(fragment),  # the renderer escapes
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "report/clearance.html", context, status=status)


@desk(Role.CLEARING)
@require_POST
def clear(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """Clears the revision that was read, not one that was saved meanwhile."""
    report = report_or_refusal(consultation)
    actions.clear(revision_sent(request, report), by=request.user)
    messages.success(request, _("The draft is cleared."))
    return redirect("report:desk", consultation.slug)

"""The pages of what became of the report."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rapporteur.base.refusals import Refused
from rapporteur.stages.followup import actions, queries
from rapporteur.stages.followup.forms import ActionForm, TransmissionForm
from rapporteur.stages.mandate.access import DeskRequest, VisitorRequest, desk, visitors
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report.models import Report


def _found(consultation: Consultation) -> dict[str, Any]:
    return {
        "transmissions": queries.transmissions(consultation),
        "actions": queries.actions_taken(consultation),
    }


@desk()
def desk_front(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    reports = Report.objects.filter(consultation=consultation)
    writes = bool(request.roles & {Role.DRAFTER, Role.CLEARING, Role.ADMINISTRATOR})
    context = {**_found(consultation), "reports": reports, "may_write": writes}
    return render(request, "followup/desk.html", context)


@desk(Role.DRAFTER, Role.CLEARING)
def transmission(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    form = TransmissionForm(request.POST or None, consultation=consultation)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_transmission(**form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The transmission is noted."))
            return redirect("followup:desk", consultation.slug)
    return _form_page(request, form, _("Note a transmission"))


@desk(Role.DRAFTER, Role.CLEARING)
def action(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    form = ActionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.note_action(consultation, **form.cleaned_data, by=request.user)
        messages.success(request, _("What was done is noted."))
        return redirect("followup:desk", consultation.slug)
    return _form_page(request, form, _("Note what a body did"))


@visitors
def public(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    return render(request, "followup/public.html", _found(consultation))


def _form_page(request: DeskRequest, form: forms.Form, heading: str) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "followup/form.html", {"form": form, "heading": heading}, status=status)

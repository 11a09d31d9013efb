"""Importing a roster: send it, look at how it is read, take it, mend what was kept aside."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from rapporteur.base.refusals import Refused
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders import imports
from rapporteur.stages.stakeholders.forms import ColumnsForm, UploadForm
from rapporteur.stages.stakeholders.models import RosterImport

SHOWN = 20  # rows of a preview


@desk(Role.REGISTRAR)
def rosters(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["list_file"]
        try:
            imports.refuse_too_large(sent.name, sent.size)
            roster = imports.receive_roster(
                consultation,
                sent.read(),
                filename=sent.name,
                category=form.cleaned_data["category"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("list_file", str(refusal))
        else:
            return redirect("stakeholders:roster", consultation.slug, roster.pk)
    received = RosterImport.objects.filter(consultation=consultation)
    context = {
        "form": form,
        "rosters": received.select_related("uploaded_by", "category"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "stakeholders/rosters.html", context, status=status)


@desk(Role.REGISTRAR)
def roster(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """GET shows the list as it is read; POST reads it anew with other columns, or takes it."""
    one = get_object_or_404(RosterImport, consultation=consultation, pk=pk)
    headings = imports.headings(one)
    form = ColumnsForm(request.POST or None, headings=headings, columns=one.columns)
    chosen = form.columns() if request.method == "POST" and form.is_valid() else None
    preview = None
    try:
        if chosen is not None and "take" in request.POST:
            taken = imports.take_roster(one, columns=chosen, by=request.user)
            _tell(request, taken)
            return redirect("stakeholders:roster", consultation.slug, pk)
        preview = imports.preview_roster(one, chosen)
    except Refused as refusal:
        problem = str(refusal)
    else:
        problem = ""
    context = {
        "roster": one,
        "form": form,
        "preview": preview,
        "problem": problem,
        "shown": preview.rows[:SHOWN] if preview else (),
        "faults": preview.faults[:200] if preview else (),
    }
    status = 422 if problem and request.method == "POST" else 200
    return render(request, "stakeholders/roster.html", context, status=status)


def _tell(request: DeskRequest, taken: RosterImport) -> None:
    added, aside = taken.outcome["added"], len(taken.outcome["faults"])
    words = ngettext("%(count)d entity was added.", "%(count)d entities were added.", added)
    messages.success(request, words % {"count": added})
    if aside:
        words = ngettext(
            "%(count)d line was kept aside. Download it, mend it and send it again.",
            "%(count)d lines were kept aside. Download them, mend them and send them again.",
            aside,
        )
        messages.warning(request, words % {"count": aside})


@desk(Role.REGISTRAR)
def aside(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    one = get_object_or_404(RosterImport, consultation=consultation, pk=pk, taken_at__isnull=False)
    response = HttpResponse(imports.kept_aside(one), content_type="text/csv; charset=utf-8")
    name = f"kept-aside-{one.pk}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

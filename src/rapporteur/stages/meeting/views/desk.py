"""Arranging a meeting, at the desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.base.refusals import refusals_on
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.meeting import actions, forms, queries
from rapporteur.stages.meeting.models import Meeting


def may_write(request: DeskRequest) -> bool:
    """Whether the official who reads a page may also send its forms."""
    return bool(request.roles & {Role.CONFERENCE, Role.ADMINISTRATOR})


def meeting_of(consultation: Consultation, pk: int) -> Meeting:
    """The meeting of a page's address; 404 where the consultation has none such."""
    return get_object_or_404(queries.meetings(consultation), pk=pk)


@desk(Role.CONFERENCE)
def front(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    context = {
        "meetings": queries.with_counts(queries.meetings(consultation)),
        "may_write": may_write(request),
    }
    return render(request, "meeting/desk.html", context)


@desk(Role.CONFERENCE)
def arrange(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    form = forms.MeetingForm(request.POST or None, initial={"zone": consultation.zone})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.arrange(consultation, **form.cleaned_data, by=request.user)
            messages.success(request, _("The meeting is arranged, and public."))
            return redirect("meeting:meeting", consultation.slug, made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "meeting/arrange.html", {"form": form}, status=status)


@desk(Role.CONFERENCE)
def change(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    meeting = meeting_of(consultation, pk)
    initial = forms.MeetingForm.initial_of(meeting)
    form = forms.MeetingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.change(meeting, **form.cleaned_data, by=request.user)
            messages.success(request, _("The meeting is changed."))
            return redirect("meeting:meeting", consultation.slug, pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "meeting": meeting}
    return render(request, "meeting/arrange.html", context, status=status)


@desk(Role.CONFERENCE)
def meeting(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """One meeting: its facts, what is to be done next, and the agenda with its form."""
    found = meeting_of(consultation, pk)
    form = forms.AgendaItemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_agenda_item(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("The item is on the agenda."))
        return redirect("meeting:meeting", consultation.slug, pk)
    context = {
        "meeting": found,
        "agenda": found.agenda.all(),
        "room": queries.room(found),
        "waiting": queries.waiting(found).count(),
        "to_record": queries.to_record(found).count(),
        "held": [each for each in queries.held_places(found) if each.registration is None],
        "form": form,
        "may_write": may_write(request),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "meeting/meeting.html", context, status=status)

"""The pages of the mandate: an officer's, and the public chain of instruments with the timeline."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.base.models import AuditEntry
from rapporteur.base.refusals import Refused
from rapporteur.stages.mandate import actions, queries
from rapporteur.stages.mandate import forms as mandate_forms
from rapporteur.stages.mandate.access import DeskRequest, VisitorRequest, desk, visitors
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Appointment, Consultation, Instrument

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@login_required
def open_consultation(request: HttpRequest) -> HttpResponse:
    if not request.user.is_staff:
        raise PermissionDenied(
            _(
                "Your account may not open consultations. "
                "Ask whoever runs this site to allow it with “rapporteur account”."
            )
        )
    form = mandate_forms.Opening(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                consultation = actions.open_consultation(**form.cleaned_data, by=request.user)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The consultation is open. Nobody else sees it yet."))
                return redirect("mandate:desk", consultation.slug)
    context = {"form": form, "heading": _("Open a consultation"), "action": _("Open it")}
    return render(request, "mandate/open.html", context, status=status)


@desk()
def desk_front(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    chain = queries.chain_of(consultation)
    context = {
        "chain": chain,
        "drawing": chain.drawing(mirrored=get_language_bidi()),
        "phase": queries.phase_of(consultation),
        "deadlines": queries.deadlines_in_force(consultation).values(),
        "earlier": consultation.deadlines.count(),
        "channels": consultation.channels.all(),
        "questions": consultation.questions.all(),
        "requirements": consultation.requirements.select_related("provision__instrument"),
        "answers": consultation.answers.select_related("instrument"),
        "may_write": Role.ADMINISTRATOR in request.roles,
    }
    return render(request, "mandate/desk.html", context)


def _adding(
    form_of: Callable[..., forms.Form],
    heading: "StrPromise",
    done: "StrPromise",
    act: Callable[..., Any],
    *,
    knows_consultation: bool = False,
) -> Callable[..., HttpResponseBase]:
    """A page with one form that calls one action, and leads back to the mandate's front page."""

    @desk()
    def view(request: DeskRequest, consultation: Consultation) -> HttpResponse:
        known = {"consultation": consultation} if knows_consultation else {}
        form = form_of(request.POST or None, **known)
        if request.method == "POST" and form.is_valid():
            try:
                act(consultation, **form.cleaned_data, by=request.user)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, done)
                return redirect("mandate:desk", consultation.slug)
        context = {"form": form, "heading": heading, "action": _("Save")}
        status = 422 if request.method == "POST" else 200
        return render(request, "mandate/form.html", context, status=status)

    return view


def _record_instrument(
    consultation: Consultation, *, answered: bool, by: Any, **fields: Any
) -> None:
    instrument: Instrument = actions.record_instrument(**fields, by=by)
    named = instrument.provisions.filter(number__in=fields["provisions"])
    actions.name_instruments(
        consultation, instruments=[instrument], answers=named if answered else [], by=by
    )


def _relate(consultation: Consultation, **fields: Any) -> None:
    actions.relate(**fields)


new_deadline = _adding(
    mandate_forms.DeadlineForm,
    gettext_lazy("Announce or extend a date"),
    gettext_lazy("The date is announced."),
    actions.announce_deadline,
)
new_channel = _adding(
    mandate_forms.ChannelForm,
    gettext_lazy("Announce a channel"),
    gettext_lazy("The channel is announced."),
    actions.add_channel,
)
new_question = _adding(
    mandate_forms.QuestionForm,
    gettext_lazy("Add a guiding question"),
    gettext_lazy("The question is added."),
    actions.add_question,
)
new_requirement = _adding(
    mandate_forms.RequirementForm,
    gettext_lazy("Write down a requirement"),
    gettext_lazy("The requirement is written down."),
    actions.add_requirement,
)
new_instrument = _adding(
    mandate_forms.InstrumentForm,
    gettext_lazy("Record an instrument"),
    gettext_lazy("The instrument is recorded."),
    _record_instrument,
)
new_relation = _adding(
    mandate_forms.RelationForm,
    gettext_lazy("Relate two instruments"),
    gettext_lazy("The relation is recorded."),
    _relate,
    knows_consultation=True,
)


@desk()
def describe(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    fields = mandate_forms.Presentation.base_fields
    initial = {name: getattr(consultation, name) for name in fields}
    form = mandate_forms.Presentation(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.describe(consultation, **form.cleaned_data, by=request.user)
        messages.success(request, _("The words are changed."))
        return redirect("mandate:desk", consultation.slug)
    context = {"form": form, "heading": _("How the consultation presents itself")}
    status = 422 if request.method == "POST" else 200
    return render(request, "mandate/form.html", context, status=status)


@desk()
@require_POST
def announce(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    actions.announce(consultation, by=request.user)
    messages.success(request, _("The consultation is announced: everybody can see it now."))
    return redirect("mandate:desk", consultation.slug)


@desk()
def officials(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    form = mandate_forms.AppointmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.appoint(consultation, **form.cleaned_data, by=request.user)
        messages.success(request, _("The official is appointed."))
        return redirect("mandate:officials", consultation.slug)
    held = consultation.appointments.filter(ended_at__isnull=True).select_related("user")
    context = {"form": form, "appointments": held}
    status = 422 if request.method == "POST" else 200
    return render(request, "mandate/officials.html", context, status=status)


@desk()
@require_POST
def end_appointment(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    held = Appointment.objects.filter(consultation=consultation, ended_at__isnull=True)
    actions.end_appointment(get_object_or_404(held, pk=pk), by=request.user)
    messages.success(request, _("The appointment is ended."))
    return redirect("mandate:officials", consultation.slug)


@desk()
def trail(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    entries = AuditEntry.objects.filter(consultation=consultation.slug)
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    return render(request, "mandate/trail.html", {"page": page})


@visitors
def public(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    chain = queries.chain_of(consultation)
    context = {
        "chain": chain,
        "drawing": chain.drawing(mirrored=get_language_bidi()),
        "answers": consultation.answers.select_related("instrument"),
        "events": _events(consultation),
        "questions": consultation.questions.all(),
        "requirements": consultation.requirements.select_related("provision__instrument"),
    }
    return render(request, "mandate/public.html", context)


def _events(consultation: Consultation) -> list[dict[str, Any]]:
    today = timezone.now().date()
    return [
        {"when": each.when, "label": each.label, "text": each.text, "state": each.state(today)}
        for each in queries.moments(consultation)
    ]

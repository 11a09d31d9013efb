"""The officer's pages: whom to ask, what is overdue, what was objected."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.base.addresses import address_of
from rapporteur.base.refusals import refusals_on
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.representation import actions, forms, queries
from rapporteur.stages.representation.models import Designation, Inquiry, Objection

WRITERS = (Role.REGISTRAR, Role.CONFERENCE)


def _may_write(request: DeskRequest) -> bool:
    return bool(request.roles & {*WRITERS, Role.ADMINISTRATOR})


@desk(*WRITERS)
def front(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """Every designation with its state, and what is to be done next."""
    rows = list(queries.designations(consultation))
    states = {row.pk: queries.state_of(row) for row in rows}
    context = {
        "designations": [(row, states[row.pk]) for row in rows],
        "open_places": queries.open_places(rows),
        "unsorted": queries.unsorted_objections(consultation),
        "unanswered": queries.unanswered_objections(consultation),
        "overdue": queries.overdue(consultation),
        "may_write": _may_write(request),
    }
    return render(request, "representation/desk.html", context)


@desk(*WRITERS)
def nominate(
    request: DeskRequest, consultation: Consultation, pk: int | None = None
) -> HttpResponse:
    """Ask an entity to speak; with `pk`, as the alternate to that designation."""
    first = _designation(consultation, pk) if pk else None
    form = forms.NominationForm(
        request.POST or None,
        consultation=consultation,
        alternate_to=first,
        initial={"tasks": first.tasks} if first else {"entity": request.GET.get("entity", "")},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.nominate(consultation, **form.cleaned_data, by=request.user)
            messages.success(request, _("The nomination is recorded."))
            return redirect("representation:designation", consultation.slug, made.pk)
    context = {
        "form": form,
        "first": first,
        "possible": queries.possible_alternates(first) if first else [],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "representation/nominate.html", context, status=status)


@desk(*WRITERS)
def designation(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """All about one designation."""
    return _designation_page(request, consultation, _designation(consultation, pk))


def _designation_page(
    request: DeskRequest, consultation: Consultation, found: Designation, **bound: Any
) -> HttpResponse:
    context = {
        "designation": found,
        "state": queries.state_of(found),
        "wants_alternate": queries.wants_alternate(found),
        "link": address_of("representation:workplace", consultation.slug, found.token),
        "objections": found.objections.select_related("answered_by", "sorted_by"),
        "outreach": found.outreach.all(),
        "summaries": queries.public_summaries(found),
        "draft": queries.draft(found),
        "answer_form": forms.AnswerForm(initial={"answer": found.answer}),
        "may_write": _may_write(request),
        **bound,
    }
    status = 422 if bound else 200
    return render(request, "representation/designation.html", context, status=status)


@desk(*WRITERS)
@require_POST
def record_answer(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """An answer that came by letter or telephone."""
    found = _designation(consultation, pk)
    form = forms.AnswerForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.answer_designation(found, **form.cleaned_data, by=request.user)
            messages.success(request, _("The answer is recorded."))
            return redirect("representation:designation", consultation.slug, pk)
    return _designation_page(request, consultation, found, answer_form=form, form=form)


@desk(*WRITERS)
@require_POST
def show_objection(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    found = _objection(consultation, pk)
    actions.sort_objection(found, by=request.user)
    messages.success(request, _("The objection is shown on the public page."))
    return redirect("representation:designation", consultation.slug, found.designation_id)


@desk(*WRITERS)
@require_POST
def set_objection_aside(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    found = _objection(consultation, pk)
    form = forms.SettingAsideForm(request.POST)
    if form.is_valid():
        actions.sort_objection(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("The objection is set aside. It is kept and counted."))
        return redirect("representation:designation", consultation.slug, found.designation_id)
    return _designation_page(request, consultation, found.designation, form=form)


@desk(*WRITERS)
@require_POST
def answer_objection(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    found = _objection(consultation, pk)
    form = forms.ReplyForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.answer_objection(found, **form.cleaned_data, by=request.user)
            messages.success(request, _("The objection is shown with your answer."))
            return redirect("representation:designation", consultation.slug, found.designation_id)
    return _designation_page(request, consultation, found.designation, form=form)


@desk(*WRITERS)
@require_POST
def answer_inquiry(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """The coordinator's answer, where it came by letter."""
    mine = Inquiry.objects.filter(summary__designation__consultation=consultation)
    found = get_object_or_404(mine.select_related("summary__designation"), pk=pk)
    form = forms.ReplyForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.answer_inquiry(found, **form.cleaned_data, by=request.user)
            messages.success(request, _("The answer is published."))
            return redirect(
                "representation:designation", consultation.slug, found.summary.designation_id
            )
    return _designation_page(request, consultation, found.summary.designation, form=form)


def _designation(consultation: Consultation, pk: int) -> Designation:
    return get_object_or_404(queries.designations(consultation), pk=pk)


def _objection(consultation: Consultation, pk: int) -> Objection:
    mine = Objection.objects.filter(designation__consultation=consultation)
    return get_object_or_404(mine.select_related("designation__consultation"), pk=pk)

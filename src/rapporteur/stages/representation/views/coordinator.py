"""The coordinator's workplace, reached by private link: there is no account."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from rapporteur.base.refusals import refusals_on
from rapporteur.stages.representation import actions, forms, queries
from rapporteur.stages.representation.choices import DesignationState
from rapporteur.stages.representation.models import Designation, Inquiry, Statement

View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """A page for whoever holds the private link: `view(request, designation, …)`."""

    @wraps(view)
    @never_cache
    def enter(request: HttpRequest, slug: str, token: str, **rest: object) -> HttpResponse:
        links = Designation.objects.select_related(
            "consultation", "group", "constituency", "entity"
        )
        designation = get_object_or_404(links, consultation__slug=slug, token=token)
        request.consultation = designation.consultation  # type: ignore[attr-defined]
        return view(request, designation, **rest)

    return enter


@by_link
def workplace(request: HttpRequest, designation: Designation) -> HttpResponse:
    """The request to answer; once accepted, the state of the summary and what was said of it."""
    return _workplace(request, designation)


def _workplace(request: HttpRequest, designation: Designation, **bound: Any) -> HttpResponse:
    context = {
        "designation": designation,
        "state": queries.state_of(designation),
        "speaks": queries.state_of(designation) == DesignationState.ACCEPTED,
        "draft": queries.draft(designation),
        "summaries": queries.public_summaries(designation),
        "outreach": designation.outreach.all(),
        "answer_form": forms.AnswerForm(),
        "outreach_form": forms.OutreachForm(initial={"done_on": timezone.localdate()}),
        **bound,
    }
    status = 422 if bound else 200
    return render(request, "representation/workplace.html", context, status=status)


def _back(designation: Designation, page: str = "workplace") -> HttpResponse:
    return redirect(f"representation:{page}", designation.consultation.slug, designation.token)


@by_link
@require_POST
def answer(request: HttpRequest, designation: Designation) -> HttpResponse:
    form = forms.AnswerForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.answer_designation(designation, **form.cleaned_data, by=str(designation.entity))
            messages.success(request, _("Your answer is recorded, and published."))
            return _back(designation)
    return _workplace(request, designation, answer_form=form, form=form)


@by_link
@require_POST
def log_outreach(request: HttpRequest, designation: Designation) -> HttpResponse:
    form = forms.OutreachForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.log_outreach(designation, **form.cleaned_data, by=str(designation.entity))
            messages.success(request, _("Your outreach is noted."))
            return _back(designation)
    return _workplace(request, designation, outreach_form=form, form=form)


@by_link
@require_POST
def answer_inquiry(request: HttpRequest, designation: Designation, pk: int) -> HttpResponse:
    inquiry = get_object_or_404(Inquiry, pk=pk, summary__designation=designation)
    form = forms.ReplyForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.answer_inquiry(inquiry, **form.cleaned_data, by=str(designation.entity))
            messages.success(request, _("Your answer is published."))
            return _back(designation)
    return _workplace(request, designation, form=form)


@by_link
def summary(
    request: HttpRequest, designation: Designation, order: int | None = None
) -> HttpResponse:
    """Write the summary, statement by statement; `order` names the one that is written anew."""
    if queries.state_of(designation) != DesignationState.ACCEPTED:
        return _back(designation)
    draft = queries.draft(designation)
    statement = None
    if order is not None:
        statement = get_object_or_404(Statement, summary=draft, order=order)
    form = forms.StatementForm(request.POST or None, designation=designation, statement=statement)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.write_statement(
                draft or actions.draft_summary(designation, by=str(designation.entity)),
                **form.cleaned_data,
                order=order,
                by=str(designation.entity),
            )
            messages.success(request, _("The statement is kept. Nobody else sees it yet."))
            return _back(designation, "summary")
    published = queries.seen_by_coordinator(designation)
    words = queries.words_of(published)
    context = {
        "designation": designation,
        "draft": draft,
        "statements": queries.statements(draft),
        "statement": statement,
        "form": form,
        "coverage": queries.coverage(draft) if draft else None,
        "contributions": [(each, words.get(each.pk)) for each in published],
        "circulation_form": forms.CirculationForm(),
        "circulated": designation.summaries.filter(circulated_at__isnull=False).last(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "representation/summary.html", context, status=status)


@by_link
@require_POST
def begin_version(request: HttpRequest, designation: Designation) -> HttpResponse:
    actions.draft_summary(designation, by=str(designation.entity))
    return _back(designation, "summary")


@by_link
@require_POST
def remove_statement(request: HttpRequest, designation: Designation, order: int) -> HttpResponse:
    draft = queries.draft(designation)
    actions.remove_statement(
        get_object_or_404(Statement, summary=draft, order=order), by=str(designation.entity)
    )
    messages.success(request, _("The statement is taken out."))
    return _back(designation, "summary")


@by_link
@require_POST
def circulate(request: HttpRequest, designation: Designation) -> HttpResponse:
    draft = queries.draft(designation)
    form = forms.CirculationForm(request.POST)
    if draft is None or not form.is_valid():
        messages.error(request, _("Write how many days an inquiry may wait: 1 to 60."))
        return _back(designation, "summary")
    unreached = actions.circulate(draft, **form.cleaned_data, by=str(designation.entity))
    messages.success(request, _("The summary is circulated, and its words are fixed."))
    if unreached:
        messages.warning(
            request,
            _("The secretariat has no e-mail address for: %(numbers)s.")
            % {"numbers": ", ".join(unreached)},
        )
    return _back(designation)

"""The front page of the stage, the lists that are asked, and the public page."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from rapporteur.base.refusals import Refused
from rapporteur.stages.mandate.access import DeskRequest, desk, visitors
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders import actions, queries
from rapporteur.stages.stakeholders.forms import AskForm, CategoryForm, FigureForm, GroupForm
from rapporteur.stages.stakeholders.rules import MEMBER_STATE

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MARKS = {
    "ldc": gettext_lazy("Least developed countries"),
    "lldc": gettext_lazy("Landlocked developing countries"),
    "sids": gettext_lazy("Small island developing States"),
}


def overview(consultation: Consultation) -> dict[str, Any]:
    """What the front page and the public page both show: counts, by category, group and region."""
    asked = list(queries.eligibilities(consultation))
    groups = list(queries.groups(consultation))
    found = queries.breakdown(consultation)
    return {
        "counts": queries.counts(consultation),
        "day": queries.day_of(consultation),
        "total": found.total,
        "undecided": found.undecided,
        "categories": [
            {"row": row, "count": found.by_category.get(row.category_id, 0)} for row in asked
        ],
        "of_own_accord": found.by_category.get(None, 0),
        "groups": [{"row": row, "count": found.by_group.get(row.pk, 0)} for row in groups],
        "without_group": found.by_group.get(None, 0),
        "regions": sorted((region, count) for region, count in found.by_region.items() if region),
        "without_region": found.by_region.get("", 0),
        "marks": [(label, found.by_mark[mark]) for mark, label in MARKS.items()],
        "member_states": next(
            (
                found.by_category.get(row.category_id, 0)
                for row in asked
                if row.category.key == MEMBER_STATE
            ),
            None,
        ),
    }


@desk(Role.REGISTRAR)
def desk_front(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    context = overview(consultation) | {
        "may_write": bool(request.roles & {Role.REGISTRAR, Role.ADMINISTRATOR}),
    }
    return render(request, "stakeholders/desk.html", context)


@visitors
def public(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    return render(request, "stakeholders/public.html", overview(consultation))


@desk(Role.REGISTRAR)
@require_POST
def usual_groups(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    actions.define_usual_groups(consultation, by=request.user)
    messages.success(request, _("The four usual groups are defined."))
    return redirect("stakeholders:desk", consultation.slug)


@desk(Role.REGISTRAR)
@require_POST
def member_states(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    loaded = actions.load_member_states(by=request.user)
    category = loaded[0].memberships.get(category__key=MEMBER_STATE).category
    actions.make_eligible(consultation, category, by=request.user)
    messages.success(request, _("The Member States are asked to take part."))
    return redirect("stakeholders:desk", consultation.slug)


def adding(
    form_of: Callable[..., forms.Form],
    heading: "StrPromise",
    done: "StrPromise",
    act: Callable[..., Any],
    *,
    knows_consultation: bool = False,
) -> Callable[..., HttpResponseBase]:
    """A page with one form that calls one action, and leads back to the stage's front page."""

    @desk(Role.REGISTRAR)
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
                return redirect("stakeholders:desk", consultation.slug)
        status = 422 if request.method == "POST" else 200
        context = {"form": form, "heading": heading}
        return render(request, "stakeholders/form.html", context, status=status)

    return view


def _new_category(consultation: Consultation, *, by: Any, **fields: Any) -> None:
    category = actions.add_category(**fields, by=by)
    actions.make_eligible(consultation, category, by=by)


new_group = adding(
    GroupForm, gettext_lazy("Add a group"), gettext_lazy("The group is added."), actions.add_group
)
new_category = adding(
    CategoryForm,
    gettext_lazy("Add a list"),
    gettext_lazy("The list is added, and asked to take part."),
    _new_category,
    knows_consultation=True,
)
ask = adding(
    AskForm,
    gettext_lazy("Ask a list to take part"),
    gettext_lazy("The list is asked to take part."),
    actions.make_eligible,
)
new_figure = adding(
    FigureForm,
    gettext_lazy("Note a number that a source states"),
    gettext_lazy("The number is noted."),
    actions.state_figure,
)

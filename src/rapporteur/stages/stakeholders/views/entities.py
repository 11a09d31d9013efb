"""The entities: the list of them, one of them, and what is decided of it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.base.refusals import Refused
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders import actions, queries
from rapporteur.stages.stakeholders.forms import (
    ContactForm,
    EnrolForm,
    EntityForm,
    FilterForm,
    MergeForm,
    PlaceForm,
)
from rapporteur.stages.stakeholders.models import Category, Entity, Merge

A_PAGE = 50


@desk(Role.REGISTRAR)
def entities(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    form = FilterForm(request.GET, consultation=consultation)
    form.is_valid()
    found = _narrowed(consultation, form.cleaned_data)
    page = Paginator(found.order_by("pk"), A_PAGE).get_page(request.GET.get("page"))
    groups = {group.pk: group for group in queries.groups(consultation)}
    categories = {each.pk: each for each in Category.objects.all()}
    by_key = {group.key: group for group in groups.values()}
    rows = []
    for entity in page:
        asked = categories.get(entity.asked_as)
        rows.append(
            {
                "entity": entity,
                "category": asked,
                "group": groups.get(entity.placed_in),
                "suggested": by_key.get(asked.suggests) if asked else None,
            }
        )
    context = {"form": form, "page": page, "rows": rows, "narrowed": any(request.GET.values())}
    return render(request, "stakeholders/entities.html", context)


def _narrowed(consultation: Consultation, wanted: dict[str, Any]) -> QuerySet[Any]:
    """The entities that the filters leave, each with `asked_as` and `placed_in`."""
    in_all = wanted.get("scope") == "all"
    reading = queries.known_to if in_all else queries.of_consultation
    found: QuerySet[Any] = queries.search(reading(consultation), wanted.get("words", ""))
    if category := wanted.get("category"):
        found = found.filter(memberships__category=category).distinct()
    if group := wanted.get("group"):
        placed = Q(placed_in__isnull=True) if group == "none" else Q(placed_in=group)
        found = found.filter(placed)
    return found


@desk(Role.REGISTRAR)
def entity(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    one = get_object_or_404(Entity, pk=pk)
    kept = queries.kept(one)
    suggested = queries.suggested_group(consultation, one)
    placed = one.placements.filter(consultation=consultation).select_related("group", "decided_by")
    context = {
        "entity": one,
        "kept": kept if kept != one else None,
        "category": queries.category_of(consultation, one),
        "group": queries.group_of(consultation, one),
        "suggested": suggested,
        "memberships": one.memberships.select_related("category"),
        "contacts": one.contacts.all(),
        "placements": placed.order_by("-pk"),
        "merges": one.merged_here.filter(undone_at__isnull=True).select_related("merged"),
        "doubles": queries.near_duplicates(queries.entities().filter(pk=pk)),
        "place_form": PlaceForm(
            consultation=consultation, initial={"group": suggested}, auto_id="place_%s"
        ),
        "may_write": bool(request.roles & {Role.REGISTRAR, Role.ADMINISTRATOR}),
    }
    return render(request, "stakeholders/entity.html", context)


@desk(Role.REGISTRAR)
def new_entity(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    def add(**fields: Any) -> Entity:
        return actions.add_entity(**fields)

    form = EntityForm(request.POST or None)
    return _form_page(
        request, consultation, form, _("Add an entity"), _("The entity is added."), add
    )


@desk(Role.REGISTRAR)
def edit_entity(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    one = get_object_or_404(Entity, pk=pk)
    initial = {field: getattr(one, field) for field in EntityForm.base_fields}
    return _form_page(
        request,
        consultation,
        EntityForm(request.POST or None, initial=initial),
        _("Correct an entity"),
        _("The entity is corrected."),
        lambda **fields: actions.amend_entity(one, **fields),
    )


@desk(Role.REGISTRAR)
def place(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    one = get_object_or_404(Entity, pk=pk)

    def decide(**fields: Any) -> Entity:
        category = queries.category_of(consultation, one)
        actions.place(consultation, one, category=category, **fields)
        return one

    return _form_page(
        request,
        consultation,
        PlaceForm(request.POST or None, consultation=consultation),
        _("Decide the group of %(entity)s") % {"entity": one},
        _("The group is decided."),
        decide,
    )


@desk(Role.REGISTRAR)
def new_contact(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    one = get_object_or_404(Entity, pk=pk)

    def add(**fields: Any) -> Entity:
        actions.add_contact(one, **fields)
        return one

    form = ContactForm(request.POST or None)
    return _form_page(
        request, consultation, form, _("Add a contact"), _("The contact is added."), add
    )


@desk(Role.REGISTRAR)
def enrol(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    one = get_object_or_404(Entity, pk=pk)

    def put(**fields: Any) -> Entity:
        actions.enrol(one, **fields)
        return one

    form = EnrolForm(request.POST or None)
    return _form_page(
        request, consultation, form, _("Put it on a list"), _("It stands on the list."), put
    )


@desk(Role.REGISTRAR)
def merge(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    one = get_object_or_404(Entity, pk=pk)

    def join(*, other: Entity, **fields: Any) -> Entity:
        actions.merge_entities(one, other, **fields)
        return one

    form = MergeForm(
        request.POST or None, kept=one, initial={"other": request.GET.get("other", "")}
    )
    return _form_page(
        request,
        consultation,
        form,
        _("Merge another entry into %(entity)s") % {"entity": one},
        _("The two are one now."),
        join,
    )


@desk(Role.REGISTRAR)
@require_POST
def undo_merge(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    merged = get_object_or_404(Merge, pk=pk)
    actions.undo_merge(merged, by=request.user)
    messages.success(request, _("The merge is undone: each stands for itself again."))
    return redirect("stakeholders:entity", consultation.slug, merged.kept_id)


@desk(Role.REGISTRAR)
def doubles(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    context = {"pairs": queries.near_duplicates()}
    return render(request, "stakeholders/doubles.html", context)


def _form_page(
    request: DeskRequest,
    consultation: Consultation,
    form: forms.Form,
    heading: str,
    done: str,
    act: Callable[..., Entity],
) -> HttpResponse:
    """A page with one form that calls one action, and leads to the entity that it gives."""
    if request.method == "POST" and form.is_valid():
        try:
            one = act(**form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("stakeholders:entity", consultation.slug, one.pk)
    status = 422 if request.method == "POST" else 200
    context = {
        "form": form,
        "heading": heading,
        "back": reverse("stakeholders:entities", args=[consultation.slug]),
    }
    return render(request, "stakeholders/form.html", context, status=status)

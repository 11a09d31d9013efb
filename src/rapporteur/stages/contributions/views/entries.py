"""The page of one entry of the register, and the decisions on it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.base.models import AuditEntry
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.choices import Mode
from rapporteur.stages.contributions.forms.desk import (
    Confirming,
    Consenting,
    Reclassifying,
    WithReason,
)
from rapporteur.stages.contributions.models import Contribution, Document
from rapporteur.stages.contributions.queries import current_version, entries, shown_name
from rapporteur.stages.contributions.queries.screening import is_shown_as_it_is
from rapporteur.stages.contributions.rules import Standing, standing
from rapporteur.stages.contributions.views.desk import may_write
from rapporteur.stages.contributions.views.handing_out import handed_out
from rapporteur.stages.contributions.views.items import candidates_for
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation

ACTS: dict[str, Callable[..., Contribution]] = {
    "publish": partial(actions.publish, later=True),
    "confirm": actions.confirm_attribution,
    "admit": actions.admit,
    "reclassify": actions.reclassify,
    "consent": actions.record_consent,
    "void": actions.void,
}


@desk()
def entry(
    request: DeskRequest, consultation: Consultation, letter: str, number: int
) -> HttpResponse:
    return _page(request, entry_numbered(consultation, letter, number))


@desk(Role.REGISTRAR)
@require_POST
def act(
    request: DeskRequest, consultation: Consultation, letter: str, number: int, verb: str
) -> HttpResponse:
    """One decision on an entry: the verb is one of `ACTS`."""
    if verb not in ACTS:
        raise Http404
    shown = entry_numbered(consultation, letter, number)
    form = _forms(shown, request, verb, request.POST).get(verb)
    if form is not None and not form.is_valid():
        return _page(request, shown, sent={verb: form}, status=422)
    ACTS[verb](shown, **(form.cleaned_data if form else {}), by=request.user)
    messages.success(request, _("It is noted."))
    return redirect("contributions:entry", consultation.slug, letter, number)


@desk()
def document(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponseBase:
    held = Document.objects.filter(version__contribution__consultation=consultation)
    found = get_object_or_404(held.select_related("original"), pk=pk)
    return handed_out(request, found.original, found.filename)


def entry_numbered(consultation: Consultation, letter: str, number: int) -> Contribution:
    mode = next((mode for mode in Mode if mode[0].upper() == letter), None)
    return get_object_or_404(entries(consultation), mode=mode, number=number)


def _forms(
    shown: Contribution, request: DeskRequest, verb: str = "", sent: Any = None
) -> dict[str, forms.Form]:
    """The form of each decision that has one; that of `verb` filled with what was sent."""

    def given(of: str) -> dict[str, Any]:
        return {"data": sent if of == verb else None, "prefix": of}

    candidates = candidates_for(
        request.GET.get("stakeholder", "") or shown.organization or shown.contributor
    )
    if shown.entity is not None and shown.entity not in candidates:
        candidates.insert(0, shown.entity)
    entity = {"entity": str(shown.entity_id or "")}
    return {
        "confirm": Confirming(candidates=candidates, initial=entity, **given("confirm")),
        "reclassify": Reclassifying(shown.consultation, **given("reclassify")),
        "consent": Consenting(initial={"consent": shown.consent}, **given("consent")),
        "admit": WithReason(**given("admit")),
        "void": WithReason(**given("void")),
    }


def _page(
    request: DeskRequest,
    shown: Contribution,
    *,
    sent: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    stands = standing(
        voided=shown.voided_at is not None,
        withdrawn=shown.withdrawn_at is not None,
        late=shown.timeliness == "late",
        admitted=shown.admitted_at is not None,
    )
    current = current_version(shown)
    context = {
        "entry": shown,
        "shown_as": shown_name(shown),
        "stands": stands,
        "alive": stands in (Standing.COUNTED, Standing.LATE),
        "late": stands is Standing.LATE,
        "current": current,
        "shown_behind": shown.shown is not None and not is_shown_as_it_is(shown, current),
        "to_copy": shown.shown is not None and shown.shown.documents.filter(to_copy=True).exists(),
        "versions": shown.versions.select_related("item__consultation").prefetch_related(
            "documents__original", "answers__question"
        ),
        "items": shown.items.select_related("consultation"),
        "signatories": shown.signatories.all(),
        "reclassifications": shown.reclassifications.select_related("from_group", "to_group"),
        "trail": AuditEntry.objects.filter(about=f"{shown._meta.label_lower}:{shown.pk}"),
        "forms": {**_forms(shown, request), **(sent or {})},
        "form": next(iter((sent or {}).values()), None),
        "may_write": may_write(request),
    }
    return render(request, "contributions/entry.html", context, status=status)

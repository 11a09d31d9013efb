"""Where a contributor says what they think of their group's summary, by private link."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from rapporteur.base.refusals import refusals_on
from rapporteur.stages.contributions.models import Item
from rapporteur.stages.mandate.queries import announced
from rapporteur.stages.representation import actions, forms, queries


@never_cache
def respond(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The circulated summaries that the holder of an item's private link is asked about."""
    return _page(request, _item(request, slug, token))


@never_cache
@require_POST
def take_response(request: HttpRequest, slug: str, token: str, pk: int) -> HttpResponse:
    return _take(request, _item(request, slug, token), pk, forms.ResponseForm, "response_form")


@never_cache
@require_POST
def take_inquiry(request: HttpRequest, slug: str, token: str, pk: int) -> HttpResponse:
    return _take(request, _item(request, slug, token), pk, forms.InquiryForm, "inquiry_form")


def _item(request: HttpRequest, slug: str, token: str) -> Item:
    consultation = announced().filter(slug=slug).first()
    item = queries.item_by_token(consultation, token) if consultation else None
    if item is None:
        raise Http404
    request.consultation = consultation  # type: ignore[attr-defined]
    return item


def _take(
    request: HttpRequest, item: Item, pk: int, form_class: type[Any], name: str
) -> HttpResponse:
    """Take a response or an inquiry about the contribution `pk`, which is one of the item's."""
    asked = next((each for each in queries.asked_of(item) if each.contribution.pk == pk), None)
    if asked is None:
        raise Http404
    form = form_class(request.POST, prefix=str(pk))
    act = actions.respond if name == "response_form" else actions.inquire
    if form.is_valid():
        with refusals_on(form):
            act(
                asked.summary,
                contribution=asked.contribution,
                **form.cleaned_data,
                by=f"contributor of {asked.contribution}",
            )
            messages.success(request, _("Thank you: it is published with the summary."))
            return redirect("representation:respond", item.consultation.slug, item.token)
    return _page(request, item, {(pk, name): form})


def _page(
    request: HttpRequest, item: Item, bound: dict[tuple[int, str], Any] | None = None
) -> HttpResponse:
    bound = bound or {}
    entries = []
    for asked in queries.asked_of(item):
        pk = asked.contribution.pk
        entries.append(
            {
                "asked": asked,
                "response_form": bound.get((pk, "response_form"))
                or forms.ResponseForm(prefix=str(pk)),
                "inquiry_form": bound.get((pk, "inquiry_form"))
                or forms.InquiryForm(prefix=str(pk)),
            }
        )
    context = {"item": item, "entries": entries, "form": next(iter(bound.values()), None)}
    status = 422 if bound else 200
    return render(request, "representation/respond.html", context, status=status)

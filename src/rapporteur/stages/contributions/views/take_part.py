"""Sending a contribution by the online form; the receipt; correcting and withdrawing by its link.

These pages ask for no cookie: whoever holds the private link may use it, and a form sent in from
elsewhere could do nothing that its sender could not do here.
"""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from rapporteur.base.addresses import address_of
from rapporteur.base.ledger.queries import PROMISED_WITHIN, covering
from rapporteur.base.models import Original
from rapporteur.base.originals import queries as originals
from rapporteur.base.originals.downloads import pdf_of
from rapporteur.base.refusals import Refused
from rapporteur.base.whence import network_address
from rapporteur.stages.contributions.actions.marks import read_mark
from rapporteur.stages.contributions.actions.pace import doubts_about
from rapporteur.stages.contributions.actions.submissions import submit, withdraw_by_link
from rapporteur.stages.contributions.actions.uploads import no_room_for
from rapporteur.stages.contributions.choices import DispositionKind
from rapporteur.stages.contributions.exports.paper import receipt_pdf as print_receipt
from rapporteur.stages.contributions.forms.take_part import TakePart
from rapporteur.stages.contributions.models import Contribution, Item
from rapporteur.stages.contributions.queries import may_still_change, receipts
from rapporteur.stages.contributions.queries.items import (
    first_of,
    in_force,
    submission_left,
    submission_of,
)
from rapporteur.stages.contributions.queries.register import reckoned
from rapporteur.stages.contributions.rules import Timing
from rapporteur.stages.contributions.views.drafts import form_page, keep_draft
from rapporteur.stages.contributions.views.sent import (
    begun_at,
    dates,
    language_wished,
    no_room,
    sent_form,
    takes_forms,
)
from rapporteur.stages.mandate.access import visitors
from rapporteur.stages.mandate.models import Consultation


@csrf_exempt
@visitors
def take_part(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    begun = begun_at(request)
    if request.method != "POST" or not takes_forms(consultation):
        return form_page(request, consultation, TakePart(consultation))
    form, status = sent_form(request, consultation)
    if form.wanted:
        return keep_draft(request, form, begun_at=begun)
    if form.is_valid():
        item = _take(form, request, begun)
        if item is not None:
            return redirect("contributions:receipt", consultation.slug, item.token)
    return form_page(request, consultation, form, status=status)


@csrf_exempt
@never_cache
@visitors
def receipt(request: HttpRequest, consultation: Consultation, token: str) -> HttpResponse:
    item = _held(consultation, token)
    return render(request, "contributions/receipt.html", _standing_of(item))


@never_cache
@visitors
def receipt_pdf(request: HttpRequest, consultation: Consultation, token: str) -> HttpResponse:
    """The receipt to be printed, in the language asked for."""
    item = _held(consultation, token)
    made = print_receipt(item, language=language_wished(request, item), now=timezone.now())
    return pdf_of(made, f"{item.reference.replace('/', '-')}.pdf")


@never_cache
@visitors
def receipt_json(request: HttpRequest, consultation: Consultation, token: str) -> HttpResponse:
    """The receipt for machines: our signed promise, the proof once there is one, and the parts.

    What it holds and how it is checked stands in docs/reference/ledger.md.
    """
    item = _held(consultation, token)
    return JsonResponse(
        {
            **receipts.receipt(item),
            "reference": item.reference,
            "consultation": consultation.slug,
            "received_at": item.received_at.isoformat(),
            "parts": [
                {"name": name, "size": original.size, "sha256": original.sha256}
                for name, original in _parts(item)
            ],
            "receipt": address_of("contributions:receipt", consultation.slug, item.token),
        },
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )


@never_cache
@visitors
def record_sent(request: HttpRequest, consultation: Consultation, token: str) -> HttpResponse:
    """The bytes that were kept of what was filled in, so that its hash can be checked."""
    item = _held(consultation, token)
    if submission_of(item) is None:
        raise Http404
    response = HttpResponse(originals.read(item.original), content_type="application/octet-stream")
    name = item.reference.replace("/", "-")
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@csrf_exempt
@never_cache
@visitors
def correct(request: HttpRequest, consultation: Consultation, token: str) -> HttpResponse:
    item = _held(consultation, token)
    standing = _standing_of(item)
    if request.method == "POST":
        begun = begun_at(request)
        standing = _standing_of(item, opened_at=read_mark(request.POST.get("mark", "")).opened_at)
    sent = submission_left(item)
    if sent is None or not standing["may_change"]:
        return render(request, "contributions/receipt.html", standing, status=409)
    before = [
        (each.filename, each.original) for each in item.attachments.select_related("original")
    ]
    initial = {
        **sent.claims,
        "text": sent.text,
        **{f"question_{number}": text for number, text in sent.answers.items()},
    }
    form, status = TakePart(consultation, initial=initial, sent_before=before), 200
    if request.method == "POST":
        form, status = sent_form(request, consultation, sent_before=before)
        if form.is_valid():
            correction = _take(form, request, begun, corrects=first_of(item))
            if correction is not None:
                return redirect("contributions:receipt", consultation.slug, correction.token)
    context = {**standing, "form": form}
    return render(request, "contributions/correct.html", context, status=status)


@csrf_exempt
@never_cache
@visitors
def withdraw(request: HttpRequest, consultation: Consultation, token: str) -> HttpResponse:
    item = _held(consultation, token)
    if request.method == "POST":
        withdraw_by_link(item)
        messages.success(request, _("It is withdrawn. What was received stays on record."))
        return redirect("contributions:receipt", consultation.slug, token)
    return render(request, "contributions/withdraw.html", _standing_of(item))


def _take(
    form: TakePart, request: HttpRequest, begun: datetime, corrects: Item | None = None
) -> Item | None:
    """Take the form in; where that is refused, the form says why."""
    kept, sent = form.attached()
    try:
        return submit(
            form.consultation,
            form.submission(corrects.number if corrects else None),
            mark=form.opening,
            files=[*((name, originals.read(original)) for name, original in kept), *sent],
            begun_at=begun,
            doubts=doubts_about(form.cleaned_data["website"], network_address(request.META)),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except OSError as problem:
        if not no_room_for(problem):
            raise
        form.add_error(None, no_room())
    return None


def _held(consultation: Consultation, token: str) -> Item:
    items = Item.objects.select_related("consultation", "original", "leaf")
    return get_object_or_404(items, consultation=consultation, token=token)


def _standing_of(item: Item, opened_at: datetime | None = None) -> dict[str, object]:
    """What the holder of a private link is told about what they sent.

    opened_at: when a form that was just sent had been opened: it may come within the grace.
    """
    first = first_of(item)
    entry = (
        Contribution.objects.filter(items__in=[item, first], voided_at__isnull=True)
        .select_related("consultation")
        .first()
    )
    decision = in_force(item)
    withdrawn = bool(entry and entry.withdrawn_at) or any(
        each is not None and each.kind == DispositionKind.WITHDRAWN
        for each in (decision, in_force(first))
    )
    set_aside = decision is not None and decision.kind != DispositionKind.CONTRIBUTION
    now = Timing(timezone.now(), opened_at=opened_at, grace=settings.GRACE)
    in_time = may_still_change(item.consultation, now)
    return {
        "item": item,
        "parts": _parts(item),
        "entry": entry,
        "decision": decision,
        "corrects": first if first != item else None,
        "withdrawn": withdrawn,
        "set_aside": set_aside and not withdrawn,
        "in_time": in_time,
        "may_change": in_time and not withdrawn and not set_aside,
        "mail_held_back": receipts.mail_is_held_back(item),
        "by_form": submission_left(item) is not None,
        "deadlines": dates(item.consultation),
        "reckoned": reckoned(item),
        "grace": settings.GRACE,
        "checkpoint": covering(item.leaf) if item.leaf else None,
        "promised_by": item.leaf.made_at + PROMISED_WITHIN if item.leaf else None,
        "address": address_of("contributions:receipt", item.consultation.slug, item.token),
    }


def _parts(item: Item) -> list[tuple[str, Original]]:
    """Everything that was kept of an item: first what came as one, then the files, by name."""
    attached = item.attachments.select_related("original")
    return [("", item.original), *((each.filename, each.original) for each in attached)]

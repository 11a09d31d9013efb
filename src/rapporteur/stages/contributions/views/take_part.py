"""Sending a contribution by the online form; the receipt; correcting and withdrawing by its link.

These pages ask for no cookie: whoever holds the private link may use it, and a form sent in from
elsewhere could do nothing that its sender could not do here.
"""

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from rapporteur.base.addresses import address_of
from rapporteur.base.ledger.queries import PROMISED_WITHIN, covering
from rapporteur.base.models import Original
from rapporteur.base.originals import queries as originals
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.actions.submissions import submit, withdraw_by_link
from rapporteur.stages.contributions.choices import DispositionKind
from rapporteur.stages.contributions.forms.take_part import TakePart
from rapporteur.stages.contributions.models import Contribution, Item
from rapporteur.stages.contributions.queries import may_still_change, receipts
from rapporteur.stages.contributions.queries.items import first_of, in_force, submission_of
from rapporteur.stages.mandate.access import visitors
from rapporteur.stages.mandate.choices import DeadlineKind, Phase
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import channels_now, deadlines_in_force, phase_of


@csrf_exempt
@visitors
def take_part(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    phase = phase_of(consultation)
    takes = phase is not Phase.PLANNED and not consultation.reconstructed
    status = 200
    form = TakePart(consultation)
    if request.method == "POST" and takes:
        form, status = _sent_form(request, consultation)
        if form.is_valid():
            item = _take(form)
            if item is not None:
                return redirect("contributions:receipt", consultation.slug, item.token)
            status = 422
    context = {
        "form": form,
        "phase": phase,
        "takes": takes,
        "deadlines": _dates(consultation),
        "channels": channels_now(consultation).exclude(kind="form"),
    }
    return render(request, "contributions/take_part.html", context, status=status)


@csrf_exempt
@never_cache
@visitors
def receipt(request: HttpRequest, consultation: Consultation, token: str) -> HttpResponse:
    item = _held(consultation, token)
    return render(request, "contributions/receipt.html", _standing_of(item))


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
    sent = submission_of(item)
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
        form, status = _sent_form(request, consultation, sent_before=before)
        if form.is_valid():
            correction = _take(form, corrects=first_of(item))
            if correction is not None:
                return redirect("contributions:receipt", consultation.slug, correction.token)
            status = 422
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


def _sent_form(
    request: HttpRequest,
    consultation: Consultation,
    sent_before: list[tuple[str, Original]] | None = None,
) -> tuple[TakePart, int]:
    """The form as it was sent; where it was too large to be read, an empty one that says so."""
    try:
        form = TakePart(consultation, request.POST, request.FILES, sent_before=sent_before)
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        form = TakePart(consultation, {}, sent_before=sent_before)
        form.full_clean()
        form.errors.clear()
        form.add_error(
            None,
            _(
                "What you sent was too much for one form, and nothing of it was taken. Send long "
                "texts as files, at most 50 at a time; go back a page to find what you had typed."
            ),
        )
        return form, 413
    return form, 422


def _take(form: TakePart, corrects: Item | None = None) -> Item | None:
    """Take the form in; where that is refused, the form says why."""
    mark, doubts = form.mark_and_doubts()
    kept, sent = form.attached()
    try:
        return submit(
            form.consultation,
            form.submission(corrects.number if corrects else None),
            files=[*((name, originals.read(original)) for name, original in kept), *sent],
            form_token=mark,
            doubts=doubts,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _held(consultation: Consultation, token: str) -> Item:
    items = Item.objects.select_related("consultation", "original", "leaf")
    return get_object_or_404(items, consultation=consultation, token=token)


def _standing_of(item: Item) -> dict[str, object]:
    """What the holder of a private link is told about what they sent."""
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
    in_time = may_still_change(item.consultation, timezone.now())
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
        "by_form": submission_of(item) is not None,
        "deadlines": _dates(item.consultation),
        "checkpoint": covering(item.leaf) if item.leaf else None,
        "promised_by": item.leaf.made_at + PROMISED_WITHIN if item.leaf else None,
        "address": address_of("contributions:receipt", item.consultation.slug, item.token),
    }


def _parts(item: Item) -> list[tuple[str, Original]]:
    """Everything that was kept of an item: first what came as one, then the files, by name."""
    attached = item.attachments.select_related("original")
    return [("", item.original), *((each.filename, each.original) for each in attached)]


def _dates(consultation: Consultation) -> list[object]:
    held = deadlines_in_force(consultation)
    return [held[kind] for kind in (DeadlineKind.PREFERRED, DeadlineKind.FINAL) if kind in held]

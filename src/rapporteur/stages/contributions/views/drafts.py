"""The draft of a contribution: kept under a private link, sent when its writer says so."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from rapporteur.base.addresses import address_of
from rapporteur.base.refusals import Refused
from rapporteur.base.whence import network_address
from rapporteur.stages.contributions.actions.drafts import (
    begin_draft,
    mail_link,
    save_draft,
    send_draft,
)
from rapporteur.stages.contributions.actions.pace import doubts_about
from rapporteur.stages.contributions.actions.uploads import (
    add_file,
    no_room_for,
    remove_upload,
)
from rapporteur.stages.contributions.forms.take_part import TakePart
from rapporteur.stages.contributions.forms.uploads import Again
from rapporteur.stages.contributions.models import Item
from rapporteur.stages.contributions.queries.drafts import draft_of, kept_until, sent_as
from rapporteur.stages.contributions.views.sent import (
    begun_at,
    dates,
    no_room,
    sent_form,
    takes_forms,
)
from rapporteur.stages.mandate.access import visitors
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import channels_now, phase_of


@csrf_exempt
@never_cache
@visitors
def draft(request: HttpRequest, consultation: Consultation, token: str) -> HttpResponse:
    begun = begun_at(request)
    kept = draft_of(consultation, token)
    if kept is None or not takes_forms(consultation):
        days = {"days": settings.DRAFT_KEPT.days}
        if _asks_for_json(request):
            return JsonResponse({"error": _("There is no draft here any more.")}, status=404)
        return render(request, "contributions/draft_gone.html", days, status=404)
    item = sent_as(kept)
    if request.method != "POST":
        if item is not None:
            return redirect("contributions:receipt", consultation.slug, item.token)
        form = TakePart(consultation, initial={**kept.fields, "mark": kept.mark}, draft=kept)
        return form_page(request, consultation, form)
    form, status = sent_form(request, consultation, draft=kept)
    if status == 422 and item is not None:
        return _refused(request, form, str(_sent_already(item)), 409, receipt=item)
    if status == 422:
        return keep_draft(request, form, begun_at=begun)
    return form_page(request, consultation, form, status=status)


def keep_draft(request: HttpRequest, form: TakePart, *, begun_at: datetime) -> HttpResponse:
    """Keep what was typed and the files that came, then do what the button says.

    Answers a script that saves by itself with JSON: where the draft is, or one sentence.
    """
    consultation = form.consultation
    try:
        if form.draft is None:
            form.draft = begin_draft(
                consultation, form.typed(), mark=str(form.data.get("mark", ""))
            )
        else:
            save_draft(form.draft, form.typed(), revision=form.revision)
        for upload in form.draft.uploads.filter(pk=form.to_remove):
            remove_upload(upload)
        for file in form.files_sent():
            add_file(
                form.draft,
                filename=str(file.name),
                size=file.size or 0,
                pieces=Again(file),
                begun_at=begun_at,
            )
        if form.wanted == "mail":
            mail_link(form.draft, to=form.typed()["email"].strip())
        elif not form.wanted:
            return _send(request, form, begun_at)
    except Refused as refusal:
        return _refused(request, form, str(refusal), 409)
    except OSError as problem:
        if not no_room_for(problem):
            raise
        return _refused(request, form, no_room(), 507)
    place = [consultation.slug, form.draft.token]
    if _asks_for_json(request):
        return JsonResponse(
            {
                "address": reverse("contributions:draft", args=place),
                "link": address_of("contributions:draft", *place),
                "uploads": reverse("contributions:uploads", args=place),
                "revision": form.draft.revision,
            }
        )
    done = "mailed" if form.wanted == "mail" else "saved"
    return redirect(f"{reverse('contributions:draft', args=place)}?{done}#draft")


def form_page(
    request: HttpRequest,
    consultation: Consultation,
    form: TakePart,
    *,
    status: int = 200,
    **further: object,
) -> HttpResponse:
    """The page of the online form, with the draft that it is about where there is one."""
    kept = form.draft
    context = {
        "form": form,
        "phase": phase_of(consultation),
        "takes": takes_forms(consultation),
        "deadlines": dates(consultation),
        "channels": channels_now(consultation).exclude(kind="form"),
        "grace": settings.GRACE,
        "kept_days": settings.DRAFT_KEPT.days,
        "draft": kept,
        "link": address_of("contributions:draft", consultation.slug, kept.token) if kept else "",
        "kept_until": kept_until(kept) if kept else None,
        "saved": "saved" in request.GET,
        "mailed": "mailed" in request.GET,
        **further,
    }
    return render(request, "contributions/take_part.html", context, status=status)


def _send(request: HttpRequest, form: TakePart, begun_at: datetime) -> HttpResponse:
    """Send a draft whose words and files are kept; where something is missing, say what."""
    if form.draft is None or not form.is_valid():
        return form_page(request, form.consultation, form, status=422)
    item = send_draft(
        form.draft,
        form.submission(),
        begun_at=begun_at,
        doubts=doubts_about(form.cleaned_data["website"], network_address(request.META)),
    )
    return redirect("contributions:receipt", form.consultation.slug, item.token)


def _refused(
    request: HttpRequest, form: TakePart, why: str, status: int, **further: object
) -> HttpResponse:
    if _asks_for_json(request):
        return JsonResponse({"error": why}, status=status)
    form.full_clean()
    form.errors.clear()  # what is missing is said when it is sent
    form.add_error(None, why)
    return form_page(request, form.consultation, form, status=status, **further)


def _sent_already(item: Item) -> Refused:
    return Refused(
        _("What you typed here was not sent."),
        _("This draft was sent already, as %(reference)s.") % {"reference": item.reference},
        _("Correct it by the receipt’s link, below."),
    )


def _asks_for_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"

"""The desk's front page, the register, publishing in one go, and the downloads."""

import time

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from rapporteur.base.formfields import keys_sent
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions import exports
from rapporteur.stages.contributions.actions import copy_waiting, publish
from rapporteur.stages.contributions.actions.batches import SECONDS, leave_pending
from rapporteur.stages.contributions.actions.pending import go_on
from rapporteur.stages.contributions.forms.desk import Finding
from rapporteur.stages.contributions.models import Contribution, Pending
from rapporteur.stages.contributions.queries import entries, shown_name, tally
from rapporteur.stages.contributions.queries.desk import (
    filtered,
    overview,
    to_publish,
    with_undecided,
)
from rapporteur.stages.contributions.queries.queue import pending
from rapporteur.stages.contributions.queries.screening import files_to_copy
from rapporteur.stages.contributions.views.telling import still_to_come, tell_left, tell_to_come
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation

PER_PAGE = 50
AT_ONCE = 500  # contributions published in one go


@desk()
def front(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    context = {
        "overview": overview(consultation),
        "tally": tally(consultation),
        "may_write": may_write(request),
    }
    return render(request, "contributions/front.html", context)


@desk()
def register_list(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    form = Finding(consultation, request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    page = Paginator(filtered(consultation, **asked), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "asked": any(asked.values())}
    return render(request, "contributions/register.html", context)


@desk(Role.REGISTRAR)
def publish_many(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """What waits to be published. Sending the page's form publishes what is ticked."""
    if request.method == "POST":
        if request.POST.get("act") == "copy":
            _copy_now(request, consultation)
        elif request.POST.get("act") == "go_on":
            go_on(consultation, seconds=SECONDS)
        else:
            _publish(request, consultation)
        return redirect("contributions:publish_many", consultation.slug)
    ordered = pending(consultation, request.user, deciding=False)
    to_come = still_to_come(request, ordered)
    waiting = _to_publish(consultation)
    context = {
        "pending": to_come,
        "waiting": [(each, shown_name(each)) for each in waiting[:AT_ONCE]],
        "many": waiting.count(),
        "to_copy": files_to_copy(consultation),
        "may_write": may_write(request),
    }
    return render(request, "contributions/publish.html", context)


def _to_publish(consultation: Consultation) -> QuerySet[Contribution]:
    coming = Pending.objects.filter(batch__isnull=True, refused="", contribution=OuterRef("pk"))
    found = entries(consultation).filter(to_publish()).exclude(Exists(coming))
    return with_undecided(found).order_by("mode", "number")


def _publish(request: DeskRequest, consultation: Consultation) -> None:
    """Publish the words of what is ticked, for as long as a person waits for a page. The others,
    and the copies of the files, follow in the background."""
    began, done = time.monotonic(), 0
    left: list[str] = []
    chosen = keys_sent(request.POST.getlist("chosen"))[:AT_ONCE]
    wanted = list(_to_publish(consultation).filter(pk__in=chosen))
    to_come: list[Contribution] = []
    for place, each in enumerate(wanted):
        if time.monotonic() - began > SECONDS:
            to_come = wanted[place:]
            leave_pending(consultation, to_come, by=request.user, batch=None)
            break
        try:
            publish(each, by=request.user, later=True)
        except Refused as refusal:
            left.append(str(refusal))
        else:
            done += 1
    if done or not (left or to_come):
        told = ngettext(
            "%(many)d contribution is public.", "%(many)d contributions are public.", done
        )
        messages.success(request, told % {"many": done})
    tell_to_come(request, len(to_come))
    tell_left(request, left)


def _copy_now(request: DeskRequest, consultation: Consultation) -> None:
    done = copy_waiting(consultation, seconds=SECONDS)
    told = ngettext("%(many)d file was copied.", "%(many)d files were copied.", done)
    messages.success(request, told % {"many": done})


@desk()
def export(request: HttpRequest, consultation: Consultation, name: str) -> HttpResponseBase:
    """The register or the tally, as CSV or JSON."""
    if name == "register.csv":
        made = exports.register_csv(consultation)
    elif name == "register.json":
        made = exports.register_json(consultation)
    elif name == "tally.csv":
        made = exports.tally_csv(tally(consultation))
    else:
        made = iter([exports.tally_json(tally(consultation))])
    kind = "text/csv; charset=utf-8" if name.endswith(".csv") else "application/json"
    response = StreamingHttpResponse(made, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{consultation.slug}-{name}"'
    return response


def may_write(request: DeskRequest) -> bool:
    """Whether the official may do what a registrar does."""
    return bool(request.roles & {Role.REGISTRAR, Role.ADMINISTRATOR})

"""The desk's front page, the register, publishing in one go, and the downloads."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from rapporteur.base.formfields import keys_sent
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions import exports
from rapporteur.stages.contributions.actions import publish
from rapporteur.stages.contributions.forms.desk import Finding
from rapporteur.stages.contributions.queries import entries, shown_name, tally
from rapporteur.stages.contributions.queries.desk import (
    filtered,
    overview,
    to_publish,
    with_undecided,
)
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation

PER_PAGE = 50
AT_ONCE = 200  # contributions published in one go
SAID_AT_ONCE = 10  # refusals told one by one


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
    waiting = with_undecided(entries(consultation).filter(to_publish())).order_by("mode", "number")
    if request.method == "POST":
        chosen = keys_sent(request.POST.getlist("chosen"))
        done, refused = 0, []
        for each in waiting.filter(pk__in=chosen[:AT_ONCE]):
            try:
                publish(each, by=request.user)
            except Refused as refusal:
                refused.append(str(refusal))
            else:
                done += 1
        messages.success(
            request,
            ngettext("%(many)d contribution is public.", "%(many)d contributions are public.", done)
            % {"many": done},
        )
        for why in refused[:SAID_AT_ONCE]:
            messages.warning(request, why)
        if len(refused) > SAID_AT_ONCE:
            others = len(refused) - SAID_AT_ONCE
            messages.warning(
                request,
                ngettext(
                    "%(many)d more was not published.", "%(many)d more were not published.", others
                )
                % {"many": others},
            )
        return redirect("contributions:publish_many", consultation.slug)
    context = {
        "waiting": [(each, shown_name(each)) for each in waiting[:AT_ONCE]],
        "many": waiting.count(),
        "may_write": may_write(request),
    }
    return render(request, "contributions/publish.html", context)


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

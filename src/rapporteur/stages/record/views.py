"""The public pages of the record."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from rapporteur.base.originals.downloads import download
from rapporteur.base.spreadsheets import csv_lines
from rapporteur.stages.contributions import exports as counted
from rapporteur.stages.contributions.choices import Mode
from rapporteur.stages.contributions.models import Contribution, PublicDocument
from rapporteur.stages.contributions.queries import (
    account_of,
    public,
    shown_name,
    shown_signatories,
    tally,
)
from rapporteur.stages.contributions.queries.screening import clean_of, counted_kinds
from rapporteur.stages.mandate.access import DeskRequest, VisitorRequest, desk, visitors
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import channels_now, deadlines_in_force, phase_of
from rapporteur.stages.record import exports, queries
from rapporteur.stages.record.actions import refresh_search
from rapporteur.stages.stakeholders.queries import groups

PAGE = 25


@visitors
def overview(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    state = queries.state_of(consultation)
    context = {
        "state": state,
        "state_label": queries.state_label(state),
        "phase": phase_of(consultation),
        "deadlines": deadlines_in_force(consultation).values(),
        "channels": (
            consultation.channels.all()
            if consultation.reconstructed
            else channels_now(consultation)
        ),
        "questions": consultation.questions.all(),
        "tally": tally(consultation),
        "published": public(consultation).count(),
        "events": queries.timeline(consultation),
    }
    return render(request, "record/overview.html", context)


@visitors
def register(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    filters, found = _asked(request, consultation)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    asked = {name: value for name, value in request.GET.items() if name != "page" and value}
    context = {
        "page": page,
        "rows": [_row(each) for each in page],
        "filters": filters,
        "sentence": filters.sentence(consultation),
        "modes": Mode.choices,
        "groups": groups(consultation),
        "languages": queries.languages_of(consultation),
        "query": urlencode(asked),
        "published": public(consultation).count(),
    }
    return render(request, "record/register.html", context)


@visitors
def register_csv(request: VisitorRequest, consultation: Consultation) -> HttpResponseBase:
    _filters, found = _asked(request, consultation)
    lines = csv_lines(exports.COLUMNS, exports.register_rows(found))
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers=_attachment(f"{consultation.slug}.csv"),
    )


@visitors
def register_json(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    _filters, found = _asked(request, consultation)
    rows = [exports.row_of(each) for each in found]
    return JsonResponse({"contributions": rows, "count": len(rows)})


@visitors
def contribution(
    request: VisitorRequest, consultation: Consultation, letter: str, number: str
) -> HttpResponse:
    found = queries.contribution_numbered(consultation, letter, int(number))
    if found is None:
        return _withdrawn(request, consultation, letter, int(number))
    shown, earlier = queries.copies_shown(found)
    context = {
        "contribution": found,
        "name": shown_name(found),
        "signatories": shown_signatories(found),
        "shown": shown,
        "removed": counted_kinds(shown.removed),
        "many_removed": sum(shown.removed.values()),
        "earlier": earlier,
        "clean": clean_of(shown),
    }
    return render(request, "record/contribution.html", context)


@visitors
def document(
    request: VisitorRequest, consultation: Consultation, letter: str, number: str, pk: str
) -> HttpResponseBase:
    """The copy of a file that was made for the public: always a download, never shown by us."""
    found = _found(consultation, letter, number)
    held = PublicDocument.objects.filter(copy=found.shown_id).select_related("original")
    part = get_object_or_404(held, pk=pk)
    name = part.filename or f"{found.register_number}-{part.order}".replace("/", "-")
    if part.original is None:
        raise Http404
    return download(part.original, name)


@visitors
def statistics(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    context = {"tally": tally(consultation), "charts": queries.charts(consultation)}
    return render(request, "record/statistics.html", context)


@visitors
def tally_csv(request: VisitorRequest, consultation: Consultation) -> HttpResponseBase:
    return StreamingHttpResponse(
        counted.tally_csv(tally(consultation)),
        content_type="text/csv; charset=utf-8",
        headers=_attachment(f"{consultation.slug}-tally.csv"),
    )


@visitors
def tally_json(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    return HttpResponse(
        counted.tally_json(tally(consultation)), content_type="application/json; charset=utf-8"
    )


@visitors
def compliance(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    context = {"findings": list(queries.findings(consultation))}
    return render(request, "record/compliance.html", context)


@visitors
def account(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    """What was received and what became of each item: by reference, without names or words."""
    found = account_of(consultation)
    numbers = range(1, found.upto + 1 if found else 1)  # given without gaps
    page = Paginator(numbers, 50).get_page(request.GET.get("page"))
    shown = page.object_list
    lines = found.lines(shown[0], shown[-1]) if found and shown else ()
    context = {"account": found, "page": page, "lines": lines}
    return render(request, "record/account.html", context)


@visitors
def open_data(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    return render(request, "record/data.html", {"columns": exports.COLUMNS})


@desk()
def desk_front(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    context = {
        "findings": list(queries.findings(consultation)),
        "published": public(consultation).count(),
        "tally": tally(consultation),
    }
    return render(request, "record/desk.html", context)


def _asked(
    request: VisitorRequest, consultation: Consultation
) -> tuple[queries.Filters, QuerySet[Contribution]]:
    """The filters of the page's address, and the public contributions that pass them."""
    filters = queries.Filters.read(request.GET, consultation)
    if filters.words:
        refresh_search(consultation)
    return filters, queries.filtered(consultation, filters)


def _row(each: Contribution) -> dict[str, Any]:
    return {
        "contribution": each,
        "name": shown_name(each),
        "url": exports.address_of(each),
    }


def _found(consultation: Consultation, letter: str, number: str) -> Contribution:
    found = queries.contribution_numbered(consultation, letter, int(number))
    if found is None:
        raise Http404
    return found


def _withdrawn(
    request: VisitorRequest, consultation: Consultation, letter: str, number: int
) -> HttpResponse:
    """Who follows a link to what was public learns that it is no longer, and why."""
    withdrawn = queries.withdrawn_numbered(consultation, letter, number)
    if withdrawn is None:
        raise Http404
    return render(request, "record/withdrawn.html", {"withdrawn": withdrawn}, status=410)


def _attachment(filename: str) -> dict[str, str]:
    return {"Content-Disposition": content_disposition_header(True, filename) or "attachment"}

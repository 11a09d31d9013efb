"""The public data as JSON over HTTP, described by OpenAPI at /api/openapi.json.

Everything here is what the public pages show, through the same queries; there is nothing to write.
"""

import json
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Field, NinjaAPI, Schema
from ninja.pagination import PageNumberPagination, paginate

from rapporteur.stages.contributions.exports import tally_json
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.contributions.queries import account_of, tally
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import announced
from rapporteur.stages.record import exports
from rapporteur.stages.record.queries import Filters, contribution_numbered, filtered, findings

api = NinjaAPI(
    title="Rapporteur",
    version="1",
    description="Consultations, their contributions and what became of them.",
    docs_url=None,
    urls_namespace="api",
)


class ContributionRow(Schema):
    number: str
    mode: str
    contributor: str
    group: str
    title: str
    languages: list[str]
    channel: str
    received_at: str | None
    timeliness: str
    published_at: str | None
    page: str


class Conservation(Schema):
    at: datetime
    leaves: int
    received: int
    registered: int
    set_aside: int
    undecided: int
    counted: int


def _consultation(slug: str) -> Consultation:
    found = announced().filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


@api.get("consultations")
def list_consultations(request: HttpRequest) -> list[dict[str, Any]]:
    """The consultations that are announced."""
    return [exports.consultation_of(each) for each in announced()]


@api.get("consultations/{slug}")
def consultation(request: HttpRequest, slug: str) -> dict[str, Any]:
    """One consultation with its dates."""
    return exports.consultation_of(_consultation(slug))


class Rows(PageNumberPagination):
    """Turns a page's rows into what the API gives, so that the query is cut before."""

    class Input(PageNumberPagination.Input):
        page: int = Field(1, ge=1, le=1_000_000_000)  # no database counts rows beyond 64 bits

    def paginate_queryset(
        self, queryset: QuerySet[Any], pagination: Any, request: HttpRequest, **params: Any
    ) -> Any:
        page = super().paginate_queryset(queryset, pagination, request, **params)
        return {**page, "items": [exports.row_of(each) for each in page["items"]]}


@api.get("consultations/{slug}/contributions", response=list[ContributionRow])
@paginate(Rows, page_size=100)
def list_contributions(
    request: HttpRequest,
    slug: str,
    q: str = "",
    mode: str = "",
    group: str = "",
    language: str = "",
) -> Any:
    """The published contributions; with `q` those in which its words stand."""
    found = _consultation(slug)
    asked = {"q": q, "mode": mode, "group": group, "language": language}
    return filtered(found, Filters.read(asked, found))


@api.get("consultations/{slug}/contributions/{letter}-{int:number}")
def one_contribution(request: HttpRequest, slug: str, letter: str, number: int) -> dict[str, Any]:
    """One published contribution with its words."""
    found: Contribution | None = contribution_numbered(_consultation(slug), letter, number)
    if found is None:
        raise Http404
    return exports.whole_of(found)


@api.get("consultations/{slug}/tally")
def table(request: HttpRequest, slug: str) -> dict[str, Any]:
    """The table: groups × modes, with totals, the headline and the counting rules."""
    found: dict[str, Any] = json.loads(tally_json(tally(_consultation(slug))))
    return found


@api.get("consultations/{slug}/account", response=Conservation)
def account(request: HttpRequest, slug: str) -> Any:
    """Received = registered + set aside + undecided, as it was at that moment, after the checkpoint
    of the ledger with so many leaves."""
    found = account_of(_consultation(slug))
    if found is None:
        raise Http404
    return found


@api.get("consultations/{slug}/compliance")
def compliance(request: HttpRequest, slug: str) -> list[dict[str, Any]]:
    """What the mandate demands, and what the record says of it."""
    return [exports.finding_of(each) for each in findings(_consultation(slug))]

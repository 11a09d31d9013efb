"""What everybody sees of the report: nothing of a draft, everything once it is issued."""

from importlib.resources import files

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from rapporteur.core import document as package
from rapporteur.core.document.html import render_fragment
from rapporteur.stages.mandate.access import VisitorRequest, visitors
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report import exports, queries
from rapporteur.stages.report.models import Report
from rapporteur.stages.report.views.desk import file_of

PAGE = 200


@visitors
@require_safe
def public(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    """The report as it was issued; before, when it is due."""
    report = queries.issued_report_of(consultation)
    if report is None:
        return render(request, "report/awaited.html", {"due": queries.due(consultation)})
    addresses = _addresses(consultation, report)
    fragment = render_fragment(
        queries.document_of(report, now=timezone.now()),
        evidence=lambda evidence: _address(evidence, consultation, addresses),
    )
    context = {
        "report": report,
        "document": mark_safe(fragment),  # the renderer escapes
        "forms": exports.NAMES,
    }
    return render(request, "report/public.html", context)


def _addresses(consultation: Consultation, report: Report) -> dict[str, str]:
    """By reference, the public page of the contribution that it leads to, where there is one."""
    return {
        reference: address
        for reference, cited in queries.public_evidence(report).items()
        if (address := _page_of(consultation, cited.letter, cited.number))
    }


def _address(
    evidence: tuple[str, ...], consultation: Consultation, addresses: dict[str, str]
) -> str:
    """One published contribution is linked at once; several passages stand on a page of theirs."""
    if len(evidence) == 1 and not evidence[0].startswith("p") and evidence[0] in addresses:
        return addresses[evidence[0]]
    return f"{reverse('report:evidence', args=[consultation.slug])}?of={','.join(evidence)}"


def _page_of(consultation: Consultation, letter: str, number: int) -> str:
    try:
        return reverse("record:contribution", args=[consultation.slug, letter, number])
    except NoReverseMatch:
        return ""


@visitors
@require_safe
def evidence(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    """What a statement of the report rests on: the contributions and passages it cites."""
    report = _issued(consultation)
    known = queries.public_evidence(report)
    frozen = report.snapshot["evidence"] if report.snapshot else {}
    asked = list(dict.fromkeys(request.GET.get("of", "").split(",")))[:PAGE]
    found = [
        {
            "number": frozen[reference],
            "cited": known.get(reference),
            "url": _page_of(consultation, known[reference].letter, known[reference].number)
            if reference in known
            else "",
        }
        for reference in asked
        if reference in frozen
    ]
    if not found:
        raise Http404
    return render(request, "report/evidence.html", {"report": report, "evidence": found})


@visitors
@require_safe
def considered(request: VisitorRequest, consultation: Consultation) -> HttpResponse:
    """How every contribution stood to the report when it was issued, and what came too late."""
    report = _issued(consultation)
    lines = queries.public_standings(report)
    context = {
        "report": report,
        "total": len(lines),
        "counts": queries.counts_of(lines),
        "page": Paginator(lines, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "report/considered.html", context)


@visitors
@require_safe
def download(request: VisitorRequest, consultation: Consultation, to: str) -> HttpResponse:
    return file_of(_issued(consultation), consultation, to)


@require_safe
@cache_control(public=True, max_age=3600)
def style(request: HttpRequest) -> HttpResponse:
    """The style sheet of a document, which stands inside a document that is a file."""
    sheet = files(package).joinpath("document.css").read_text(encoding="utf-8")
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


def _issued(consultation: Consultation) -> Report:
    report = queries.issued_report_of(consultation)
    if report is None:
        raise Http404
    return report

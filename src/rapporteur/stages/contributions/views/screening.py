"""The page on which a person decides what is cut from a contribution before it is published."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext

from rapporteur.base.formfields import keys_sent
from rapporteur.base.refusals import refusals_on
from rapporteur.base.viruses.daemon import is_configured
from rapporteur.core.text.media import is_picture
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.choices import FindingDecision, FindingKind, Part
from rapporteur.stages.contributions.forms.screening import Cutting, Drawing
from rapporteur.stages.contributions.models import (
    Contribution,
    Document,
    Finding,
    PublicCopy,
    Version,
)
from rapporteur.stages.contributions.queries import current_version
from rapporteur.stages.contributions.queries import screening as queries
from rapporteur.stages.contributions.views.desk import may_write
from rapporteur.stages.contributions.views.entries import entry_numbered
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation

ON_A_PAGE = 100


@desk(Role.REGISTRAR)
def screening(
    request: DeskRequest, consultation: Consultation, letter: str, number: int
) -> HttpResponse:
    """What was found, in context. Sending a form of it looks it through, decides, or cuts."""
    entry = entry_numbered(consultation, letter, number)
    version = _version(request, entry)
    form = Cutting()
    if request.method == "POST":
        verb, _colon, of = request.POST.get("act", "").partition(":")
        if verb == "passage":
            form = Cutting(request.POST)
            if form.is_valid():
                with refusals_on(form):
                    many = actions.cut_passage(version, **form.cleaned_data, by=request.user)
                    messages.success(request, _cut(many))
                    return redirect(request.get_full_path())
            return _page(request, entry, version, form, 422)
        if verb == "area":
            return _black_out(request, entry, version)
        messages.success(request, _done(request, version, verb, of))
        return redirect(request.get_full_path())
    return _page(request, entry, version, form)


def _black_out(request: DeskRequest, entry: Contribution, version: Version) -> HttpResponse:
    """Black out what the form says of the page that stands beside it."""
    form = Drawing(request.POST)
    [pk] = keys_sent([request.POST.get("file", "")]) or [0]
    document = get_object_or_404(version.documents, pk=pk)
    if form.is_valid():
        page = form.cleaned_data["page"]
        with refusals_on(form):
            many = actions.cut_area(document, page=page, box=form.box, by=request.user)
            messages.success(request, _blacked_out(many))
            return redirect(f"{request.get_full_path()}#black-out")
    return _page(request, entry, version, Cutting(), 422, drawing=form)


def _version(request: DeskRequest, entry: Contribution) -> Version:
    """The last version, or an earlier one that is public too and is asked for."""
    [wanted] = keys_sent([request.GET.get("version", "")]) or [0]
    earlier = queries.earlier_public(entry).filter(number=wanted).first()
    return earlier or current_version(entry)


def _page(
    request: DeskRequest,
    entry: Contribution,
    version: Version,
    form: Cutting,
    status: int = 200,
    drawing: Drawing | None = None,
) -> HttpResponse:
    found = queries.screened(version)
    waiting = sorted(found.findings, key=lambda each: bool(each.finding.decision))
    sheet = _sheet(request, version)
    if sheet is not None and drawing is None:
        drawing = Drawing(initial={"page": sheet.page})
    context = {
        "sheet": sheet,
        "drawing": drawing,
        "errors_of": drawing if drawing is not None and drawing.errors else form,
        "entry": entry,
        "version": version,
        "is_last": version == current_version(entry),
        "earlier": queries.earlier_public(entry),
        "is_screened": queries.is_screened(version),
        "found": found,
        "page": Paginator(waiting, ON_A_PAGE).get_page(request.GET.get("page")),
        "files": queries.files_scanned(version),
        "scans": is_configured(),
        "form": form,
        "is_public": PublicCopy.objects.filter(version=version).exists(),
        "is_as_it_is": queries.is_shown_as_it_is(entry, version),
        "may_write": may_write(request),
    }
    return render(request, "contributions/screening.html", context, status=status)


@dataclass(frozen=True)
class Sheet:
    """The page whose picture stands beside the form. areas: what of it is black."""

    document: Document
    page: int
    last: int
    others: tuple[Document, ...]
    areas: tuple[tuple[float, ...], ...]


def _sheet(request: DeskRequest, version: Version) -> Sheet | None:
    """The page that is asked for, or the first; None where no file has pages as pictures."""
    files = [each for each in version.documents.all() if is_picture(each.media_type) and each.pages]
    if not files:
        return None
    sent = {**request.GET.dict(), **request.POST.dict()}
    [wanted] = keys_sent([sent.get("file", "")]) or [0]
    [page] = keys_sent([sent.get("page", "") or request.GET.get("sheet", "")]) or [1]
    document = next((each for each in files if each.pk == wanted), files[0])
    page = min(max(page, 1), len(document.pages))
    black = version.findings.filter(
        part=Part.AREA, document=document, page=page, decision=FindingDecision.CUT
    )
    areas = tuple(tuple(each.box or ()) for each in black)
    return Sheet(document, page, len(document.pages), tuple(files), areas)


def _blacked_out(many: int) -> str:
    said = gettext("That part of the page is black.")
    words = ngettext(
        "%(many)d passage stood under it and is cut too.",
        "%(many)d passages stood under it and are cut too.",
        many,
    ) % {"many": many}
    return f"{said} {words}" if many else said


def _done(request: DeskRequest, version: Version, verb: str, of: str) -> str:
    """Do what the button says, and say what was done."""
    if verb == "look":
        many = actions.screen(version, by=request.user)
        return ngettext(
            "It was looked through: %(many)d passage waits for you.",
            "It was looked through: %(many)d passages wait for you.",
            many,
        ) % {"many": many}
    if verb in FindingDecision.values:
        kind = FindingKind(of) if of in FindingKind.values else None
        many = actions.decide_kind(version, kind, FindingDecision(verb), by=request.user)
    else:
        many = actions.decide_findings(version, _chosen(request, version), by=request.user)
    return ngettext("%(many)d decision is noted.", "%(many)d decisions are noted.", many) % {
        "many": many
    }


def _chosen(request: DeskRequest, version: Version) -> Iterator[tuple[Finding, FindingDecision]]:
    for finding in version.findings.all():
        decision = request.POST.get(f"finding-{finding.pk}", "")
        if decision in FindingDecision.values:
            yield finding, FindingDecision(decision)


def _cut(many: int) -> str:
    return ngettext(
        "The words are cut in %(many)d place.", "The words are cut in %(many)d places.", many
    ) % {"many": many}

"""The page on which a person decides what is cut from a contribution before it is published."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from rapporteur.base.formfields import keys_sent
from rapporteur.base.refusals import refusals_on
from rapporteur.base.viruses.daemon import is_configured
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.choices import FindingDecision, FindingKind
from rapporteur.stages.contributions.forms.screening import Cutting
from rapporteur.stages.contributions.models import Contribution, Finding, PublicCopy, Version
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
        messages.success(request, _done(request, version, verb, of))
        return redirect(request.get_full_path())
    return _page(request, entry, version, form)


def _version(request: DeskRequest, entry: Contribution) -> Version:
    """The last version, or an earlier one that is public too and is asked for."""
    [wanted] = keys_sent([request.GET.get("version", "")]) or [0]
    earlier = queries.earlier_public(entry).filter(number=wanted).first()
    return earlier or current_version(entry)


def _page(
    request: DeskRequest, entry: Contribution, version: Version, form: Cutting, status: int = 200
) -> HttpResponse:
    found = queries.screened(version)
    waiting = sorted(found.findings, key=lambda each: bool(each.finding.decision))
    context = {
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

"""The pages on which an analyst reads and decides."""

import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from rapporteur.base.formfields import keys_sent
from rapporteur.base.refusals import Refused
from rapporteur.stages.analysis import actions, queries
from rapporteur.stages.analysis.choices import CodingState
from rapporteur.stages.analysis.codebooks import bundled
from rapporteur.stages.analysis.forms import (
    CarriedForm,
    Decision,
    Filters,
    PassageForm,
    themes_to_choose,
)
from rapporteur.stages.analysis.models import Coding
from rapporteur.stages.analysis.rules import Piece, pieces
from rapporteur.stages.analysis.views.codebook import may_write
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation

ON_A_PAGE = 20
STATES = {"confirm": CodingState.CONFIRMED, "reject": CodingState.REJECTED}


@desk(Role.ANALYST)
def desk_front(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    search = queries.last_search(consultation)
    context = {
        "codebook": queries.codebook_in_force(consultation),
        "draft": queries.draft_codebook(consultation),
        "coverage": queries.coverage(consultation),
        "search": search,
        "searching": search is not None and search.ended_at is None,
        "bundled": bundled(),
        "may_write": may_write(request),
    }
    return render(request, "analysis/desk.html", context)


@desk(Role.ANALYST)
@require_POST
def propose(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    actions.ask_to_search(consultation, by=request.user)
    return redirect("analysis:desk", consultation.slug)


@desk(Role.ANALYST)
def queue(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """The proposals, and by the filter what was decided; each row decides with one button."""
    codebook = queries.codebook_in_force(consultation)
    filters = Filters(request.GET, consultation=consultation, codebook=codebook)
    found = queries.codings(consultation).filter(**filters.chosen())
    if request.method == "POST":
        return _decide(request, consultation)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    choices = themes_to_choose(codebook)
    like = queries.passages_named(consultation, {key for coding in page for key in coding.like})
    rows = [
        {
            "coding": coding,
            "pieces": found_words(coding),
            "like": [like[key] for key in coding.like if key in like],
            "form": Decision(
                prefix=str(coding.pk),
                choices=choices,
                initial={"theme": str(coding.theme_id), "stance": coding.stance},
            ),
        }
        for coding in page
    ]
    context = {
        "page": page,
        "rows": rows,
        "filters": filters,
        "undoable": queries.last_decisions(consultation, request.user).count(),
        "may_write": may_write(request),
    }
    return render(request, "analysis/queue.html", context)


@desk(Role.ANALYST)
@require_POST
def undo(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    undone = actions.undo_last_decisions(consultation, by=request.user)
    said = ngettext("%(many)d decision is undone.", "%(many)d decisions are undone.", undone)
    messages.success(request, said % {"many": undone})
    return redirect("analysis:queue", consultation.slug)


@desk(Role.ANALYST)
def contributions(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """How far the coding has come, by contribution; `?only=uncoded` for those that lack one."""
    coverage = queries.coverage(consultation)
    only = request.GET.get("only", "")
    lines = {
        "uncoded": coverage.uncoded,
        "unread": coverage.unread,
        "wordless": coverage.wordless,
    }.get(only, coverage.lines)
    page = Paginator(lines, 50).get_page(request.GET.get("page"))
    context = {"coverage": coverage, "page": page, "only": only}
    return render(request, "analysis/contributions.html", context)


@desk(Role.ANALYST)
def contribution(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """A contribution sentence by sentence, and the form that codes a passage of it."""
    one = get_object_or_404(queries.readable(consultation), pk=pk)
    reading = queries.reading(one)
    codebook = queries.codebook_in_force(consultation)
    form = PassageForm(request.POST or None, codebook=codebook, reading=reading)
    if request.method == "POST" and form.is_valid():
        try:
            actions.code_passage(**form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The passage is coded."))
            return redirect("analysis:contribution", consultation.slug, pk)
    context = {
        "contribution": one,
        "reading": reading,
        "codebook": codebook,
        "form": form,
        "carried": queries.carried_by(one),
        "carried_form": _carried_form(one),
        "may_write": may_write(request),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "analysis/contribution.html", context, status=status)


def _carried_form(contribution: Contribution) -> CarriedForm:
    """Whom it carries, or the States that its "on behalf of" names, for a person to confirm."""
    carried = queries.carried_by(contribution)
    if carried is None:
        names, number, source = queries.states_named(contribution), None, ""
    else:
        names, number, source = tuple(carried.names), carried.number, carried.source
    initial = {"names": "\n".join(names), "number": number, "source": source}
    return CarriedForm(initial=initial)


def found_words(coding: Coding, text: str | None = None) -> list[Piece]:
    """A coding's passage in pieces, those that a method found it by covered by a span. text: its
    words as they are to be shown, where not as they stand."""
    text = coding.passage.text if text is None else text
    runs = [part.split() for part in coding.reason.split(";")]
    words = "|".join(r"\s+".join(map(re.escape, run)) for run in runs if run)
    spans = [found.span() for found in re.finditer(words, text)] if words else []
    return list(pieces(text, spans))


def _decide(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """Do what the button says: `confirm:12` decides one row, `confirm` those that are ticked."""
    act, _colon, number = request.POST.get("act", "").partition(":")
    state = STATES.get(act)
    shown = keys_sent(request.POST.getlist("shown"))
    here = request.get_full_path()
    if state is None:
        raise Refused(_("Nothing was decided."), _("No button was pressed."))
    held = Coding.objects.filter(theme__codebook__consultation=consultation)
    if not number:
        ticked = keys_sent(request.POST.getlist("coding"))
        many = actions.decide_many(held.filter(pk__in=ticked), state=state, by=request.user)
        messages.success(request, _decided(many))
        return redirect(here)
    coding = get_object_or_404(held, pk__in=keys_sent([number]))
    actions.decide(coding, state=state, by=request.user, **_row(request, consultation, coding))
    messages.success(request, _decided(1))
    after = shown[shown.index(coding.pk) + 1 :] if coding.pk in shown else []
    return redirect(f"{here}#coding-{after[0]}" if after else here)


def _row(request: DeskRequest, consultation: Consultation, coding: Coding) -> dict[str, Any]:
    """What the row of a coding says besides the button: theme and stance."""
    codebook = queries.codebook_in_force(consultation)
    themes = {str(branch.theme.pk): branch.theme for branch in queries.branches(codebook)}
    form = Decision(request.POST, prefix=str(coding.pk), choices=themes_to_choose(codebook))
    if not form.is_valid():
        return {}
    return {"theme": themes[form.cleaned_data["theme"]], "stance": form.cleaned_data["stance"]}


def _decided(many: int) -> str:
    return ngettext("%(many)d proposal is decided.", "%(many)d proposals are decided.", many) % {
        "many": many
    }

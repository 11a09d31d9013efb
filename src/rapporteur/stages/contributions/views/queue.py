"""The queue: what waits, deciding on much of it at one press, and taking that back."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST

from rapporteur.base.formfields import keys_sent
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.actions.batches import MOST_AT_ONCE, SECONDS, Outcome
from rapporteur.stages.contributions.actions.pending import go_on
from rapporteur.stages.contributions.choices import QueueDecision
from rapporteur.stages.contributions.forms.queue import Looking
from rapporteur.stages.contributions.models import Batch, Item
from rapporteur.stages.contributions.queries.queue import (
    as_row,
    files_with,
    find,
    how_many,
    not_known_yet,
    pending,
    resemblances,
    rows_between,
    undoable,
    undone_until,
)
from rapporteur.stages.contributions.queries.register import last_date
from rapporteur.stages.contributions.views.desk import may_write
from rapporteur.stages.contributions.views.telling import still_to_come, tell_left, tell_to_come
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation

PER_PAGE = 50
MOST_COUNTED = 100  # pairs, beside the way to them


@dataclass(frozen=True)
class Button:
    """A decision that one press takes. key: the letter that presses it; empty where none does."""

    decision: QueueDecision
    label: str | Promise
    key: str = ""


BUTTONS = (
    Button(QueueDecision.AS_PROPOSED, gettext_lazy("As proposed"), "a"),
    Button(QueueDecision.REGISTER, pgettext_lazy("what an item is to be", "Register"), "r"),
    Button(QueueDecision.DUPLICATE, gettext_lazy("Duplicate"), "d"),
    Button(QueueDecision.CORRESPONDENCE, gettext_lazy("Correspondence"), "c"),
    Button(QueueDecision.REPLY, gettext_lazy("Reply to a letter"), "l"),
    Button(QueueDecision.REGISTRATION, gettext_lazy("Registration"), "g"),
    Button(QueueDecision.BOUNCE, gettext_lazy("Bounce"), "b"),
    Button(QueueDecision.MISDIRECTED, gettext_lazy("Misdirected"), "m"),
    Button(QueueDecision.SPAM, gettext_lazy("Spam"), "s"),
)


@desk(Role.REGISTRAR)
def waiting(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """What waits for a decision. Sending the page's form decides on what is marked."""
    if request.method == "POST":
        return _decide(request, consultation)
    seen = actions.sight_new(consultation)  # what came a moment ago stands here, too
    form = Looking(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    found, many = find(consultation, asked), how_many(consultation, asked)
    page = Paginator(range(many), PER_PAGE).get_page(request.GET.get("page"))
    start = (page.number - 1) * PER_PAGE
    sightings = rows_between(found, start, start + PER_PAGE, many) if many else []
    files = files_with(sightings)
    last, now = last_date(consultation), timezone.now()
    closing = last.at if last else None
    rows = [
        as_row(each, closing=closing, now=now, files=files.get(each.pk, 0)) for each in sightings
    ]
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "asked": any(asked.values()),
        "to_come": not_known_yet(consultation).count() if seen else 0,
        "buttons": BUTTONS,
        "most": MOST_AT_ONCE,
        **around(request, consultation),
    }
    return render(request, "contributions/queue.html", context)


@desk(Role.REGISTRAR)
@require_POST
def undo(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """Take back the last decision."""
    [key] = keys_sent([request.POST.get("batch", "")]) or [0]
    batch = Batch.objects.filter(consultation=consultation, pk=key).first()
    if batch is None:
        raise Refused(
            _("Nothing was undone."),
            _("There is no such decision."),
            _("Go back to the queue: what can be undone stands at its top."),
        )
    outcome = actions.undo(batch, by=request.user)
    if outcome.done:
        told = ngettext(
            "%(many)d decision was undone.", "%(many)d decisions were undone.", outcome.done
        )
        messages.success(request, told % {"many": outcome.done})
    if outcome.to_come:
        told = ngettext(
            "%(many)d that was still to come is left undecided.",
            "%(many)d that were still to come are left undecided.",
            outcome.to_come,
        )
        messages.info(request, told % {"many": outcome.to_come})
    tell_left(request, outcome.left)
    return redirect("contributions:queue", consultation.slug)


def around(request: DeskRequest, consultation: Consultation) -> dict[str, object]:
    """What stands on every view of the queue: how many pairs wait, what can be undone, and what is
    still to come of what was pressed."""
    batch = undoable(consultation, request.user)
    return {
        "may_write": may_write(request),
        "pairs_waiting": resemblances(consultation)[:MOST_COUNTED].count(),
        "most_counted": MOST_COUNTED,
        "undoable": batch,
        "undone_until": undone_until(batch) if batch else None,
        "steps": batch.steps.count() if batch else 0,
        "pending": still_to_come(request, pending(consultation, request.user, deciding=True)),
    }


def tell(request: HttpRequest, outcome: Outcome) -> None:
    """Say what was decided, and what was not, and why."""
    if outcome.batch is not None:
        told = ngettext(
            "%(many)d item is decided: %(decision)s.",
            "%(many)d items are decided: %(decision)s.",
            outcome.done,
        )
        decision = outcome.batch.get_decision_display()
        messages.success(request, told % {"many": outcome.done, "decision": decision})
        tell_to_come(request, outcome.to_come)
    tell_left(request, outcome.left)


def _decide(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    again = redirect(_back(request, consultation))
    if request.POST.get("act") == "go_on":
        go_on(consultation, seconds=SECONDS)
        return again
    wanted = request.POST.get("decision", "")
    if wanted not in {each.decision for each in BUTTONS}:
        messages.error(request, _("Nothing was decided: choose one of the decisions."))
        return again
    if request.POST.get("all"):
        form = Looking(request.GET or None)
        found = find(consultation, form.cleaned_data if form.is_valid() else {})
        numbers = list(found.values_list("item__number", flat=True)[:MOST_AT_ONCE])
    else:
        numbers = keys_sent(request.POST.getlist("chosen"))[:MOST_AT_ONCE]
    if not numbers:
        messages.error(request, _("Nothing was decided: mark an item first."))
        return again
    chosen = Item.objects.filter(
        consultation=consultation, number__in=numbers, sighting__isnull=False
    ).select_related(
        "consultation",
        "sighting__twin__consultation",
        "sighting__same_words__consultation",
    )
    outcome = actions.decide_many(
        consultation,
        sorted(chosen, key=lambda each: each.number),
        decision=QueueDecision(wanted),
        reason=request.POST.get("reason", "")[:2000],
        by=request.user,
        seconds=SECONDS,
    )
    tell(request, outcome)
    return again


def _back(request: DeskRequest, consultation: Consultation) -> str:
    """The same page of the queue, at the row that comes next."""
    address = reverse("contributions:queue", args=[consultation.slug])
    if asked := request.GET.urlencode():
        address += f"?{asked}"
    [following] = keys_sent([request.POST.get("next", "")]) or [0]
    return f"{address}#R-{following}" if following else address

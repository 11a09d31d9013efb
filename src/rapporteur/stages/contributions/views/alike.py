"""Items that may be the same thing, side by side."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.text.comparing import side_by_side
from rapporteur.stages.contributions.actions import batches
from rapporteur.stages.contributions.choices import DispositionKind, QueueDecision
from rapporteur.stages.contributions.models import Contribution, Item, Resemblance, Step
from rapporteur.stages.contributions.queries.items import in_force
from rapporteur.stages.contributions.queries.queue import resemblances
from rapporteur.stages.contributions.queries.texts import said_in
from rapporteur.stages.contributions.views.queue import around
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation

PER_PAGE = 50


@desk()
def pairs(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    page = Paginator(resemblances(consultation), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, **around(request, consultation)}
    return render(request, "contributions/pairs.html", context)


@desk(Role.REGISTRAR)
def pair(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """Two items side by side. Sending the page's form says what they are to each other."""
    found = Resemblance.objects.filter(later__consultation=consultation).select_related(
        "later__consultation", "earlier__consultation"
    )
    shown = get_object_or_404(found, pk=pk)
    if request.method == "POST":
        return _decide(request, consultation, shown)
    texts = [said_in(each).whole for each in (shown.earlier, shown.later)]
    open_pairs = resemblances(consultation)
    context = {
        "pair": shown,
        "compared": side_by_side(*texts),
        "sides": [_side(each) for each in (shown.earlier, shown.later)],
        "decided": in_force(shown.later) is not None or shown.settled_at is not None,
        "entry": _entry(shown.earlier),
        "following": open_pairs.filter(later__gte=shown.later_id).exclude(pk=pk).first(),
        **around(request, consultation),
    }
    return render(request, "contributions/pair.html", context)


def _decide(request: DeskRequest, consultation: Consultation, shown: Resemblance) -> HttpResponse:
    decisions = {
        "duplicate": (QueueDecision.DUPLICATE, _duplicate),
        "correction": (QueueDecision.CORRECTION, _correction),
        "both": (QueueDecision.BOTH_STAND, _both),
    }
    decision, act = decisions.get(request.POST.get("decision", ""), (None, None))
    if decision is None or act is None:
        messages.error(request, _("Nothing was decided: choose one of the decisions."))
        return redirect("contributions:pair", consultation.slug, shown.pk)
    try:
        batches.taken_alone(
            consultation, decision, by=request.user, act=lambda: act(shown, request.user)
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("contributions:pair", consultation.slug, shown.pk)
    messages.success(request, _("%(item)s is decided.") % {"item": shown.later})
    following = resemblances(consultation).filter(later__gte=shown.later_id).first()
    if following is None:
        return redirect("contributions:pairs", consultation.slug)
    return redirect("contributions:pair", consultation.slug, following.pk)


def _duplicate(shown: Resemblance, by: User) -> Step:
    return batches.disposed(
        shown.later,
        kind=DispositionKind.DUPLICATE,
        duplicate_of=shown.earlier,
        reason=_("Compared side by side: it repeats %(item)s.") % {"item": shown.earlier},
        by=by,
    )


def _correction(shown: Resemblance, by: User) -> Step:
    batches.demand_undecided(shown.later)
    entry = _entry(shown.earlier)
    if entry is None:
        raise Refused(
            _("%(item)s was not decided.") % {"item": shown.later},
            _("%(item)s, which it corrects, does not stand in the register.")
            % {"item": shown.earlier},
            _("Register that first, then come back."),
        )
    return batches.corrected(shown.later, entry, by=by)


def _both(shown: Resemblance, by: User) -> Step:
    if shown.settled_at is not None:
        raise Refused(
            _("It was said before that both stand."),
            _("%(who)s said so.") % {"who": shown.settled_by},
        )
    return batches.both_stand(shown, by=by)


def _entry(item: Item) -> Contribution | None:
    """The one entry of the register that an item stands behind."""
    standing = item.contributions.filter(voided_at__isnull=True, withdrawn_at__isnull=True)
    found = list(standing.select_related("consultation")[:2])
    return found[0] if len(found) == 1 else None


def _side(item: Item) -> dict[str, object]:
    return {
        "item": item,
        "name": item.claimed.get("name") or item.sender,
        "decision": in_force(item),
        "days": (timezone.now() - item.received_at).days,
    }

"""What came at the closing instant or after it, and admitting what came late."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.formfields import keys_sent
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.actions.batches import MOST_AT_ONCE, SECONDS
from rapporteur.stages.contributions.queries.late import came_late, late_rows
from rapporteur.stages.contributions.queries.register import entries, last_date
from rapporteur.stages.contributions.views.queue import PER_PAGE, around, tell
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation


@desk(Role.REGISTRAR)
def late(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """Sending the page's form admits what is marked, with a reason."""
    if request.method == "POST":
        return _admit(request, consultation)
    actions.sight_new(consultation)
    closing = last_date(consultation)
    state = request.GET.get("state", "")
    found = came_late(consultation, closing.at if closing else None, state)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": late_rows(page.object_list, closing.at) if closing else [],
        "closing": closing,
        "closed": closing is not None and closing.at <= timezone.now(),
        "state": state,
        **around(request, consultation),
    }
    return render(request, "contributions/late.html", context)


def _admit(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    reason = request.POST.get("reason", "").strip()[:2000]
    chosen = keys_sent(request.POST.getlist("chosen"))[:MOST_AT_ONCE]
    if not chosen:
        messages.error(request, _("Nothing was admitted: mark a contribution first."))
    elif not reason:
        messages.error(request, _("Nothing was admitted: admitting what came late needs a reason."))
    else:
        found = entries(consultation).filter(pk__in=chosen).order_by("mode", "number")
        outcome = actions.admit_many(
            consultation, found, reason=reason, by=request.user, seconds=SECONDS
        )
        tell(request, outcome)
    return redirect("contributions:late", consultation.slug)

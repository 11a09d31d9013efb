"""Receipts and stamped copies that go back on paper, by the way by which the items came."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from rapporteur.base.formfields import keys_sent
from rapporteur.base.originals.downloads import pdf_of
from rapporteur.stages.contributions.actions.printing import note_printed
from rapporteur.stages.contributions.exports.paper import receipts_pdf, stamped_pdf
from rapporteur.stages.contributions.queries import items
from rapporteur.stages.contributions.queries.printing import batches, in_batch, to_print
from rapporteur.stages.contributions.views.desk import may_write
from rapporteur.stages.contributions.views.sent import language_wished
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation

AT_ONCE = 50  # receipts in one file
SHOWN = 10  # batches


@desk(Role.REGISTRAR)
def receipts(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """The receipts that have not gone back yet. Sending the form makes those chosen one batch."""
    waiting = to_print(consultation)
    if request.method == "POST":
        chosen = list(waiting.filter(pk__in=keys_sent(request.POST.getlist("chosen"))[:AT_ONCE]))
        done = note_printed(consultation, chosen, by=request.user)
        messages.success(
            request,
            ngettext("%(many)d receipt is ready.", "%(many)d receipts are ready.", done)
            % {"many": done},
        )
        return redirect("contributions:receipts", consultation.slug)
    context = {
        "waiting": waiting[:AT_ONCE],
        "many": waiting.count(),
        "batches": batches(consultation)[:SHOWN],
        "may_write": may_write(request),
    }
    return render(request, "contributions/receipts.html", context)


@desk()
def batch(request: DeskRequest, consultation: Consultation, first: int) -> HttpResponse:
    """Receipts that were printed together, as one file; with `?stamped`, each with its copy."""
    chosen = list(in_batch(consultation, first))
    if not chosen:
        raise Http404
    made = receipts_pdf(chosen, stamped="stamped" in request.GET, now=timezone.now())
    return pdf_of(made, f"{consultation.slug}-receipts-{first}.pdf")


@desk()
def stamped(request: DeskRequest, consultation: Consultation, number: int) -> HttpResponse:
    """A copy of the first page with the stamp of reception. What arrived stays as it is."""
    item = get_object_or_404(items(consultation).select_related("original"), number=number)
    made = stamped_pdf(item, language=language_wished(request, item), now=timezone.now())
    return pdf_of(made, f"{item.reference.replace('/', '-')}-stamped.pdf")

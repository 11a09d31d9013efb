"""The page on which a second person reads, without seeing what was decided."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.base.formfields import keys_sent
from rapporteur.core.evidence.quantifiers.wording import not_a_sample
from rapporteur.stages.analysis import actions, queries
from rapporteur.stages.analysis.forms import CarriedForm, SecondForm
from rapporteur.stages.analysis.models import Coding
from rapporteur.stages.analysis.queries.agreement import LEAST
from rapporteur.stages.analysis.views.codebook import may_write
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation

AT_ONCE = 10


@desk(Role.ANALYST)
def second(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    """How far two persons agree, and some passages to read a second time."""
    if request.method == "POST":
        return _keep(request, consultation)
    writes = may_write(request)
    drawn = queries.to_read_again(consultation, request.user, AT_ONCE) if writes else []
    context = {
        "agreements": queries.agreements(consultation),
        "rightness": queries.rightness(consultation),
        "least": LEAST,
        "rows": [{"coding": each, "form": SecondForm(prefix=str(each.pk))} for each in drawn],
        "not_a_sample": not_a_sample(get_language() or "en"),
        "may_write": writes,
    }
    return render(request, "analysis/second.html", context)


@desk(Role.ANALYST)
@require_POST
def carries(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """Keep whom a statement carries."""
    contribution = get_object_or_404(queries.readable(consultation), pk=pk)
    form = CarriedForm(request.POST)
    if form.is_valid():
        actions.say_whom_it_carries(contribution, **form.cleaned_data, by=request.user)
        messages.success(request, _("It is noted whom the statement carries."))
    else:
        messages.error(request, _("Write names, one to a line, or a number."))
    return redirect("analysis:contribution", consultation.slug, pk)


def _keep(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    shown = keys_sent(request.POST.getlist("shown"))
    held = Coding.objects.filter(theme__codebook__consultation=consultation, pk__in=shown)
    kept = 0
    for coding in held:
        form = SecondForm(request.POST, prefix=str(coding.pk))
        if form.is_valid() and form.cleaned_data["state"]:
            actions.read_again(coding, **form.cleaned_data, by=request.user)
            kept += 1
    said = ngettext("%(many)d reading is kept.", "%(many)d readings are kept.", kept)
    messages.success(request, said % {"many": kept})
    return redirect("analysis:second", consultation.slug)

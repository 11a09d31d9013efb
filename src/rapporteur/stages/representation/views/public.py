"""What everybody sees of who speaks for whom, and where anybody may object."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.base.refusals import refusals_on
from rapporteur.stages.mandate.access import visitors
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.representation import actions, forms, queries


@visitors
def public(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    context = {"designations": queries.public_designations(consultation)}
    return render(request, "representation/public.html", context)


@visitors
def object_to(request: HttpRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """File an objection: no account is needed."""
    designation = get_object_or_404(queries.designations(consultation), pk=pk)
    form = forms.ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.object_to(designation, **form.cleaned_data)
            messages.success(
                request,
                _("Your objection is filed. It is shown here once an officer has read it."),
            )
            return redirect("representation:public", consultation.slug)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "designation": designation}
    return render(request, "representation/object.html", context, status=status)

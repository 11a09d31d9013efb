"""The page of the link in a receipt's mail: it asks first, since filters of mail follow links."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.actions.confirming import is_code_of
from rapporteur.stages.contributions.models import ConfirmedAddress
from rapporteur.stages.contributions.queries import items
from rapporteur.stages.mandate.access import visitors
from rapporteur.stages.mandate.models import Consultation


@csrf_exempt
@never_cache
@visitors
def confirm_address(
    request: HttpRequest, consultation: Consultation, number: int, code: str
) -> HttpResponse:
    item = get_object_or_404(items(consultation), number=number)
    if not is_code_of(item, code):
        raise Http404
    if request.method == "POST":
        actions.confirm_address(item)
        return redirect(request.path)
    confirmed = ConfirmedAddress.objects.filter(item=item).first()
    context = {"item": item, "confirmed": confirmed, "address": item.claimed["email"]}
    return render(request, "contributions/confirm_address.html", context)

"""Giving an official a file that a stranger sent."""

from django.http.response import HttpResponseBase
from django.shortcuts import render

from rapporteur.base.models import Original
from rapporteur.base.originals.downloads import download
from rapporteur.stages.contributions.queries.screening import scanned
from rapporteur.stages.mandate.access import DeskRequest


def handed_out(request: DeskRequest, original: Original, filename: str) -> HttpResponseBase:
    """The file to be saved; one in which a virus was found only after a warning.

    Raises Refused when its bytes were erased or are not there.
    """
    virus = scanned([original])[original.pk].virus
    if virus and request.GET.get("anyway") != "1":
        context = {"filename": filename, "virus": virus}
        return render(request, "contributions/infected.html", context, status=409)
    return download(original, filename)

"""A page of a scan beside its text, and typing what was not recognised."""

from itertools import pairwise

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.base.models import Original
from rapporteur.base.originals.queries import read
from rapporteur.core.text.extraction import shared
from rapporteur.core.text.extraction.recognition import program
from rapporteur.core.text.media import is_picture
from rapporteur.stages.contributions.actions.scans import type_page
from rapporteur.stages.contributions.forms.desk import TypingIn
from rapporteur.stages.contributions.models import Item, Reading
from rapporteur.stages.contributions.queries import files_of, items
from rapporteur.stages.contributions.queries.documents import typed_pages
from rapporteur.stages.contributions.rules import waits_for_recognition
from rapporteur.stages.contributions.views.desk import may_write
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation

WIDTHS = (800, 1600, 2400)  # pixels of the picture: as it stands there, and twice enlarged
SECONDS = 15  # for making one picture


@desk(Role.REGISTRAR)
def page(
    request: DeskRequest, consultation: Consultation, number: int, order: int, page: int
) -> HttpResponse:
    """The picture of a page and its text side by side. Sending the form keeps what was typed."""
    item, filename, original = _file(consultation, number, order)
    reading = Reading.objects.filter(pk=original.pk).first()
    if reading is None or not is_picture(reading.media_type):
        raise Http404
    pages = {each["number"]: each for each in reading.pages}
    typed = typed_pages(item, order)
    told = pages.get(page, {"text": ""})
    now = typed[page].text if page in typed else told["text"]
    form = TypingIn(request.POST or None, initial={"text": now})
    if request.method == "POST" and form.is_valid():
        type_page(item, order, page, form.cleaned_data["text"], by=request.user)
        messages.success(request, _("What you typed is kept beside what was recognised."))
        return redirect(request.get_full_path())
    last = max([*pages, *typed, 1])
    zoom = request.GET.get("zoom", "")
    zoom_now = int(zoom) if zoom in ("0", "1", "2") else 0
    context = {
        "item": item,
        "filename": filename,
        "order": order,
        "number": page,
        "last": last,
        "reading": reading,
        "language": reading.language,
        "told": told,
        "words": marked(told["text"], told.get("doubtful", [])),
        "typed": typed.get(page),
        "form": form,
        "width": WIDTHS[zoom_now],
        "zoom": zoom_now,
        "may_write": may_write(request),
        "waits": waits_for_recognition(told) and page not in typed,
        "is_missing": program() is None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "contributions/page.html", context, status=status)


@desk()
def picture(
    request: DeskRequest, consultation: Consultation, number: int, order: int, page: int
) -> HttpResponse:
    """The picture of a page as JPEG, made anew of what arrived: nothing in it can run."""
    _item, _filename, original = _file(consultation, number, order)
    wanted = request.GET.get("width", "")
    width = int(wanted) if wanted in {str(each) for each in WIDTHS} else WIDTHS[0]
    with shared() as extractor:
        made = extractor.picture(read(original), page, width, seconds=SECONDS)
    if made is None:
        raise Http404
    response = HttpResponse(made, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def marked(text: str, doubtful: list[list[int]]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether its words are unsure."""
    cuts = [0, *(at for span in doubtful for at in span), len(text)]
    return [
        (text[start:end], bool(place % 2))
        for place, (start, end) in enumerate(pairwise(cuts))
        if end > start
    ]


def _file(consultation: Consultation, number: int, order: int) -> tuple[Item, str, Original]:
    item = get_object_or_404(items(consultation).select_related("original"), number=number)
    for place, filename, original in files_of(item, numbered=True):
        if place == order:
            return item, filename, original
    raise Http404

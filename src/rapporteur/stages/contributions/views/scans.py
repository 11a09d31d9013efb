"""A page of a scan beside its text, and typing what was not recognised."""

import re
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rapporteur.base.models import Original
from rapporteur.base.originals.queries import read
from rapporteur.core.text.extraction import shared
from rapporteur.core.text.extraction.recognition import program
from rapporteur.core.text.media import is_picture
from rapporteur.stages.contributions.actions.scans import type_page
from rapporteur.stages.contributions.forms.desk import TypingIn
from rapporteur.stages.contributions.models import Document, Item, Reading
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
    last = max([*pages, *typed, 1])
    view = _view(request)
    if request.method == "POST" and form.is_valid():
        type_page(item, order, page, form.cleaned_data["text"], by=request.user)
        messages.success(request, _("What you typed is kept beside what was recognised."))
        following = min(page + 1, last) if "following" in request.POST else page
        return redirect(_address(item, order, following, view))
    if wanted := re.fullmatch(r"[0-9]{1,6}", request.GET.get("go", "")):
        return redirect(_address(item, order, min(max(int(wanted.group()), 1), last), view))
    unsure = [each for each in sorted(pages) if each not in typed and _is_unsure(pages[each])]
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
        "unsure_here": [] if page in typed else in_utf16(told["text"], told.get("doubtful", [])),
        "unsure": unsure,
        "unsure_next": next((each for each in unsure if each > page), None),
        "typed": typed.get(page),
        "form": form,
        "width": WIDTHS[view["zoom"]],
        "zoom": view["zoom"],
        "turn": view["turn"],
        "turned": (view["turn"] + 1) % 4,
        "view": urlencode(view),
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
    return _shown(request, original, page)


@desk()
def document_picture(
    request: DeskRequest, consultation: Consultation, pk: int, page: int
) -> HttpResponse:
    """The same of a file that belongs to an entry."""
    held = Document.objects.filter(version__contribution__consultation=consultation)
    return _shown(request, get_object_or_404(held, pk=pk).original, page)


def _shown(request: DeskRequest, original: Original, page: int) -> HttpResponse:
    wanted = request.GET.get("width", "")
    width = int(wanted) if wanted in {str(each) for each in WIDTHS} else WIDTHS[0]
    with shared() as extractor:
        turns = _view(request)["turn"]
        made = extractor.picture(read(original), page, width, turns=turns, seconds=SECONDS)
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


def in_utf16(text: str, spans: list[list[int]]) -> list[list[int]]:
    """The spans of a text as a script in a browser counts: a rare character is two."""
    return [[len(text[:at].encode("utf-16-le")) // 2 for at in span] for span in spans]


def _is_unsure(page: dict[str, Any]) -> bool:
    """Whether a page that was read by machine has to be looked at."""
    return bool(page.get("doubtful")) or waits_for_recognition(page) or page.get("confidence") == 0


def _view(request: DeskRequest) -> dict[str, int]:
    """How the picture is looked at: how far enlarged, and by how many quarters turned."""
    asked = {"zoom": request.GET.get("zoom", ""), "turn": request.GET.get("turn", "")}
    most = {"zoom": len(WIDTHS), "turn": 4}
    return {
        name: int(value) if value in map(str, range(most[name])) else 0
        for name, value in asked.items()
    }


def _address(item: Item, order: int, page: int, view: dict[str, int]) -> str:
    place = [item.consultation.slug, item.number, order, page]
    return f"{reverse('contributions:page', args=place)}?{urlencode(view)}#id_text"


def _file(consultation: Consultation, number: int, order: int) -> tuple[Item, str, Original]:
    item = get_object_or_404(items(consultation).select_related("original"), number=number)
    for place, filename, original in files_of(item, numbered=True):
        if place == order:
            return item, filename, original
    raise Http404

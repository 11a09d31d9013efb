"""The letters: the front page of the stage, one letter, its replies, and the public page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.base.refusals import Refused
from rapporteur.core.letters.letter import LABELS
from rapporteur.stages.invitations import actions, queries
from rapporteur.stages.invitations.choices import LetterKind
from rapporteur.stages.invitations.forms import KindForm, LetterForm, ReplyForm
from rapporteur.stages.invitations.models import Letter
from rapporteur.stages.invitations.rules.fields import FIELDS
from rapporteur.stages.mandate.access import DeskRequest, desk, visitors
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation

WRITERS = {Role.REGISTRAR, Role.ADMINISTRATOR}


@desk(Role.REGISTRAR)
def desk_front(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    context = {
        "letters": queries.letters(consultation),
        "mailings": queries.mailings(consultation),
        "form": KindForm(),
        "may_write": bool(request.roles & WRITERS),
    }
    return render(request, "invitations/desk.html", context)


@desk(Role.REGISTRAR)
def new_letter(request: DeskRequest, consultation: Consultation) -> HttpResponse:
    kind = request.GET.get("kind", "")
    kind = kind if kind in LetterKind.values else LetterKind.OPEN
    languages = consultation.languages or ["en"]
    form = LetterForm(request.POST or None, initial=LetterForm.ready(kind, languages))
    if request.method == "POST" and form.is_valid():
        try:
            letter = actions.write_letter(consultation, kind=kind, **form.letter(), by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The letter is written. Nothing has been sent."))
            return redirect("invitations:letter", consultation.slug, letter.pk)
    heading = _("Write a letter: %(kind)s") % {"kind": LetterKind(kind).label}
    return _form_page(request, form, heading)


@desk(Role.REGISTRAR)
def edit_letter(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    letter = get_object_or_404(queries.letters(consultation), pk=pk)
    form = LetterForm(request.POST or None, initial=LetterForm.of(letter))
    if request.method == "POST" and form.is_valid():
        try:
            actions.amend_letter(letter, **form.letter(), by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The letter is changed."))
            return redirect("invitations:letter", consultation.slug, pk)
    return _form_page(request, form, _("Change the letter"))


def _form_page(request: DeskRequest, form: LetterForm, heading: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "fields": FIELDS.items()}
    status = 422 if request.method == "POST" else 200
    return render(request, "invitations/letter_form.html", context, status=status)


@desk(Role.REGISTRAR)
def letter(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """A letter as it is written, with its fields unfilled; POST records a reply to it."""
    one = get_object_or_404(queries.letters(consultation), pk=pk)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_reply(one, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The reply is recorded."))
            return redirect("invitations:letter", consultation.slug, pk)
    approved = one.mailings.filter(approved_at__isnull=False).exists()
    context = {
        "letter": one,
        "form": form,
        "replies": queries.replies(one),
        "mailings": queries.mailings(consultation).filter(letter=one),
        "may_write": bool(request.roles & WRITERS),
        "may_change": not approved and one.published_at is None,
        "may_publish": one.kind in queries.PUBLIC_KINDS and one.published_at is None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "invitations/letter.html", context, status=status)


@desk(Role.REGISTRAR)
@require_POST
def publish(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    actions.publish_letter(get_object_or_404(queries.letters(consultation), pk=pk), by=request.user)
    messages.success(request, _("The letter stands on the public page now."))
    return redirect("invitations:letter", consultation.slug, pk)


@visitors
def public(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """The letters to everybody, in every language in which they are. No addressee's address."""
    context = {"letters": [_public(one) for one in queries.public_letters(consultation)]}
    return render(request, "invitations/public.html", context)


def _public(one: Letter) -> dict[str, Any]:
    """A letter with its words in every language, that of the page first."""
    pen = queries.Pen(one)
    codes = sorted(pen.texts, key=lambda code: code != get_language())
    return {
        "letter": one,
        "texts": [{"written": pen.to_everybody(code), "labels": LABELS[code]} for code in codes],
    }

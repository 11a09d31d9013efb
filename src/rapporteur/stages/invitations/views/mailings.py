"""The mailings: whom a letter goes to, each letter to be looked at, approval, sending, states."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from rapporteur.base.originals.queries import read
from rapporteur.base.refusals import Refused
from rapporteur.core.letters.letter import LABELS
from rapporteur.stages.invitations import actions, queries
from rapporteur.stages.invitations.actions.mailings import another_pile
from rapporteur.stages.invitations.choices import Carrier, DispatchState
from rapporteur.stages.invitations.forms import AudienceForm, NoteForm, PileForm
from rapporteur.stages.invitations.models import Dispatch, Letter, Mailing
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation

A_PAGE = 50
REFUSED = "refused"  # the view of what could not be printed
_NOT_GONE = (DispatchState.DRAFTED, DispatchState.APPROVED)
WRITERS = {Role.REGISTRAR, Role.ADMINISTRATOR}


@desk(Role.REGISTRAR)
def new_mailing(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    letter = get_object_or_404(Letter, consultation=consultation, pk=pk)
    form = AudienceForm(request.POST or None, consultation=consultation)
    if request.method == "POST" and form.is_valid():
        try:
            mailing = actions.draft_mailing(
                letter,
                audience=form.audience(),
                carriers=form.cleaned_data["carriers"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The list is fixed. Nothing has been sent."))
            return redirect("invitations:mailing", consultation.slug, mailing.pk)
    context = {"form": form, "letter": letter}
    status = 422 if request.method == "POST" else 200
    return render(request, "invitations/new_mailing.html", context, status=status)


@desk(Role.REGISTRAR)
def mailing(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    one = get_object_or_404(queries.mailings(consultation), pk=pk)
    actions.follow_outbox(one)
    wanted = request.GET.get("state", "")
    rows = one.dispatches.select_related("entity", "contact")
    if wanted in DispatchState.values:
        rows = rows.filter(state=wanted)
    if wanted == REFUSED:
        rows = rows.filter(queries.REFUSED)
    found = queries.states(one)
    context = {
        "refused": one.dispatches.filter(queries.REFUSED).count(),
        "piles": queries.piles(one),
        "mailing": one,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "states": [(state, found[state]) for state in DispatchState if state in found],
        "wanted": wanted,
        "waiting": found.get(DispatchState.APPROVED, 0),
        "gone": sum(found.values())
        - sum(found.get(state, 0) for state in (*_NOT_GONE, DispatchState.UNREACHABLE)),
        "reachable": sum(found.values()) - found.get(DispatchState.UNREACHABLE, 0),
        "may_write": bool(request.roles & WRITERS),
        "drafted_by_me": one.drafted_by_id == request.user.pk,
    }
    return render(request, "invitations/mailing.html", context)


@desk(Role.REGISTRAR)
@require_POST
def approve(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    one = get_object_or_404(Mailing, consultation=consultation, pk=pk)
    actions.approve_mailing(one, by=request.user)
    messages.success(request, _("The mailing is approved. It can be sent now."))
    return redirect("invitations:mailing", consultation.slug, pk)


@desk(Role.REGISTRAR)
@require_POST
def send(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    one = get_object_or_404(Mailing, consultation=consultation, pk=pk)
    sent = actions.order_mailing(one, by=request.user)
    words = ngettext("%(count)d letter is on its way.", "%(count)d letters are on their way.", sent)
    messages.success(request, words % {"count": sent})
    if one.dispatches.filter(state=DispatchState.APPROVED).exists():
        messages.info(request, _("The others follow in the background; come back to this page."))
    return redirect("invitations:mailing", consultation.slug, pk)


@desk(Role.REGISTRAR)
def pile_pdf(
    request: DeskRequest, consultation: Consultation, pk: int, carrier: str, first: int, last: int
) -> HttpResponse:
    """The letters of a pile as one file for the printer."""
    one = get_object_or_404(queries.mailings(consultation), pk=pk)
    if carrier not in Carrier.values:
        raise Http404
    pile = queries.Pile(one, Carrier(carrier), first, last)
    rows = list(queries.on_paper(one).filter(pile.within).select_related("document", "entity"))
    if not rows:
        raise Refused(
            _("There is nothing to print."),
            _("Every letter of this pile is noted as sent."),
            _("Look at the mailing again; a single letter is printed from its own page."),
        )
    made = actions.for_the_printer(rows, title=str(one.letter))
    response = HttpResponse(made, content_type="application/pdf")
    name = f"letters-{carrier}-{first}-{last}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@desk(Role.REGISTRAR)
@require_POST
def posted(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """Note a pile of letters as posted, or as faxed."""
    one = get_object_or_404(queries.mailings(consultation), pk=pk)
    form = PileForm(request.POST)
    if not form.is_valid():
        raise another_pile()
    many = actions.note_posted(queries.Pile(one, **form.cleaned_data), by=request.user)
    words = ngettext(
        "%(count)d letter is noted as sent.", "%(count)d letters are noted as sent.", many
    )
    messages.success(request, words % {"count": many})
    return redirect("invitations:mailing", consultation.slug, pk)


@desk(Role.REGISTRAR)
def dispatch(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """One letter as its recipient gets it; POST notes what became of it."""
    one = _dispatch(consultation, pk)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_dispatch(one, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is noted."))
            return redirect("invitations:dispatch", consultation.slug, pk)
    try:
        written, problem = queries.Pen(one.mailing.letter).to(one), ""
    except Refused as refusal:
        written, problem = None, str(refusal)
    context = {
        "dispatch": one,
        "written": written,
        "labels": LABELS[one.language],
        "problem": problem,
        "form": form,
        "may_note": bool(request.roles & WRITERS) and one.state in _LEFT,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "invitations/dispatch.html", context, status=status)


_LEFT = {DispatchState.QUEUED, DispatchState.SENT, DispatchState.DELIVERED}


@desk(Role.REGISTRAR)
def dispatch_pdf(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """The letter as PDF: the one that was kept when it was sent, or before that as it would be."""
    one = _dispatch(consultation, pk)
    if one.document is not None:
        made = read(one.document)
    else:
        made = actions.print_letter(queries.Pen(one.mailing.letter).to(one), one)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="letter-{one.pk}.pdf"'
    return response


def _dispatch(consultation: Consultation, pk: int) -> Dispatch:
    rows = Dispatch.objects.select_related("mailing__letter__consultation", "entity", "contact")
    return get_object_or_404(rows, mailing__consultation=consultation, pk=pk)

"""Who comes, at the desk: the registrations, those typed in, and the list of participants."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from rapporteur.base.originals.actions import keep
from rapporteur.base.originals.queries import read
from rapporteur.base.refusals import refusals_on
from rapporteur.core.forms.reading import LARGEST, Fault, FormProblem
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.meeting import actions, exports, forms, queries
from rapporteur.stages.meeting.choices import RegistrationState
from rapporteur.stages.meeting.models import Meeting, Registration
from rapporteur.stages.meeting.views.desk import may_write, meeting_of
from rapporteur.stages.representation.queries import in_force

PAGE = 100  # rows
_WHY = {
    Fault.LARGE: gettext_lazy("The file is larger than 20 MB: no form is. Send the form alone."),
    Fault.OTHER: gettext_lazy("The file is no PDF. Send the form itself."),
    Fault.PROTECTED: gettext_lazy("The file is protected by a password. Save it without one."),
    Fault.DAMAGED: gettext_lazy("The file is damaged. Ask for it again, or type it in below."),
    Fault.FLAT: gettext_lazy(
        "The file has no fields any more: it was printed to PDF or scanned. Type it in below."
    ),
}


@desk(Role.CONFERENCE)
def registrations(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    meeting = meeting_of(consultation, pk)
    state = request.GET.get("state", "")
    rows = queries.registrations(meeting)
    if state in RegistrationState.values:
        rows = rows.filter(state=state)
    names = queries.category_names(meeting)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "meeting": meeting,
        "room": queries.room(meeting),
        "pending": meeting.registrations.filter(state=RegistrationState.PENDING).count(),
        "page": page,
        "rows": [(each, names.get(each.category)) for each in page],
        "states": RegistrationState.choices,
        "state": state,
        "categories": queries.category_counts(meeting),
        "held": queries.held_places(meeting),
        "may_write": may_write(request),
    }
    return render(request, "meeting/registrations.html", context)


@desk(Role.CONFERENCE)
def type_in(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """A form that came back on paper, or as PDF: that is read, and looked at before it counts."""
    meeting = meeting_of(consultation, pk)
    reads = "read" in request.POST
    upload = forms.ReturnedPdfForm(*((request.POST, request.FILES) if reads else ()))
    if reads:
        return _read_returned(request, meeting, upload)
    form = forms.TypedRegistrationForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.register_person(meeting, **form.cleaned_data, by=request.user)
            messages.success(
                request,
                _("%(name)s is registered: %(state)s.")
                % {"name": made.name, "state": made.get_state_display()},
            )
            return redirect("meeting:type_in", consultation.slug, pk)
    status = 422 if request.method == "POST" else 200
    context = {"meeting": meeting, "form": form, "upload": upload}
    return render(request, "meeting/type_in.html", context, status=status)


def _read_returned(
    request: DeskRequest, meeting: Meeting, upload: forms.ReturnedPdfForm
) -> HttpResponse:
    values: dict[str, str] = {}
    content = upload.cleaned_data.get("returned") if upload.is_valid() else None
    if content:
        try:
            values = upload.values()
        except FormProblem as problem:
            upload.add_error("returned", _WHY[problem.fault])
        else:
            messages.success(request, _("The form is read. Compare it, then register."))
    form = forms.TypedRegistrationForm(initial=values, meeting=meeting)
    # A file that cannot be read is held too: it goes with the registration typed from it.
    if content and len(content) <= LARGEST:
        form.hold(keep(content))
    context = {"meeting": meeting, "form": form, "upload": upload}
    status = 422 if upload.errors else 200
    return render(request, "meeting/type_in.html", context, status=status)


@desk(Role.CONFERENCE)
@require_safe
def returned_form(
    request: DeskRequest, consultation: Consultation, pk: int, registration: int
) -> HttpResponse:
    """The file that a registration was read from, as it came."""
    original = _registration(consultation, pk, registration).returned_form
    if original is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="registration-{registration}.pdf"'}
    return HttpResponse(read(original), content_type="application/pdf", headers=headers)


@desk(Role.CONFERENCE)
@require_POST
def cancel_at_desk(
    request: DeskRequest, consultation: Consultation, pk: int, registration: int
) -> HttpResponse:
    actions.cancel_registration(
        _registration(consultation, pk, registration),
        by=request.user,
    )
    messages.success(request, _("The registration is cancelled."))
    return redirect("meeting:registrations", consultation.slug, pk)


@desk(Role.CONFERENCE)
@require_POST
def confirm_at_desk(
    request: DeskRequest, consultation: Consultation, pk: int, registration: int
) -> HttpResponse:
    found = actions.confirm_registration(
        _registration(consultation, pk, registration),
        by=request.user,
    )
    messages.success(
        request,
        _("%(name)s is registered: %(state)s.")
        % {"name": found.name, "state": found.get_state_display()},
    )
    return redirect("meeting:registrations", consultation.slug, pk)


@desk(Role.CONFERENCE)
@require_POST
def check_in(
    request: DeskRequest, consultation: Consultation, pk: int, registration: int
) -> HttpResponse:
    found = actions.check_in(
        _registration(consultation, pk, registration),
        by=request.user,
    )
    messages.success(request, _("%(name)s is there.") % {"name": found.name})
    return redirect("meeting:participants", consultation.slug, pk)


@desk(Role.CONFERENCE)
@require_POST
def check_in_by_code(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """A badge was scanned, or its code typed."""
    code = request.POST.get("code", "")[:40]
    holder = queries.holder_of(meeting_of(consultation, pk), code)
    if holder is None:
        messages.error(request, _("No badge of this meeting has the code “%s”.") % code)
    else:
        found = actions.check_in(holder, by=request.user)
        messages.success(request, _("%(name)s is there.") % {"name": found.name})
    return redirect("meeting:participants", consultation.slug, pk)


@desk(Role.CONFERENCE)
@require_safe
def papers(request: DeskRequest, consultation: Consultation, pk: int, kind: str) -> HttpResponse:
    """Badges, place cards, or a list, to be printed."""
    made = exports.papers(meeting_of(consultation, pk), kind, now=timezone.now())
    headers = {"Content-Disposition": f'inline; filename="{consultation.slug}-{kind}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@desk(Role.CONFERENCE)
@require_POST
def offer_place(
    request: DeskRequest, consultation: Consultation, pk: int, designation: int
) -> HttpResponse:
    found = get_object_or_404(in_force(consultation), pk=designation)
    actions.offer_place(meeting_of(consultation, pk), found, by=request.user)
    messages.success(request, _("The link to register is on its way to the representative."))
    return redirect("meeting:registrations", consultation.slug, pk)


@desk(Role.CONFERENCE)
def participants(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """The list of participants, to print and to note arrivals on."""
    meeting = meeting_of(consultation, pk)
    names = queries.category_names(meeting)
    rows = [(each, names.get(each.category)) for each in queries.participants(meeting)]
    context = {
        "meeting": meeting,
        "rows": rows,
        "arrived": sum(each.arrived_at is not None for each, _name in rows),
        "may_write": may_write(request),
    }
    return render(request, "meeting/participants.html", context)


def _registration(consultation: Consultation, meeting: int, pk: int) -> Registration:
    mine = Registration.objects.filter(meeting__consultation=consultation, meeting=meeting)
    return get_object_or_404(mine.select_related("meeting__consultation"), pk=pk)

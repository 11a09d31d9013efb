"""What everybody sees of a meeting, and how anybody registers without an account."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from rapporteur.base.addresses import address_of
from rapporteur.base.refusals import refusals_on
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.contributions.queries import shown_name
from rapporteur.stages.mandate.access import visitors
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.meeting import actions, exports, forms, queries, rules
from rapporteur.stages.meeting.actions.registrations import BY_MAIL, is_confirming_code_of
from rapporteur.stages.meeting.choices import RegistrationState
from rapporteur.stages.meeting.models import Meeting, Registration
from rapporteur.stages.representation.models import Designation
from rapporteur.stages.representation.queries import in_force


@visitors
def public(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """The meetings of the consultation; where there is one, that one."""
    found = list(queries.meetings(consultation))
    if len(found) == 1:
        return redirect("meeting:show", consultation.slug, found[0].pk)
    return render(request, "meeting/public.html", {"meetings": found})


@visitors
def show(request: HttpRequest, consultation: Consultation, pk: int) -> HttpResponse:
    meeting = _meeting(consultation, pk)
    room = queries.room(meeting)
    spoken = [
        (each, shown_name(each.contribution)) for each in queries.public_interventions(meeting)
    ]
    context = {
        "meeting": meeting,
        "agenda": meeting.agenda.all(),
        "room": room,
        "waiting": queries.waiting(meeting).count(),
        "over": rules.is_late(timezone.now(), meeting.ends_on),
        "late": rules.is_late(timezone.now(), meeting.registration_by),
        "representatives": in_force(consultation),
        "interventions": spoken,
    }
    return render(request, "meeting/show.html", context)


@visitors
@require_safe
def calendar(request: HttpRequest, consultation: Consultation, pk: int) -> HttpResponse:
    meeting = _meeting(consultation, pk)
    content = exports.calendar(
        meeting,
        url=address_of("meeting:show", consultation.slug, pk),
        now=timezone.now(),
        language=get_language() or "en",
    )
    headers = {"Content-Disposition": f'attachment; filename="{consultation.slug}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@visitors
def blank_form(request: HttpRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """The registration form to print, to fill in by hand and to return."""
    meeting = _meeting(consultation, pk)
    form = forms.RegistrationForm(meeting=meeting)
    return render(
        request,
        "meeting/blank_form.html",
        {"meeting": meeting, "paper": form, "languages": LANGUAGES.values()},
    )


@visitors
@require_safe
def form_pdf(request: HttpRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """The registration form to be filled in on a screen, in the language asked for."""
    language = request.GET.get("language") or get_language() or "en"
    language = language if language in LANGUAGES else "en"
    made = exports.registration_pdf(
        _meeting(consultation, pk), language=language, now=timezone.now()
    )
    name = f"{consultation.slug}-registration-{language}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@visitors
def register(request: HttpRequest, consultation: Consultation, pk: int) -> HttpResponse:
    return _register(request, _meeting(consultation, pk))


@visitors
def register_held(
    request: HttpRequest, consultation: Consultation, pk: int, token: str
) -> HttpResponse:
    """The seat held for a group's representative, by the private link of its designation."""
    designation = get_object_or_404(in_force(consultation), token=token)
    return _register(request, _meeting(consultation, pk), designation)


def _register(
    request: HttpRequest, meeting: Meeting, designation: Designation | None = None
) -> HttpResponse:
    consultation = meeting.consultation
    form = forms.RegistrationForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.register_person(
                meeting,
                **form.cleaned_data,
                designation=designation,
                by="registration form",
                by_stranger=True,
            )
            return redirect("meeting:registration", consultation.slug, made.token)
    context = {
        "meeting": meeting,
        "form": form,
        "designation": designation,
        "late": rules.is_late(timezone.now(), meeting.registration_by),
        "over": rules.is_late(timezone.now(), meeting.ends_on),
        "room": queries.room(meeting),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "meeting/register.html", context, status=status)


@never_cache
@visitors
def registration(request: HttpRequest, consultation: Consultation, token: str) -> HttpResponse:
    """The confirmation, for whoever holds its private link."""
    found = _registration(consultation, token)
    context = {
        "registration": found,
        "meeting": found.meeting,
        "category": queries.category_names(found.meeting).get(found.category),
        "in_line": queries.place_in_line(found),
        "link": address_of("meeting:registration", consultation.slug, token),
        "cancelled": found.state == RegistrationState.CANCELLED,
        "pending": found.state == RegistrationState.PENDING,
        "mail_held_back": queries.mail_is_held_back(found),
    }
    return render(request, "meeting/registration.html", context)


@csrf_exempt
@never_cache
@visitors
def confirm(request: HttpRequest, consultation: Consultation, pk: int, code: str) -> HttpResponse:
    """The page of the link in the mail: it asks first, since filters of mail follow links."""
    mine = Registration.objects.filter(meeting__consultation=consultation)
    found = get_object_or_404(mine.select_related("meeting__consultation"), pk=pk)
    if not is_confirming_code_of(found, code):
        raise Http404
    if request.method == "POST":
        made = actions.confirm_registration(found, by=BY_MAIL)
        return redirect("meeting:registration", consultation.slug, made.token)
    context = {
        "registration": found,
        "meeting": found.meeting,
        "pending": found.state == RegistrationState.PENDING,
    }
    return render(request, "meeting/confirm.html", context)


@visitors
@require_POST
def cancel(request: HttpRequest, consultation: Consultation, token: str) -> HttpResponse:
    actions.cancel_registration(_registration(consultation, token), by="private link")
    messages.success(request, _("The registration is cancelled."))
    return redirect("meeting:registration", consultation.slug, token)


def _meeting(consultation: Consultation, pk: int) -> Meeting:
    return get_object_or_404(queries.meetings(consultation), pk=pk)


def _registration(consultation: Consultation, token: str) -> Registration:
    mine = Registration.objects.filter(meeting__consultation=consultation)
    return get_object_or_404(
        mine.select_related("meeting__consultation", "guaranteed_by__entity"), token=token
    )

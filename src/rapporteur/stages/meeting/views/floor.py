"""The floor, at the desk: the speakers' list, the clock, and what was said."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.base.refusals import refusals_on
from rapporteur.stages.mandate.access import DeskRequest, desk
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.meeting import actions, forms, queries
from rapporteur.stages.meeting.models import Meeting, Speaker
from rapporteur.stages.meeting.views.desk import may_write, meeting_of

STEPS = {"up": -1, "down": 1}


@desk(Role.CONFERENCE)
def speakers(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """The list as the chair has it, the order that the rule proposes, and the time used."""
    meeting = meeting_of(consultation, pk)
    form = forms.SpeakerForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.ask_for_floor(meeting, **form.cleaned_data, by=request.user)
            messages.success(request, _("On the speakers' list."))
            return redirect("meeting:speakers", consultation.slug, pk)
    context = {
        "meeting": meeting,
        "waiting": queries.yet_to_speak(meeting),
        "speaking": queries.has_the_floor(meeting),
        "to_record": queries.to_record(meeting),
        "proposed": queries.proposed_order(meeting),
        "times": queries.time_by_group(meeting),
        "form": form,
        "may_write": may_write(request),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "meeting/speakers.html", context, status=status)


@desk(Role.CONFERENCE)
@require_POST
def follow_proposal(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """The chair takes the order that the rule proposes."""
    meeting = meeting_of(consultation, pk)
    proposed = [each.speaker for each in queries.proposed_order(meeting)]
    actions.order_speakers(meeting, proposed, by=request.user)
    messages.success(request, _("The list follows the rule now."))
    return redirect("meeting:speakers", consultation.slug, pk)


@desk(Role.CONFERENCE)
@require_POST
def change_speaker(
    request: DeskRequest, consultation: Consultation, pk: int, speaker: int, change: str
) -> HttpResponse:
    """One of the buttons beside a speaker: up, down, start, end, withdraw."""
    found = _speaker(meeting_of(consultation, pk), speaker)
    if change in STEPS:
        actions.move_speaker(found, places=STEPS[change], by=request.user)
    elif change == "start":
        actions.begin_speaking(found, by=request.user)
    elif change == "end":
        actions.end_speaking(found, by=request.user)
        return redirect("meeting:record_speaker", consultation.slug, pk, speaker)
    else:
        actions.withdraw_request(found, by=request.user)
    return redirect("meeting:speakers", consultation.slug, pk)


@desk(Role.CONFERENCE)
def record(
    request: DeskRequest, consultation: Consultation, pk: int, speaker: int | None = None
) -> HttpResponse:
    """Enter an intervention into the register; with `speaker`, that of one on the list."""
    meeting = meeting_of(consultation, pk)
    found = _speaker(meeting, speaker) if speaker else None
    form = forms.InterventionForm(
        request.POST or None,
        request.FILES or None,
        meeting=meeting,
        initial=_initial(found) if found else None,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.record_intervention(
                meeting,
                **form.cleaned_data,
                speaker=found,
                entity=found.entity if found else None,
                by=request.user,
            )
            messages.success(
                request, _("Registered as %(number)s.") % {"number": made.contribution}
            )
            return redirect("meeting:interventions", consultation.slug, pk)
    status = 422 if request.method == "POST" else 200
    context = {"meeting": meeting, "speaker": found, "form": form}
    return render(request, "meeting/record.html", context, status=status)


def _initial(speaker: Speaker) -> dict[str, object]:
    zone = ZoneInfo(speaker.meeting.zone)
    return {
        "name": speaker.name,
        "kind": speaker.kind,
        "group": speaker.group_id,
        "designation": speaker.designation_id,
        "speaks_for": speaker.speaks_for,
        "agenda_item": speaker.agenda_item_id,
        "started_at": _wall(speaker.began_at, zone),
        "ended_at": _wall(speaker.ended_at, zone),
    }


def _wall(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    """The clock on the wall of the room, as the form's field shows it."""
    return at.astimezone(zone).replace(tzinfo=None) if at else None


@desk(Role.CONFERENCE)
def interventions(request: DeskRequest, consultation: Consultation, pk: int) -> HttpResponse:
    """What was said, and the time that each group used."""
    meeting = meeting_of(consultation, pk)
    context = {
        "meeting": meeting,
        "interventions": queries.interventions(meeting),
        "times": queries.time_by_group(meeting),
        "to_record": queries.to_record(meeting),
        "may_write": may_write(request),
    }
    return render(request, "meeting/interventions.html", context)


def _speaker(meeting: Meeting, pk: int) -> Speaker:
    return get_object_or_404(queries.speakers(meeting), pk=pk)

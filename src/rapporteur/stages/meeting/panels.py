"""What the meeting offers to pages that span stages."""

from datetime import UTC, datetime, time

from django.urls import reverse
from django.utils.translation import get_language

from rapporteur.core.text.languages import pick
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import Moment
from rapporteur.stages.meeting import queries


def moments(consultation: Consultation) -> list[Moment]:
    """The consultation's meetings, for its timeline."""
    return [
        Moment(
            at=meeting.starts_at or datetime.combine(meeting.starts_on, time(), UTC),
            kind="meeting",
            label=pick(meeting.titles, get_language() or "en")[1],
            zone=meeting.zone,
            day_only=meeting.starts_at is None,
            note=", ".join(part for part in (meeting.room, meeting.venue) if part),
            url=reverse("meeting:show", args=[consultation.slug, meeting.pk]),
        )
        for meeting in queries.meetings(consultation)
    ]

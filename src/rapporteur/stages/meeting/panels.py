"""What the meeting offers to pages that span stages."""

from django.urls import reverse

from rapporteur.base.languages import said
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import Moment
from rapporteur.stages.meeting import queries


def moments(consultation: Consultation) -> list[Moment]:
    """The consultation's meetings, for its timeline."""
    return [
        Moment(
            when=meeting.starts_on,
            label=said(meeting.titles),
            text=", ".join(part for part in (meeting.room, meeting.venue) if part),
            at=meeting.starts_at,
            zone=meeting.zone,
            url=reverse("meeting:show", args=[consultation.slug, meeting.pk]),
        )
        for meeting in queries.meetings(consultation)
    ]

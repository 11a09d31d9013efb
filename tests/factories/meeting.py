"""Meetings, registrations and speakers for tests, made the way the product makes them."""

from datetime import date
from itertools import count
from typing import Any

from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.meeting import actions
from rapporteur.stages.meeting.choices import InterventionKind
from rapporteur.stages.meeting.models import Intervention, Meeting, Registration, Speaker

_numbers = count(1)


def make_meeting(consultation: Consultation, **fields: Any) -> Meeting:
    """A meeting far ahead with ten seats."""
    return actions.arrange(
        consultation,
        **{
            "titles": {"en": f"Meeting {next(_numbers)}"},
            "starts_on": date(2030, 12, 14),
            "seats": 10,
            "by": "tests",
            **fields,
        },
    )


def make_registration(meeting: Meeting, **fields: Any) -> Registration:
    """A person whose name and address no other registration has."""
    number = next(_numbers)
    return actions.register_person(
        meeting,
        **{
            "family_name": f"Family{number}",
            "first_name": f"First{number}",
            "email": f"person{number}@example.org",
            "by": "tests",
            **fields,
        },
    )


def make_speaker(meeting: Meeting, **fields: Any) -> Speaker:
    """Somebody on the speakers' list."""
    return actions.ask_for_floor(
        meeting, **{"name": f"Speaker {next(_numbers)}", "by": "tests", **fields}
    )


def make_intervention(meeting: Meeting, **fields: Any) -> Intervention:
    """A presentation, entered into the register."""
    return actions.record_intervention(
        meeting,
        **{
            "contributor": f"Speaker {next(_numbers)}",
            "kind": InterventionKind.PRESENTATION,
            "by": "tests",
            **fields,
        },
    )

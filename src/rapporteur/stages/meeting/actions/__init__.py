"""Changing the meeting: the room, who has a seat in it, and who has the floor."""

from rapporteur.stages.meeting.actions.floor import (
    ask_for_floor,
    begin_speaking,
    end_speaking,
    move_speaker,
    order_speakers,
    withdraw_request,
)
from rapporteur.stages.meeting.actions.interventions import record_intervention
from rapporteur.stages.meeting.actions.meetings import add_agenda_item, arrange, change
from rapporteur.stages.meeting.actions.registrations import (
    cancel_registration,
    check_in,
    confirm_registration,
    offer_place,
    register_person,
)

__all__ = [
    "add_agenda_item",
    "arrange",
    "ask_for_floor",
    "begin_speaking",
    "cancel_registration",
    "change",
    "check_in",
    "confirm_registration",
    "end_speaking",
    "move_speaker",
    "offer_place",
    "order_speakers",
    "record_intervention",
    "register_person",
    "withdraw_request",
]

"""Changing the mandate: recording instruments, opening a consultation, announcing its dates."""

from rapporteur.stages.mandate.actions.appointing import appoint, end_appointment
from rapporteur.stages.mandate.actions.asking import add_channel, add_question, add_requirement
from rapporteur.stages.mandate.actions.deadlines import announce_deadline
from rapporteur.stages.mandate.actions.instruments import record_instrument, relate
from rapporteur.stages.mandate.actions.opening import (
    announce,
    describe,
    name_instruments,
    open_consultation,
)

__all__ = [
    "add_channel",
    "add_question",
    "add_requirement",
    "announce",
    "announce_deadline",
    "appoint",
    "describe",
    "end_appointment",
    "name_instruments",
    "open_consultation",
    "record_instrument",
    "relate",
]

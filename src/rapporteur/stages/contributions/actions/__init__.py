"""Changing what was received and what stands in the register: one verb a function."""

from rapporteur.stages.contributions.actions.counting import set_counting_rule
from rapporteur.stages.contributions.actions.decisions import (
    admit,
    confirm_attribution,
    publish,
    reclassify,
    record_consent,
    void,
    withdraw,
)
from rapporteur.stages.contributions.actions.dispositions import dispose, reopen
from rapporteur.stages.contributions.actions.documents import read_document
from rapporteur.stages.contributions.actions.intake import Content, Named, receive
from rapporteur.stages.contributions.actions.registration import register
from rapporteur.stages.contributions.actions.versions import File, correct

__all__ = [
    "Content",
    "File",
    "Named",
    "admit",
    "confirm_attribution",
    "correct",
    "dispose",
    "publish",
    "read_document",
    "receive",
    "reclassify",
    "record_consent",
    "register",
    "reopen",
    "set_counting_rule",
    "void",
    "withdraw",
]

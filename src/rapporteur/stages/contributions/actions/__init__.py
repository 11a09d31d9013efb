"""Changing what was received and what stands in the register: one verb a function."""

from rapporteur.stages.contributions.actions.areas import cut_area
from rapporteur.stages.contributions.actions.asking import ask_by_mail
from rapporteur.stages.contributions.actions.batches import admit_many, decide_many
from rapporteur.stages.contributions.actions.confirming import confirm_address
from rapporteur.stages.contributions.actions.copying import copy_waiting
from rapporteur.stages.contributions.actions.counting import set_counting_rule
from rapporteur.stages.contributions.actions.decisions import (
    admit,
    confirm_attribution,
    reclassify,
    record_consent,
    void,
    withdraw,
)
from rapporteur.stages.contributions.actions.dispositions import dispose, reopen
from rapporteur.stages.contributions.actions.documents import read_document
from rapporteur.stages.contributions.actions.drafts import (
    begin_draft,
    erase_draft,
    mail_link,
    purge_drafts,
    save_draft,
    send_draft,
)
from rapporteur.stages.contributions.actions.intake import Content, Named, receive
from rapporteur.stages.contributions.actions.publishing import publish
from rapporteur.stages.contributions.actions.redaction import (
    cut_passage,
    decide_findings,
    decide_kind,
)
from rapporteur.stages.contributions.actions.registration import register
from rapporteur.stages.contributions.actions.screening import screen, screen_waiting
from rapporteur.stages.contributions.actions.sighting import look_at_waiting, sight_new
from rapporteur.stages.contributions.actions.undoing import undo
from rapporteur.stages.contributions.actions.uploads import (
    add_file,
    begin_upload,
    remove_upload,
    take_piece,
)
from rapporteur.stages.contributions.actions.versions import File, correct

__all__ = [
    "Content",
    "File",
    "Named",
    "add_file",
    "admit",
    "admit_many",
    "ask_by_mail",
    "begin_draft",
    "begin_upload",
    "confirm_address",
    "confirm_attribution",
    "copy_waiting",
    "correct",
    "cut_area",
    "cut_passage",
    "decide_findings",
    "decide_kind",
    "decide_many",
    "dispose",
    "erase_draft",
    "look_at_waiting",
    "mail_link",
    "publish",
    "purge_drafts",
    "read_document",
    "receive",
    "reclassify",
    "record_consent",
    "register",
    "remove_upload",
    "reopen",
    "save_draft",
    "screen",
    "screen_waiting",
    "send_draft",
    "set_counting_rule",
    "sight_new",
    "take_piece",
    "undo",
    "void",
    "withdraw",
]

"""Changing the codebook and the codings: one verb a function."""

from rapporteur.stages.analysis.actions.carrying import say_whom_it_carries
from rapporteur.stages.analysis.actions.codebook import (
    add_theme,
    begin_codebook,
    begin_codebook_from,
    change_theme,
    publish_codebook,
    remove_theme,
)
from rapporteur.stages.analysis.actions.codings import (
    code_passage,
    decide,
    decide_many,
    undo_last_decisions,
)
from rapporteur.stages.analysis.actions.learning import Learned, propose_by_learning
from rapporteur.stages.analysis.actions.policy import (
    change_quantifier,
    discard_policy,
    publish_policy,
    restore_quantifier,
    take_policy,
)
from rapporteur.stages.analysis.actions.proposing import Proposed, propose_codings
from rapporteur.stages.analysis.actions.searching import ask_to_search, search_waiting
from rapporteur.stages.analysis.actions.second import read_again

__all__ = [
    "Learned",
    "Proposed",
    "add_theme",
    "ask_to_search",
    "begin_codebook",
    "begin_codebook_from",
    "change_quantifier",
    "change_theme",
    "code_passage",
    "decide",
    "decide_many",
    "discard_policy",
    "propose_by_learning",
    "propose_codings",
    "publish_codebook",
    "publish_policy",
    "read_again",
    "remove_theme",
    "restore_quantifier",
    "say_whom_it_carries",
    "search_waiting",
    "take_policy",
    "undo_last_decisions",
]

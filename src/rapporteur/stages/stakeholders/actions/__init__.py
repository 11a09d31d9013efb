"""Changing who is to be asked."""

from rapporteur.stages.stakeholders.actions.decisions import merge_entities, place, undo_merge
from rapporteur.stages.stakeholders.actions.entities import (
    add_contact,
    add_entity,
    amend_entity,
    end_membership,
    enrol,
)
from rapporteur.stages.stakeholders.actions.lists import (
    add_category,
    add_constituency,
    add_group,
    define_usual_groups,
    make_eligible,
    state_figure,
)
from rapporteur.stages.stakeholders.actions.rosters import Listed, load_member_states, take_listed

__all__ = [
    "Listed",
    "add_category",
    "add_constituency",
    "add_contact",
    "add_entity",
    "add_group",
    "amend_entity",
    "define_usual_groups",
    "end_membership",
    "enrol",
    "load_member_states",
    "make_eligible",
    "merge_entities",
    "place",
    "state_figure",
    "take_listed",
    "undo_merge",
]

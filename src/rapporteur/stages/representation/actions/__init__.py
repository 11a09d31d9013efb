"""Changing the representation: asking, answering, summarizing, answering for the summary."""

from rapporteur.stages.representation.actions.designations import (
    answer_designation,
    log_outreach,
    nominate,
)
from rapporteur.stages.representation.actions.objections import (
    answer_objection,
    object_to,
    sort_objection,
)
from rapporteur.stages.representation.actions.responses import (
    answer_inquiry,
    inquire,
    respond,
)
from rapporteur.stages.representation.actions.summaries import (
    circulate,
    draft_summary,
    remove_statement,
    write_statement,
)

__all__ = [
    "answer_designation",
    "answer_inquiry",
    "answer_objection",
    "circulate",
    "draft_summary",
    "inquire",
    "log_outreach",
    "nominate",
    "object_to",
    "remove_statement",
    "respond",
    "sort_objection",
    "write_statement",
]

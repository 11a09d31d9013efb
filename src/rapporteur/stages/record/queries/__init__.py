"""What the public sees of a consultation. All of it begins at `contributions.queries.public`."""

from rapporteur.stages.record.queries.compliance import Finding, Verdict, findings
from rapporteur.stages.record.queries.register import (
    Filters,
    contribution_numbered,
    copies_shown,
    filtered,
    languages_of,
    withdrawn_numbered,
)
from rapporteur.stages.record.queries.search import search
from rapporteur.stages.record.queries.state import State, state_label, state_of
from rapporteur.stages.record.queries.statistics import Chart, Slice, charts
from rapporteur.stages.record.queries.timeline import timeline

__all__ = [
    "Chart",
    "Filters",
    "Finding",
    "Slice",
    "State",
    "Verdict",
    "charts",
    "contribution_numbered",
    "copies_shown",
    "filtered",
    "findings",
    "languages_of",
    "search",
    "state_label",
    "state_of",
    "timeline",
    "withdrawn_numbered",
]

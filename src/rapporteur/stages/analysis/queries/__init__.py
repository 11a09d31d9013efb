"""Reading the codebook, the codings, and what they say together."""

from rapporteur.stages.analysis.queries.across import Across, StanceAcross, across_groups
from rapporteur.stages.analysis.queries.agreement import (
    Agreements,
    Rightness,
    agreements,
    rightness,
    to_read_again,
)
from rapporteur.stages.analysis.queries.carried import carried_by, states_named, whom_they_carry
from rapporteur.stages.analysis.queries.codebooks import (
    Branch,
    branches,
    codebook_in_force,
    codebooks,
    draft_codebook,
    theme_in_force,
)
from rapporteur.stages.analysis.queries.codings import (
    codings,
    last_decisions,
    passages_named,
    passages_of,
    proposals,
)
from rapporteur.stages.analysis.queries.coverage import Coverage, CoverageLine, coverage
from rapporteur.stages.analysis.queries.evidence import Backing, Evidence, evidence_for
from rapporteur.stages.analysis.queries.heard import Confirmed, Heard
from rapporteur.stages.analysis.queries.policies import (
    PolicyLine,
    draft_policy,
    line_named,
    own_lines,
    policies,
    policy_in_force,
    policy_lines,
    policy_of,
    published_policy,
)
from rapporteur.stages.analysis.queries.public import PublicWords, public_words
from rapporteur.stages.analysis.queries.reading import Reading, Sentence, reading
from rapporteur.stages.analysis.queries.searches import last_search, search_going_on
from rapporteur.stages.analysis.queries.table import (
    ThemeRow,
    ThemeTable,
    public_themes_by_group,
    themes_both_ways,
    themes_by_group,
)
from rapporteur.stages.analysis.queries.texts import Place, places, readable

__all__ = [
    "Across",
    "Agreements",
    "Backing",
    "Branch",
    "Confirmed",
    "Coverage",
    "CoverageLine",
    "Evidence",
    "Heard",
    "Place",
    "PolicyLine",
    "PublicWords",
    "Reading",
    "Rightness",
    "Sentence",
    "StanceAcross",
    "ThemeRow",
    "ThemeTable",
    "across_groups",
    "agreements",
    "branches",
    "carried_by",
    "codebook_in_force",
    "codebooks",
    "codings",
    "coverage",
    "draft_codebook",
    "draft_policy",
    "evidence_for",
    "last_decisions",
    "last_search",
    "line_named",
    "own_lines",
    "passages_named",
    "passages_of",
    "places",
    "policies",
    "policy_in_force",
    "policy_lines",
    "policy_of",
    "proposals",
    "public_themes_by_group",
    "public_words",
    "published_policy",
    "readable",
    "reading",
    "rightness",
    "search_going_on",
    "states_named",
    "theme_in_force",
    "themes_both_ways",
    "themes_by_group",
    "to_read_again",
    "whom_they_carry",
]

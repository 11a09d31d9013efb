"""Reading reports: what they say, how contributions stand to them, what hinders their issue."""

from rapporteur.stages.report.queries.differences import Change, differences
from rapporteur.stages.report.queries.documents import (
    document_of,
    draft_document,
    draft_mark,
    figures_of,
    resolved,
    tree_of,
)
from rapporteur.stages.report.queries.edited import edited_files, proposed, proposed_in
from rapporteur.stages.report.queries.editing import Editing, Remark, editing
from rapporteur.stages.report.queries.figures import Figures, figures_known
from rapporteur.stages.report.queries.first_draft import draft_tree
from rapporteur.stages.report.queries.guards import Overlooked, drawn_on, overlooked
from rapporteur.stages.report.queries.hindrances import hindrances
from rapporteur.stages.report.queries.issued import (
    PublicEvidence,
    PublicLine,
    counts_of,
    public_evidence,
    public_standings,
)
from rapporteur.stages.report.queries.quantifiers import Checked, checked
from rapporteur.stages.report.queries.reports import (
    due,
    issued_report_of,
    last_revision,
    report_of,
    revisions,
    state_of,
)
from rapporteur.stages.report.queries.standing import Line, Standings, standing
from rapporteur.stages.report.queries.ties import Tie
from rapporteur.stages.report.queries.vocabulary import read_draft, vocabulary

__all__ = [
    "Change",
    "Checked",
    "Editing",
    "Figures",
    "Line",
    "Overlooked",
    "PublicEvidence",
    "PublicLine",
    "Remark",
    "Standings",
    "Tie",
    "checked",
    "counts_of",
    "differences",
    "document_of",
    "draft_document",
    "draft_mark",
    "draft_tree",
    "drawn_on",
    "due",
    "edited_files",
    "editing",
    "figures_known",
    "figures_of",
    "hindrances",
    "issued_report_of",
    "last_revision",
    "overlooked",
    "proposed",
    "proposed_in",
    "public_evidence",
    "public_standings",
    "read_draft",
    "report_of",
    "resolved",
    "revisions",
    "standing",
    "state_of",
    "tree_of",
    "vocabulary",
]

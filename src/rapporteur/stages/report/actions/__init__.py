"""Changing a report: drafting, an edit in Word, considering, clearance, issuing."""

from rapporteur.stages.report.actions.beginning import begin_report, set_cut_off, set_masthead
from rapporteur.stages.report.actions.clearance import clear, send_back, submit
from rapporteur.stages.report.actions.considering import consider
from rapporteur.stages.report.actions.drafting import save_revision, take_mend
from rapporteur.stages.report.actions.edited import bring_edited, take_edits
from rapporteur.stages.report.actions.issuing import issue

__all__ = [
    "begin_report",
    "bring_edited",
    "clear",
    "consider",
    "issue",
    "save_revision",
    "send_back",
    "set_cut_off",
    "set_masthead",
    "submit",
    "take_edits",
    "take_mend",
]

"""What the counts say to the words of a draft, as the drafting page shows it."""

from collections import Counter
from typing import Any

from django.utils.translation import get_language

from rapporteur.base.languages import said
from rapporteur.core.document.tree import Document
from rapporteur.core.evidence.quantifiers.checking import Answer, Verdict
from rapporteur.core.evidence.quantifiers.wording import explained, not_a_sample, verdict_in
from rapporteur.stages.analysis.queries import rightness
from rapporteur.stages.report import queries
from rapporteur.stages.report.models import Report
from rapporteur.stages.stakeholders.queries import groups

_TONES = {
    Verdict.SUPPORTED: "good",
    Verdict.TOO_STRONG: "bad",
    Verdict.TOO_WEAK: "warn",
    Verdict.OF_WHOM: "note",
    Verdict.UNCOUNTED: "",
}


def words_and_counts(report: Report, tree: Document) -> dict[str, Any]:
    """The context of `report/quantifiers.html`: every sentence that cites or has a quantifier."""
    language = get_language() or "en"
    names = {group.key: said(group.names) for group in groups(report.consultation)}
    checked = queries.checked(report, tree)
    verdicts = Counter(each.verdict for sentence in checked for each in sentence.answers)
    return {
        "sentences": [
            {
                "checked": each,
                "answers": [_line(answer, language, names) for answer in each.answers],
                "more": each.tie.against_in_all - len(each.tie.against) if each.tie else 0,
            }
            for each in checked
        ],
        "totals": [
            (_TONES[verdict], verdict_in(verdict, language), verdicts[verdict])
            for verdict in Verdict
            if verdicts[verdict]
        ],
        "language": report.language,
        "worded_in": language,
        "not_a_sample": not_a_sample(language),
        "measured": rightness(report.consultation).stances is not None,
    }


def _line(answer: Answer, language: str, names: dict[str, str]) -> dict[str, str]:
    """An answer as a pill and what explains it."""
    return {
        "status": _TONES[answer.verdict],
        "verdict": verdict_in(answer.verdict, language),
        "text": explained(answer, language, names),
    }

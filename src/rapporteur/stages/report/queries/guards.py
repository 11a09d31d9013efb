"""What a report may overlook: what a few said and it nowhere cites, and whom it hardly draws on."""

from collections import defaultdict
from dataclasses import dataclass

from rapporteur.core.document import placeholders
from rapporteur.core.document.tree import Document
from rapporteur.core.evidence.guards import FEW, Parity, Said, minority_guard, parity
from rapporteur.stages.analysis.choices import Stance
from rapporteur.stages.analysis.models import Coding, Theme
from rapporteur.stages.analysis.queries import Confirmed, Heard
from rapporteur.stages.report.choices import Standing
from rapporteur.stages.report.models import Report
from rapporteur.stages.report.queries.standing import Standings, named


@dataclass(frozen=True)
class Overlooked:
    """A theme and a stance on it (None where the passages have none) that one to four contributors
    speak of and the report does not cite. codings: their passages."""

    theme: Theme
    stance: Stance | None
    contributors: int
    codings: tuple[Coding, ...]


def overlooked(report: Report, tree: Document) -> tuple[Overlooked, ...]:
    """What one to four contributors said and nobody reports, in the order of the register.

    It is cited where the report cites a passage that says it, or the whole contribution.
    """
    held = Heard(report.consultation, before=report.cut_off)
    passages, contributions = named(report.consultation, placeholders.cited(tree))
    cited = set(contributions.values())
    by_what: dict[str, list[Confirmed]] = defaultdict(list)
    said = []
    for each in held.said():
        what = f"{each.theme}/{each.stance}"
        by_what[what].append(each)
        reported = each.passage in passages or each.contribution in cited
        said += [Said(what, one, reported) for one in held.contributors(each.contribution)]
    few = minority_guard(said, FEW)
    shown = held.codings([each.coding for one in few for each in by_what[one.what]])
    found = []
    for one in few:
        codings = tuple(shown[each.coding] for each in by_what[one.what])
        stance = Stance(codings[0].stance) if codings[0].stance else None
        found.append(Overlooked(codings[0].theme, stance, len(one.contributors), codings))
    return tuple(found)


def drawn_on(standings: Standings) -> dict[str, Parity]:
    """How evenly a report cites contributions: by group (its key, "" for none) and by language (a
    contribution in two is counted in both). Empty where there are no contributions."""
    lines = [line for line in standings.lines if line.standing is not Standing.TOO_LATE]
    if not lines:
        return {}
    cited = [(line.contribution, line.standing is Standing.CITED) for line in lines]
    return {
        "group": parity(
            (contribution.group.key if contribution.group else "", is_cited)
            for contribution, is_cited in cited
        ),
        "language": parity(
            (language, is_cited)
            for contribution, is_cited in cited
            for language in contribution.languages or [""]
        ),
    }

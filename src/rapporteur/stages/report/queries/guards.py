"""What a report may overlook: what a few said and it nowhere cites, and whom it hardly draws on."""

from dataclasses import dataclass

from rapporteur.core.document import placeholders
from rapporteur.core.document.tree import Document
from rapporteur.core.evidence.guards import FEW, Parity, Said, minority_guard, parity
from rapporteur.stages.analysis.choices import Stance
from rapporteur.stages.analysis.models import Coding, Theme
from rapporteur.stages.analysis.queries import heard
from rapporteur.stages.report.choices import Standing
from rapporteur.stages.report.models import Report
from rapporteur.stages.report.queries.standing import Standings


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
    held = heard(report.consultation, before=report.cut_off)
    cited = {reference.upper() for reference in placeholders.cited(tree)}
    by_what: dict[str, list[Coding]] = {}
    said = []
    for coding in held.codings:
        what = f"{coding.theme_id}/{coding.stance}"
        by_what.setdefault(what, []).append(coding)
        contribution = coding.passage.contribution
        names = {f"P{coding.passage_id}", contribution.register_number.upper()}
        speakers = held.speakers[contribution.pk].contributors
        said += [Said(what, speaker, cited=bool(names & cited)) for speaker in speakers]
    return tuple(
        Overlooked(
            found[0].theme,
            Stance(found[0].stance) if found[0].stance else None,
            len(each.contributors),
            tuple(found),
        )
        for each in minority_guard(said, FEW)
        if (found := by_what[each.what])
    )


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

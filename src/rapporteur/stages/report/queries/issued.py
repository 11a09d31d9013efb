"""What the public may know of how an issued report came about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from rapporteur.stages.analysis.models import Passage
from rapporteur.stages.analysis.queries import public_words
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.contributions.queries import entries, public, shown_name
from rapporteur.stages.report.choices import Standing
from rapporteur.stages.report.models import Consideration, Report
from rapporteur.stages.report.queries.standing import is_passage


@dataclass(frozen=True)
class PublicEvidence:
    """A published contribution that the report cites, and the words cited where it names them."""

    letter: str
    number: int
    name: str
    title: str
    passage: Passage | None = None
    words: str = ""


@dataclass(frozen=True)
class PublicLine:
    """A register number and how it stood; the rest only where the contribution is published."""

    register_number: str
    standing: Standing
    contribution: Contribution | None
    name: str
    consideration: Consideration | None

    @property
    def letter(self) -> str:
        return self.contribution.mode[0].upper() if self.contribution else ""


def public_evidence(report: Report) -> dict[str, PublicEvidence]:
    """By reference, what the public may see of the evidence that an issued report cites."""
    references: dict[str, str] = (report.snapshot or {}).get("evidence", {})
    if not references:
        return {}
    published = {each.register_number: each for each in public(report.consultation)}
    keys = [int(reference[1:]) for reference in references if is_passage(reference)]
    # Of the version that is published alone: another was not looked through.
    passages = (
        Passage.objects.filter(version=F("contribution__shown__version"))
        .select_related("answer__question", "document")
        .in_bulk(keys)
    )
    words = {f"p{key}": each.text for key, each in public_words(passages.values()).items()}
    return {
        reference: PublicEvidence(
            letter=contribution.mode[0].upper(),
            number=contribution.number,
            name=shown_name(contribution),
            title=contribution.shown_title,
            passage=passages.get(int(reference[1:])) if is_passage(reference) else None,
            words=words.get(reference.lower(), ""),
        )
        for reference, register_number in references.items()
        if (contribution := published.get(register_number))
    }


def public_standings(report: Report) -> list[PublicLine]:
    """How every contribution stood when the report was issued; what was registered after it is
    too late. Who a contribution is from, and why it was not cited, is told where it is public."""
    frozen = {
        each["number"]: Standing(each["standing"])
        for each in (report.snapshot or {}).get("register", ())
    }
    later = {
        each.register_number: Standing.TOO_LATE
        for each in entries(report.consultation).filter(registered_at__gte=report.cut_off)
    }
    published = {each.register_number: each for each in public(report.consultation)}
    considered = {
        each.contribution_id: each for each in report.considerations.select_related("considered_by")
    }
    lines = []
    for register_number, standing in {**later, **frozen}.items():
        contribution = published.get(register_number)
        lines.append(
            PublicLine(
                register_number,
                standing,
                contribution,
                shown_name(contribution) if contribution else "",
                considered.get(contribution.pk) if contribution else None,
            )
        )
    return sorted(lines, key=lambda line: _order(line.register_number))


def _order(register_number: str) -> tuple[str, int]:
    head, _dash, number = register_number.rpartition("-")
    return head, int(number)


def counts_of(lines: Sequence[PublicLine]) -> list[tuple[Standing, int]]:
    """How many stand in each way, as far as any do."""
    counts = Counter(line.standing for line in lines)
    return [(each, counts[each]) for each in Standing if counts[each]]

"""How every contribution stands to a report: cited, considered, open, or too late."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapporteur.core.document import placeholders
from rapporteur.core.document.tree import Document
from rapporteur.stages.analysis.models import Passage
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.contributions.queries import entries, registered
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report import rules
from rapporteur.stages.report.choices import Standing
from rapporteur.stages.report.models import Consideration, Report


@dataclass(frozen=True)
class Line:
    """A contribution, how it stands, and who considered it and why where somebody did."""

    contribution: Contribution
    standing: Standing
    consideration: Consideration | None = None


@dataclass(frozen=True)
class Standings:
    """Every entry of the register that is neither voided nor withdrawn, in its order."""

    lines: tuple[Line, ...]

    def of(self, standing: Standing) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.standing is standing)

    @property
    def open(self) -> tuple[Line, ...]:
        """Those that stand in the way of issuing the report."""
        return self.of(Standing.OPEN)

    @property
    def counts(self) -> dict[Standing, int]:
        return {each: len(self.of(each)) for each in Standing}


def to_be_considered(consultation: Consultation) -> Iterable[Contribution]:
    """What a report must account for: late contributions too, for late is a label; not what was
    voided, which never was a contribution, nor what its contributor withdrew."""
    found = entries(consultation).filter(voided_at__isnull=True, withdrawn_at__isnull=True)
    # Read once and not with every entry, of which there may be very many.
    for each in found.select_related(None).prefetch_related("group").defer("abstract"):
        each.consultation = consultation
        yield each


def standing(report: Report, tree: Document) -> Standings:
    """How every registered contribution stands to a report whose last tree is `tree`."""
    cited = cited_contributions(report.consultation, placeholders.cited(tree))
    considered = {
        each.contribution_id: each for each in report.considerations.select_related("considered_by")
    }
    return Standings(
        tuple(
            Line(
                contribution,
                rules.standing(
                    registered_at=contribution.registered_at,
                    cut_off=report.cut_off,
                    cited=contribution.pk in cited,
                    considered=contribution.pk in considered,
                ),
                considered.get(contribution.pk),
            )
            for contribution in to_be_considered(report.consultation)
        )
    )


def cited_contributions(
    consultation: Consultation, references: frozenset[str]
) -> dict[int, frozenset[str]]:
    """By the key of each contribution that the references name, those that name it: its register
    number, or `p7`, the passage with the key 7."""
    passages, contributions = named(consultation, references)
    found: dict[int, set[str]] = {}
    for reference, pk in contributions.items():
        found.setdefault(pk, set()).add(reference)
    held = Passage.objects.filter(contribution__consultation=consultation, pk__in=passages)
    for pk, contribution in held.values_list("pk", "contribution"):
        found.setdefault(contribution, set()).add(f"p{pk}")
    return {pk: frozenset(names) for pk, names in found.items()}


def named(
    consultation: Consultation, references: Iterable[str]
) -> tuple[frozenset[int], dict[str, int]]:
    """What references name, by keys: passages (whether or not there are such), and contributions,
    each by its register number as the reference writes it."""
    held = set(references)
    passages = frozenset(int(each[1:]) for each in held if is_passage(each))
    numbers = [each for each in held if not is_passage(each)]
    entered = registered(entries(consultation), numbers)
    return passages, {number: entry.pk for number, entry in entered.items()}


def is_passage(reference: str) -> bool:
    """Whether a reference names a passage and not a register number."""
    return (
        reference[:1] == "p"
        and reference[1:].isascii()
        and reference[1:].isdigit()
        and (
            len(reference) < 19  # a key that a database can hold
        )
    )

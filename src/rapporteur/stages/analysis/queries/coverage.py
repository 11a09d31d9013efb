"""Which contributions have been coded, and which nobody has looked at."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from rapporteur.stages.analysis.choices import CodingState
from rapporteur.stages.analysis.models import Coding
from rapporteur.stages.analysis.queries.texts import readable
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.contributions.queries import current_versions
from rapporteur.stages.mandate.models import Consultation


@dataclass(frozen=True)
class CoverageLine:
    """A contribution and how many of its codings in force are in each state."""

    contribution: Contribution
    has_text: bool
    confirmed: int
    proposed: int
    rejected: int

    @property
    def coded(self) -> int:
        """Codings that count: confirmed and proposed."""
        return self.confirmed + self.proposed


@dataclass(frozen=True)
class Coverage:
    """Every contribution that can be analysed, in the order of the register."""

    lines: tuple[CoverageLine, ...]

    @property
    def total(self) -> int:
        return len(self.lines)

    @property
    def uncoded(self) -> tuple[CoverageLine, ...]:
        """Those with words and no coding that counts: to be read by a person."""
        return tuple(line for line in self.lines if line.has_text and not line.coded)

    @property
    def unread(self) -> tuple[CoverageLine, ...]:
        """Those of which no person has decided anything."""
        return tuple(line for line in self.lines if not line.confirmed and not line.rejected)

    @property
    def wordless(self) -> tuple[CoverageLine, ...]:
        """Those of which no text is there to be coded."""
        return tuple(line for line in self.lines if not line.has_text)

    @property
    def confirmed(self) -> int:
        """Codings confirmed, in all."""
        return sum(line.confirmed for line in self.lines)

    @property
    def proposed(self) -> int:
        """Codings that wait for a person, in all."""
        return sum(line.proposed for line in self.lines)

    @property
    def rejected(self) -> int:
        """Codings rejected, in all."""
        return sum(line.rejected for line in self.lines)


def coverage(consultation: Consultation) -> Coverage:
    """How far the coding of a consultation has come, contribution by contribution."""
    contributions = readable(consultation)
    versions = current_versions(contributions)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    states = (
        Coding.objects.filter(ended_at__isnull=True, passage__version__in=versions.values("pk"))
        .order_by()
        .values_list("passage__contribution_id", "state")
        .annotate(many=Count("pk"))
    )
    for contribution, state, many in states:
        found[contribution][state] = many
    with_text = set(
        versions.exclude(fingerprint="").order_by().values_list("contribution_id", flat=True)
    )
    return Coverage(
        tuple(
            CoverageLine(
                contribution=contribution,
                has_text=contribution.pk in with_text,
                confirmed=found[contribution.pk].get(CodingState.CONFIRMED, 0),
                proposed=found[contribution.pk].get(CodingState.PROPOSED, 0),
                rejected=found[contribution.pk].get(CodingState.REJECTED, 0),
            )
            for contribution in contributions
        )
    )

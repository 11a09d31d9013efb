"""What a statement in a report may rest on."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from rapporteur.stages.analysis.choices import CodingState, Stance
from rapporteur.stages.analysis.models import Coding, Theme
from rapporteur.stages.analysis.queries.codings import passages_of
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.stakeholders.models import Group


@dataclass(frozen=True)
class Backing:
    """A contribution that speaks of a theme: its codings, each with its passage."""

    contribution: Contribution
    codings: tuple[Coding, ...]

    @property
    def stances(self) -> frozenset[Stance]:
        """The stances that a person gave to its passages; empty where none was given."""
        return frozenset(Stance(coding.stance) for coding in self.codings if coding.stance)

    @property
    def confirmed(self) -> bool:
        """Whether a person confirmed that it speaks of the theme."""
        return any(coding.state == CodingState.CONFIRMED for coding in self.codings)


@dataclass(frozen=True)
class Evidence:
    """The contributions that address a theme, in the order of the register.

    They are the denominator of any "most" or "some" about it: silence is not opposition.
    """

    theme: Theme
    backings: tuple[Backing, ...]

    @property
    def addressed(self) -> int:
        """How many contributions speak of the theme."""
        return len(self.backings)

    def by_group(self) -> dict[Group | None, int]:
        """How many contributions of each group speak of it."""
        return dict(Counter(backing.contribution.group for backing in self.backings))

    def taking(self, stance: Stance) -> tuple[Backing, ...]:
        """Those that take a stance; one contribution may take several."""
        return tuple(backing for backing in self.backings if stance in backing.stances)


def evidence_for(
    theme: Theme, *, confirmed_only: bool = True, public_only: bool = False
) -> Evidence:
    """The contributions and passages that speak of a theme, of those that the table counts.

    confirmed_only: whether what only a method proposes is left out, as it is unless asked for.
    """
    held: dict[Contribution, list[Coding]] = defaultdict(list)
    for coding in passages_of(theme, confirmed_only=confirmed_only, public_only=public_only):
        held[coding.passage.contribution].append(coding)
    return Evidence(
        theme,
        tuple(Backing(contribution, tuple(found)) for contribution, found in held.items()),
    )

"""Where groups agree and where they part, from stances that were coded.

The measures of Polis (Small, Bjorkegren, Erkkilä, Shaw, Megill, "Polis: Scaling deliberation by
mapping high dimensional opinion spaces", Recerca 26(2), 2021), with the groups that the register
knows in place of clusters that are found:

- the chance that a member of group g takes stance v on statement c, with Laplace's smoothing, so
  that few voices are not taken for certainty: P_v(g, c) = (1 + N_v(g, c)) / (2 + N(g, c));
- group-aware consensus: the product of P over all groups; one group that does not agree pulls it
  down, however large the others are;
- representativeness: R_v(g, c) = P_v(g, c) / P_v(not g, c), and how far both are apart as the z of
  the two-proportion test, one added to every count.

N counts those who address the statement: silence is not opposition. The z is a measure of how
much groups differ in what was coded, not a test of a sample.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod, sqrt


@dataclass(frozen=True)
class Taken:
    """In one group: how many take the stance, of how many who address the statement."""

    said: int
    addressed: int

    def __post_init__(self) -> None:
        if not 0 <= self.said <= self.addressed:
            raise ValueError(f"{self.said} of {self.addressed} cannot be")

    @property
    def chance(self) -> float:
        """P, with Laplace's smoothing; one half where nobody addresses it."""
        return (self.said + 1) / (self.addressed + 2)


@dataclass(frozen=True)
class Divergence:
    """How a group stands to all others on a statement: ratio is R, z that of the test."""

    group: str
    chance: float
    elsewhere: float
    ratio: float
    z: float


def consensus(groups: Mapping[str, Taken]) -> float:
    """Group-aware consensus, from nearly 0 to nearly 1: the product of the chances of all groups
    that address the statement. Raises ValueError where none does."""
    heard = [taken for taken in groups.values() if taken.addressed]
    if not heard:
        raise ValueError("nobody addresses the statement")
    return prod(taken.chance for taken in heard)


def divergences(groups: Mapping[str, Taken]) -> tuple[Divergence, ...]:
    """Each group against all others, the one that differs most first; groups that do not address
    the statement are left out, and one alone has nobody to differ from."""
    heard = {group: taken for group, taken in groups.items() if taken.addressed}
    if len(heard) < 2:
        return ()
    found = []
    for group, taken in heard.items():
        others = [each for name, each in heard.items() if name != group]
        rest = Taken(sum(each.said for each in others), sum(each.addressed for each in others))
        found.append(
            Divergence(
                group,
                taken.chance,
                rest.chance,
                taken.chance / rest.chance,
                two_proportions(taken.said, rest.said, taken.addressed, rest.addressed),
            )
        )
    return tuple(sorted(found, key=lambda each: (-abs(each.z), each.group)))


def one_proportion(said: int, addressed: int) -> float:
    """The z of "more than half", one added to both counts: 2 √(n+1) ((s+1)/(n+1) − ½)."""
    return 2 * sqrt(addressed + 1) * ((said + 1) / (addressed + 1) - 0.5)


def two_proportions(
    said: int, said_elsewhere: int, addressed: int, addressed_elsewhere: int
) -> float:
    """The z of the two-proportion test, one added to each count; 0 where all say so."""
    one, other = said + 1, said_elsewhere + 1
    here, there = addressed + 1, addressed_elsewhere + 1
    pooled = (one + other) / (here + there)
    if pooled == 1:
        return 0.0
    return (one / here - other / there) / sqrt(pooled * (1 - pooled) * (1 / here + 1 / there))

"""How sure a count is, given that whoever coded it errs.

The only chance in here is that of a wrong coding. Respondents are not a sample of anybody, so no
interval says anything of those who did not take part. Every probability is an exact sum.

Two readings of "right 80 % of the time":

- `Spread`: of what is coded yes, a share `right_yes` is yes, and of what is coded no a share
  `right_no` is no (the predictive values; with one accuracy both are that). The true number is the
  sum of two binomials. This is what checking a part of the codings by hand measures.
- `posterior`: of what is yes a share `sensitivity` is coded yes, and of what is no a share
  `specificity` is coded no (what a test set measures). The true number is then inferred by Bayes'
  rule, every number being as likely beforehand (Rogan and Gladen 1978 is its point estimate).
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import ceil, exp, floor, lgamma, log, sqrt

NOT_A_SAMPLE = (
    "Respondents are not a sample: intervals show error of coding, and say nothing of those who "
    "did not take part."
)
LARGEST_POSTERIOR = 20_000
"""Contributions up to which `posterior` is worked out."""

_FAR = 12
"""Standard deviations beyond which a binomial is taken as nothing: less than 1e-30."""


def poisson_binomial(probabilities: Sequence[float]) -> list[float]:
    """The chance of each number, 0 to n, of true ones among n codings of which each is right with
    a probability of its own, such as the calibrated ones of a learner. Time grows with n²."""
    chances = [1.0]
    for probability in map(_probability, probabilities):
        longer = [0.0] * (len(chances) + 1)
        for number, chance in enumerate(chances):
            longer[number] += chance * (1 - probability)
            longer[number + 1] += chance * probability
        chances = longer
    return chances


@dataclass(frozen=True)
class Spread:
    """The true number behind `said` codings of yes among `addressed`, of which a share
    `right_yes` (and `right_no` of the others) is right, each independently of the rest.

    Raises ValueError for counts or shares that cannot be.
    """

    said: int
    addressed: int
    right_yes: float
    right_no: float

    def __post_init__(self) -> None:
        _checked(self.said, self.addressed)
        _probability(self.right_yes)
        _probability(self.right_no)

    @property
    def mean(self) -> float:
        return self.said * self.right_yes + (self.addressed - self.said) * (1 - self.right_no)

    def at_most(self, number: int) -> float:
        """The chance that the true number is `number` or less."""
        first, low = self._yes
        sums, below = self._no_sums
        total = 0.0
        for place, chance in enumerate(first):
            rest = number - (low + place) - below
            if rest >= 0:
                total += chance * sums[min(rest, len(sums) - 1)]
        return min(total, 1.0)

    def between(self, lowest: int, highest: int) -> float:
        """The chance that the true number is from `lowest` to `highest`, both included."""
        return max(self.at_most(highest) - self.at_most(lowest - 1), 0.0)

    def interval(self, level: float = 0.95) -> tuple[int, int]:
        """The lowest and highest number that leave at most (1 - level) / 2 outside on each side."""
        tail = (1 - _probability(level)) / 2
        return self._first_above(tail), self._first_above(1 - tail)

    def _first_above(self, chance: float) -> int:
        numbers = range(self.addressed + 1)
        return min(bisect_left(numbers, chance - 1e-12, key=self.at_most), self.addressed)

    @cached_property
    def _yes(self) -> tuple[list[float], int]:
        return _binomial(self.said, self.right_yes)

    @cached_property
    def _no_sums(self) -> tuple[list[float], int]:
        chances, low = _binomial(self.addressed - self.said, 1 - self.right_no)
        return list(accumulate(chances)), low


def posterior(
    said: int, addressed: int, *, sensitivity: float, specificity: float
) -> tuple[float, ...]:
    """The chance of each true number, 0 to `addressed`, once `said` are coded yes.

    Raises ValueError for counts or shares that cannot be, for more than LARGEST_POSTERIOR, and
    where such a coder never codes so many yes.
    """
    _checked(said, addressed)
    if addressed > LARGEST_POSTERIOR:
        raise ValueError(f"{addressed} are too many: this is worked out up to {LARGEST_POSTERIOR}")
    hit, miss = _probability(sensitivity), 1 - _probability(specificity)
    weights = []
    for true in range(addressed + 1):
        hits, low = _binomial(true, hit)
        false, start = _binomial(addressed - true, miss)
        weights.append(
            sum(
                chance * false[said - low - place - start]
                for place, chance in enumerate(hits)
                if 0 <= said - low - place - start < len(false)
            )
        )
    total = sum(weights)
    if total == 0:
        raise ValueError(f"a coder who errs so little never codes {said} of {addressed} as yes")
    return tuple(weight / total for weight in weights)


def interval_of(chances: Sequence[float], level: float = 0.95) -> tuple[int, int]:
    """The interval of a distribution over 0, 1, 2, …, as `Spread.interval` takes it."""
    tail = (1 - _probability(level)) / 2
    sums = list(accumulate(chances))
    last = len(sums) - 1
    return (
        min(bisect_left(sums, tail - 1e-12), last),
        min(bisect_left(sums, 1 - tail - 1e-12), last),
    )


def _binomial(n: int, p: float) -> tuple[list[float], int]:
    """The chances of a binomial around its mean, and the number that the first of them is of."""
    if p in (0.0, 1.0) or n == 0:
        return [1.0], n if p == 1.0 else 0
    reach = _FAR * sqrt(n * p * (1 - p)) + _FAR
    low, high = max(0, floor(n * p - reach)), min(n, ceil(n * p + reach))
    whole, yes, no = lgamma(n + 1), log(p), log(1 - p)
    chances = [
        exp(whole - lgamma(k + 1) - lgamma(n - k + 1) + k * yes + (n - k) * no)
        for k in range(low, high + 1)
    ]
    return _to_one(chances), low


def _to_one(chances: Iterable[float]) -> list[float]:
    """Chances that add up to one, without the rounding of large logarithms."""
    held = list(chances)
    total = sum(held)
    return [chance / total for chance in held]


def _checked(said: int, addressed: int) -> None:
    if not 0 <= said <= addressed:
        raise ValueError(f"{said} of {addressed} cannot be")


def _probability(value: float) -> float:
    if not 0 <= value <= 1:
        raise ValueError(f"{value} is no probability")
    return value

"""How far coders agree, beyond what chance would give.

Krippendorff's alpha comes from the library `krippendorff` (extra `analysis`), which gives the
values of its author's own examples; Cohen's kappa (1960) and Gwet's AC1 (2008) are a few lines.
Intervals are by bootstrap over units: they tell how far the measure depends on which units were
coded twice.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

Level = Literal["nominal", "ordinal", "interval", "ratio", "sets"]
Value = Hashable
Unit = Sequence[Value | None]
"""What the coders said of one unit, each at their place; None where one did not code it."""


class TooFew(ValueError):
    """Nothing can be said of agreement: too few units that two coded, or no two values."""


@dataclass(frozen=True)
class Agreement:
    """value: 1 where coders always agree, 0 where as often as chance would have them. low, high:
    the bootstrap interval; None where no resample could be measured. units: how many at least two
    coders coded."""

    value: float
    low: float | None
    high: float | None
    units: int


def alpha(
    units: Sequence[Unit],
    level: Level = "nominal",
    *,
    domain: Sequence[Value] | None = None,
    seed: int = 0,
    resamples: int = 1000,
    confidence: float = 0.95,
) -> Agreement:
    """Krippendorff's alpha, with any number of coders and with gaps.

    level: "sets" measures sets of themes by MASI (Passonneau 2006). domain: the values in their
    order, needed where an ordinal scale is of words. Raises TooFew, and ModuleNotFoundError
    without the extra.
    """
    pairable = _pairable(units)
    values = tuple(domain) if domain is not None else _domain(pairable, level)
    places = {value: place for place, value in enumerate(values)}
    rows = [_row(unit, places) for unit in pairable]

    def measure(chosen: Sequence[int]) -> float:
        return _alpha([rows[each] for each in chosen], values, level)

    return _measured(measure, len(rows), seed, resamples, confidence)


def kappa(
    pairs: Sequence[tuple[Value, Value]],
    *,
    seed: int = 0,
    resamples: int = 1000,
    confidence: float = 0.95,
) -> Agreement:
    """Cohen's kappa of two coders: chance is each coder's own frequencies."""
    return _of_pairs(pairs, _kappa, seed, resamples, confidence)


def ac1(
    pairs: Sequence[tuple[Value, Value]],
    *,
    seed: int = 0,
    resamples: int = 1000,
    confidence: float = 0.95,
) -> Agreement:
    """Gwet's AC1 of two coders, which keeps its sense where nearly all is one value. Values that
    neither coder used do not count as possible."""
    categories = len({value for pair in pairs for value in pair})

    def measure(chosen: Sequence[tuple[Value, Value]]) -> float:
        return _ac1(chosen, categories)

    return _of_pairs(pairs, measure, seed, resamples, confidence)


def masi_distance(one: frozenset[Any], other: frozenset[Any]) -> float:
    """1 − Jaccard × monotonicity (1 the same, ⅔ one within the other, ⅓ overlapping, 0 apart).

    Two empty sets, "no theme" said twice, are the same.
    """
    if one == other:
        return 0.0
    shared = len(one & other)
    if not shared:
        return 1.0
    monotonicity = 2 / 3 if one <= other or other <= one else 1 / 3
    return 1 - shared / len(one | other) * monotonicity


def _pairable(units: Sequence[Unit]) -> list[list[Value]]:
    held = [[value for value in unit if value is not None] for unit in units]
    return [values for values in held if len(values) > 1]


def _domain(units: Sequence[Sequence[Value]], level: Level) -> tuple[Value, ...]:
    values = {value for unit in units for value in unit}
    if level in ("nominal", "sets"):
        return tuple(sorted(values, key=repr))
    return tuple(sorted(values))  # type: ignore[type-var]


def _row(unit: Sequence[Value], places: Mapping[Value, int]) -> list[int]:
    row = [0] * len(places)
    for value in unit:
        if value not in places:
            raise ValueError(f"{value!r} is not among the values of the scale")
        row[places[value]] += 1
    return row


def _alpha(rows: Sequence[Sequence[int]], values: Sequence[Value], level: Level) -> float:
    import krippendorff
    import numpy

    counts = numpy.array(rows)
    if not len(rows) or (counts.sum(axis=0) > 0).sum() < 2:
        raise TooFew("no two values were given to units that two coders coded")
    if level == "sets":
        sets = [frozenset(value) for value in values]  # type: ignore[call-overload]
        apart = numpy.array([[masi_distance(one, other) for other in sets] for one in sets])

        def distance(v1: Any, v2: Any, i1: Any, i2: Any, n_v: Any, dtype: Any = None) -> Any:
            return apart[i1, i2]

        return float(krippendorff.alpha(value_counts=counts, level_of_measurement=distance))
    # Of nominal and ordinal values only the place counts, and words have no distance.
    scale = None if level in ("nominal", "ordinal") else numpy.array(values, dtype=float)
    return float(
        krippendorff.alpha(value_counts=counts, value_domain=scale, level_of_measurement=level)
    )


def _kappa(pairs: Sequence[tuple[Value, Value]]) -> float:
    n = len(pairs)
    first, second = (Counter(pair[coder] for pair in pairs) for coder in (0, 1))
    chance = sum(first[value] * second[value] for value in first) / n**2
    return _beyond(pairs, chance)


def _ac1(pairs: Sequence[tuple[Value, Value]], categories: int) -> float:
    if categories < 2:
        raise TooFew("the coders used one value alone")
    held = Counter(value for pair in pairs for value in pair)
    shares = (count / (2 * len(pairs)) for count in held.values())
    return _beyond(pairs, sum(share * (1 - share) for share in shares) / (categories - 1))


def _beyond(pairs: Sequence[tuple[Value, Value]], chance: float) -> float:
    if chance == 1:
        raise TooFew("the coders used one value alone")
    return (sum(one == other for one, other in pairs) / len(pairs) - chance) / (1 - chance)


def _of_pairs(
    pairs: Sequence[tuple[Value, Value]],
    measure: Callable[[Sequence[tuple[Value, Value]]], float],
    seed: int,
    resamples: int,
    confidence: float,
) -> Agreement:
    return _measured(
        lambda chosen: measure([pairs[each] for each in chosen]),
        len(pairs),
        seed,
        resamples,
        confidence,
    )


def _measured(
    measure: Callable[[Sequence[int]], float],
    units: int,
    seed: int,
    resamples: int,
    confidence: float,
) -> Agreement:
    """The measure of all units, and its percentile interval over resamples of them."""
    if not units:
        raise TooFew("no unit was coded by two coders")
    value = measure(range(units))
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    found = []
    for _ in range(resamples):
        try:
            found.append(measure(chance.choices(range(units), k=units)))
        except TooFew:  # a resample in which all is one value says nothing
            continue
    if not found:
        return Agreement(value, None, None, units)
    found.sort()
    tail = (1 - confidence) / 2
    low, high = (found[round(share * (len(found) - 1))] for share in (tail, 1 - tail))
    return Agreement(value, low, high, units)

"""Ways of proposing compared on the same passages: F1 with intervals, and how far to trust a
probability.

An interval says how much hangs on which contributions happened to be judged: contributions are
drawn again and again with their passages (bootstrap), never single passages, which are not
independent of each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rapporteur.core.coding.blocks import blocks
from rapporteur.core.coding.proposals import Example, Proposals

_BINS = 10
_LIMITS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True)
class Score:
    """f1: between 0 and 1, with the bounds of its 95 per cent interval. codings: how many
    confirmed ones it is measured on."""

    f1: float
    low: float
    high: float
    codings: int


@dataclass(frozen=True)
class Sure:
    """Were only proposed what is at least so likely: how many proposals, how many of them right."""

    likely: float
    proposals: int
    right: int


@dataclass(frozen=True)
class Compared:
    """How one method fared. micro: over all codings; macro: the mean over themes that have any.

    silent: passages of which it said that it does not know. brier, calibration: of its
    probabilities, the latter the mean distance between what it says and what is so (expected
    calibration error, ten bins); None where it gives none. sure: what asking for more certainty
    costs and gains.
    """

    method: str
    micro: Score
    macro: Score
    themes: Mapping[str, Score]
    languages: Mapping[str, Score]
    groups: Mapping[str, Score]
    proposals: int
    silent: int
    brier: float | None = None
    calibration: float | None = None
    sure: tuple[Sure, ...] = ()


@dataclass(frozen=True)
class _Tally:
    """Right, too many and missed, by block and theme; `draws` says how often each block counts."""

    right: Any
    extra: Any
    missed: Any
    draws: Any = field(repr=False)


def compare(
    method: str,
    judged: Sequence[Example],
    found: Proposals,
    *,
    themes: Sequence[str],
    probabilities: Sequence[Mapping[str, float]] | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> Compared:
    """How `found`, the proposals for the candidates of `judged`, agrees with the persons.

    themes: the codebook's, in the order to show; one that nobody confirmed or proposed is left
    out of the mean. probabilities: one mapping a candidate, for the calibration.
    """
    ids = {example.candidate.id: at for at, example in enumerate(judged)}
    columns = {key: at for at, key in enumerate(themes)}
    truth = np.zeros((len(judged), len(themes)), dtype=bool)
    said = np.zeros_like(truth)
    for at, example in enumerate(judged):
        for key in example.themes & columns.keys():
            truth[at, columns[key]] = True
    for proposal in found.proposals:
        if proposal.candidate in ids and proposal.theme in columns:
            said[ids[proposal.candidate], columns[proposal.theme]] = True
    numbers = np.array(blocks([example.candidate for example in judged]), dtype=int)
    _, held = np.unique(numbers, return_inverse=True)
    size = int(held.max()) + 1 if len(held) else 0
    random = np.random.default_rng(seed)
    drawn = (
        random.multinomial(size, np.full(size, 1 / size), size=draws) if size else np.ones((1, 0))
    )

    def scored(rows: Any, column: int | None = None) -> Score:
        one, other = truth[rows], said[rows]
        if column is not None:
            one, other = one[:, [column]], other[:, [column]]
        tally = _tally(one, other, held[rows], size, drawn)
        return _micro(tally, int(one.sum()))

    everything = np.ones(len(judged), dtype=bool)
    languages = np.array([example.candidate.language or "" for example in judged])
    groups = np.array([example.candidate.group for example in judged])
    likely, so = _likely(truth, columns, probabilities)
    brier, calibration = _calibration(likely, so)
    return Compared(
        method=method,
        micro=scored(everything),
        macro=_macro(_tally(truth, said, held, size, drawn), int(truth.sum())),
        themes={key: scored(everything, at) for key, at in columns.items() if truth[:, at].any()},
        languages={key: scored(languages == key) for key in sorted(set(languages.tolist()))},
        groups={key: scored(groups == key) for key in sorted(set(groups.tolist()))},
        proposals=int(said.sum()),
        silent=len({silence.candidate for silence in found.silences} & ids.keys()),
        brier=brier,
        calibration=calibration,
        sure=_sure(likely, so),
    )


def _tally(truth: Any, said: Any, held: Any, size: int, drawn: Any) -> _Tally:
    def by_block(values: Any) -> Any:
        sums = np.zeros((size, values.shape[1]))
        np.add.at(sums, held, values)
        return sums

    return _Tally(by_block(truth & said), by_block(~truth & said), by_block(truth & ~said), drawn)


def _f1(right: Any, extra: Any, missed: Any) -> Any:
    """2 right / (2 right + extra + missed); 0 where there is nothing of either."""
    whole = 2 * right + extra + missed
    return np.divide(2 * right, whole, out=np.zeros_like(whole, dtype=float), where=whole > 0)


def _micro(tally: _Tally, codings: int) -> Score:
    sums = [part.sum(axis=1) for part in (tally.right, tally.extra, tally.missed)]
    f1 = float(_f1(*(part.sum(keepdims=True) for part in sums))[0])
    return _score(f1, _f1(*(tally.draws @ part for part in sums)), codings)


def _macro(tally: _Tally, codings: int) -> Score:
    parts = (tally.right, tally.extra, tally.missed)
    counted = sum(part.sum(axis=0) for part in parts) > 0
    if not counted.any():
        return Score(0.0, 0.0, 0.0, codings)
    held = [part[:, counted] for part in parts]
    f1 = float(_f1(*(part.sum(axis=0) for part in held)).mean())
    return _score(f1, _f1(*(tally.draws @ part for part in held)).mean(axis=1), codings)


def _score(f1: float, drawn: Any, codings: int) -> Score:
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Score(f1, float(low), float(high), codings)


def _likely(
    truth: Any, columns: Mapping[str, int], probabilities: Sequence[Mapping[str, float]] | None
) -> tuple[Any, Any]:
    """Each probability that was given, and whether it is so."""
    pairs = [
        (likely, truth[at, columns[key]])
        for at, each in enumerate(probabilities or ())
        for key, likely in each.items()
        if key in columns
    ]
    return np.array([one for one, _ in pairs]), np.array([so for _, so in pairs], dtype=float)


def _calibration(likely: Any, so: Any) -> tuple[float | None, float | None]:
    if not len(likely):
        return None, None
    bins = np.minimum((likely * _BINS).astype(int), _BINS - 1)
    off = sum(abs(float((likely - so)[bins == each].sum())) for each in np.unique(bins))
    return float(((likely - so) ** 2).mean()), off / len(likely)


def _sure(likely: Any, so: Any) -> tuple[Sure, ...]:
    if not len(likely):
        return ()
    held = ((limit, so[likely >= limit]) for limit in _LIMITS)
    return tuple(Sure(limit, len(kept), int(kept.sum())) for limit, kept in held)

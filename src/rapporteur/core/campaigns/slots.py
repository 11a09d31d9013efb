"""Where along a track letters choose anew: its fixed parts and its slots.

A gap in the track is a *joint* when what a letter says after it does not depend on what it says
before it: there one choice ends and the next begins. Between two joints lies a part. A part in
which all letters say the same is fixed; the others are slots, and what letters say in them are
their alternatives. Parts that depend on each other after all (two halves of two sentences that
share a word in the middle) are one slot.

Dependence is the mutual information of the two sides as a share of the smaller entropy, less what
chance alone gives for so few letters.
"""

import itertools
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns.alignment import Codes, Track

Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int32]
Said = tuple[int, ...]  # the places along the track that a letter passes in one part

_INDEPENDENT = 0.18  # of the smaller entropy
_SLIPS = 0.2  # an entropy that slips of the pen have: less says nothing
_SHIFTS = 4
_DEPENDENT = 0.4
_HARDLY_DEPENDENT = 0.1
_FEW = 8  # letters on which no dependence can be told
_EXPECTED = 14  # meetings: that so many fail to happen by chance is out of the question
_STRETCH = 3  # parts that a letter leaves out together: no choice in each of them
_FIXED = 0.97  # of those who say something in a part, saying the same
_ENOUGH = 60  # letters for a sample of its own
_NEAR = 4  # parts over which a dependence is looked for


@dataclass(frozen=True)
class Part:
    """first, last: the places of the track that belong to it, `last` exclusive.

    present: which letters have the surroundings of the part, so that saying nothing in it is a
    choice; the others lack a whole stretch.
    said: what each letter says in it, as places of the track.
    """

    first: int
    last: int
    present: Mask
    said: tuple[Said, ...]


def parts_of(track: Track) -> tuple[Part, ...]:
    """The parts of a track, in its order."""
    ways = track.ways
    width = len(track.words)
    if not width or not ways:
        return ()
    before, after, passed = _crossings(ways, width)
    edges = _split(0, width, np.ones(len(ways), bool), before, after, passed)
    spans = list(zip([0, *edges], [*edges, width], strict=True))
    said = [_said(ways, first, last) for first, last in spans]
    _without_halves(ways, spans, said)
    return tuple(
        Part(first, last, present, says)
        for (first, last), present, says in zip(spans, _present(said), said, strict=True)
    )


def _crossings(ways: Sequence[Codes], width: int) -> tuple[Places, Places, Places]:
    """For each letter and gap: the last place passed before it, the first passed after it, and how
    many are passed before it."""
    before = np.full((len(ways), width + 1), -1, np.int32)
    after = np.full((len(ways), width + 1), width, np.int32)
    for n, way in enumerate(ways):
        places = way[way >= 0]
        before[n, places + 1] = places
        after[n, places] = places
    passed = np.cumsum(before >= 0, axis=1, dtype=np.int32)
    before = np.maximum.accumulate(before, axis=1)
    after = np.minimum.accumulate(after[:, ::-1], axis=1)[:, ::-1]
    return before, after, passed


def _split(
    first: int, last: int, present: Mask, before: Places, after: Places, passed: Places
) -> list[int]:
    """The joints between `first` and `last`.

    Letters that say nothing there are left aside in it: that they lack a whole stretch would make
    all that is in it depend on each other.
    """
    here = present & (before[:, last] >= first)
    if last - first < 2 or here.sum() < _FEW:
        return []
    left = np.maximum(before, first - 1)
    right = np.minimum(after, last)
    samples = _samples(here, passed[:, last] - passed[:, first])
    joints = [
        gap
        for gap in range(first + 1, last)
        if any(_dependence(left[some, gap], right[some, gap]) < _INDEPENDENT for some in samples)
    ]
    if not joints:
        return []
    edges = [first, *joints, last]
    for a, b in itertools.pairwise(edges):
        joints += _split(a, b, here, before, after, passed)
    return sorted(joints)


def _samples(here: Mask, passed: Places) -> list[npt.NDArray[np.int64]]:
    """All letters; and those that say most, since what others leave out they leave out together."""
    letters = np.flatnonzero(here)
    longest = letters[np.argsort(-passed[letters], kind="stable")]
    return [letters, *(np.sort(longest[:n]) for n in (len(longest) // 2, len(longest) // 4)
                       if n >= _ENOUGH)]  # fmt: skip


def _dependence(left: npt.NDArray[np.integer], right: npt.NDArray[np.integer]) -> float:
    """From 0 (either side says nothing about the other) to 1 (one side decides the other).

    What chance alone would give is measured by laying each letter's left side to the right side of
    another letter, and taken off.
    """
    lefts, rights = _coded(left), _coded(right)
    kinds = int(rights.max()) + 1
    least = min(_entropy(lefts), _entropy(rights))
    if least == 0:
        return 0.0
    together = _entropy(lefts * kinds + rights)
    many = len(left)
    shifts = sorted({many * n // (_SHIFTS + 1) for n in range(1, _SHIFTS + 1)} - {0})
    apart = [_entropy(lefts * kinds + np.roll(rights, shift)) for shift in shifts]
    chance = sum(apart) / len(apart)
    # Rounded, so that the order in which a processor adds makes no difference.
    return round((chance - together) / max(least, _SLIPS), 9)


def _coded(values: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    codes: npt.NDArray[np.int64] = np.unique(values, return_inverse=True)[1]
    return codes


def _entropy(values: npt.NDArray[np.int64]) -> float:
    counts = np.unique(values, return_counts=True)[1]
    shares = counts / counts.sum()
    return float(-(shares * np.log(shares)).sum())


def _said(ways: Sequence[Codes], first: int, last: int) -> tuple[Said, ...]:
    return tuple(tuple(way[(way >= first) & (way < last)].tolist()) for way in ways)


def _without_halves(
    ways: Sequence[Codes], spans: list[tuple[int, int]], said: list[tuple[Said, ...]]
) -> None:
    """Make parts that depend on each other, and what lies between them, one."""
    n = 0
    while n < len(spans):
        for m in range(min(n + _NEAR, len(spans) - 1), n, -1):
            if _hang_together(said, n, m):
                spans[n : m + 1] = [(spans[n][0], spans[m][1])]
                said[n : m + 1] = [_said(ways, *spans[n])]
                n = max(-1, n - _NEAR - 1)
                break
        n += 1


def _hang_together(said: Sequence[tuple[Said, ...]], n: int, m: int) -> bool:
    """Whether what is said in part n and in part m is one choice.

    They hang together when they depend on each other at large, or when something said often in the
    one and something said often (or nothing) in the other never meet. Letters that say nothing
    from the one to the other lack the whole stretch: they are left aside.
    """
    letters = range(len(said[n]))
    here = [k for k in letters if any(part[k] for part in said[n : m + 1])]
    if len(here) < _FEW:
        return False
    around = said[max(0, n - 1) : m + 2]
    near = sum(any(part[k] for part in around) for k in letters)
    one, other = ([part[k] for k in here] for part in (said[n], said[m]))
    dependence = _dependence(_numbered(one), _numbered(other))
    if all(sum(map(bool, part)) * 2 >= len(here) for part in (one, other)):
        return dependence > _DEPENDENT or (
            dependence > _HARDLY_DEPENDENT and _never_meet(one, other, near)
        )
    return dependence > _HARDLY_DEPENDENT and (
        _never_meet(one, other, near)
        or _never_meet([says and (0,) for says in one], [says and (0,) for says in other], near)
    )


def _never_meet(one: Sequence[Said], other: Sequence[Said], near: int) -> bool:
    """Whether something in the one never meets something in the other that it should meet often.

    near: how many letters there are that could say something in both.
    """
    met = Counter(zip(one, other, strict=True))
    left, right = (
        {says: times for says, times in Counter(part).items() if times >= _EXPECTED}
        for part in (one, other)
    )
    return any(
        met[a, b] * 10 <= (expected := times * others / (near if a and b else len(one)))
        and expected >= _EXPECTED
        for a, times in left.items()
        for b, others in right.items()
        if a or b
    )


def _present(said: Sequence[tuple[Said, ...]]) -> list[Mask]:
    """Which letters have each part: not those that lack it with a fixed part beside it."""
    silent = np.array([[not says for says in part] for part in said])
    fixed = [_is_fixed(part) for part in said]
    present = ~silent
    for n in range(silent.shape[1]):
        edges = np.diff(np.concatenate([[0], silent[:, n], [0]]))
        for a, b in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
            if b - a < _STRETCH and not any(fixed[a:b]):
                present[a:b, n] = True
    return list(present)


def _is_fixed(part: tuple[Said, ...]) -> bool:
    """Whether all who say something in it, but for slips, say the same."""
    times = Counter(says for says in part if says)
    return bool(times) and max(times.values()) >= _FIXED * sum(times.values())


def _numbered(values: Sequence[Hashable]) -> npt.NDArray[np.int32]:
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int32)

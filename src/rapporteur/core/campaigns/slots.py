"""Where along a track letters choose anew: its fixed parts and its slots.

The track is cut into parts such that letters take the fewest bits to write down: for each part,
once, all that letters say in it; then for each letter which of these it says. Two choices that do
not depend on each other are cheaper apart, for a list of all pairs would be long; two halves of one
choice are cheaper together, for to say the one is to say the other. A part in which all letters say
the same is fixed; the others are slots, and what letters say in them are their alternatives.

This is the principle of minimum description length (Rissanen 1978) with a two-part code. The cuts
are the best there are: what a part takes does not depend on the others, so that the shortest way
from the first gap to the last finds them.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rapporteur.core.campaigns.alignment import Codes, Track
from rapporteur.core.campaigns.choices import ALTERNATIVE, BIT, PART, WORD
from rapporteur.core.campaigns.words import Hashes, Numbers, mixed

Said = tuple[int, ...]  # the places along the track that a letter passes in one part

_BOUND = 0.98  # of those who pass one of two places, passing both: nobody chooses between them
_MOST_GAPS = 160
_MOST_SAID = 0.3  # of the letters: parts in which more different things are said are not tried
_SEVERAL = 60
_FACTOR = 0x5851F42D4C957F2D


@dataclass(frozen=True)
class Part:
    """first, last: the places of the track that belong to it, `last` exclusive.

    said: what each letter says in it, as places of the track.
    """

    first: int
    last: int
    said: tuple[Said, ...]


def parts_of(track: Track) -> tuple[Part, ...]:
    """The parts of a track, in its order: those with which its letters take the least."""
    ways = track.ways
    width = len(track.words)
    if not width or not ways:
        return ()
    gaps = _gaps(ways, width)
    edges = _cheapest(_Sayings(track, gaps))
    spans = [(int(gaps[a]), int(gaps[b])) for a, b in itertools.pairwise(edges)]
    return tuple(Part(first, last, _said(ways, first, last)) for first, last in spans)


def _gaps(ways: Sequence[Codes], width: int) -> Numbers:
    """The gaps at which letters come in or leave, the two ends among them."""
    times = np.zeros(width + 1, np.int64)
    together = np.zeros(width + 1, np.int64)
    for way in ways:
        places = way[way >= 0]
        times[places] += 1
        together[places[1:][np.diff(places) == 1]] += 1
    most = np.maximum(times[1:width], times[: width - 1])
    bound = together[1:width] / np.maximum(most, 1)
    least = np.sort(bound)[:_MOST_GAPS][-1] if len(bound) else 0.0
    inner = np.flatnonzero((bound < _BOUND) & (bound <= least)) + 1
    return np.concatenate([[0], inner, [width]])


class _Sayings:
    """What letters say between two gaps, as a hash of its words."""

    def __init__(self, track: Track, gaps: Numbers) -> None:
        many, width = len(track.ways), len(track.words)
        words = mixed(track.words.astype(np.uint64))
        passed = np.zeros((many, width + 1), np.int64)
        for n, way in enumerate(track.ways):
            passed[n, way[way >= 0] + 1] = 1
        before = np.cumsum(passed, axis=1)
        longest = int(before.max()) + 1
        powers, inverses = (
            np.cumprod(np.append(np.uint64(1), np.full(longest, one, np.uint64)))
            for one in (np.uint64(_FACTOR), np.uint64(pow(_FACTOR, -1, 1 << 64)))
        )
        worth = np.where(passed[:, 1:] > 0, words * powers[before[:, :-1]], np.uint64(0))
        sums = np.concatenate([np.zeros((many, 1), np.uint64), np.cumsum(worth, axis=1)], axis=1)
        self.sums = np.ascontiguousarray(sums[:, gaps].T)
        self.before = np.ascontiguousarray(before[:, gaps].T)
        self.inverses = inverses
        self.letters = many
        times = np.arange(many + 1)
        self.bits = np.round(BIT * times * np.log2(np.maximum(times, 1))).astype(np.int64)

    def cost(self, first: int, last: int) -> tuple[int, int]:
        """What the part between two gaps takes, and how many different things are said in it."""
        hashes: Hashes = (self.sums[last] - self.sums[first]) * self.inverses[self.before[first]]
        order = np.argsort(hashes)
        hashes = hashes[order]
        begins = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]]))
        times = np.diff(begins, append=self.letters)
        some = order[begins]
        words = int((self.before[last, some] - self.before[first, some]).sum())
        choices = int(self.bits[-1] - self.bits[times].sum())
        return PART + words * WORD + len(times) * ALTERNATIVE + choices, len(times)


def _cheapest(sayings: _Sayings) -> list[int]:
    """The gaps to cut at, by their number."""
    many = len(sayings.sums)
    most = max(_SEVERAL, int(_MOST_SAID * sayings.letters))
    best: list[int] = [0]
    cut: list[int] = [0]
    for last in range(1, many):
        best.append(-1)
        cut.append(last - 1)
        for first in range(last - 1, -1, -1):
            cost, different = sayings.cost(first, last)
            if best[last] < 0 or best[first] + cost < best[last]:
                best[last], cut[last] = best[first] + cost, first
            if different > most:
                break
    edges = [many - 1]
    while edges[-1]:
        edges.append(cut[edges[-1]])
    return edges[::-1]


def _said(ways: Sequence[Codes], first: int, last: int) -> tuple[Said, ...]:
    return tuple(tuple(way[(way >= first) & (way < last)].tolist()) for way in ways)

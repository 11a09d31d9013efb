"""What each letter chose in each part of a sentence: letters divided anew among the parts.

The cuts of a track are a good beginning. But words that stand in two neighbouring slots, rare
alternatives and slips may have gone to the wrong side of a cut. So letters are divided anew, each
such that it costs the fewest bits: something that is said in a part costs the less the more letters
say it there, something new costs its words. What they say is counted again, and so on (Viterbi
training). Between rounds one, two or three neighbouring parts are tried as two, or as one; kept is
what takes fewer bits for all letters together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns import loops
from rapporteur.core.campaigns.words import Hashes, Numbers, mixed

BIT = 1024  # costs are whole numbers, so that the order of adding makes no difference
WORD = 9 * BIT  # to write a word down
ALTERNATIVE = 7 * BIT  # to tell where an alternative ends, and how often it is said
PART = 4 * BIT
_ENOUGH = 50  # letters: fewer do not tell where they choose
_ROUNDS = 4
_SWEEPS = 4
_HALVINGS = 8
_WIDEST = 3  # neighbouring parts that are tried as two
_FACTOR = 0x5851F42D4C957F2D

Codes = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Spoken:
    """The words of letters, one after the other; offsets: n + 1 numbers.

    sums, inverses: the hash of the words from a to b is (sums[b] - sums[a]) * inverses[a].
    """

    offsets: Numbers
    sums: Hashes
    inverses: Hashes

    @classmethod
    def of(cls, letters: Sequence[Codes]) -> "Spoken":
        words = mixed(np.concatenate([*letters, np.zeros(0, np.int32)]).astype(np.uint64))
        powers = _powers(_FACTOR, len(words))
        inverses = _powers(pow(_FACTOR, -1, 1 << 64), len(words))
        sums = np.append(np.uint64(0), np.cumsum(words * powers[:-1]))
        return cls(np.cumsum([0, *map(len, letters)]), sums, inverses)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def first(self, many: int) -> "Spoken":
        """The first letters alone."""
        return Spoken(self.offsets[: many + 1], self.sums, self.inverses)

    def hashes(self, first: Numbers, last: Numbers) -> Hashes:
        """Of the words between these places."""
        hashes: Hashes = (self.sums[last] - self.sums[first]) * self.inverses[first]
        return hashes


@dataclass(frozen=True)
class _Said:
    """What is said in one part: hashes, each once; how often; of how many words."""

    hashes: Hashes
    times: Numbers
    lengths: Numbers


def divided(
    letters: Sequence[Codes], said: Sequence[Mapping[tuple[int, ...], int]], asked: int
) -> Numbers:
    """Where the parts of each letter begin and, last, where its last part ends.

    letters: their words, coded; said: what is known to be said in each part, and by how many;
    asked: how many letters, the first, decide what the parts are. There may come out fewer parts
    than are known, or more.
    """
    spoken = Spoken.of(letters)
    some = spoken.first(asked)
    begins = _parsed(some, [_known(part) for part in said])
    for _ in range(_ROUNDS if asked >= _ENOUGH else 0):
        after = _swept(some, begins)
        after = _parsed(some, _counted(some, after))
        if np.array_equal(after, begins):
            break
        begins = after
    if asked < len(letters):
        begins = _parsed(spoken, _counted(some, begins))
        begins = _parsed(spoken, _counted(spoken, begins))
    return begins - spoken.offsets[:-1, None]


def _powers(of: int, most: int) -> Hashes:
    return np.cumprod(np.append(np.uint64(1), np.full(most, of, np.uint64)), dtype=np.uint64)


def _known(part: Mapping[tuple[int, ...], int]) -> _Said:
    said = sorted(part)
    spoken = Spoken.of([np.array(words, np.int32) for words in said])
    hashes = spoken.hashes(spoken.offsets[:-1], spoken.offsets[1:])
    return _Said(hashes, np.array([part[words] for words in said]), np.diff(spoken.offsets))


def _counted(spoken: Spoken, begins: Numbers) -> list[_Said]:
    found = []
    for first, last in zip(begins.T[:-1], begins.T[1:], strict=True):
        hashes, some, times = np.unique(
            spoken.hashes(first, last), return_index=True, return_counts=True
        )
        found.append(_Said(hashes, times, (last - first)[some]))
    return found


def _prices(times: Numbers, lengths: Numbers, letters: int) -> Numbers:
    """What each of those who say something pays for it, and for its being written down once."""
    choice = np.round(BIT * (np.log2(letters) - np.log2(times))).astype(np.int64)
    prices: Numbers = np.maximum(choice, 0) + (ALTERNATIVE + WORD * lengths) // times
    return prices


def _parsed(spoken: Spoken, parts: Sequence[_Said]) -> Numbers:
    """The letters, each divided among the parts such that it costs the least."""
    letters = max(int(part.times.sum()) for part in parts) if parts else 1
    known = [mixed(part.hashes ^ mixed(np.array([n], np.uint64))) for n, part in enumerate(parts)]
    prices = [_prices(part.times, part.lengths, letters) for part in parts]
    hashes = np.concatenate([*known, np.zeros(0, np.uint64)])
    order = np.argsort(hashes, kind="stable")
    lengths = [np.unique(part.lengths) for part in parts]
    new = int(np.round(BIT * np.log2(letters))) + ALTERNATIVE
    begins: Numbers = loops.divided(
        spoken.sums,
        spoken.inverses,
        spoken.offsets,
        hashes[order],
        np.concatenate([*prices, np.zeros(0, np.int64)])[order],
        np.concatenate([*lengths, np.zeros(0, np.int64)]),
        np.cumsum([0, *map(len, lengths)]),
        new,
        WORD,
    )
    return begins + spoken.offsets[:-1, None]


def _cost(times: Numbers, lengths: Numbers, letters: int) -> int:
    """What a part takes in all: its alternatives once, and each letter's choice of one."""
    if len(times) == 1 and not lengths[0]:
        return 0
    choices = np.round(BIT * times * (np.log2(letters) - np.log2(times))).astype(np.int64)
    return PART + int((ALTERNATIVE + WORD * lengths).sum() + choices.sum())


def _swept(spoken: Spoken, begins: Numbers) -> Numbers:
    """With neighbouring parts cut elsewhere, once more or not at all, where that is cheaper."""
    for _ in range(_SWEEPS):
        before = begins
        at = 0
        while at < begins.shape[1] - 1:
            best, saved = begins, 0
            for wide in range(1, min(_WIDEST, begins.shape[1] - 1 - at) + 1):
                cuts, costs = _halved(spoken, begins[:, at], begins[:, at + wide])
                now = sum(
                    _cost(part.times, part.lengths, len(spoken))
                    for part in _counted(spoken, begins[:, at : at + wide + 1])
                )
                if now - costs > saved:
                    best, saved = (
                        np.concatenate([begins[:, : at + 1], cuts, begins[:, at + wide :]], axis=1),
                        now - costs,
                    )
            begins = best
            at += 1
        if begins.shape == before.shape and np.array_equal(begins, before):
            break
    return begins


def _halved(spoken: Spoken, first: Numbers, last: Numbers) -> tuple[Numbers, int]:
    """The cheapest found way to cut what letters say between two places in two, and what it takes.

    Letters × 1 places to cut at; letters × 0 where the whole is one choice.
    """
    _, some, which, times = np.unique(
        spoken.hashes(first, last), return_index=True, return_inverse=True, return_counts=True
    )
    begin, lengths = first[some], (last - first)[some]
    owner = np.repeat(np.arange(len(some)), lengths + 1)  # of each way to cut
    starts = np.cumsum(lengths + 1) - (lengths + 1)
    heads = np.arange(len(owner)) - starts[owner]
    places = begin[owner] + heads
    sizes = heads, lengths[owner] - heads
    named, kinds = [], []
    for hashes, size in zip(
        (
            spoken.hashes(begin[owner], places),
            spoken.hashes(places, (begin + lengths)[owner]),
        ),
        sizes,
        strict=True,
    ):
        _, one, names = np.unique(hashes, return_index=True, return_inverse=True)
        named.append(names)
        kinds.append(size[one])
    weights = times[owner]

    def settled(chosen: Numbers) -> tuple[int, Numbers]:
        """What the cuts take that follow from the ways that count at first, and which they are."""
        cuts = chosen[:0]
        for _ in range(_HALVINGS):
            prices = np.zeros(len(owner), np.int64)
            for names, size in zip(named, kinds, strict=True):
                said = np.bincount(names[chosen], weights[chosen], len(size)).astype(np.int64)
                prices += _prices(np.maximum(said, 1), size, len(spoken))[names]
            least = np.minimum.reduceat(prices, starts)
            cheapest = np.flatnonzero(prices == least[owner])
            again = cheapest[np.searchsorted(owner[cheapest], np.arange(len(some)))]
            if np.array_equal(again, cuts):
                break
            cuts = chosen = again
        cost = 0
        for names, size in zip(named, kinds, strict=True):
            said = np.bincount(names[cuts], times, len(size)).astype(np.int64)
            cost += _cost(said[said > 0], size[said > 0], len(spoken))
        return cost, cuts

    cost, cuts = min(map(settled, _beginnings(owner, *sizes)), key=itemgetter(0))
    whole = _cost(times, lengths, len(spoken))
    if whole <= cost:
        return np.zeros((len(spoken), 0), np.int64), whole
    return (first + heads[cuts][which])[:, None], cost


def _beginnings(owner: Numbers, heads: Numbers, tails: Numbers) -> list[Numbers]:
    """Which ways to cut count at first: all, or all that leave something on both sides, where there
    are such. From all, two short choices side by side can come out as one and nothing beside it,
    which is as cheap for each of those who say it, but not for all of them together."""
    proper = (heads > 0) & (tails > 0)
    has = np.bincount(owner, proper).astype(np.int64) > 0
    every = np.arange(len(owner))
    both: Numbers = every[proper | ~has[owner]]
    return [every] if len(both) == len(every) else [every, both]

"""Runs of words, and sets of them that many texts are held against."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns import loops
from rapporteur.core.campaigns.words import Hashes, Numbers, Words, mixed, stretches

_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Grams:
    """Every run of `length` words within a text: where it begins, which text's it is, its hash."""

    length: int
    at: Numbers
    texts: Numbers
    hashes: Hashes


def grams_of(words: Words, length: int) -> Grams:
    """The runs of `length` words of each text; a text with fewer words has none."""
    return Grams(length, *loops.runs_of(words.hashes, words.offsets, length))


def run_hashes(hashes: Hashes, at: Numbers, length: int) -> Hashes:
    """The hashes of the runs of `length` words that begin at these places."""
    sums = hashes[at]
    with np.errstate(over="ignore"):
        for n in range(1, length):
            sums = sums * _FACTOR + hashes[at + n]
    return mixed(sums)


def grouped(hashes: Hashes) -> tuple[Numbers, Numbers]:
    """The places of hashes in the order of these, the same ones in the order of their places; and
    where in that each different one begins.

    They must be spread evenly over their bits, as those of words and runs are.
    """
    bits = max(1, len(hashes).bit_length())
    places = np.arange(len(hashes), dtype=np.uint64)
    # Sorting numbers takes a fraction of what sorting the places of numbers takes.
    packed = np.sort((hashes >> np.uint64(bits) << np.uint64(bits)) | places)
    return loops.grouped(hashes, packed, bits)


class HashSet:
    """Hashes, each once and in order, that many are looked up in.

    They must be spread evenly over their bits, as those of words and runs are.
    """

    def __init__(self, hashes: Hashes) -> None:
        self._hashes = hashes
        bits = max(1, len(hashes).bit_length())
        self._shift = 64 - bits
        upper = (hashes >> np.uint64(self._shift)).astype(np.int64)
        self._buckets = np.searchsorted(upper, np.arange((1 << bits) + 1))

    def places(self, hashes: Hashes) -> Numbers:
        """The place of each hash in the order of the set; -1 for those that are not in it."""
        return loops.places_of(hashes, self._hashes, self._buckets, self._shift)

    def holds(self, hashes: Hashes) -> npt.NDArray[np.bool_]:
        return self.places(hashes) >= 0


class GramSets:
    """Several sets of hashes, asked at once which of them hold what.

    sets: one array of hashes each; a hash may be in several.
    """

    def __init__(self, sets: list[Hashes]) -> None:
        hashes = np.concatenate([*sets, np.zeros(0, np.uint64)])
        owners = np.repeat(np.arange(len(sets)), [len(one) for one in sets])
        order = np.lexsort((owners, hashes))
        self._owners = owners[order]
        every, self._firsts = np.unique(hashes[order], return_index=True)
        self._firsts = np.append(self._firsts, len(hashes))
        self._every = HashSet(every)

    def found(self, hashes: Hashes) -> tuple[Numbers, Numbers]:
        """Pairs (place in `hashes`, number of a set that holds it)."""
        places = self._every.places(hashes)
        held = np.flatnonzero(places >= 0)
        first = self._firsts[places[held]]
        times = self._firsts[places[held] + 1] - first
        return np.repeat(held, times), self._owners[stretches(first, times)]


def covered(words: Words, grams: Grams, places: Numbers) -> npt.NDArray[np.bool_]:
    """For every word, whether one of the runs of these places (in `grams`) covers it."""
    marks = np.zeros(len(words.hashes) + 1, bool)
    begins = grams.at[places]
    for n in range(grams.length):
        marks[begins + n] = True
    return marks[:-1]


def sums_by_text(words: Words, values: npt.NDArray[np.bool_]) -> Numbers:
    """How many of the words of each text are marked."""
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(values)])
    sums: Numbers = before[words.offsets[1:]] - before[words.offsets[:-1]]
    return sums

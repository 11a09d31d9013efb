"""From words to texts that are near each other."""

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns.loops.compiling import (
    FACTOR,
    RUN,
    Hashes,
    Numbers,
    compiled,
    mixed,
)


@compiled
def _run(hashes: Hashes, at: int) -> np.uint64:
    """The hash of the run of words that begins here, as grams.run_hashes has it."""
    total = hashes[at]
    for n in range(1, RUN):
        total = total * FACTOR + hashes[at + n]
    return mixed(total)


@compiled
def band_keys(
    hashes: Hashes,
    offsets: Numbers,
    factors: npt.NDArray[np.uint32],
    shifts: npt.NDArray[np.uint32],
    bands: int,
) -> Hashes:
    """What near.band_keys says; factors, shifts: of each hash function, `bands` groups of them."""
    keys = np.zeros((len(offsets) - 1, bands), np.uint64)
    rows = len(factors) // bands
    least = np.empty(len(factors), np.uint32)
    for text in range(len(keys)):
        first, last = offsets[text], offsets[text + 1]
        if first == last:
            continue
        if last - first < RUN:
            total = np.uint64(0)
            for at in range(first, last):
                total += hashes[at]
            for band in range(bands):
                keys[text, band] = mixed(total + np.uint64(band))
            continue
        least[:] = 0xFFFFFFFF
        for at in range(first, last - RUN + 1):
            # High bits of a product depend on all bits of its factors, low ones do not.
            base = np.uint32(_run(hashes, at) >> np.uint64(32))
            for n in range(len(factors)):
                least[n] = min(least[n], np.uint32(base * factors[n] + shifts[n]))
        for band in range(bands):
            key = np.uint64(0)
            for n in range(band * rows, band * rows + rows):
                key = mixed(key ^ np.uint64(least[n]))
            keys[text, band] = key
    return keys


@compiled
def shingles(hashes: Hashes, offsets: Numbers, rows: Numbers) -> tuple[Numbers, Hashes]:
    """The sets of the texts of these numbers: offsets, and sorted hashes, each once."""
    ends = np.zeros(len(rows) + 1, np.int64)
    most = 0
    for text in rows:
        most += offsets[text + 1] - offsets[text]
    sets = np.empty(most, np.uint64)
    n = 0
    for row in range(len(rows)):
        first, last = offsets[rows[row]], offsets[rows[row] + 1]
        begin = n
        if last - first >= RUN:
            many = last - first - RUN + 1
            for at in range(many):
                sets[begin + at] = _run(hashes, first + at)
            sets[begin : begin + many].sort()
            for at in range(begin, begin + many):
                if at == begin or sets[at] != sets[n - 1]:
                    sets[n] = sets[at]
                    n += 1
        elif last > first:
            total = np.uint64(last - first)
            for at in range(first, last):
                total += hashes[at]
            sets[n] = mixed(total)
            n += 1
        ends[row + 1] = n
    return ends, sets[:n].copy()


@compiled
def pairs_of_band(keys: Hashes, packed: Hashes, bits: int, small: int) -> Numbers:
    """Pairs of texts with the same key, which is not 0: each as smaller × many + larger.

    packed: sorted numbers, the upper bits of a key and, in the lower `bits`, the text's number. In
    a bucket of up to `small` each text is held against each, in a larger one against the first and
    the one before it.
    """
    many = len(keys)
    pairs = np.empty(0, np.int64)
    low = np.uint64(bits)
    mask = (np.uint64(1) << low) - np.uint64(1)
    for counting in (True, False):
        n = 0
        first = 0
        while first < many:
            last = first + 1
            while last < many and packed[last] >> low == packed[first] >> low:
                last += 1
            size = last - first
            if size > 1:
                if counting:
                    n += size * (size - 1) // 2 if size <= small else 2 * size - 3
                else:
                    for later in range(first + 1, last):
                        b = np.int64(packed[later] & mask)
                        step = 1 if size <= small else max(1, later - 1 - first)
                        for before in range(first, later, step):
                            a = np.int64(packed[before] & mask)
                            if keys[a] == keys[b] and keys[a]:
                                pairs[n] = a * many + b
                                n += 1
            first = last
        if counting:
            pairs = np.empty(n, np.int64)
    return pairs[:n]


@compiled
def near_pairs(
    pairs: npt.NDArray[np.int64],
    offsets: Numbers,
    hashes: Hashes,
    near: float,
    held: float,
    enough: int,
) -> npt.NDArray[np.bool_]:
    """Which pairs have sets whose intersection is at least the share `near` of their union; or the
    share `held` of the smaller one, when that has `enough`."""
    kept = np.zeros(len(pairs), np.bool_)
    for pair in range(len(pairs)):
        a, last_a = offsets[pairs[pair, 0]], offsets[pairs[pair, 0] + 1]
        b, last_b = offsets[pairs[pair, 1]], offsets[pairs[pair, 1] + 1]
        size_a, size_b = last_a - a, last_b - b
        smaller = min(size_a, size_b)
        if smaller < near * max(size_a, size_b) and smaller < enough:
            continue
        shared = 0
        while a < last_a and b < last_b:  # without branches, which nothing could foretell
            ours, theirs = hashes[a], hashes[b]
            shared += ours == theirs
            a += ours <= theirs
            b += theirs <= ours
        kept[pair] = shared >= near * (size_a + size_b - shared) or (
            smaller >= enough and shared >= held * smaller
        )
    return kept


@compiled
def connected(pairs: Numbers, many: int) -> Numbers:
    """For each of `many` numbers the smallest that pairs connect it with, in chains."""
    above = np.arange(many)  # a number it is connected with, itself for the smallest
    for pair in range(len(pairs)):
        one, other = pairs[pair]
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        while above[other] != other:
            above[other] = above[above[other]]
            other = above[other]
        above[max(one, other)] = min(one, other)
    for number in range(many):  # what is above is smaller, and done
        above[number] = above[above[number]]
    return above

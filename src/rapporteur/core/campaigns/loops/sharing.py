"""From runs of words to the texts that say them."""

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns.loops.compiling import FACTOR, RUN, Hashes, Numbers, compiled, mixed

Table = npt.NDArray[np.int32]

TIMES, LAST = 0, 1  # of a scratch, side by side: to fetch one from memory is to fetch both


@compiled
def runs_of(hashes: Hashes, offsets: Numbers, length: int) -> tuple[Numbers, Numbers, Hashes]:
    """Every run of `length` words within a text: where it begins, its text, its hash."""
    many = 0
    for text in range(len(offsets) - 1):
        many += max(0, offsets[text + 1] - offsets[text] - length + 1)
    at = np.empty(many, np.int64)
    texts = np.empty(many, np.int64)
    found = np.empty(many, np.uint64)
    n = 0
    for text in range(len(offsets) - 1):
        for place in range(offsets[text], offsets[text + 1] - length + 1):
            total = hashes[place]
            for word in range(1, length):
                total = total * FACTOR + hashes[place + word]
            at[n], texts[n], found[n] = place, text, mixed(total)
            n += 1
    return at, texts, found


@compiled
def grouped(hashes: Hashes, packed: Hashes, bits: int) -> tuple[Numbers, Numbers]:
    """The places of hashes in the order of these, and where in that each different one begins.

    packed: sorted numbers, the upper bits of a hash and, in the lower `bits`, its place.
    """
    many = len(hashes)
    order = np.empty(many, np.int64)
    begins = np.empty(many, np.int64)
    low = np.uint64(bits)
    mask = (np.uint64(1) << low) - np.uint64(1)
    different = 0
    first = 0
    while first < many:
        last = first + 1
        while last < many and packed[last] >> low == packed[first] >> low:
            last += 1
        alike = True  # as nearly always
        for at in range(first + 1, last):
            one, other = packed[at] & mask, packed[first] & mask
            alike = alike and hashes[np.int64(one)] == hashes[np.int64(other)]
        n = first
        if alike:
            begins[different] = first
            different += 1
            for at in range(first, last):
                order[at] = np.int64(packed[at] & mask)
            n = last
        least = np.uint64(0)
        while n < last:
            next_one = np.uint64(0xFFFFFFFFFFFFFFFF)
            for at in range(first, last):
                one = hashes[np.int64(packed[at] & mask)]
                if one < next_one and (n == first or one > least):
                    next_one = one
            begins[different] = n
            different += 1
            for at in range(first, last):
                place = np.int64(packed[at] & mask)
                if hashes[place] == next_one:
                    order[n] = place
                    n += 1
            least = next_one
        first = last
    return order, begins[:different].copy()


@compiled
def places_of(hashes: Hashes, known: Hashes, buckets: Numbers, shift: int) -> Numbers:
    """Where in known hashes, each there once and in order, others stand; -1 for those that do not.

    buckets: where those of the same upper bits begin, and last their number; shift: how many bits
    are below. Since hashes are spread evenly a bucket holds one or two.
    """
    places = np.empty(len(hashes), np.int64)
    low = np.uint64(shift)
    for n in range(len(hashes)):
        wanted = hashes[n]
        bucket = np.int64(wanted >> low)
        at, end = buckets[bucket], buckets[bucket + 1]
        while at < end and known[at] < wanted:
            at += 1
        places[n] = at if at < end and known[at] == wanted else -1
    return places


@compiled
def neighbours_of(
    runs: npt.NDArray[np.int32],
    starts: Numbers,
    times: Numbers,
    texts: npt.NDArray[np.int32],
    worth: Numbers,
    allowed: npt.NDArray[np.bool_],
    scratch: Numbers,
    most: int,
) -> Numbers:
    """The allowed texts that share runs with these in two places or more: as score × many - number,
    the best first.

    runs: of a text, in its order; RUN that follow each other are one place, and the worthiest
    counts. starts, times, texts, worth: of every run, the texts that say it, of which `most` are
    looked at, and what sharing it is worth. scratch: 4 × many, zeros, as which it is left.
    """
    many = len(allowed)
    score, shared, last, best = scratch
    touched = np.empty(min(len(runs) * most, many), np.int32)
    n = 0
    for at in range(len(runs)):
        run = runs[at]
        if times[run] < 2:
            continue
        place = at // RUN + 1
        for posting in range(starts[run], starts[run] + min(times[run], most)):
            other = texts[posting]
            if not allowed[other]:
                continue
            if last[other] == 0:
                touched[n] = other
                n += 1
            if last[other] != place:
                last[other], best[other] = place, worth[run]
                shared[other] += 1
                score[other] += worth[run]
            elif worth[run] > best[other]:
                score[other] += worth[run] - best[other]
                best[other] = worth[run]
    found = np.empty(n, np.int64)
    kept = 0
    for other in touched[:n]:
        if shared[other] >= 2:
            found[kept] = other - score[other] * many
            kept += 1
        score[other] = shared[other] = last[other] = best[other] = 0
    found = found[:kept]
    found.sort()
    return found


@compiled
def recurring_words(
    runs: npt.NDArray[np.int32], firsts: Numbers, texts: Numbers, scratch: Table, least: int
) -> Numbers:
    """How many words of each of these texts are covered by runs that `least` of them say.

    runs, firsts: the runs of all texts, one after the other, and where those of each begin;
    scratch: different runs × 2, zeros, as which it is left.
    """
    for n in range(len(texts)):
        for at in range(firsts[texts[n]], firsts[texts[n] + 1]):
            if scratch[runs[at], LAST] != n + 1:
                scratch[runs[at], LAST] = n + 1
                scratch[runs[at], TIMES] += 1
    sums = np.zeros(len(texts), np.int64)
    for n in range(len(texts)):
        open_words = 0  # that the run before may cover too
        for at in range(firsts[texts[n]], firsts[texts[n] + 1]):
            if scratch[runs[at], TIMES] >= least:
                sums[n] += RUN - open_words
                open_words = RUN
            open_words = max(0, open_words - 1)
    for n in range(len(texts)):
        for at in range(firsts[texts[n]], firsts[texts[n] + 1]):
            scratch[runs[at], TIMES] = scratch[runs[at], LAST] = 0
    return sums


@compiled
def times_within(
    runs: npt.NDArray[np.int32], firsts: Numbers, texts: Numbers, scratch: Table
) -> tuple[Numbers, Numbers]:
    """The runs that some texts say, in order, and how many of the texts say each.

    runs, firsts, scratch: as recurring_words has them.
    """
    most = 0
    for text in texts:
        most += firsts[text + 1] - firsts[text]
    found = np.empty(most, np.int64)
    n = 0
    for place in range(len(texts)):
        for at in range(firsts[texts[place]], firsts[texts[place] + 1]):
            run = runs[at]
            if scratch[run, LAST] != place + 1:
                if not scratch[run, TIMES]:
                    found[n] = run
                    n += 1
                scratch[run, LAST] = place + 1
                scratch[run, TIMES] += 1
    found = found[:n].copy()
    found.sort()
    counts = np.empty(n, np.int64)
    for place in range(n):
        counts[place] = scratch[found[place], TIMES]
        scratch[found[place], TIMES] = scratch[found[place], LAST] = 0
    return found, counts

"""From runs of words to the texts that say them."""

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns.loops.compiling import RUN, Hashes, Numbers, compiled


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
    runs: npt.NDArray[np.int32], firsts: Numbers, texts: Numbers, scratch: Numbers, least: int
) -> Numbers:
    """How many words of each of these texts are covered by runs that `least` of them say.

    runs, firsts: the runs of all texts, one after the other, and where those of each begin;
    scratch: 2 × different runs, zeros, as which it is left.
    """
    times, last = scratch
    for n in range(len(texts)):
        for at in range(firsts[texts[n]], firsts[texts[n] + 1]):
            if last[runs[at]] != n + 1:
                last[runs[at]] = n + 1
                times[runs[at]] += 1
    sums = np.zeros(len(texts), np.int64)
    for n in range(len(texts)):
        open_words = 0  # that the run before may cover too
        for at in range(firsts[texts[n]], firsts[texts[n] + 1]):
            if times[runs[at]] >= least:
                sums[n] += RUN - open_words
                open_words = RUN
            open_words = max(0, open_words - 1)
    for n in range(len(texts)):
        for at in range(firsts[texts[n]], firsts[texts[n] + 1]):
            times[runs[at]] = last[runs[at]] = 0
    return sums


@compiled
def times_within(
    runs: npt.NDArray[np.int32], firsts: Numbers, texts: Numbers, scratch: Numbers
) -> tuple[Numbers, Numbers]:
    """The runs that some texts say, in order, and how many of the texts say each.

    runs, firsts, scratch: as recurring_words has them.
    """
    times, last = scratch
    most = 0
    for text in texts:
        most += firsts[text + 1] - firsts[text]
    found = np.empty(most, np.int64)
    n = 0
    for place in range(len(texts)):
        for at in range(firsts[texts[place]], firsts[texts[place] + 1]):
            run = runs[at]
            if last[run] != place + 1:
                if not times[run]:
                    found[n] = run
                    n += 1
                last[run] = place + 1
                times[run] += 1
    found = found[:n].copy()
    found.sort()
    counts = times[found]
    times[found] = 0
    last[found] = 0
    return found, counts

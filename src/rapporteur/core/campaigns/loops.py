"""The loops over every character, word and pair: compiled, since there are thousands of millions.

Each is written so that it can be read as Python and run by it. Numba compiles it at its first use
and keeps what it made beside this file, or in the user's cache where this folder is read-only; that
is also why all of them stand in one file: Numba notices when it changes, not when another does.
"""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import numba
import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]

BREAK, LETTER, IGNORED, ALONE, TO_EXPAND = 0, 1, 2, 3, 5  # odd are those that words consist of
TABLED = 0x20000  # code points beyond are ideographs and what is rarer still
RUN = 3  # words

_IGNORED_WITHIN = 2  # characters in a row that do not end a word
_BASE = np.uint64(0x5851F42D4C957F2D)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)

_Whole = int | np.signedinteger[Any]
_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def _compiled(function: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """The function as machine code, which lets other threads run meanwhile."""
    made: Callable[_Given, _Made]
    try:
        made = numba.njit(nogil=True, cache=True)(function)
    except RuntimeError:  # there is no folder to keep it in: it is compiled every time
        made = numba.njit(nogil=True)(function)
    return made


@_compiled
def _mixed(number: np.uint64) -> np.uint64:
    """As words.mixed, one at a time."""
    z = number + _FACTOR
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@_compiled
def _character(content: npt.NDArray[np.uint8], at: int, end: int) -> tuple[_Whole, _Whole]:
    """The code point that begins at this byte of UTF-8, and its length; U+FFFD for what is none."""
    lead = np.int64(content[at])
    if lead < 0x80:
        return lead, 1
    length = 1 + (lead >= 0xC0) + (lead >= 0xE0) + (lead >= 0xF0)
    if lead < 0xC2 or lead > 0xF4 or at + length > end:
        return 0xFFFD, 1
    point = lead & (0x7F >> length)
    for n in range(1, length):
        byte = np.int64(content[at + n])
        if byte & 0xC0 != 0x80:
            return 0xFFFD, 1
        point = point << 6 | byte & 0x3F
    return point, length


@_compiled
def holding(
    content: npt.NDArray[np.uint8], offsets: Numbers, kinds: npt.NDArray[np.uint8], kind: int
) -> npt.NDArray[np.bool_]:
    """Which texts hold a character of this kind beyond ASCII."""
    held = np.zeros(len(offsets) - 1, np.bool_)
    for text in range(len(held)):
        at, end = offsets[text], offsets[text + 1]
        while at < end:
            if content[at] < 0x80:
                at += 1
                continue
            point, length = _character(content, at, end)
            if point < TABLED and kinds[point] == kind:
                held[text] = True
                break
            at += length
    return held


@_compiled
def scanned(
    content: npt.NDArray[np.uint8],
    offsets: Numbers,
    kinds: npt.NDArray[np.uint8],
    values: Hashes,
    with_places: bool,
) -> tuple[Numbers, Hashes, Numbers, Numbers]:
    """The words of texts in UTF-8: their offsets, hashes, starts and ends, as Words has them.

    kinds, values: what each code point below TABLED is, and the number it counts as; with_places:
    whether starts and ends are wanted.
    """
    texts = len(offsets) - 1
    most = (offsets[texts] - offsets[0]) // 2 + texts  # between two words there is a byte or more
    hashes = np.empty(most, np.uint64)
    starts = np.empty(most if with_places else 0, np.int64)
    ends = np.empty(len(starts), np.int64)
    words = np.zeros(texts + 1, np.int64)
    n = -1  # the word that is being read
    for text in range(texts):
        at, end = offsets[text], offsets[text + 1]
        place = till = 0
        goes_on = False  # whether a letter here would belong to the word before it
        ignored = 0
        total = np.uint64(0)
        weight = np.uint64(1)
        while at < end:
            point, length = _character(content, at, end)
            at += length
            kind = np.int64(kinds[point]) if point < TABLED else ALONE
            if kind & 1:
                if not goes_on or kind == ALONE:
                    if n >= words[text]:
                        hashes[n] = _mixed(total)
                        if with_places:
                            ends[n] = till
                    n += 1
                    if with_places:
                        starts[n] = place
                    total = np.uint64(0)
                    weight = np.uint64(1)
                value = values[point] if point < TABLED else _mixed(np.uint64(point))
                total += value * weight
                weight *= _BASE
                till = place + 1
                goes_on = kind != ALONE
                ignored = 0
            elif kind == IGNORED:
                ignored += 1
                goes_on = goes_on and ignored <= _IGNORED_WITHIN
            else:
                goes_on = False
            place += 1
        if n >= words[text]:
            hashes[n] = _mixed(total)
            if with_places:
                ends[n] = till
        words[text + 1] = n + 1
    return words, hashes[: n + 1].copy(), starts[: n + 1].copy(), ends[: n + 1].copy()


@_compiled
def _run(hashes: Hashes, at: int) -> np.uint64:
    """The hash of the run of words that begins here, as grams.run_hashes has it."""
    total = hashes[at]
    for n in range(1, RUN):
        total = total * _FACTOR + hashes[at + n]
    return _mixed(total)


@_compiled
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
                keys[text, band] = _mixed(total + np.uint64(band))
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
                key = _mixed(key ^ np.uint64(least[n]))
            keys[text, band] = key
    return keys


@_compiled
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
            sets[n] = _mixed(total)
            n += 1
        ends[row + 1] = n
    return ends, sets[:n].copy()


@_compiled
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


@_compiled
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


@_compiled
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


@_compiled
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


@_compiled
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


@_compiled
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


@_compiled
def divided(
    sums: Hashes,
    inverses: Hashes,
    offsets: Numbers,
    known: Hashes,
    prices: Numbers,
    lengths: Numbers,
    firsts: Numbers,
    new: int,
    word: int,
) -> Numbers:
    """Where the parts of each letter begin and, last, end, such that the letter costs the least.

    sums, inverses: as choices.Spoken has them; known, prices: sorted hashes of what is said in a
    part (mixed with its number), and its price; lengths: how many words that may be, those of part
    n from firsts[n] to firsts[n + 1]; new, word: the price of something else, and of each of its
    words.
    """
    parts = len(firsts) - 1
    letters = len(offsets) - 1
    begins = np.zeros((letters, parts + 1), np.int64)
    longest = 0
    for letter in range(letters):
        longest = max(longest, offsets[letter + 1] - offsets[letter])
    best = np.empty((parts + 1, longest + 1), np.int64)
    before = np.empty((parts + 1, longest + 1), np.int64)
    for letter in range(letters):
        at = offsets[letter]
        size = offsets[letter + 1] - at
        best[0, 0] = 0
        for end in range(1, size + 1):
            best[0, end] = np.int64(1) << 60
        for part in range(1, parts + 1):
            unknown, since = best[part - 1, 0] + new, np.int64(0)
            for end in range(size + 1):
                if end:
                    unknown += word
                    if best[part - 1, end] + new <= unknown:
                        unknown, since = best[part - 1, end] + new, np.int64(end)
                least, start = unknown, since
                for n in range(firsts[part - 1], firsts[part]):
                    begin = end - lengths[n]
                    if begin < 0 or best[part - 1, begin] >= least:
                        continue
                    words = (sums[at + end] - sums[at + begin]) * inverses[at + begin]
                    wanted = _mixed(words ^ _mixed(np.uint64(part - 1)))
                    low, high = 0, len(known)
                    while low < high:
                        middle = (low + high) // 2
                        if known[middle] < wanted:
                            low = middle + 1
                        else:
                            high = middle
                    if low < len(known) and known[low] == wanted:
                        price = best[part - 1, begin] + prices[low]
                        if price < least:
                            least, start = price, begin
                best[part, end], before[part, end] = least, start
        end = size
        for part in range(parts, 0, -1):
            begins[letter, part] = end
            end = before[part, end]
        begins[letter, 0] = end
    return begins


@_compiled
def ways(
    words: npt.NDArray[np.int32],
    offsets: Numbers,
    line: npt.NDArray[np.int32],
    worths: npt.NDArray[np.int32],
    bonus: int,
) -> npt.NDArray[np.int32]:
    """The best way of each letter along a line: for each of its words a place, or -1.

    words, offsets: the letters; worths: of the places of the line; bonus: for a word that follows
    on the line as in the letter. Of two ways as good the earlier is taken.
    """
    width = len(line)
    highest = 0
    for code in line:
        highest = max(highest, code)
    places = np.argsort(line, kind="mergesort")
    firsts = np.searchsorted(line[places], np.arange(highest + 2))
    longest = 0
    for letter in range(len(offsets) - 1):
        longest = max(longest, offsets[letter + 1] - offsets[letter])
    best = np.zeros((longest + 1, width + 1), np.int32)
    ended = np.full(width + 1, -(1 << 20), np.int32)  # with the word before at this place
    here = np.empty(width, np.int32)
    found = np.full(len(words), -1, np.int32)
    for letter in range(len(offsets) - 1):
        at = offsets[letter]
        size = offsets[letter + 1] - at
        last = np.int64(highest + 1)
        for n in range(size):
            best[n + 1] = best[n]  # what changes are few of its places
            code = np.int64(words[at + n])
            for one in range(firsts[code], firsts[code + 1]) if code <= highest else range(0):
                place = places[one]
                score = max(best[n, place], ended[place] + bonus) + worths[place]
                here[one] = score
                then = place + 1
                while then <= width and best[n + 1, then] < score:
                    best[n + 1, then] = score
                    then += 1
            for one in range(firsts[last], firsts[last + 1]) if last <= highest else range(0):
                ended[places[one] + 1] = -(1 << 20)
            for one in range(firsts[code], firsts[code + 1]) if code <= highest else range(0):
                ended[places[one] + 1] = here[one]
            last = code
        for one in range(firsts[last], firsts[last + 1]) if last <= highest else range(0):
            ended[places[one] + 1] = -(1 << 20)
        place = width
        wanted = -1  # the score of the match to be taken, where it is known
        for n in range(size, 0, -1):
            if wanted < 0 and best[n, place] > best[n - 1, place]:
                wanted = best[n, place]
                while best[n, place - 1] == wanted:
                    place -= 1
            if wanted >= 0:
                place -= 1
                found[at + n - 1] = place
                wanted -= worths[place]
                # Either the best so far, or one more step of a run, which had the bonus.
                wanted = -1 if wanted == best[n - 1, place] else wanted - bonus
    return found

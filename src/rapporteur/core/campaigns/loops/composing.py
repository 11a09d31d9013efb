"""From letters to what they were composed of."""

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns.loops.compiling import Hashes, Numbers, compiled, mixed


@compiled
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
                    wanted = mixed(words ^ mixed(np.uint64(part - 1)))
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


@compiled
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

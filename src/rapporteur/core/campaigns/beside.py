"""What the signers of an edited text added to it, seen beside the text that most sent as it was."""

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rapporteur.core.campaigns.grams import HashSet, covered, grams_of
from rapporteur.core.campaigns.letters import addition_of
from rapporteur.core.campaigns.loops import RUN
from rapporteur.core.campaigns.words import Hashes, Numbers, Words, mixed, words_of

Texts = Callable[[Numbers], Iterable[tuple[Numbers, pa.Array]]]
_LONGER = 2  # words than the text itself: less is edited, not added to
_STRETCH = 8  # words, none of them in a run of the text's, half of them not its words


def added_beside(bases: Numbers, rows: Numbers, texts: Texts) -> dict[int, str]:
    """What is added in the texts of `rows`, by their numbers; nothing where nothing is.

    bases: for every text the number of the text it is an edition of; texts: gives the texts of
    numbers that are in order, batch by batch with their numbers.
    """
    runs, single, lengths = [], [], np.zeros(len(bases), np.int64)
    for numbers, some in texts(np.unique(bases[rows])):
        words = words_of(some)
        lengths[numbers] = np.diff(words.offsets)
        grams = grams_of(words, RUN)
        runs.append(_of(grams.hashes, numbers[grams.texts]))
        single.append(_of(words.hashes, numbers[words.texts()]))
    known_runs, known_words = (
        HashSet(np.unique(np.concatenate([*some, np.zeros(0, np.uint64)])))
        for some in (runs, single)
    )
    found = {}
    for numbers, some in texts(rows):
        words = words_of(some)
        owners = bases[numbers]
        grams = grams_of(words, RUN)
        held = known_runs.holds(_of(grams.hashes, owners[grams.texts]))
        marked = covered(words, grams, np.flatnonzero(held))
        known = known_words.holds(_of(words.hashes, owners[words.texts()]))
        longer = np.diff(words.offsets) - lengths[owners] >= _LONGER
        for n in np.flatnonzero(longer | _other(words, ~marked, ~known)).tolist():
            first, last = int(words.offsets[n]), int(words.offsets[n + 1])
            added = addition_of(some[n].as_py(), words, marked, known[first:last], first)
            if added:
                found[int(numbers[n])] = added
    return found


def _other(
    words: Words, unmarked: npt.NDArray[np.bool_], unknown: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Which texts have a stretch that is not the text itself altered, but something else."""
    found = np.zeros(len(words), bool)
    if len(unmarked) < _STRETCH:
        return found
    sums = [np.cumsum(np.append(False, some), dtype=np.int64) for some in (unmarked, unknown)]
    own, strange = (one[_STRETCH:] - one[:-_STRETCH] for one in sums)
    texts = words.texts()
    first, last = texts[: len(own)], texts[_STRETCH - 1 :]
    found[first[(own == _STRETCH) & (2 * strange >= _STRETCH) & (first == last)]] = True
    return found


def _of(hashes: Hashes, owners: Numbers) -> Hashes:
    """Hashes that differ from text to text."""
    return mixed(hashes ^ mixed(owners.astype(np.uint64)))

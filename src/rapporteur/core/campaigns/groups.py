"""Texts that are made of the same phrases: which of a sample belong together.

Two letters composed from interchangeable phrases may share hardly anything. But each shares some
runs of three words with many others, and what those many repeat among themselves covers nearly the
whole of it; of a text that somebody wrote alone it covers little. So single texts are tried, those
first whose words recur most: its neighbours are the texts that share the most telling runs with
it, and it is one of a group when the neighbours consist of what recurs among them. The group then
grows to all texts of the sample that consist of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns import loops
from rapporteur.core.campaigns.grams import covered, grams_of, grouped, sums_by_text
from rapporteur.core.campaigns.near import clusters, shingles_of, verified
from rapporteur.core.campaigns.words import Hashes, Numbers, Words, chosen, stretches

_LONG_RUN = 5
_POSTINGS = 500  # texts of a run that are looked at: those with the smallest keys
_NEIGHBOURS = 200
_FEWEST = 12  # texts of a group
_RECURS = 4  # texts of a group that say a run
_CONSISTS = 0.6  # of the words of a text
_TELLING = 5  # times as often within a group as elsewhere
SHORTEST = 8  # words
_TRIED = 8000  # texts of a sample that are tried
_GROWTH = 6  # rounds
_COMPARED = 150  # texts of a group


@dataclass(frozen=True)
class Group:
    """texts: the numbers of the texts in the sample; runs: the hashes of the three-word runs that
    tell the group from everything else; typical: how many words of a text they cover (median)."""

    texts: Numbers
    runs: Hashes
    typical: int


def groups_of(words: Words) -> list[Group]:
    """The groups among texts, which stand in the order of their keys, largest first.

    A few texts that are one, edited, are none: they are told by what they share.
    """
    found: list[Group] = []
    index = _Index(words)
    free = np.diff(words.offsets) >= SHORTEST
    for text in index.worth_trying(_TRIED):
        if not free[text]:
            continue
        neighbours = index.neighbours(text, free)
        if len(neighbours) + 1 < _FEWEST:
            continue
        core = index.core(np.sort(np.append(neighbours, text)))
        if len(core) < _FEWEST:
            continue
        if len(neighbours) < _NEIGHBOURS and edited(words, core):
            free[core] = False
            continue
        group = _grown(index, core, free)
        if group is not None:
            found.append(group)
            free[group.texts] = False
    return sorted(found, key=lambda group: (-len(group.texts), group.texts.tolist()))


def edited(words: Words, texts: Numbers) -> bool:
    """Whether texts are one, or a few, edited: most that hang together are near each other.

    Letters of few slots are near some others too, and hang together in chains; but most of them
    are not near most others.
    """
    some = spread(texts, _COMPARED)
    many = len(some)
    pairs = np.stack(np.triu_indices(many, 1), axis=1)
    near = verified(pairs, *shingles_of(words, some))
    labels = clusters(near, many)
    sizes = np.bincount(labels, minlength=many)[labels]
    neighbours = np.bincount(near.ravel(), minlength=many)
    return bool(np.median(sizes) >= 3 and 2 * neighbours.sum() >= (sizes - 1).sum())


def spread(texts: Numbers, most: int) -> Numbers:
    """At most so many of the texts, spread over all of them."""
    return texts[np.unique(np.linspace(0, len(texts) - 1, most).astype(np.int64))]


def consists(
    words: Words, marked: npt.NDArray[np.bool_], typical: int, least: int = SHORTEST
) -> npt.NDArray[np.bool_]:
    """Which texts consist of marked words, or hold a stretch that does: half a letter's length.

    typical: how many marked words a letter has; least: how many a text must have.
    """
    lengths = np.diff(words.offsets)
    sums = sums_by_text(words, marked)
    whole = (sums >= least) & (sums >= _CONSISTS * lengths)
    stretch = max(12, typical // 2)
    if len(marked) < stretch:
        return whole
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(marked)])
    within = before[stretch:] - before[:-stretch]
    texts = words.texts()
    dense = (within >= 0.85 * stretch) & (texts[: len(within)] == texts[stretch - 1 :])
    part = np.zeros(len(words), bool)
    part[texts[: len(within)][dense]] = True
    return whole | part


class _Index:
    """Which texts say which run of three words."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.grams = grams_of(words, loops.RUN)
        order, begins = grouped(self.grams.hashes)
        self.hashes = self.grams.hashes[order[begins]]
        runs = np.repeat(np.arange(len(begins), dtype=np.int32), np.diff(begins, append=len(order)))
        self.run_of = np.empty(len(order), np.int32)
        self.run_of[order] = runs
        texts = self.grams.texts[order]
        new = np.ones(len(order), bool)
        new[1:] = (texts[1:] != texts[:-1]) | (runs[1:] != runs[:-1])
        self.texts = texts[new].astype(np.int32)
        self.times = np.bincount(runs[new], minlength=len(self.hashes))
        self.starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(self.times)])
        self.firsts = np.searchsorted(self.grams.texts, np.arange(len(words) + 1))
        rarity = np.log2(max(2, len(words)) / np.maximum(1, self.times))
        self.worth = np.round(16 * rarity).astype(np.int64) + 1
        self._telling = np.zeros(len(self.hashes), bool)
        self._of_texts = np.zeros((4, len(words)), np.int64)
        self._of_runs = np.zeros((len(self.hashes), 2), np.int32)

    def worth_trying(self, many: int) -> Iterator[int]:
        """Texts, those first whose longer runs recur most; then some by chance (their keys)."""
        long = grams_of(self.words, _LONG_RUN)
        order, begins = grouped(long.hashes)
        times = np.diff(begins, append=len(order))
        again = order[np.repeat(times > 1, times)]
        recurring = np.bincount(long.texts[again], minlength=len(self.words))
        runs = np.bincount(long.texts, minlength=len(self.words))
        share = 1000 * recurring // np.maximum(1, runs)
        order = np.lexsort((np.arange(len(self.words)), -share))
        some = order[share[order] > 0][:many]
        yield from some.tolist()
        yield from range(min(many // 4, len(self.words)))

    def runs_in(self, text: int) -> npt.NDArray[np.int32]:
        return self.run_of[self.firsts[text] : self.firsts[text + 1]]

    def neighbours(self, text: int, free: npt.NDArray[np.bool_]) -> Numbers:
        """The texts that share the most telling runs with this one, in at least two places."""
        allowed = free[text]
        free[text] = False
        found = loops.neighbours_of(
            self.runs_in(text),
            self.starts,
            self.times,
            self.texts,
            self.worth,
            free,
            self._of_texts,
            _POSTINGS,
        )
        free[text] = allowed
        return found[:_NEIGHBOURS] % len(self.words)

    def marked(self, texts: Numbers, telling: Numbers) -> npt.NDArray[np.bool_]:
        """Which words of some texts are covered by runs that are telling."""
        places = stretches(self.firsts[texts], self.firsts[texts + 1] - self.firsts[texts])
        some = chosen(self.words, texts)
        self._telling[telling] = True
        held = np.flatnonzero(self._telling[self.run_of[places]])
        self._telling[telling] = False
        return covered(some, grams_of(some, loops.RUN), held)

    def core(self, texts: Numbers) -> Numbers:
        """Those of some texts that consist of what recurs among them, if they are most of them."""
        least = max(_RECURS, len(texts) // 25)
        sums = loops.recurring_words(self.run_of, self.firsts, texts, self._of_runs, least)
        lengths = self.firsts[texts + 1] - self.firsts[texts] + loops.RUN - 1
        core: Numbers = texts[sums >= _CONSISTS * lengths]
        return core if len(core) * 2 >= len(texts) else core[:0]

    def saying(self, telling: Numbers) -> Numbers:
        """How many telling runs each text says."""
        places = stretches(self.starts[telling], self.times[telling])
        return np.bincount(self.texts[places], minlength=len(self.words))

    def times_within(self, texts: Numbers) -> tuple[Numbers, Numbers]:
        """The runs that some texts say, in order, and how many of the texts say each."""
        return loops.times_within(self.run_of, self.firsts, texts, self._of_runs)


def _grown(index: _Index, core: Numbers, free: npt.NDArray[np.bool_]) -> Group | None:
    """All free texts of the sample that consist of what is telling of the core."""
    words = index.words
    texts = core
    # Most of the campaign may still be elsewhere: at first all that recurs in the core counts.
    runs, times = index.times_within(core)
    telling = runs[times >= max(_RECURS, len(core) // 50)]
    for _ in range(_GROWTH):
        likely = np.flatnonzero((index.saying(telling) >= SHORTEST // 2) & free)
        if not len(likely):
            return None
        some = chosen(words, likely)
        marked = index.marked(likely, telling)
        sums = sums_by_text(some, marked)
        typical = int(np.median(sums[np.isin(likely, texts)]))
        after = likely[consists(some, marked, typical)]
        if len(after) < _FEWEST:
            return None
        same = np.array_equal(after, texts)
        texts = after
        telling = _telling(index, texts)
        if same:
            break
    return Group(texts, index.hashes[telling], typical)


def _telling(index: _Index, texts: Numbers) -> Numbers:
    """The runs that recur in some texts, and do so more often than elsewhere."""
    runs, within = index.times_within(texts)
    elsewhere = index.times[runs] - within
    others = len(index.words) - len(texts)
    return runs[
        (within >= max(2 if len(texts) < 200 else 3, len(texts) // 1000))
        & (within * others >= _TELLING * elsewhere * len(texts))
    ]

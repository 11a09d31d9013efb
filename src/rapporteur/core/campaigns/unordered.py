"""Sentences of letters that keep no order, or leave many out: which stand for the same one.

A letter has each sentence of its template once at most. So sentences of one letter are of different
kinds, and what stands for the same sentence never meets in a letter, however different its words.
From the sentences of one letter kinds grow by their words, each sentence to the kind for which most
speaks, such that a letter has none twice; where some that recur are left over, they are further
kinds. Kinds that hardly ever meet, though both are common, are then one: its sentence has
alternatives that share no word.
"""

import itertools
from collections import Counter
from collections.abc import Sequence

import numpy as np

from rapporteur.core.campaigns.likeness import Spoken, scores_of
from rapporteur.core.campaigns.sentences import Sentence
from rapporteur.core.campaigns.words import Numbers, stretches

Run = tuple[int, int]  # words, coded

_ASKED = 1600  # letters, whether they keep an order and what kinds there are
_RECURS = 0.02  # of these letters: runs whose order is looked at
_MOST_RUNS = 250  # the commonest
_MET = 12  # letters that have two runs in different sentences, to say which comes first
_AGREED = 0.9  # of them: the runs keep their order
_FREE = 0.4  # of the runs that a run meets: it keeps no order with them
_ROUNDS = 4
_MOST_KINDS = 80
_LEFT_OVER = 0.01  # of the letters: sentences left over that recur so often are a kind
_HARDLY = 0.1  # of the letters in which two kinds would meet by chance
_EXPECTED = 5  # such letters: fewer tell nothing


def keep_order(letters: Sequence[Sequence[Sentence]], codes: Numbers) -> bool:
    """Whether what letters say in different sentences comes in the same order in all of them.

    A run of words that stands in two sentences of a template keeps none, so half of them decide.
    codes: of the words of the batch, 0 to n - 1.
    """
    some = letters[:_ASKED]
    places = [_sentences_of_runs(sentences, codes) for sentences in some]
    times = Counter(itertools.chain(*places))
    enough = max(2, _RECURS * len(some))
    common = (run for run in times if times[run] >= enough)
    runs = sorted(common, key=lambda run: (-times[run], run))[:_MOST_RUNS]
    table = np.array([[seen.get(run, -1) for run in runs] for seen in places], np.int64)
    pairs, disagreed = np.zeros((2, len(runs)), np.int64)
    for n in range(len(runs)):
        here = table[table[:, n] >= 0]
        known = here >= 0
        before = ((here < here[:, n, None]) & known).sum(axis=0)
        after = ((here > here[:, n, None]) & known).sum(axis=0)
        met = before + after >= _MET
        pairs[n] = met.sum()
        disagreed[n] = (np.maximum(before, after) < _AGREED * (before + after))[met].sum()
    told = pairs > 0
    return not told.any() or float(np.median(disagreed[told] / pairs[told])) <= _FREE


def _sentences_of_runs(sentences: Sequence[Sentence], codes: Numbers) -> dict[Run, int]:
    """In which sentence each run of words stands; -1 for one that stands in several."""
    seen: dict[Run, int] = {}
    for place, one in enumerate(sentences):
        for run in itertools.pairwise(codes[one.first : one.last].tolist()):
            seen[run] = place if seen.get(run, place) == place else -1
    return seen


def matched(scores: Numbers, letters: Numbers) -> Numbers:
    """The kind of each sentence, -1 for none, such that no letter has one twice and the sum of the
    scores is the greatest.

    letters: which letter each sentence is of; those of a letter follow each other.
    """
    best = scores.argmax(axis=1)
    rows = np.arange(len(scores))
    kinds: Numbers = np.where(scores[rows, best] > 0, best, -1)
    edges = np.flatnonzero(np.diff(letters, prepend=-1, append=-1))
    for first, last in itertools.pairwise(edges.tolist()):
        chosen = kinds[first:last]
        chosen = chosen[chosen >= 0]
        if len(np.unique(chosen)) < len(chosen):
            # A second to import, and seldom needed.
            from scipy.optimize import linear_sum_assignment

            table: Numbers = np.maximum(scores[first:last], 0)
            places, names = linear_sum_assignment(table, maximize=True)
            kinds[first:last] = -1
            held = table[places, names] > 0
            kinds[first + places[held]] = names[held]
    return kinds


def gathered(spoken: Spoken, usual: int) -> Numbers:
    """The kind of each sentence, -1 for none, told by the words alone; those that come first in
    most letters first.

    usual: how many sentences most letters have.
    """
    some = _of_first(spoken, _ASKED)
    letters = len(np.unique(some.letters))
    kinds, many = np.full(len(some), -1, np.int64), 0
    while many < _MOST_KINDS:
        seeds = _left_over(some, kinds, max(4.0, _LEFT_OVER * letters), usual if not many else 0)
        if not len(seeds):
            break
        kinds[seeds] = many + np.arange(len(seeds))
        many += len(seeds)
        kinds = _settled(some, kinds, many)
    names = _exclusive(some, kinds, many)
    kinds = np.where(kinds >= 0, names[kinds], -1)
    many = int(names.max(initial=-1)) + 1
    if not many:
        return np.full(len(spoken), -1, np.int64)
    whole = np.concatenate([kinds, np.full(len(spoken) - len(some), -1, np.int64)])
    whole = _settled(spoken, whole, many)
    ranked: Numbers = np.where(whole >= 0, _ranks(spoken, whole, many)[whole], -1)
    return ranked


def _of_first(spoken: Spoken, most: int) -> Spoken:
    """The sentences of the first letters alone."""
    last = int(np.searchsorted(spoken.letters, spoken.letters[0] + most)) if len(spoken) else 0
    lengths = spoken.lengths[:last]
    return Spoken(
        spoken.words[: int(lengths.sum())], spoken.starts[:last], lengths, spoken.letters[:last]
    )


def _settled(spoken: Spoken, kinds: Numbers, many: int) -> Numbers:
    for n in range(_ROUNDS):
        after = matched(scores_of(spoken, kinds, many, 1 if n == 0 else 2), spoken.letters)
        if np.array_equal(after, kinds):
            break
        kinds = after
    return kinds


def _left_over(spoken: Spoken, kinds: Numbers, enough: float, usual: int) -> Numbers:
    """Sentences of one letter that have no kind, though half of what they say, or more, recurs
    `enough` times in such: of the letter (with `usual` sentences, where that is not 0) in which
    most recurs."""
    left = np.flatnonzero(kinds < 0)
    if not len(left):
        return left
    pairs = spoken.words[:-1] * (int(spoken.words.max()) + 1) + spoken.words[1:]
    pairs = np.append(pairs, -1)
    lengths = np.maximum(spoken.lengths[left] - 1, 1)
    places = stretches(spoken.starts[left], lengths)
    alone = np.repeat(spoken.lengths[left] < 2, lengths)
    runs = np.where(alone, -2 - spoken.words[places], pairs[places])
    _, inverse, times = np.unique(runs, return_inverse=True, return_counts=True)
    recurring = np.add.reduceat(
        (times >= enough)[inverse], np.cumsum(lengths) - lengths, dtype=np.int64
    )
    free = 2 * recurring >= lengths
    worth = np.bincount(spoken.letters[left], weights=np.where(free, recurring, 0))
    if usual:
        long = np.bincount(spoken.letters, minlength=len(worth))[: len(worth)] == usual
        worth = np.where(long, worth, 0) if worth[long].any() else worth
    chosen: Numbers = left[free & (spoken.letters[left] == np.argmax(worth))]
    return chosen


def _exclusive(spoken: Spoken, kinds: Numbers, many: int) -> Numbers:
    """New numbers of kinds: the same for those that hardly ever meet, though both are common."""
    letters, inverse = np.unique(spoken.letters, return_inverse=True)
    has = np.zeros((len(letters), many), np.int64)
    told = kinds >= 0
    has[inverse[told], kinds[told]] = 1
    names = np.arange(many)
    while True:
        meet = has.T @ has
        size = has.sum(axis=0)
        expected = np.outer(size, size) / max(1, len(letters))
        apart = (meet <= _HARDLY * expected) & (expected >= _EXPECTED)
        np.fill_diagonal(apart, val=False)
        if not apart.any():
            break
        one, other = divmod(int(np.argmax(np.where(apart, expected - meet, -1))), many)
        one, other = min(one, other), max(one, other)
        has[:, one] |= has[:, other]
        has[:, other] = 0
        names[names == other] = one
    kept = size >= max(2, _LEFT_OVER / 2 * len(letters))
    renamed: Numbers = np.where(kept, np.cumsum(kept) - 1, -1)[names]
    return renamed


def _ranks(spoken: Spoken, kinds: Numbers, many: int) -> Numbers:
    """The place of each kind in the order in which most letters have them."""
    letters, inverse = np.unique(spoken.letters, return_inverse=True)
    places = np.full((len(letters), many), -1, np.int64)
    told = np.flatnonzero(kinds >= 0)
    places[inverse[told], kinds[told]] = told
    wins = np.zeros(many, np.int64)
    for kind in range(many):
        here = places[places[:, kind] >= 0]
        before = (here > here[:, kind, None]).sum(axis=0)
        after = ((here < here[:, kind, None]) & (here >= 0)).sum(axis=0)
        wins[kind] = (before > after).sum()
    order = np.lexsort((np.arange(many), -wins))
    ranks = np.empty(many, np.int64)
    ranks[order] = np.arange(many)
    return ranks

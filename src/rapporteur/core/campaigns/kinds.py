"""Which sentences of different letters stand for the same sentence of their template.

Letters that are composed of phrases are composed sentence by sentence. Where the sentences keep
their order, the letters with the commonest number of sentences say at first which sentence is
which, by its place; where they do not, or where most letters leave some out, the words alone say it
(`campaigns.unordered`). Then, where there is an order, the words of each sentence decide for all
letters within it: some leave sentences out, some have sentences that their signers added.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from rapporteur.core.campaigns.likeness import Spoken, scores_of
from rapporteur.core.campaigns.sentences import Sentence
from rapporteur.core.campaigns.unordered import gathered, keep_order, matched
from rapporteur.core.campaigns.words import Numbers

_ROUNDS = 4
_WORST = -(1 << 40)
_WORD = 400  # to write a word down, in the steps of scores
_ASTRAY = 0.03  # of the sentences: they have a place only if there is no order


@dataclass(frozen=True)
class Kinds:
    """sentences: for each sentence of the template those that stand for it, at most one of each
    letter; in its order or, where letters keep none, as they mostly come."""

    sentences: tuple[tuple[Sentence, ...], ...]
    in_order: bool


def kinds_of(letters: Sequence[Sequence[Sentence]], codes: Numbers) -> Kinds:
    """The kinds of the sentences of letters; codes: of the words of the batch, 0 to n - 1."""
    every = [sentence for sentences in letters for sentence in sentences]
    if not every:
        return Kinds((), in_order=True)
    spoken = Spoken.of(every, codes)
    in_order = keep_order(letters, codes)
    kinds, usual, share = _by_place(letters)
    if in_order:
        settled = [_in_order(kinds, spoken, letters)]
        if 2 * share < len(letters):
            settled.append(_in_order(gathered(spoken, usual), spoken, letters))
        few = _ASTRAY * len(every)
        kinds, astray = max(settled, key=lambda one: (one[1] <= few, _saved(one[0], spoken)))
        in_order = astray <= few
    if not in_order:
        kinds = gathered(spoken, usual)
    return Kinds(
        tuple(
            tuple(one for one, kind in zip(every, kinds.tolist(), strict=True) if kind == place)
            for place in range(int(kinds.max()) + 1)
        ),
        in_order,
    )


def _by_place(letters: Sequence[Sequence[Sentence]]) -> tuple[Numbers, int, int]:
    """The kinds of sentences by their places, in letters with the commonest number of sentences;
    that number, and how many letters have it."""
    lengths = Counter(map(len, letters))
    usual = max(lengths, key=lambda length: (lengths[length], length))
    places = [
        place if len(sentences) == usual else -1
        for sentences in letters
        for place in range(len(sentences))
    ]
    return np.array(places, np.int64), usual, lengths[usual]


def _in_order(
    kinds: Numbers, spoken: Spoken, letters: Sequence[Sequence[Sentence]]
) -> tuple[Numbers, int]:
    """The kinds within their order, and how many sentences have one only without it."""
    many = int(kinds.max()) + 1
    if many < 2:
        return kinds, 0
    for _ in range(_ROUNDS):
        scores = scores_of(spoken, kinds, many)
        after = _aligned(scores, letters)
        if np.array_equal(after, kinds):
            break
        kinds = after
    free = matched(scores, spoken.letters)
    return kinds, int(((kinds < 0) & (free >= 0)).sum())


def _saved(kinds: Numbers, spoken: Spoken) -> int:
    """What kinds save in writing their sentences down, less what their words take."""
    many = int(kinds.max()) + 1
    told = np.flatnonzero(kinds >= 0)
    if not len(told):
        return 0
    scores = scores_of(spoken, kinds, many)[told, kinds[told]].sum()
    said = np.unique(
        np.repeat(kinds, spoken.lengths) * (int(spoken.words.max()) + 1) + spoken.words
    )
    return int(scores) - _WORD * int((said >= 0).sum())


def _aligned(scores: Numbers, letters: Sequence[Sequence[Sentence]]) -> Numbers:
    """The kind of each sentence, -1 for none, such that kinds keep their order and the sum of the
    scores is the greatest."""
    usual = scores.shape[1]
    longest = max(map(len, letters))
    first = np.cumsum([0, *map(len, letters)])
    table = np.full((longest, len(letters), usual), _WORST)
    for letter, (begin, end) in enumerate(pairwise(first.tolist())):
        table[: end - begin, letter] = scores[begin:end]
    best = np.zeros((longest + 1, len(letters), usual + 1), np.int64)
    for place in range(longest):
        taken = best[place, :, :-1] + table[place]
        best[place + 1, :, 1:] = np.maximum(best[place, :, 1:], taken)
        np.maximum.accumulate(best[place + 1], axis=1, out=best[place + 1])
    kinds = np.full(int(first[-1]), -1, np.int64)
    for letter, sentences in enumerate(letters):
        kind = usual
        for place in range(len(sentences), 0, -1):
            row = best[place, letter]
            while kind and row[kind] == row[kind - 1]:
                kind -= 1
            if kind and row[kind] > best[place - 1, letter, kind]:
                kind -= 1
                kinds[first[letter] + place - 1] = kind
    return kinds

"""Which sentences of different letters stand for the same sentence of their template.

Letters that are composed of phrases are composed sentence by sentence. Some leave sentences out,
some have sentences that their signers added; but what the template has keeps its order. The letters
with the commonest number of sentences say at first which sentence is which, by its place; then the
words of each decide for all letters, as in a naive Bayes classifier, within that order.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns.words import Words

Numbers = npt.NDArray[np.int64]

_STOPS = set(".!?:;…。！？：；؟؛।\n")
_PAUSES = set(",–—()،、，")
_ROUNDS = 4
_FINE = 64  # steps of a score: whole numbers, so that the order of adding makes no difference
_SMOOTH = 0.2
_WORST = -(1 << 40)


@dataclass(frozen=True)
class Sentence:
    """first, last: its words in the batch, `last` exclusive; pauses: before which of them, counted
    from `first`, a comma or the like stands."""

    letter: int
    first: int
    last: int
    pauses: tuple[int, ...]


def sentences_of(texts: Sequence[str], words: Words, most: int) -> list[list[Sentence]]:
    """The sentences of each letter, those among its first `most` words."""
    letters = []
    for letter, (begin, end) in enumerate(pairwise(words.offsets.tolist())):
        end = min(end, begin + most)
        starts, ends = words.starts[begin:end].tolist(), words.ends[begin:end].tolist()
        sentences: list[Sentence] = []
        first = 0
        pauses: list[int] = []
        for place in range(1, end - begin + 1):
            is_last = place == end - begin
            between = texts[letter][ends[place - 1] : None if is_last else starts[place]]
            # A point within an abbreviation, a number or an address ends nothing.
            if is_last or (_STOPS.intersection(between) and between.strip() != between):
                sentences.append(Sentence(letter, begin + first, begin + place, tuple(pauses)))
                first, pauses = place, []
            elif _PAUSES.intersection(between):
                pauses.append(place - first)
        letters.append(sentences)
    return letters


def kinds_of(letters: Sequence[Sequence[Sentence]], codes: Numbers) -> list[list[Sentence]]:
    """For each sentence of the template, in its order, the sentences that stand for it: at most one
    of each letter.

    codes: of the words of the batch, 0 to n - 1.
    """
    lengths = Counter(len(sentences) for sentences in letters)
    usual = max(lengths, key=lambda length: (lengths[length], length), default=0)
    every = [sentence for sentences in letters for sentence in sentences]
    kinds = np.array(
        [
            place if len(sentences) == usual else -1
            for sentences in letters
            for place in range(len(sentences))
        ],
        np.int64,
    )
    if usual > 1:
        for _ in range(_ROUNDS):
            after = _aligned(_scores(every, kinds, usual, codes), letters)
            if np.array_equal(after, kinds):
                break
            kinds = after
    return [
        [sentence for sentence, kind in zip(every, kinds.tolist(), strict=True) if kind == one]
        for one in range(usual)
    ]


def _scores(every: Sequence[Sentence], kinds: Numbers, usual: int, codes: Numbers) -> Numbers:
    """How much likelier the words of each sentence are in each kind than anywhere."""
    lengths = np.array([sentence.last - sentence.first for sentence in every])
    starts = np.cumsum(lengths) - lengths
    spoken = np.concatenate([codes[sentence.first : sentence.last] for sentence in every])
    vocabulary = int(codes.max()) + 1
    kind_of = np.repeat(kinds, lengths)
    told = kind_of >= 0
    times = np.zeros((usual, vocabulary))
    np.add.at(times, (kind_of[told], spoken[told]), 1)
    times[times < 2] = 0  # what one letter alone says makes it no kind
    everywhere = np.bincount(spoken, minlength=vocabulary) / len(spoken)
    totals = times.sum(axis=1, keepdims=True)
    share = (times + _SMOOTH * vocabulary * everywhere) / (totals + _SMOOTH * vocabulary)
    with np.errstate(divide="ignore"):
        worth = np.round(_FINE * np.log(share / np.maximum(everywhere, 1e-12))).astype(np.int64)
    worth[:, everywhere == 0] = 0
    scores: Numbers = np.add.reduceat(worth[:, spoken], starts, axis=1).T
    return scores


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

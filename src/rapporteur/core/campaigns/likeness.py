"""How much likelier the words of a sentence are in one kind of sentence than anywhere.

As in a naive Bayes classifier, whose classes are the sentences of a template.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rapporteur.core.campaigns.sentences import Sentence
from rapporteur.core.campaigns.words import Numbers

_FINE = 64  # steps of a score: whole numbers, so that the order of adding makes no difference
_SMOOTH = 0.2


@dataclass(frozen=True)
class Spoken:
    """The words of sentences, one sentence after the other.

    words: coded; starts, lengths: of each sentence; letters: which letter each is of.
    """

    words: Numbers
    starts: Numbers
    lengths: Numbers
    letters: Numbers

    @classmethod
    def of(cls, every: Sequence[Sentence], codes: Numbers) -> "Spoken":
        lengths = np.array([one.last - one.first for one in every], np.int64)
        words = np.concatenate([codes[one.first : one.last] for one in every] or [codes[:0]])
        letters = np.array([one.letter for one in every], np.int64)
        return cls(words, np.cumsum(lengths) - lengths, lengths, letters)

    def __len__(self) -> int:
        return len(self.lengths)


def scores_of(spoken: Spoken, kinds: Numbers, many: int, least: int = 2) -> Numbers:
    """Sentences × kinds: what speaks for each.

    kinds: of each sentence, 0 to many - 1, or -1 where it is not known; least: how often a word
    must be said in a kind to count there, for what one letter alone says makes it no kind.
    """
    vocabulary = int(spoken.words.max()) + 1
    kind_of = np.repeat(kinds, spoken.lengths)
    told = kind_of >= 0
    places = kind_of[told] * vocabulary + spoken.words[told]
    times = np.bincount(places, minlength=many * vocabulary).reshape(many, vocabulary)
    times = np.where(times < least, 0, times)
    everywhere = np.bincount(spoken.words, minlength=vocabulary) / len(spoken.words)
    totals = times.sum(axis=1, keepdims=True)
    share = (times + _SMOOTH * vocabulary * everywhere) / (totals + _SMOOTH * vocabulary)
    times_as_likely = np.divide(share, everywhere, out=np.ones_like(share), where=everywhere > 0)
    worth = np.round(_FINE * np.log(times_as_likely)).astype(np.int64)
    scores: Numbers = np.add.reduceat(worth[:, spoken.words], spoken.starts, axis=1).T
    return scores

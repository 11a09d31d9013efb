"""Stops that only some letters have: what is one sentence in these and two in those.

A greeting may end in a colon, a comma or nothing, and a clause may be added after a semicolon. So
two kinds of sentences that follow each other are one when letters that lack the one say in the
other what others say in both. The stop is then a pause within it.
"""

from collections.abc import Sequence

import numpy as np

from rapporteur.core.campaigns.sentences import Sentence
from rapporteur.core.campaigns.words import Numbers

_FEWEST = 10  # letters that have both sentences, or one that holds the other
_SHARE = 0.02  # of the letters
_HOLDS = 0.5  # of the pairs of words that a sentence mostly has
_APART = 3  # stops at most, between what is one
_RECURS = 0.01  # of the letters that have both: pairs of words that are looked for

Kind = tuple[Sentence, ...]


def joined_at_stops(kinds: Sequence[Kind], codes: Numbers, letters: int) -> list[Kind]:
    """The kinds, in their order, those joined between which a stop stands in some letters alone.

    codes: of the words of the batch, 0 to n - 1; letters: how many there are.
    """
    joined: list[Kind] = []
    for kind in kinds:
        for back in range(1, min(_APART, len(joined)) + 1):
            if _are_one(joined[-back], kind, codes, letters):
                # What stands between them is a sentence where there are stops, as in an address.
                for between in [*joined[1 - back :], kind] if back > 1 else [kind]:
                    joined[-back] = _joined(joined[-back], between)
                del joined[len(joined) - back + 1 :]
                break
        else:
            joined.append(kind)
    return joined


def _are_one(first: Kind, second: Kind, codes: Numbers, letters: int) -> bool:
    ours, theirs = ({one.letter: one for one in kind} for kind in (first, second))
    both = sorted(ours.keys() & theirs.keys())
    enough = max(_FEWEST, _SHARE * letters)
    if len(both) < enough:
        return False
    pairs = [_recurring([kind[letter] for letter in both], codes) for kind in (ours, theirs)]
    shared = np.intersect1d(pairs[0][0], pairs[1][0])
    holding = 0
    for kind, other, (told, usual) in zip(
        (ours, theirs), (theirs, ours), reversed(pairs), strict=True
    ):
        alone = [kind[letter] for letter in sorted(kind.keys() - other.keys())]
        own = np.setdiff1d(told, shared)
        held = [np.isin(_pairs(one, codes), own).sum() for one in alone]
        holding += int((np.array(held) >= max(1.0, _HOLDS * usual)).sum())
    return holding >= enough


def _recurring(sentences: Sequence[Sentence], codes: Numbers) -> tuple[Numbers, float]:
    """The pairs of words that recur in sentences, and how many of them one mostly has."""
    every = [np.unique(_pairs(one, codes)) for one in sentences]
    pairs, times = np.unique(np.concatenate(every), return_counts=True)
    told = pairs[times >= max(2, _RECURS * len(sentences))]
    return told, float(np.median([np.isin(some, told).sum() for some in every]))


def _pairs(sentence: Sentence, codes: Numbers) -> Numbers:
    words = codes[sentence.first : sentence.last]
    pairs: Numbers = (words[:-1] << 32) | words[1:]
    return pairs


def _joined(first: Kind, second: Kind) -> Kind:
    """The sentences of each letter as one, the stop between them as a pause."""
    ours, theirs = ({one.letter: one for one in kind} for kind in (first, second))
    return tuple(
        _as_one(*(kind[letter] for kind in (ours, theirs) if letter in kind))
        for letter in sorted(ours.keys() | theirs.keys())
    )


def _as_one(first: Sentence, second: Sentence | None = None) -> Sentence:
    if second is None:
        return first
    pauses = (second.first, *(second.first + pause for pause in second.pauses))
    return Sentence(
        first.letter,
        first.first,
        second.last,
        (*first.pauses, *(pause - first.first for pause in pauses)),
    )

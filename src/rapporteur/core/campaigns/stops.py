"""Stops that only some letters have: what is one sentence in these and two in those.

A greeting may end in a colon, a comma or nothing, and a clause may be added after a semicolon. So
two kinds of sentences that follow each other are one when letters that lack the one say in the
other what others say in both. The stop is then a pause within it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns.sentences import Sentence
from rapporteur.core.campaigns.words import Numbers, stretches

_FEWEST = 10  # letters that have both sentences, or one that holds the other
_SHARE = 0.02  # of the letters
_HOLDS = 0.5  # of the pairs of words that a sentence mostly has
_APART = 3  # stops at most, between what is one
_RECURS = 0.01  # of the letters that have both: pairs of words that are looked for

Kind = tuple[Sentence, ...]
Mask = npt.NDArray[np.bool_]


def joined_at_stops(kinds: Sequence[Kind], codes: Numbers, letters: int) -> list[Kind]:
    """The kinds, in their order, those joined between which a stop stands in some letters alone.

    codes: of the words of the batch, 0 to n - 1; letters: how many there are.
    """
    joined: list[Kind] = []
    told: list[_Told] = []
    for kind in kinds:
        here = _Told.of(kind, codes)
        for back in range(1, min(_APART, len(joined)) + 1):
            if _are_one(told[-back], here, letters):
                # What stands between them is a sentence where there are stops, as in an address.
                for between in [*joined[1 - back :], kind] if back > 1 else [kind]:
                    joined[-back] = _joined(joined[-back], between)
                told[-back] = _Told.of(joined[-back], codes)
                del joined[len(joined) - back + 1 :], told[len(told) - back + 1 :]
                break
        else:
            joined.append(kind)
            told.append(here)
    return joined


@dataclass(frozen=True)
class _Told:
    """The pairs of words that the sentences of a kind say.

    letters: of each sentence; pairs: each once, in order; at, which: of every pair that is said,
    its sentence and its number among `pairs`.
    """

    letters: Numbers
    pairs: Numbers
    at: Numbers
    which: Numbers

    @classmethod
    def of(cls, kind: Kind, codes: Numbers) -> "_Told":
        firsts = np.array([one.first for one in kind], np.int64)
        lengths = np.array([max(0, one.last - one.first - 1) for one in kind], np.int64)
        places = stretches(firsts, lengths)
        said = (codes[places] << 32) | codes[places + 1]
        pairs, which = np.unique(said, return_inverse=True)
        letters = np.array([one.letter for one in kind], np.int64)
        return cls(letters, pairs, np.repeat(np.arange(len(kind)), lengths), which)

    def recurring(self, asked: Mask) -> tuple[Numbers, float]:
        """The pairs that recur in these sentences, and how many of them one mostly has."""
        held = asked[self.at]
        once = np.unique(self.which[held] * len(self.letters) + self.at[held])
        which, at = once // len(self.letters), once % len(self.letters)
        times = np.bincount(which, minlength=len(self.pairs))
        told = times >= max(2, _RECURS * int(asked.sum()))
        has = np.bincount(at[told[which]], minlength=len(self.letters))
        return self.pairs[told], float(np.median(has[asked]))

    def holding(self, pairs: Numbers, asked: Mask) -> Numbers:
        """How many words of each of these sentences begin one of these pairs."""
        held = np.isin(self.pairs, pairs)[self.which]
        return np.bincount(self.at[held], minlength=len(self.letters))[asked]


def _are_one(first: _Told, second: _Told, letters: int) -> bool:
    both = [
        np.isin(kind.letters, other.letters) for kind, other in ((first, second), (second, first))
    ]
    enough = max(_FEWEST, _SHARE * letters)
    if both[0].sum() < enough:
        return False
    (ours, usual), (theirs, often) = first.recurring(both[0]), second.recurring(both[1])
    lacking = (
        first.holding(np.setdiff1d(theirs, ours), ~both[0]) >= max(1.0, _HOLDS * often),
        second.holding(np.setdiff1d(ours, theirs), ~both[1]) >= max(1.0, _HOLDS * usual),
    )
    return sum(int(held.sum()) for held in lacking) >= enough


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

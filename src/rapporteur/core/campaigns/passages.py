"""What letters say in each part of their template: sentence by sentence, or as a whole.

Most campaigns are composed sentence by sentence, and sentences are soon laid along a track. Where
an alternative ends a sentence within itself, or a sentence may be left out, the parts that were
found are only a beginning: then whole letters are divided among the parts of all sentences.
"""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns.alignment import Codes, track_of
from rapporteur.core.campaigns.choices import divided
from rapporteur.core.campaigns.kinds import kinds_of
from rapporteur.core.campaigns.sentences import Sentence, sentences_of
from rapporteur.core.campaigns.slots import parts_of
from rapporteur.core.campaigns.stops import joined_at_stops
from rapporteur.core.campaigns.words import Numbers, Words

_LONGEST = 1200  # words of a letter that are laid along the track
_LAID = 800  # sentences that decide what the parts are
_GROWN_FROM = 6  # in ten, by length: neither short, nor all swollen by what was added
_STRETCH = 3  # parts that a letter leaves out together: no choice in each of them
_KEPT = 0.9  # of the letters, saying something in a part: it is never left out for choice
_STRAY = 0.01  # of the letters: what so many do makes it part of the template
_CELLS = 1 << 23  # of the tables of whole letters: what time they may take

Said = tuple[int, ...]  # words, coded
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Part:
    """What letters say in one part of a sentence.

    said: of each sentence that stands for it; present: whether it has the surroundings of the part,
    so that saying nothing in it is a choice; begins: at which of the sentence's words it begins.
    """

    said: tuple[Said, ...]
    present: Mask
    begins: Numbers


@dataclass(frozen=True)
class _Letters:
    """codes: of all words; pause: the code of commas, which are laid along the track as words are,
    for they show where an alternative begins."""

    texts: Sequence[str]
    words: Words
    codes: Codes
    pause: int


class Passages:
    """The sentences of letters that stand for one of the template's, divided into parts."""

    def __init__(
        self,
        letters: _Letters,
        sentences: Sequence[Sentence],
        known: Sequence[Mapping[Said, int]] | None = None,
    ) -> None:
        """known: what is said in each part, where that is known from elsewhere."""
        self._letters, self._sentences = letters, sentences
        self._numbers = [_with_pauses(sentence) for sentence in sentences]
        self._spoken = [
            np.where(some < 0, letters.pause, letters.codes[some]).astype(np.int32)
            for some in self._numbers
        ]
        self.parts = self._divided(self._laid() if known is None else known)

    def written(self, number: int, first: int, long: int) -> str:
        """How a sentence writes so many of its words, pauses among them."""
        numbers = self._numbers[number][first : first + long]
        numbers = numbers[numbers >= 0]
        if not len(numbers):
            return ""
        words, text = self._letters.words, self._letters.texts[self._sentences[number].letter]
        return " ".join(text[words.starts[numbers[0]] : words.ends[numbers[-1]]].split())

    def _laid(self) -> list[Counter[Said]]:
        """What is said between the cuts of a track on which the sentences are laid."""
        some = self._spoken[:_LAID]
        order = sorted(range(len(some)), key=lambda n: (len(some[n]), n))
        start = order[len(order) * _GROWN_FROM // 10]
        some = [some[start], *some[:start], *some[start + 1 :]]
        track = track_of(some, self._letters.pause + 1, max(2, len(some) // 250))
        line = track.words.tolist()
        return [
            Counter(tuple(line[place] for place in says) for says in part.said)
            for part in parts_of(track)
        ]

    def _divided(self, known: Sequence[Mapping[Said, int]]) -> list[Part]:
        begins = divided(self._spoken, known, min(_LAID, len(self._spoken)))
        said = [
            tuple(
                tuple(one[a:b].tolist())
                for one, a, b in zip(self._spoken, first, last, strict=True)
            )
            for first, last in itertools.pairwise(begins.T)
        ]
        return [
            Part(says, present, first)
            for says, present, first in zip(said, _present(said), begins.T, strict=False)
        ]


def passages_of(
    texts: Sequence[str], words: Words, codes: Numbers, pause: int
) -> tuple[list[Passages], bool]:
    """The passages of letters, in the order of their template; and whether letters keep one.

    words: of the letters, as `texts` are read; codes: theirs, numbers below `pause`.
    """
    letters = _Letters(texts, words, codes.astype(np.int32), pause)
    sentences = sentences_of(texts, words, _LONGEST)
    told = kinds_of(sentences, codes)
    kinds = [kind for kind in told.sentences if len(kind) > 1]
    if told.in_order:
        kinds = joined_at_stops(kinds, codes, len(texts))
    passages = [Passages(letters, kind) for kind in kinds]
    long = [
        {one.letter for one in kind}
        for kind, one in zip(kinds, passages, strict=True)
        if len(one.parts) >= _STRETCH
    ]
    complete = set(range(len(texts))).intersection(*long)
    if (
        not told.in_order
        or 2 * len(complete) < len(texts)
        or not _is_strange(letters, sentences, kinds, complete)
    ):
        return passages, told.in_order
    known = [Counter(part.said) for one in passages for part in one.parts]
    whole = [_whole(sentences[letter]) for letter in sorted(complete) if sentences[letter]]
    cells = len(known) * max(1, max(one.last - one.first for one in whole))
    return [Passages(letters, whole[: max(_LAID // 4, _CELLS // cells)], known)], True


def _is_strange(
    letters: _Letters,
    sentences: Sequence[Sequence[Sentence]],
    kinds: Sequence[Sequence[Sentence]],
    complete: Set[int],
) -> bool:
    """Whether letters that lack no long sentence lack a short one, or have others that recur."""
    enough = max(2, _STRAY * len(complete))
    if any(len(complete) - sum(one.letter in complete for one in kind) >= enough for kind in kinds):
        return True
    of_a_kind = {(one.letter, one.first) for kind in kinds for one in kind}
    strays = Counter(
        letters.codes[one.first : one.last].tobytes()
        for letter in complete
        for one in sentences[letter]
        if (letter, one.first) not in of_a_kind
    )
    return any(times >= enough for times in strays.values())


def _whole(sentences: Sequence[Sentence]) -> Sentence:
    """A letter as one sentence."""
    first = sentences[0]
    pauses = [one.first + pause - first.first for one in sentences for pause in one.pauses]
    return Sentence(first.letter, first.first, sentences[-1].last, tuple(pauses))


def _present(said: Sequence[tuple[Said, ...]]) -> list[Mask]:
    """Which letters have each part: not those that lack it with others, of which one is kept by
    nearly all."""
    silent = np.array([[not says for says in part] for part in said])
    if not silent.size:
        return []
    kept = silent.mean(axis=1) <= 1 - _KEPT
    present = np.ones(silent.shape, bool)
    for n in np.flatnonzero(silent.sum(axis=0) >= _STRETCH).tolist():
        edges = np.diff(np.concatenate([[0], silent[:, n], [0]]))
        for a, b in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
            present[a:b, n] = b - a < _STRETCH or not kept[a:b].any()
    return list(present)


def _with_pauses(sentence: Sentence) -> Numbers:
    """The numbers of a sentence's words, and -1 for each pause."""
    numbers = np.arange(sentence.first, sentence.last)
    return np.insert(numbers, sentence.pauses, -1) if sentence.pauses else numbers

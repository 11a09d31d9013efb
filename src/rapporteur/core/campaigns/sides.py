"""Whether letters that have sentences in common are several campaigns, such as for and against.

Two campaigns on one topic may share most of their sentences. Beside all other texts they are then
one group of letters; what tells them apart is that some sentences are chosen by side. So letters
are divided in two such that, within each side, what they say in one place tells nothing of what
they say in another (a mixture of two classes, settled letter by letter from what is hardly ever
said together with the rest). Every group can be divided somehow; the two sides are two campaigns
when most letters of each have at least two sentences of their own and choose within them freely.

Words that agree with each other (“it needs”, “they need”) are no sentences of one's own; one
sentence with two versions, or one phrase that goes over several sentences, is one choice; and where
one side says nothing that the other does not say, its letters leave sentences out. All that stays
one campaign.
"""

from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rapporteur.core.campaigns.grams import Grams, HashSet, grams_of
from rapporteur.core.campaigns.groups import spread
from rapporteur.core.campaigns.sentences import sentences_of
from rapporteur.core.campaigns.words import Hashes, Numbers, Words, as_read, chosen

_ASKED = 3000  # letters of a group, whether it is several campaigns
_DIVIDED = 8000  # letters of a group that is
_FEWEST = 50  # letters of a side: fewer do not tell where they choose
_MOST_PAIRS = 1500  # of words, the commonest
_EXPECTED = 5  # letters: what fewer say, or would say by chance, tells nothing
_HARDLY = 0.1  # of them: they do not say it
_SEEDS = 24
_ROUNDS = 12
_FINE = 64  # steps of a score: whole numbers, so that the order of adding makes no difference
_OWN_SENTENCES = 2
_MOST_PICKED = 300  # pairs of words, the commonest
_CHOSEN = 0.8  # of the letters of a side, at most, say what they chose
_FOLLOWS = 0.9  # of the times that the rarer of two is said: it goes with the other

Mask = npt.NDArray[np.bool_]
Table = npt.NDArray[np.float32]  # letters × pairs of words: 1 where a letter says a pair


def sides_of(texts: pa.Array, words: Words, group: Numbers) -> list[Numbers]:
    """The campaigns that a group of letters is, as numbers of texts; the group alone if it is one.

    texts, words: of the sample; group: the numbers of the letters in it. Of a large group that is
    several campaigns, some letters of each come back.
    """
    rows = spread(group, _ASKED)
    if len(rows) < 2 * _FEWEST:
        return [group]
    some = chosen(words, rows)
    pairs = _common(some)
    said = _table(some, pairs)
    letters = _Letters.of(texts, some, rows)
    for side in _divisions(said):
        if letters.are_two(side):
            rows = spread(group, _DIVIDED)
            here = _likelier(_table(chosen(words, rows), pairs), *_worth(said, side[:, None]))[:, 0]
            parts = (rows[here], rows[~here])
            if min(map(len, parts)) < _FEWEST:
                continue
            return list(chain(*(sides_of(texts, words, part) for part in parts)))
    return [group]


def _common(letters: Words) -> Hashes:
    """The pairs of words that most letters say, but not all of them; sorted."""
    grams = grams_of(letters, 2)
    hashes, which = np.unique(grams.hashes, return_inverse=True)
    times = np.bincount(np.unique(which * len(letters) + grams.texts) // len(letters))
    common = np.argsort(-times, kind="stable")[:_MOST_PAIRS]
    common = common[(times[common] >= _EXPECTED) & (times[common] < len(letters))]
    return hashes[np.sort(common)]


def _table(letters: Words, pairs: Hashes) -> Table:
    grams = grams_of(letters, 2)
    places = HashSet(pairs).places(grams.hashes)
    held = places >= 0
    said = np.zeros((len(letters), len(pairs)), np.float32)
    said[grams.texts[held], places[held]] = 1
    return said


def _divisions(said: Table) -> list[Mask]:
    """Ways to divide letters in two that settle, the most promising first."""
    sides = said[:, _seeds(said)] > 0
    for _ in range(_ROUNDS):
        after = _likelier(said, *_worth(said, sides))
        if np.array_equal(after, sides):
            break
        sides = after
    different = {side.tobytes(): side for side in sides.T}
    return [one for one in different.values() if min(one.sum(), (~one).sum()) >= _FEWEST]


def _seeds(said: Table) -> list[int]:
    """The pairs that miss most of what they would meet by chance: a side's own miss all of what is
    the other's own; an alternative misses the others of its slot alone."""
    times = said.sum(axis=0, dtype=np.int64)
    expected = np.outer(times, times) / len(said)
    apart = (said.T @ said <= _HARDLY * expected) & (expected >= _EXPECTED)
    missed = np.where(apart, expected, 0).sum(axis=1) / np.maximum(expected.sum(axis=1), 1)
    order = np.argsort(-np.round(missed, 6), kind="stable")
    return [n for n in order[:_SEEDS].tolist() if missed[n] > 0]


def _worth(said: Table, sides: Mask) -> tuple[Table, Table]:
    """Pairs × ways to divide: how much to say a pair speaks for the one side; and what speaks for
    it in a letter that says none."""
    letters = sides.sum(axis=0)
    times = said.T @ sides.astype(np.float32)
    here = (times + 0.5) / (letters + 1)
    there = (said.sum(axis=0)[:, None] - times + 0.5) / (len(said) - letters + 1)
    silent = np.log(1 - here) - np.log(1 - there)
    worth = np.round(_FINE * (np.log(here) - np.log(there) - silent)).astype(np.float32)
    return worth, np.round(_FINE * silent).astype(np.float32).sum(axis=0)


def _likelier(said: Table, worth: Table, base: Table) -> Mask:
    """Letters × ways to divide: whether what a letter says is likelier on the one side."""
    likelier: Mask = said @ worth + base > 0
    return likelier


@dataclass(frozen=True)
class _Letters:
    """Letters in their sentences.

    grams: the pairs of words within sentences; which: the number of each pair of words; at: the
    sentence of each; sentences: of each word; letters: of each sentence; many: how many letters.
    """

    grams: Grams
    which: Numbers
    at: Numbers
    sentences: Numbers
    letters: Numbers
    many: int

    @classmethod
    def of(cls, texts: pa.Array, words: Words, rows: Numbers) -> "_Letters":
        """words: of the letters, which are the texts of these numbers."""
        written = [as_read(text) for text in texts.take(pa.array(rows)).to_pylist()]
        every = list(chain(*sentences_of(written, words, len(words.hashes))))
        sentences = np.repeat(np.arange(len(every)), [one.last - one.first for one in every])
        grams = grams_of(words, 2)
        within = sentences[grams.at] == sentences[grams.at + 1]
        grams = Grams(2, grams.at[within], grams.texts[within], grams.hashes[within])
        _, which = np.unique(grams.hashes, return_inverse=True)
        letters = np.array([one.letter for one in every], np.int64)
        return cls(grams, which, sentences[grams.at], sentences, letters, len(rows))

    def are_two(self, side: Mask) -> bool:
        """Whether letters on this side and the others are two campaigns."""
        rows = np.flatnonzero(side), np.flatnonzero(~side)
        fewer = min(map(len, rows))  # as many on each side, so that counts can be compared
        asked = [np.isin(np.arange(self.many), spread(some, fewer)) for some in rows]
        times = [self._times(some) for some in asked]
        free = False
        for some, mine, theirs in zip(asked, times, reversed(times), strict=True):
            own = (mine >= _EXPECTED) & (theirs <= _HARDLY * mine)
            shared = (mine + theirs >= _EXPECTED) & ~own
            sentences = self._own_sentences(own, shared) & some[self.letters]
            has = np.bincount(self.letters[sentences], minlength=self.many)[some]
            if np.median(has) < _OWN_SENTENCES:
                return False
            picked = np.where(own & (mine <= _CHOSEN * fewer), mine, 0)
            picked = np.argsort(-picked, kind="stable")[: min(_MOST_PICKED, (picked > 0).sum())]
            free = free or self._free(np.isin(self.which, picked) & sentences[self.at])
        return free

    def _times(self, asked: Mask) -> Numbers:
        """How many of these letters say each pair of words."""
        held = asked[self.grams.texts]
        said = np.unique(self.which[held] * self.many + self.grams.texts[held]) // self.many
        return np.bincount(said, minlength=int(self.which.max(initial=-1)) + 1)

    def _own_sentences(self, own: Mask, shared: Mask) -> Mask:
        """The sentences most of whose words stand in pairs alone that are a side's own."""
        alone, common = (np.zeros(len(self.sentences), bool) for _ in range(2))
        for mark, pairs in ((alone, own), (common, shared)):
            at = self.grams.at[pairs[self.which]]
            mark[at] = mark[at + 1] = True
        many = len(self.letters)
        return np.bincount(self.sentences[alone & ~common], minlength=many) > np.bincount(
            self.sentences[common], minlength=many
        )

    def _free(self, told: Mask) -> bool:
        """Whether what is said in one sentence mostly does not follow from what is said in another.

        told: the pairs of words that are asked.
        """
        pairs, which = np.unique(self.which[told], return_inverse=True)
        every, where = np.unique(self.at[told], return_inverse=True)
        by_sentence = np.zeros((len(every), len(pairs)), np.float32)
        by_sentence[where, which] = 1
        by_letter = np.zeros((self.many, len(pairs)), np.float32)
        by_letter[self.letters[every[where]], which] = 1
        times = by_letter.sum(axis=0)
        elsewhere = by_letter.T @ by_letter - by_sentence.T @ by_sentence
        met = elsewhere >= _EXPECTED
        rarer = np.minimum(times[:, None], times)
        return bool((elsewhere[met] < _FOLLOWS * rarer[met]).sum() * 2 > met.sum())

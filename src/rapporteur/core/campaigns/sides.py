"""Whether letters that have sentences in common are several campaigns, such as for and against.

Two campaigns on one topic may share most of their sentences. Beside all other texts they are then
one group of letters; what tells them apart is that some sentences are chosen by side. So letters
are divided in two such that, within each side, what they say in one place tells nothing of what
they say in another (a mixture of two classes, settled letter by letter from what is hardly ever
said together with the rest). Every group can be divided somehow; the two sides are two campaigns
when most letters of each have at least two sentences of their own and choose within them freely;
or when they choose among words of their own in three sentences, though those share all the rest.

Words that agree with each other (“it needs”, “they need”) are no sentences of one's own; one
sentence with two versions, or one phrase that goes over several sentences, is one choice; and where
one side says nothing that the other does not say, its letters leave sentences out. All that stays
one campaign.
"""

from collections.abc import Iterator
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
_STEPS = 30  # of a multiplication that settles
_ROUNDS = 12
_FINE = 64  # steps of a score: whole numbers, so that the order of adding makes no difference
_OWN_SENTENCES = 2
_OWN_CHOICES = 3
_MOST_PICKED = 300  # runs of words, the commonest
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
    if not len(pairs):
        return [group]
    said = _table(some, pairs)
    sentences = _Sentences.of(texts, some, rows)
    by_pairs, by_words = sentences.saying(some, 2), sentences.saying(some, 1)
    for side in _divisions(said):
        if by_pairs.has_own_sentences(side) or by_words.has_own_choices(side):
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
    met = said.T @ said
    sides = np.concatenate([_along(said, met)[:, None], said[:, _seeds(said, met)] > 0], axis=1)
    for _ in range(_ROUNDS):
        after = _likelier(said, *_worth(said, sides))
        if np.array_equal(after, sides):
            break
        sides = after
    different = {side.tobytes(): side for side in sides.T}
    return [one for one in different.values() if min(one.sum(), (~one).sum()) >= _FEWEST]


def _along(said: Table, met: Table) -> Mask:
    """Letters divided along what most of their pairs go with: the first principal component, by
    repeated multiplication, in whole numbers. A side that says many things in each place has no
    pair that all of it says, to begin with.

    met: pairs × pairs: how many letters say both."""
    times = said.sum(axis=0, dtype=np.int64)
    roots = np.sqrt(times)
    beyond = met.astype(np.float64) - np.outer(times, times) / len(said)  # what chance would have
    together = np.round(_FINE * beyond / np.outer(roots, roots))
    worth = together[np.argmax(np.abs(together).sum(axis=0))]
    for _ in range(_STEPS):
        worth = together @ worth
        worth = np.round(_FINE * worth / max(1, np.abs(worth).max()))
    scores = said @ np.round(_FINE * worth / roots)
    along: Mask = scores * len(said) > scores.sum()
    return along


def _seeds(said: Table, met: Table) -> list[int]:
    """The pairs that miss most of what they would meet by chance: a side's own miss all of what is
    the other's own; an alternative misses the others of its slot alone."""
    times = said.sum(axis=0, dtype=np.int64)
    expected = np.outer(times, times) / len(said)
    apart = (met <= _HARDLY * expected) & (expected >= _EXPECTED)
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
class _Sentences:
    """words: the number of the sentence of each word of all letters; letters: of each sentence;
    many: how many letters."""

    words: Numbers
    letters: Numbers
    many: int

    @classmethod
    def of(cls, texts: pa.Array, words: Words, rows: Numbers) -> "_Sentences":
        """words: of the letters, which are the texts of these numbers."""
        written = [as_read(text) for text in texts.take(pa.array(rows)).to_pylist()]
        every = list(chain(*sentences_of(written, words, len(words.hashes))))
        numbers = np.repeat(np.arange(len(every)), [one.last - one.first for one in every])
        return cls(numbers, np.array([one.letter for one in every], np.int64), len(rows))

    def saying(self, words: Words, length: int) -> "_Said":
        """What is said in them, as runs of so many words."""
        grams = grams_of(words, length)
        within = self.words[grams.at] == self.words[grams.at + length - 1]
        grams = Grams(length, grams.at[within], grams.texts[within], grams.hashes[within])
        _, which = np.unique(grams.hashes, return_inverse=True)
        once = np.unique(which * self.many + grams.texts)
        return _Said(self, grams, which, self.words[grams.at], once // self.many, once % self.many)


@dataclass(frozen=True)
class _Said:
    """Runs of words in the sentences of letters; which: the number of each run, the same for the
    same words; at: its sentence; runs, letters: which run is said by which letter, each once."""

    sentences: _Sentences
    grams: Grams
    which: Numbers
    at: Numbers
    runs: Numbers
    letters: Numbers

    def has_own_sentences(self, side: Mask) -> bool:
        """Whether most letters of either side have sentences of their own, and choose in them."""
        free = False
        for some, mine, theirs in self._either(side):
            own = _own(mine, theirs)
            shared = (mine + theirs >= _EXPECTED) & ~own
            sentences = self._own_sentences(own, shared) & some[self.sentences.letters]
            if self._typical(sentences, some) < _OWN_SENTENCES:
                return False
            free = free or self._free(self._chosen(own, mine, some) & sentences[self.at])
        return free

    def has_own_choices(self, side: Mask) -> bool:
        """Whether most letters of either side choose among what the other never says, in several
        sentences that both may have besides ("I support … vote yes", "I oppose … vote no").

        What all of a side say in a place is no choice: words agree ("my son … he").
        """
        free = False
        for some, mine, theirs in self._either(side):
            told = self._chosen(_own(mine, theirs), mine, some)
            sentences = np.bincount(self.at[told], minlength=len(self.sentences.letters)) > 0
            if self._typical(sentences, some) < _OWN_CHOICES:
                return False
            free = free or self._free(told)
        return free

    def _either(self, side: Mask) -> Iterator[tuple[Mask, Numbers, Numbers]]:
        """For either side: some of its letters, as many as of the other, so that counts can be
        compared; and how many of them, and of the others, say each run."""
        rows = np.flatnonzero(side), np.flatnonzero(~side)
        fewer = min(map(len, rows))
        asked = [np.isin(np.arange(self.sentences.many), spread(some, fewer)) for some in rows]
        times = [self._times(some) for some in asked]
        yield asked[0], times[0], times[1]
        yield asked[1], times[1], times[0]

    def _times(self, asked: Mask) -> Numbers:
        """How many of these letters say each run."""
        said = self.runs[asked[self.letters]]
        return np.bincount(said, minlength=int(self.which.max(initial=-1)) + 1)

    def _typical(self, sentences: Mask, asked: Mask) -> float:
        """How many of these sentences a letter has, of those that are asked (the median)."""
        letters = self.sentences.letters[sentences]
        return float(np.median(np.bincount(letters, minlength=self.sentences.many)[asked]))

    def _own_sentences(self, own: Mask, shared: Mask) -> Mask:
        """The sentences most of whose words stand in runs alone that are a side's own."""
        alone, common = (np.zeros(len(self.sentences.words), bool) for _ in range(2))
        for mark, runs in ((alone, own), (common, shared)):
            at = self.grams.at[runs[self.which]]
            for n in range(self.grams.length):
                mark[at + n] = True
        many = len(self.sentences.letters)
        return np.bincount(self.sentences.words[alone & ~common], minlength=many) > np.bincount(
            self.sentences.words[common], minlength=many
        )

    def _chosen(self, own: Mask, times: Numbers, asked: Mask) -> Mask:
        """The places of what letters of a side choose: the commonest of its own, but for what
        nearly all of them say."""
        chosen = np.where(own & (times <= _CHOSEN * asked.sum()), times, 0)
        picked = np.argsort(-chosen, kind="stable")[: min(_MOST_PICKED, (chosen > 0).sum())]
        told: Mask = np.isin(self.which, picked) & asked[self.grams.texts]
        return told

    def _free(self, told: Mask) -> bool:
        """Whether what is said in one sentence mostly does not follow from what is said in another.

        told: the runs that are asked.
        """
        runs, which = np.unique(self.which[told], return_inverse=True)
        every, where = np.unique(self.at[told], return_inverse=True)
        by_sentence = np.zeros((len(every), len(runs)), np.float32)
        by_sentence[where, which] = 1
        by_letter = np.zeros((self.sentences.many, len(runs)), np.float32)
        by_letter[self.sentences.letters[every[where]], which] = 1
        times = by_letter.sum(axis=0)
        elsewhere = by_letter.T @ by_letter - by_sentence.T @ by_sentence
        met = elsewhere >= _EXPECTED
        rarer = np.minimum(times[:, None], times)
        return bool((elsewhere[met] < _FOLLOWS * rarer[met]).sum() * 2 > met.sum())


def _own(mine: Numbers, theirs: Numbers) -> Mask:
    """What one side says and the other hardly ever."""
    own: Mask = (mine >= _EXPECTED) & (theirs <= _HARDLY * mine)
    return own

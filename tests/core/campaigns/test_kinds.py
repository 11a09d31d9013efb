"""Which sentences of letters stand for the same sentence of their template."""

from itertools import pairwise
from random import Random

import numpy as np
import pytest

from rapporteur.core.campaigns.kinds import kinds_of
from rapporteur.core.campaigns.sentences import sentences_of
from rapporteur.core.campaigns.words import words_of

CHOICES = (
    ("Leave the old library open", "Do not shut our library"),
    ("Children read there daily", "My mother learnt to read in it"),
    ("Rain comes in at the roof", "The roof lets water through"),
    ("Mend it soon", "Find the money for repairs"),
)


def told(said):
    """The kinds of the sentences of letters of which it is known which sentence each is; by letter,
    what was meant and the kind that was found."""
    texts = [". ".join(text for _, text in letter) + "." for letter in said]
    words = words_of(texts)
    codes = np.unique(words.hashes, return_inverse=True)[1]
    letters = sentences_of(texts, words, 1000)
    kinds = kinds_of(letters, codes)
    of = {
        (one.letter, one.first): kind for kind, ones in enumerate(kinds.sentences) for one in ones
    }
    pairs = [
        [
            (meant, of.get((one.letter, one.first), -1))
            for (meant, _), one in zip(meanings, sentences, strict=True)
        ]
        for meanings, sentences in zip(said, letters, strict=True)
    ]
    for kind in kinds.sentences:
        assert all(a.letter < b.letter for a, b in pairwise(kind))
    return kinds, pairs


def own(chance):
    return " ".join(f"w{chance.randrange(5000)}" for _ in range(6))


def test_sentences_left_out_or_added_do_not_confuse_the_others():
    chance = Random(3)
    said = []
    for n in range(200):
        kept = [place for place in range(4) if n % 5 or place != n % 4]
        letter = [(place, chance.choice(CHOICES[place])) for place in kept]
        if n % 7 == 0:
            letter.insert(chance.randrange(len(letter) + 1), (-1, own(chance)))
        said.append(letter)
    kinds, pairs = told(said)
    assert kinds.in_order
    wrong = sum(meant != kind for letter in pairs for meant, kind in letter)
    assert wrong <= 4  # what somebody added may look like a sentence that was left out


@pytest.mark.parametrize("least", [4, 2])
def test_sentences_in_any_order_are_told_by_their_words_and_by_not_meeting(least):
    chance = Random(4)
    said = []
    for n in range(300):
        letter = [
            (place, chance.choice(CHOICES[place]))
            for place in chance.sample(range(4), chance.randint(least, 4))
        ]
        if n % 7 == 0:
            letter.insert(chance.randrange(len(letter) + 1), (-1, own(chance)))
        said.append(letter)
    kinds, pairs = told(said)
    assert not kinds.in_order
    assert len(kinds.sentences) == 4
    assert len({pair for letter in pairs for pair in letter if pair[0] >= 0}) == 4
    assert all(kind == -1 for letter in pairs for meant, kind in letter if meant < 0)


def test_of_sentences_most_of_which_are_left_out_the_order_is_found():
    chance = Random(5)
    said = [
        [(place, chance.choice(CHOICES[place])) for place in range(4) if chance.random() < 0.5]
        for _ in range(400)
    ]
    kinds, pairs = told([letter for letter in said if letter])
    assert kinds.in_order
    assert all(meant == kind for letter in pairs for meant, kind in letter)


def test_words_that_no_sentence_says_make_no_difference():
    texts = ["Keep it. Mend it now.", "Keep it. Mend it soon."] * 20
    words = words_of(texts)
    codes = np.unique(words.hashes, return_inverse=True)[1]
    letters = sentences_of(texts, words, 1000)
    assert kinds_of(letters, codes + 3) == kinds_of(letters, codes)


def test_letters_without_a_sentence_have_none():
    assert kinds_of([], np.zeros(0, np.int64)).sentences == ()
    assert kinds_of([[], []], np.zeros(0, np.int64)).sentences == ()

"""Which sentences of letters stand for the same sentence of their template."""

from itertools import pairwise
from random import Random

import numpy as np
import pytest

from rapporteur.core.campaigns.sentences import kinds_of, sentences_of
from rapporteur.core.campaigns.words import words_of


def split(text):
    words = words_of([text])
    return [
        " ".join(text[words.starts[n] : words.ends[n]] for n in range(one.first, one.last))
        for one in sentences_of([text], words, 1000)[0]
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One is here. Two is there!", ["One is here", "Two is there"]),
        ("Is it? Yes: it is", ["Is it", "Yes", "it is"]),
        ("Version 1.5 of example.org is out", ["Version 1 5 of example org is out"]),
        ("no end", ["no end"]),
        ("... and so on.", ["and so on"]),
        ("", []),
    ],
)
def test_a_sentence_ends_at_its_sign(text, sentences):
    assert split(text) == sentences


def test_commas_are_kept_by_the_word_before_which_they_stand():
    text = "You, and you, do it"
    ((sentence,),) = sentences_of([text], words_of([text]), 1000)
    assert sentence.pauses == (1, 3)


CHOICES = (
    ("Leave the old library open", "Do not shut our library"),
    ("Children read there daily", "My mother learnt to read in it"),
    ("Rain comes in at the roof", "The roof lets water through"),
    ("Mend it soon", "Find the money for repairs"),
)


def test_sentences_left_out_or_added_do_not_confuse_the_others():
    chance = Random(3)
    texts, meant = [], []
    for n in range(200):
        kept = [place for place in range(4) if n % 5 or place != n % 4]
        said = [(place, chance.choice(CHOICES[place])) for place in kept]
        if n % 7 == 0:
            own = " ".join(f"w{chance.randrange(5000)}" for _ in range(6))
            said.insert(chance.randrange(len(said) + 1), (-1, own))
        texts.append(". ".join(text for _, text in said) + ".")
        meant.append([place for place, _ in said])
    words = words_of(texts)
    codes = np.unique(words.hashes, return_inverse=True)[1]
    letters = sentences_of(texts, words, 1000)
    kinds = kinds_of(letters, codes)
    found = {(one.letter, one.first): kind for kind, ones in enumerate(kinds) for one in ones}
    got = [[found.get((one.letter, one.first), -1) for one in sentences] for sentences in letters]
    wrong = sum(a != b for a, b in zip(got, meant, strict=True))
    assert wrong <= 4  # what somebody added may look like a sentence that was left out
    for kind in kinds:
        assert all(a.letter < b.letter for a, b in pairwise(kind))


def test_letters_without_a_sentence_have_none():
    assert kinds_of([], np.zeros(0, np.int64)) == []
    assert kinds_of([[], []], np.zeros(0, np.int64)) == []

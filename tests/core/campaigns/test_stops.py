"""Sentences that a stop divides in some letters alone."""

from random import Random

import numpy as np

from rapporteur.core.campaigns.kinds import kinds_of
from rapporteur.core.campaigns.sentences import sentences_of
from rapporteur.core.campaigns.stops import joined_at_stops
from rapporteur.core.campaigns.templates import template_of
from rapporteur.core.campaigns.words import words_of

GREETINGS = ("Dear minister", "To whom it may concern", "Dear members of the board")
WISHES = ("I ask for", "We want", "Please build")
THINGS = ("a bridge over the river", "one tunnel under the hill", "some ferry at night")
CLAUSES = ("", ", as was promised", "; it is overdue")
ROADS = ("Our road ends", "The lane stops", "The track breaks off")
PLACES = ("at the water", "in a field", "by the old mill")


def letters(stops, clauses=CLAUSES, seed=1, many=600):
    chance = Random(seed)
    return [
        f"{chance.choice(GREETINGS)}{chance.choice(stops)} {chance.choice(WISHES)} "
        f"{chance.choice(THINGS)}{chance.choice(clauses)}. "
        f"{chance.choice(ROADS)} {chance.choice(PLACES)}."
        for _ in range(many)
    ]


def sentences(texts):
    """How many sentences the letters have in all, before and after they are joined."""
    words = words_of(texts)
    codes = np.unique(words.hashes, return_inverse=True)[1]
    kinds = kinds_of(sentences_of(texts, words, 1200), codes).sentences
    return len(kinds), len(joined_at_stops(kinds, codes, len(texts)))


def test_a_stop_that_some_letters_have_divides_nothing():
    before, after = sentences(letters((":", ",", "")))
    assert after == before - 1


def test_a_stop_that_all_have_does():
    assert sentences(letters((":",), clauses=("",))) == (3, 3)
    assert sentences(letters((",",), clauses=("",))) == (2, 2)


def test_the_slots_around_such_a_stop_are_found():
    texts = letters((":", ",", ""))
    template, _ = template_of(texts, words_of(texts))
    found = [sorted(one.text for one in slot.alternatives) for slot in template.slots]
    for slot in (GREETINGS, WISHES, THINGS, ROADS, PLACES):
        assert sorted(slot) in found


def test_a_sentence_that_some_letters_lack_stays_one():
    chance = Random(2)
    whole = letters((",",), clauses=("",))
    texts = [text if chance.random() < 0.6 else text.partition(". ")[2] for text in whole]
    assert sentences(texts) == (2, 2)

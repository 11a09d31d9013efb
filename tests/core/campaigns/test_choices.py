"""Letters divided anew among the parts of their template."""

from collections import Counter
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.core.campaigns.choices import divided

PARTS = st.lists(
    st.dictionaries(
        st.lists(st.integers(0, 5), max_size=3).map(tuple),
        st.integers(1, 9),
        min_size=1,
        max_size=4,
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip
LETTERS = st.lists(st.lists(st.integers(0, 5), max_size=10), min_size=1, max_size=20)


def coded(letters):
    return [np.array(letter, np.int32) for letter in letters]


def said(letters, begins):
    """What the letters say in each part, counted."""
    return [
        Counter(tuple(letter[a:b]) for letter, a, b in zip(letters, first, last, strict=True))
        for first, last in zip(begins.T[:-1].tolist(), begins.T[1:].tolist(), strict=True)
    ]


@settings(deadline=None)  # the first call compiles
@given(LETTERS, PARTS)
def test_parts_follow_each_other_from_the_first_word_to_the_last(letters, parts):
    begins = divided(coded(letters), parts, len(letters))
    assert (begins[:, 0] == 0).all()
    assert begins[:, -1].tolist() == [len(letter) for letter in letters]
    assert (np.diff(begins, axis=1) >= 0).all()


@settings(deadline=None)
@given(LETTERS, PARTS, st.randoms())
def test_the_order_of_letters_makes_no_difference(letters, parts, chance):
    many = letters * 4  # enough to tell where they choose
    order = list(range(len(many)))
    chance.shuffle(order)
    begins = divided(coded(many), parts, len(many))
    again = divided(coded([many[n] for n in order]), parts, len(many))
    assert again.tolist() == begins[order].tolist()


def test_two_choices_taken_for_one_are_cut():
    first, then = [(1, 2), (1, 3), (4,)], [(5,), (6,), (7, 8)]
    chance = Random(1)
    letters = [(*chance.choice(first), *chance.choice(then)) for _ in range(300)]
    begins = divided(coded(letters), [Counter(letters)], len(letters))
    assert [set(part) for part in said(letters, begins)] == [set(first), set(then)]


def test_one_choice_that_was_cut_is_put_together():
    whole = [(1, 2, 3), (4, 5), (6, 7, 8, 9), (1, 5)]
    chance = Random(1)
    letters = [chance.choice(whole) for _ in range(300)]
    halves = [Counter(letter[:1] for letter in letters), Counter(letter[1:] for letter in letters)]
    begins = divided(coded(letters), halves, len(letters))
    assert [set(part) for part in said(letters, begins)] == [set(whole)]


def test_a_word_that_ends_one_phrase_and_begins_another_goes_where_it_belongs():
    of, the = 1, 2
    first = [(3, of), (4,), (5, 6), (7, of, the, 8, of)]  # "in the matter of the future of …"
    then = [(the, 9), (10,), (the, 11, of, 12), (13, 14)]
    chance = Random(5)
    letters = [(*chance.choice(first), *chance.choice(then)) for _ in range(400)]
    cut_wrong = [
        Counter({(3,): 9, (4,): 9, (5, 6): 9, (7,): 9}),
        Counter({(of, the): 9, (of,): 9, (the,): 9, (): 9, (of, the, 8, of): 9}),
        Counter({(9,): 9, (10,): 9, (11, of, 12): 9, (13, 14): 9}),
    ]
    begins = divided(coded(letters), cut_wrong, len(letters))
    assert [set(part) for part in said(letters, begins)] == [set(first), set(then)]


def test_letters_that_were_not_asked_are_divided_as_the_others():
    first, then = [(1,), (2, 3)], [(4,), (5, 6), (7,)]
    chance = Random(3)
    letters = [(*chance.choice(first), *chance.choice(then)) for _ in range(100)]
    rare = [(2, 3, 8, 9)] * 3  # says something that none of those asked says
    begins = divided(coded([*letters, *rare]), [Counter(first), Counter(then)], 100)
    assert said([*letters, *rare], begins)[1][8, 9] == 3


def test_two_choices_of_a_word_each_are_cut_however_chance_falls():
    for seed in range(8):
        chance = Random(seed)
        letters = coded(
            [(chance.choice((1, 2)), chance.choice((3, 4))) for _ in range(2000)],
        )
        known = [dict.fromkeys((tuple(letter.tolist()) for letter in letters), 1)]
        parts = said(letters, divided(letters, known, len(letters)))
        assert [set(part) for part in parts] == [{(1,), (2,)}, {(3,), (4,)}]

"""Where along a track letters choose anew."""

from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.campaigns.alignment import Track
from rapporteur.core.campaigns.slots import parts_of


def laid(letters, line):
    """A track through which letters, written as places, go."""
    return Track(np.array(line, np.int32), tuple(np.array(way, np.int32) for way in letters))


def spans(track):
    return [(part.first, part.last) for part in parts_of(track)]


ONE, OTHER = [(0,), (1, 2), (3,)], [(5,), (6,), (7, 8)]  # with a fixed word, 4, between them


def test_choices_that_do_not_depend_on_each_other_are_two_slots():
    letters = [(*a, 4, *b) for a, b in product(ONE, OTHER)] * 10
    assert spans(laid(letters, range(9))) == [(0, 4), (4, 5), (5, 9)]


def test_two_halves_of_one_choice_are_one_slot():
    letters = [(*a, 4, *b) for a, b in zip(ONE, OTHER, strict=True)] * 30
    assert spans(laid(letters, range(9))) == [(0, 9)]


def test_slots_side_by_side_are_told_apart_though_few_letters_show_each_pair():
    chance = Random(1)
    letters = [(chance.randrange(12), 12 + chance.randrange(12)) for _ in range(200)]
    assert spans(laid(letters, range(24))) == [(0, 12), (12, 24)]


def test_the_same_words_at_other_places_are_the_same_alternative():
    letters = [(0, 4), (1, 4), (2, 4), (3, 4)] * 30
    assert spans(laid(letters, [7, 8, 7, 9, 6])) == [(0, 4), (4, 5)]


@pytest.mark.parametrize("track", [laid([], []), laid([], [1, 2]), laid([()], [])])
def test_nothing_has_no_parts(track):
    assert parts_of(track) == ()


@given(st.lists(st.sets(st.integers(0, 9)), min_size=1, max_size=30), st.randoms())
def test_parts_follow_each_other_and_lose_nothing_in_any_order_of_letters(letters, chance):
    ways = [sorted(letter) for letter in letters]
    parts = parts_of(laid(ways, range(10)))
    assert [part.first for part in parts] == [0, *(part.last for part in parts[:-1])]
    assert parts[-1].last == 10
    for n, way in enumerate(ways):
        assert [place for part in parts for place in part.said[n]] == way
    chance.shuffle(ways)
    again = parts_of(laid(ways, range(10)))
    assert [(part.first, part.last) for part in again] == [
        (part.first, part.last) for part in parts
    ]

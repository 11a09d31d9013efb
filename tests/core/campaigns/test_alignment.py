"""The track that letters are laid along."""

from itertools import product
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.core.campaigns.alignment import track_of

LETTERS = st.lists(
    st.lists(st.integers(0, 7), min_size=1, max_size=12), min_size=1, max_size=25
)  # fmt: skip


def coded(letters):
    return [np.array(letter, np.int32) for letter in letters]


@settings(deadline=None)
@given(LETTERS)
def test_a_way_goes_forward_and_says_the_words_of_its_letter(letters):
    track = track_of(coded(letters), 8, 2)
    assert len(track.ways) == len(letters)
    for letter, way in zip(letters, track.ways, strict=True):
        assert len(way) == len(letter)
        on = way >= 0
        assert (np.diff(way[on]) > 0).all()
        assert track.words[way[on]].tolist() == np.array(letter)[on].tolist()


@settings(deadline=None)
@given(LETTERS)
def test_the_same_letters_have_the_same_track(letters):
    one, other = (track_of(coded(letters), 8, 2) for _ in range(2))
    assert one.words.tolist() == other.words.tolist()
    assert [way.tolist() for way in one.ways] == [way.tolist() for way in other.ways]


def test_letters_of_phrases_find_a_place_for_every_word():
    first, then, last = [(0,), (1, 2), (3, 4, 5)], [(6, 7), (8,)], [(9,), (10, 11), (12,)]
    letters = [(*a, 13, *b, 14, 15, *c) for a, b, c in product(first, then, last)] * 4
    Random(2).shuffle(letters)
    track = track_of(coded(letters), 16, 3)
    assert all((way >= 0).all() for way in track.ways)
    assert sorted(track.words.tolist()) == list(range(16))

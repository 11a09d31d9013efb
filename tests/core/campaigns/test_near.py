"""Near-duplicates: candidates are verified, and none that is near is lost."""

from fractions import Fraction
from itertools import combinations, pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.core.campaigns import near
from rapporteur.core.campaigns.grams import grams_of
from rapporteur.core.campaigns.near import (
    band_keys,
    candidates,
    near_clusters,
    shingles_of,
    verified,
)
from rapporteur.core.campaigns.words import batches, mixed, words_of

SPOKEN = st.lists(st.sampled_from("abcd"), max_size=12)


def some_text(chance: Random, length: int) -> list[str]:
    return [f"w{chance.randrange(4000)}" for _ in range(length)]


def test_edited_copies_are_found_and_nothing_else():
    chance = Random(4)
    texts, sources = [], []
    for source in range(60):
        base = some_text(chance, 60)
        for _ in range(1 + source % 3):
            copy = list(base)
            copy[chance.randrange(60)] = "changed"
            texts.append(" ".join(copy))
            sources.append(source)
    first = near_clusters(texts).tolist()
    assert first == [sources.index(source) for source in sources]


def test_short_texts_and_texts_of_one_word_over_and_over():
    texts = ["no", "No thanks", "", "spam " * 500, "spam " * 400, "yes"]
    assert near_clusters(texts).tolist() == [0, 1, 2, 3, 3, 5]


def test_verified_is_jaccard():
    texts = ["a b c d e f", "a b c d e g", "a b c x y z"]
    sets = shingles_of(words_of(texts))
    pairs = np.array([[0, 1], [0, 2], [1, 2]])
    # Sets of four runs of three words: 3 of 5 shared, 1 of 7, 1 of 7.
    assert verified(pairs, *sets, near=0.6).tolist() == [[0, 1]]
    assert verified(pairs, *sets, near=0.61).tolist() == []
    assert len(verified(pairs, *sets, near=1 / 7)) == 3


def test_candidates_come_once():
    keys = np.array([[5, 7], [5, 7], [9, 7], [0, 0], [0, 0]], np.uint64)
    assert candidates(keys).tolist() == [[0, 1], [0, 2], [1, 2]]


@pytest.mark.parametrize("size", [12, 13])
def test_in_a_large_bucket_texts_are_held_against_the_first_and_the_one_before(size):
    keys = np.full((size, 1), 7, np.uint64)
    every = [[a, b] for a, b in combinations(range(size), 2)]
    some = every if size == 12 else [[a, b] for a, b in every if a in {0, b - 1}]
    assert candidates(keys).tolist() == some


def test_a_bucket_of_a_hundred_thousand_takes_no_longer_than_its_texts():
    many = 100_000
    assert len(candidates(np.full((many, 1), 7, np.uint64))) == 2 * many - 3


@settings(deadline=None)  # the first call compiles
@given(st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), max_size=12))
def test_candidates_are_those_that_share_a_key(keys):
    expected = [
        [a, b]
        for a, b in combinations(range(len(keys)), 2)
        if any(one == other != 0 for one, other in zip(keys[a], keys[b], strict=True))
    ]
    assert candidates(np.array(keys, np.uint64).reshape(-1, 2)).tolist() == expected


def plain_set(spoken: list[str]) -> set[tuple[str, ...]]:
    runs = {tuple(spoken[at : at + 3]) for at in range(len(spoken) - 2)}
    return runs or ({tuple(sorted(spoken))} if spoken else set())


@settings(deadline=None)  # the first call compiles
@given(st.lists(SPOKEN, min_size=2, max_size=6))
def test_sets_and_their_likeness_are_those_of_the_plain_rule(texts):
    offsets, hashes = shingles_of(words_of([" ".join(each) for each in texts]))
    sets = [plain_set(each) for each in texts]
    assert np.diff(offsets).tolist() == [len(each) for each in sets]
    assert all((np.diff(hashes[a:b]) > 0).all() for a, b in pairwise(offsets))
    for a, b in combinations(range(len(texts)), 2):
        if sets[a] and sets[b]:
            likeness = Fraction(len(sets[a] & sets[b]), len(sets[a] | sets[b]))
            for least in (0.25, 0.5, 1.0):
                kept = verified(np.array([[a, b]]), offsets, hashes, least)
                assert len(kept) == (likeness >= least)


@settings(deadline=None)  # the first call compiles
@given(st.lists(SPOKEN, max_size=6))
def test_a_bands_key_is_made_of_the_least_of_each_hash_function(texts):
    words = words_of([" ".join(each) for each in texts])
    runs = grams_of(words, 3)
    keys = band_keys(words)
    for text, each in enumerate(texts):
        if len(each) < 3:
            assert bool(keys[text].any()) == bool(each)
            continue
        bases = [int(one) >> 32 for one in runs.hashes[runs.texts == text]]
        for band in range(keys.shape[1]):
            key = np.zeros(1, np.uint64)
            for n in range(3 * band, 3 * band + 3):
                factor, shift = int(near._FACTORS[n]), int(near._SHIFTS[n])
                least = min((base * factor + shift) % 2**32 for base in bases)
                key = mixed(key ^ np.uint64(least))
            assert keys[text, band] == key[0]


@pytest.mark.parametrize(("long", "is_near"), [(13, False), (14, True)])
def test_a_text_and_what_somebody_wrote_around_it_are_near(long, is_near):
    chance = Random(6)
    letter = some_text(chance, long)
    around = " ".join([*letter, *some_text(chance, 60)])
    sets = shingles_of(words_of([" ".join(letter), around]))
    assert len(verified(np.array([[0, 1]]), *sets)) == is_near


def test_a_batch_without_anything_near_stands_between_others():
    strange = [" ".join(f"w{n}x{k}" for k in range(200)) for n in range(1500)]
    letter = "the river meadow belongs to all of us and must not be sold"
    texts = [letter, *strange, f"{letter} now"]
    assert len(batches(texts)) > 2
    assert np.flatnonzero(near_clusters(texts) != np.arange(len(texts))).tolist() == [1501]

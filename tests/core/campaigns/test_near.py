"""Near-duplicates: candidates are verified, and none that is near is lost."""

from random import Random

import numpy as np

from rapporteur.core.campaigns.near import candidates, near_clusters, shingles_of, verified
from rapporteur.core.campaigns.words import words_of


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
    first = near_clusters(words_of(texts)).tolist()
    assert first == [sources.index(source) for source in sources]


def test_short_texts_and_texts_of_one_word_over_and_over():
    texts = ["no", "No thanks", "", "spam " * 500, "spam " * 400, "yes"]
    assert near_clusters(words_of(texts)).tolist() == [0, 1, 2, 3, 3, 5]


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

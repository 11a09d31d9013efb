"""How groupings of near-duplicates are judged."""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import pytest

from benchmarks.dockets.invention import made_up_sentences
from benchmarks.dockets.voices import Chain
from benchmarks.near_duplicates.judging import precision, recall
from benchmarks.near_duplicates.texts import Texts, made

FAMILY = [0, 0, 0, 1, 1, 2]
CHANGED = [0, 0.01, 0.3, 0, 0.01, 0]
TEXTS = Texts(list("abcdef"), np.array(FAMILY), np.array(CHANGED))


@pytest.mark.parametrize(
    ("groups", "right", "light", "heavy"),
    [
        ([0, 0, 0, 1, 1, 2], 1.0, 1.0, 1.0),
        ([0, 0, 7, 1, 1, 2], 1.0, 1.0, 0.0),
        ([0, 1, 2, 3, 4, 5], 0.0, 0.0, 0.0),
        ([0, 0, 0, 0, 0, 0], 0.5, 1.0, 1.0),
        ([0, 0, 0, 1, 2, 2], 3 / 5, 0.5, 1.0),
    ],
)
def test_a_grouping_is_judged_by_who_is_with_whom(groups, right, light, heavy):
    assert precision(TEXTS, groups) == right
    assert recall(TEXTS, groups) == [(0.0, 0.02, light), (0.2, 1.0, heavy)]


@pytest.fixture(scope="module")
def texts():
    return made(Chain(made_up_sentences(2000, np.random.default_rng(1))), 1000, seed=1)


def test_texts_are_distinct_and_every_altered_one_has_its_letter(texts):
    assert len(set(texts.texts)) == 1000
    letters = {family for family, much in zip(texts.family, texts.changed, strict=True) if not much}
    assert set(texts.family) == letters
    assert max(Counter(texts.family.tolist()).values()) > 4


@pytest.mark.parametrize("name", ["ours", "rensa", "datasketch"])
def test_methods_find_what_is_lightly_altered_and_nothing_else(texts, name):
    timing = pytest.importorskip(
        "benchmarks.near_duplicates.timing", reason="no peers here", exc_type=ImportError
    )
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        groups, seconds, processor = alone.submit(timing.timed, name, texts.texts).result()
    assert min(seconds, processor) > 0
    shares = {most: share for _, most, share in recall(texts, groups)}
    assert precision(texts, groups) > 0.99
    assert shares[0.05] > 0.95

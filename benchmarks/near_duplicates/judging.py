"""How right a grouping of texts is, where it is known which comes from which."""

from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np

from benchmarks.near_duplicates.texts import Texts

RATIOS = (0.0, 0.02, 0.05, 0.1, 0.2, 1.0)


def precision(texts: Texts, groups: list[int]) -> float:
    """Of the texts in groups of two and more, the share that is of its group's main family."""
    families: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for group, family in zip(groups, texts.family.tolist(), strict=True):
        families[group][family] += 1
    gathered = [counted for counted in families.values() if counted.total() > 1]
    right = sum(max(counted.values()) for counted in gathered if max(counted.values()) > 1)
    return right / max(sum(counted.total() for counted in gathered), 1)


def recall(texts: Texts, groups: list[int]) -> list[tuple[float, float, float]]:
    """The share of altered texts that are with their letter, by how much of it was altered."""
    group = np.array(groups)
    is_letter = texts.changed == 0
    of_letter = dict(zip(texts.family[is_letter].tolist(), group[is_letter].tolist(), strict=True))
    is_right = group == np.array([of_letter.get(family, -1) for family in texts.family.tolist()])
    shares = []
    for least, most in pairwise(RATIOS):
        those = (texts.changed > least) & (texts.changed <= most)
        if those.any():
            shares.append((least, most, float(is_right[those].mean())))
    return shares

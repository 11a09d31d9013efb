"""Texts that are nearly the same: candidates by MinHash, every one verified.

A text is the set of its runs of three words (all of it, when it is shorter). Two texts are near
when their sets, intersected, are at least a given share of their union (Jaccard). Texts are near in
chains: an edited copy of an edited copy belongs with both.

Broder, On the resemblance and containment of documents, 1997; bands as in Leskovec, Rajaraman and
Ullman, Mining of Massive Datasets, 3.4.
"""

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from rapporteur.core.campaigns import loops
from rapporteur.core.campaigns.words import Hashes, Numbers, Words, mixed

NEAR = 0.5
_BANDS, _ROWS = 28, 3
_SMALL = 12  # texts of a bucket in which each is held against each

_generator = np.arange(1, 2 * _BANDS * _ROWS + 1, dtype=np.uint64)
_FACTORS = (mixed(_generator[: _BANDS * _ROWS]) >> np.uint64(32)).astype(np.uint32) | np.uint32(1)
_SHIFTS = (mixed(_generator[_BANDS * _ROWS :]) >> np.uint64(32)).astype(np.uint32)


def shingles_of(words: Words, rows: Numbers | None = None) -> tuple[Numbers, Hashes]:
    """The sets of the texts (of these numbers): n + 1 offsets, and the hashes of each, sorted.

    A text without words has none.
    """
    rows = np.arange(len(words)) if rows is None else rows
    return loops.shingles(words.hashes, words.offsets, rows)


def band_keys(words: Words) -> Hashes:
    """What texts that are near have in common: n × bands; all the same 0 for a text without words.

    Texts whose sets are half the same share a band's key with a probability of 0.976, seven tenths
    0.9999.
    """
    return loops.band_keys(words.hashes, words.offsets, _FACTORS, _SHIFTS, _BANDS)


def candidates(keys: Hashes) -> npt.NDArray[np.int64]:
    """Pairs of texts that share a band's key: m × 2, each once, the smaller number first.

    In a large bucket each text is held against the first and the one before it, not against all.
    """
    many = max(1, len(keys))
    bits = many.bit_length()
    rows = np.arange(len(keys), dtype=np.uint64)
    packed = [np.zeros(0, np.int64)]
    for column in np.ascontiguousarray(keys.T):
        # Sorting numbers takes a fraction of what sorting the places of numbers takes.
        buckets = np.sort((mixed(column) >> np.uint64(bits) << np.uint64(bits)) | rows)
        packed += [loops.pairs_of_band(column, buckets, bits, _SMALL)]
    pairs = np.sort(np.concatenate(packed))
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    return np.stack([pairs // many, pairs % many], axis=1)


def verified(
    pairs: npt.NDArray[np.int64], offsets: Numbers, hashes: Hashes, near: float = NEAR
) -> npt.NDArray[np.int64]:
    """Those pairs whose sets are near; offsets, hashes: as shingles_of gives them."""
    kept: npt.NDArray[np.int64] = pairs[loops.near_pairs(pairs, offsets, hashes, near)]
    return kept


def clusters(pairs: npt.NDArray[np.int64], many: int) -> Numbers:
    """For each of `many` texts the smallest number among those it is near to in chains."""
    if not len(pairs):
        return np.arange(many)
    graph = coo_array((np.ones(len(pairs), bool), (pairs[:, 0], pairs[:, 1])), shape=(many, many))
    _, labels = connected_components(graph, directed=False)
    first = np.full(int(labels.max()) + 1, many)
    np.minimum.at(first, labels, np.arange(many))
    smallest: Numbers = first[labels]
    return smallest


def near_clusters(words: Words, near: float = NEAR) -> Numbers:
    """For each text the smallest number of a text that it is near to, in chains; else its own."""
    pairs = candidates(band_keys(words))
    if not len(pairs):
        return np.arange(len(words))
    texts = np.unique(pairs)
    offsets, hashes = shingles_of(words, texts)
    kept = verified(np.searchsorted(texts, pairs), offsets, hashes, near)
    return clusters(texts[kept] if len(kept) else kept, len(words))

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

from rapporteur.core.campaigns.grams import grams_of
from rapporteur.core.campaigns.words import Hashes, Numbers, Words, chosen, mixed

NEAR = 0.5
_RUN = 3
_BANDS, _ROWS = 28, 3
_SMALL = 12  # texts of a bucket in which each is held against each
_AT_ONCE = 20_000  # pairs verified at once

_generator = np.arange(1, 2 * _BANDS * _ROWS + 1, dtype=np.uint64)
_FACTORS = (mixed(_generator[: _BANDS * _ROWS]) >> np.uint64(32)).astype(np.uint32) | np.uint32(1)
_SHIFTS = (mixed(_generator[_BANDS * _ROWS :]) >> np.uint64(32)).astype(np.uint32)


def shingles_of(words: Words) -> tuple[Numbers, Hashes]:
    """The set of each text, sorted: n + 1 offsets, and hashes. A text without words has none."""
    grams = grams_of(words, _RUN)
    lengths = np.diff(words.offsets)
    short = np.flatnonzero((lengths > 0) & (lengths < _RUN))
    with np.errstate(over="ignore"):
        whole = [
            mixed(np.array([words.hashes[a:b].sum() + np.uint64(b - a)], np.uint64))[0]
            for a, b in zip(words.offsets[short], words.offsets[short + 1], strict=True)
        ]
    texts = np.concatenate([grams.texts, short])
    hashes = np.concatenate([grams.hashes, np.array(whole, np.uint64)])
    order = np.lexsort((hashes, texts))
    texts, hashes = texts[order], hashes[order]
    first = np.ones(len(texts), bool)
    first[1:] = (texts[1:] != texts[:-1]) | (hashes[1:] != hashes[:-1])
    texts, hashes = texts[first], hashes[first]
    offsets = np.searchsorted(texts, np.arange(len(words) + 1)).astype(np.int64)
    return offsets, hashes


def band_keys(words: Words) -> npt.NDArray[np.uint64]:
    """What texts that are near have in common: n × bands; all the same 0 for a text without words.

    Texts whose sets are half the same share a band's key with a probability of 0.976, seven tenths
    0.9999.
    """
    grams = grams_of(words, _RUN)
    keys = np.zeros((len(words), _BANDS), np.uint64)
    lengths = np.diff(words.offsets)
    counts = np.bincount(grams.texts, minlength=len(words))
    base = (grams.hashes >> np.uint64(32)).astype(np.uint32)
    begins = (np.cumsum(counts) - counts)[counts > 0]
    short = np.flatnonzero((lengths > 0) & (lengths < _RUN))
    stretched = np.empty_like(base)
    for band in range(_BANDS):
        key = np.zeros(len(begins), np.uint64)
        for row in range(_ROWS):
            n = band * _ROWS + row
            np.multiply(base, _FACTORS[n], out=stretched)
            stretched += _SHIFTS[n]
            # High bits of a product depend on all bits of its factors, low ones do not.
            least = np.minimum.reduceat(stretched, begins) if len(begins) else stretched
            with np.errstate(over="ignore"):
                key = mixed(key ^ least.astype(np.uint64))
        keys[counts > 0, band] = key
        for text in short.tolist():
            a, b = words.offsets[text], words.offsets[text + 1]
            keys[text, band] = mixed(words.hashes[a:b].sum(keepdims=True) + np.uint64(band))[0]
    return keys


def candidates(keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    """Pairs of texts that share a band's key: m × 2, each once, the smaller number first.

    In a large bucket each text is held against the first and the next one, not against all.
    """
    many = len(keys)
    packed = [np.zeros(0, np.int64)]
    for band in range(keys.shape[1]):
        column = keys[:, band]
        order = np.argsort(column, kind="stable")
        same = np.flatnonzero((column[order][1:] == column[order][:-1]) & (column[order][1:] > 0))
        if not len(same):
            continue
        inside = np.zeros(many, bool)
        inside[same] = True
        inside[same + 1] = True
        places = np.flatnonzero(inside)
        values = column[order[places]]
        starts = np.flatnonzero(np.diff(values, prepend=values[0] ^ np.uint64(1)))
        sizes = np.diff(starts, append=len(values))
        within = np.arange(len(values)) - np.repeat(starts, sizes)
        size = np.repeat(sizes, sizes)
        for step in range(1, _SMALL):
            later = np.flatnonzero((within >= step) & ((size <= _SMALL) | (step == 1)))
            packed.append(order[places[later - step]] * many + order[places[later]])
        far = np.flatnonzero((size > _SMALL) & (within > 1))
        packed.append(order[places[far - within[far]]] * many + order[places[far]])
    pairs = np.concatenate(packed)
    a, b = pairs // max(1, many), pairs % max(1, many)
    pairs = np.sort(np.minimum(a, b) * many + np.maximum(a, b))
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    return np.stack([pairs // max(1, many), pairs % max(1, many)], axis=1)


def verified(
    pairs: npt.NDArray[np.int64], offsets: Numbers, hashes: Hashes, near: float = NEAR
) -> npt.NDArray[np.int64]:
    """Those pairs whose sets are near; offsets, hashes: as shingles_of gives them."""
    kept = [pairs[:0]]
    sizes = np.diff(offsets)
    # What differs too much in size cannot be near.
    small, large = np.sort(sizes[pairs], axis=1).T if len(pairs) else (sizes[:0], sizes[:0])
    pairs = pairs[small >= near * large]
    for first in range(0, len(pairs), _AT_ONCE):
        some = pairs[first : first + _AT_ONCE]
        shared = _shared(some, offsets, hashes)
        union = sizes[some].sum(axis=1) - shared
        kept.append(some[shared >= near * union])
    return np.concatenate(kept)


def _shared(pairs: npt.NDArray[np.int64], offsets: Numbers, hashes: Hashes) -> Numbers:
    """How many hashes the two sets of each pair share."""
    sizes = np.diff(offsets)
    sides = []
    for side in range(2):
        texts = pairs[:, side]
        lengths = sizes[texts]
        places = np.arange(lengths.sum()) + np.repeat(
            offsets[texts] - np.cumsum(lengths) + lengths, lengths
        )
        owners = np.repeat(np.arange(len(pairs)), lengths).astype(np.uint64)
        # The owner in the upper bits: the rest of a hash tells a few hundred of them apart.
        sides.append((owners << np.uint64(44)) | (hashes[places] >> np.uint64(20)))
    both = np.sort(np.concatenate(sides))
    twice = both[1:][both[1:] == both[:-1]] >> np.uint64(44)
    return np.bincount(twice.astype(np.int64), minlength=len(pairs))


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
    offsets, hashes = shingles_of(chosen(words, texts))
    kept = verified(np.searchsorted(texts, pairs), offsets, hashes, near)
    return clusters(texts[kept] if len(kept) else kept, len(words))

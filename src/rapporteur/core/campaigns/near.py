"""Texts that are nearly the same: candidates by MinHash, every one verified.

A text is the set of its runs of three words (all of it, when it is shorter). Two texts are near
when their sets, intersected, are at least a given share of their union (Jaccard); so are a text and
what somebody wrote around nearly all of it. Texts are near in chains: an edited copy of an edited
copy belongs with both.

Broder, On the resemblance and containment of documents, 1997; bands as in Leskovec, Rajaraman and
Ullman, Mining of Massive Datasets, 3.4.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rapporteur.core.campaigns import loops
from rapporteur.core.campaigns.words import Hashes, Numbers, Words, batches, hashes_of, mixed

NEAR = 0.5
_HELD, _ENOUGH = 0.9, 12  # of a set of at least so many, in another
_BANDS, _ROWS = 28, 3
_MANY = 50_000  # pairs, for which threads are worth while
_SMALL = 12  # texts of a bucket in which each is held against each

_THREADS = min(8, os.cpu_count() or 1)  # the loops let each other run

_generator = np.arange(1, 2 * _BANDS * _ROWS + 1, dtype=np.uint64)
_FACTORS = (mixed(_generator[: _BANDS * _ROWS]) >> np.uint64(32)).astype(np.uint32) | np.uint32(1)
_SHIFTS = (mixed(_generator[_BANDS * _ROWS :]) >> np.uint64(32)).astype(np.uint32)
_NO_KEYS = np.zeros((0, _BANDS), np.uint64)

_One = TypeVar("_One")
_Made = TypeVar("_Made")


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

    def pairs_of(band: int) -> Numbers:
        column = np.ascontiguousarray(keys[:, band])
        # Sorting numbers takes a fraction of what sorting the places of numbers takes.
        buckets = np.sort((mixed(column) >> np.uint64(bits) << np.uint64(bits)) | rows)
        return loops.pairs_of_band(column, buckets, bits, _SMALL)

    packed = _at_once(pairs_of, range(keys.shape[1]))
    pairs = np.sort(np.concatenate([np.zeros(0, np.int64), *packed]))
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    return np.stack([pairs // many, pairs % many], axis=1)


def verified(
    pairs: npt.NDArray[np.int64], offsets: Numbers, hashes: Hashes, near: float = NEAR
) -> npt.NDArray[np.int64]:
    """Those pairs that are near; offsets, hashes: their sets, as shingles_of gives them."""
    cut = np.array_split(pairs, _THREADS) if len(pairs) >= _MANY else [pairs]
    kept = _at_once(
        lambda some: some[loops.near_pairs(some, offsets, hashes, near, _HELD, _ENOUGH)], cut
    )
    return np.concatenate(kept)


def clusters(pairs: npt.NDArray[np.int64], many: int) -> Numbers:
    """For each of `many` texts the smallest number among those it is near to in chains."""
    return loops.connected(pairs, many)


def near_clusters(texts: pa.Array | Sequence[str], near: float = NEAR) -> Numbers:
    """For each text the smallest number of a text that it is near to, in chains; else its own.

    Batch by batch, in as many threads as there are processors.
    """
    some = batches(texts)
    many = sum(map(len, some))
    read = _at_once(_read, some)
    pairs = candidates(np.concatenate([_NO_KEYS, *(keys for _, _, keys in read)]))
    wanted = np.unique(pairs)
    firsts = np.cumsum([0, *map(len, some)])
    cuts = np.searchsorted(wanted, firsts)

    def sets_of(n: int) -> tuple[Numbers, Hashes]:
        offsets, hashes, _ = read[n]
        return loops.shingles(hashes, offsets, wanted[cuts[n] : cuts[n + 1]] - firsts[n])

    sets = joined_sets(_at_once(sets_of, range(len(some))))
    kept = verified(np.searchsorted(wanted, pairs), *sets, near)
    return clusters(wanted[kept] if len(kept) else kept, many)


def _read(batch: pa.Array) -> tuple[Numbers, Hashes, Hashes]:
    """The words of a batch of texts, offsets and hashes, and the keys of its texts."""
    offsets, hashes = hashes_of(batch)
    return offsets, hashes, loops.band_keys(hashes, offsets, _FACTORS, _SHIFTS, _BANDS)


def joined_sets(parts: Iterable[tuple[Numbers, Hashes]]) -> tuple[Numbers, Hashes]:
    """Sets of the texts of several batches, each as shingles_of gives them, as one."""
    offsets, hashes = [np.zeros(1, np.int64)], [np.zeros(0, np.uint64)]
    before = 0
    for ends, some in parts:
        offsets.append(ends[1:] + before)
        before += len(some)
        hashes.append(some)
    return np.concatenate(offsets), np.concatenate(hashes)


def _at_once(make: Callable[[_One], _Made], of: Iterable[_One]) -> list[_Made]:
    """What is made of each, in their order, in as many threads as there are processors."""
    of = list(of)
    if len(of) < 2:
        return list(map(make, of))
    with ThreadPoolExecutor(_THREADS) as threads:
        return list(threads.map(make, of))

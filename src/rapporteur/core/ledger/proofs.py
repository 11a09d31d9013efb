"""Proofs of RFC 9162: that a leaf is in a tree (2.1.3), that a tree continues another (2.1.4).

A proof is a list of hashes, from the leaves upward. Those who make one hand in `node`, which
gives the hash of a complete subtree by its level and place (`Tiles.node`); those who verify one
need nothing but the hashes.
"""

from collections.abc import Callable, Sequence

from rapporteur.core.ledger.hashing import EMPTY_ROOT, HASH_SIZE, node_hash

Node = Callable[[int, int], bytes]


def root(size: int, node: Node) -> bytes:
    """The root over the first `size` leaves."""
    return _root_over(0, size, node) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """Prove that the leaf at `index` (from 0) is in the tree of the first `size` leaves.

    PATH(m, D_n) of section 2.1.3.1. Raises ValueError for a leaf that is not in that tree.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    return _path(index, 0, size, node)


def consistency_proof(old: int, new: int, node: Node) -> list[bytes]:
    """Prove that the tree of `new` leaves begins with the tree of `old` leaves.

    PROOF(m, D_n) of section 2.1.4.1; empty where the two are one. Raises ValueError unless
    0 < old <= new: of an empty tree there is nothing to prove.
    """
    if not 0 < old <= new:
        raise ValueError(f"there is no proof from {old} leaves to {new}")
    return _subproof(old, 0, new, True, node)


def verify_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes
) -> bool:
    """Whether `path` proves that the leaf with this hash is at `index` under the root `expected`.

    leaf: the hash of the leaf, not its entry. The steps are those of section 2.1.3.2.
    """
    if not 0 <= index < size or not _are_hashes([leaf, *path]):
        return False
    found, place, last = leaf, index, size - 1
    for sibling in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and found == expected


def verify_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether `path` proves that nothing under `old_root` was changed on the way to `new_root`.

    old, new: the numbers of leaves. The steps are those of section 2.1.4.2.
    """
    if not 0 < old <= new or not _are_hashes(path):
        return False
    if old == new:
        return not path and old_root == new_root
    hashes = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not hashes:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_found = new_found = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old_found = node_hash(sibling, old_found)
            new_found = node_hash(sibling, new_found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new_found = node_hash(new_found, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and old_found == old_root and new_found == new_root


def _are_hashes(path: Sequence[bytes]) -> bool:
    """A shorter or longer piece could move the border between the two halves of a node."""
    return all(len(each) == HASH_SIZE for each in path)


def _split(count: int) -> int:
    """The largest power of two below `count` (k of section 2.1.1)."""
    return 1 << ((count - 1).bit_length() - 1)


def _root_over(start: int, count: int, node: Node) -> bytes:
    """MTH over `count` leaves from `start` on, a multiple of the largest subtree in them."""
    level = count.bit_length() - 1
    if count == 1 << level:
        return node(level, start >> level)
    left = _split(count)
    return node_hash(_root_over(start, left, node), _root_over(start + left, count - left, node))


def _path(index: int, start: int, count: int, node: Node) -> list[bytes]:
    if count == 1:
        return []
    left = _split(count)
    if index < left:
        beside = _root_over(start + left, count - left, node)
        return [*_path(index, start, left, node), beside]
    beside = _root_over(start, left, node)
    return [*_path(index - left, start + left, count - left, node), beside]


def _subproof(old: int, start: int, count: int, known: bool, node: Node) -> list[bytes]:
    """SUBPROOF(m, D_n, b). known: whether the verifier has the root over these leaves already."""
    if old == count:
        return [] if known else [_root_over(start, count, node)]
    left = _split(count)
    if old <= left:
        beside = _root_over(start + left, count - left, node)
        return [*_subproof(old, start, left, known, node), beside]
    beside = _root_over(start, left, node)
    return [*_subproof(old - left, start + left, count - left, False, node), beside]

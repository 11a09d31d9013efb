"""Trees and proofs, against published values and as properties."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.core.ledger.hashing import EMPTY_ROOT, leaf_hash, node_hash
from rapporteur.core.ledger.proofs import (
    consistency_proof,
    inclusion_proof,
    root,
    verify_consistency,
    verify_inclusion,
)
from rapporteur.core.ledger.tree import Frontier, Tiles
from tests.core.ledger.vectors import CONSISTENCY, INCLUSION, LEAVES, NODES, ROOTS

LARGEST = 700  # leaves: beyond two tiles, so that proofs cross their borders
ENTRIES = [number.to_bytes(2) for number in range(LARGEST)]


def grown(entries):
    tiles = Tiles()
    for entry in entries:
        tiles.append(leaf_hash(entry))
    return tiles


def mth(entries):
    """The root as section 2.1.1 defines it, by splitting alone."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    half = 1
    while half * 2 < len(entries):
        half *= 2
    return sha256(b"\x01" + mth(entries[:half]) + mth(entries[half:])).digest()


KNOWN = grown(bytes.fromhex(each) for each in LEAVES)
LARGE = grown(ENTRIES)
sizes = st.integers(1, LARGEST)


def test_published_hashes_of_nothing_of_a_leaf_and_of_a_node():
    assert [EMPTY_ROOT, leaf_hash(b""), leaf_hash(b"L123456"), node_hash(b"N123", b"N456")] == [
        bytes.fromhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        bytes.fromhex("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        bytes.fromhex("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"),
        bytes.fromhex("aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"),
    ]


def test_published_nodes():
    found = [[KNOWN.node(level, place).hex() for place in range(8 >> level)] for level in range(4)]
    assert found == NODES


def test_published_roots_by_the_frontier_and_by_the_tiles():
    frontier, found = Frontier(), []
    for leaf in [*LEAVES, None]:
        found.append(frontier.root().hex())
        if leaf is not None:
            frontier.append(leaf_hash(bytes.fromhex(leaf)))
    assert found == ROOTS
    assert [root(size, KNOWN.node).hex() for size in range(9)] == ROOTS


@pytest.mark.parametrize(("index", "size", "path"), INCLUSION)
def test_published_inclusion_proofs(index, size, path):
    hashes = [bytes.fromhex(each) for each in path]
    assert inclusion_proof(index, size, KNOWN.node) == hashes
    leaf, under = bytes.fromhex(NODES[0][index]), bytes.fromhex(ROOTS[size])
    assert verify_inclusion(leaf, index, size, hashes, under)


@pytest.mark.parametrize(("old", "new", "path"), CONSISTENCY)
def test_published_consistency_proofs(old, new, path):
    hashes = [bytes.fromhex(each) for each in path]
    assert consistency_proof(old, new, KNOWN.node) == hashes
    roots = [bytes.fromhex(ROOTS[size]) for size in (old, new)]
    assert verify_consistency(old, new, *roots, hashes)


def test_every_subtree_of_130_leaves_as_published():
    # "Subtree Test Vectors" of draft-ietf-plants-merkle-tree-certs: one hash over all of them.
    roots, paths = sha256(), sha256()
    for end in range(131):
        for start in range(end + 1):
            if end > start and start % (1 << (end - start - 1).bit_length()):
                continue
            tiles = grown(bytes([number]) for number in range(start, end))
            count = end - start
            roots.update(f"[{start}, {end}) {root(count, tiles.node).hex()}\n".encode())
            for index in range(count):
                path = inclusion_proof(index, count, tiles.node)
                words = [f"{start + index} [{start}, {end})", *(each.hex() for each in path)]
                paths.update(f"{' '.join(words)}\n".encode())
    assert roots.hexdigest() == "b82806ad4265bb151c1119c0f4db437bb4d1a1f887b3a7fba1cd4ebf552e3e81"
    assert paths.hexdigest() == "ac2a8f989e44d99e399db448050ff5f19757df53cfb716aa81015d3955d8163f"


@given(size=st.integers(0, LARGEST))
def test_the_root_is_that_of_the_definition(size):
    assert root(size, LARGE.node) == mth(ENTRIES[:size])


@given(size=sizes, share=st.floats(0, 1, exclude_max=True))
def test_every_leaf_is_proven_in_every_tree_that_holds_it(size, share):
    index = int(share * size)
    path = inclusion_proof(index, size, LARGE.node)
    leaf, under = leaf_hash(ENTRIES[index]), root(size, LARGE.node)
    assert len(path) <= size.bit_length()
    assert verify_inclusion(leaf, index, size, path, under)
    for other in {index - 1, index + 1, index ^ 2, index + size}:
        assert not verify_inclusion(leaf, other, size, path, under)


@given(one=sizes, other=sizes)
def test_any_two_sizes_are_consistent(one, other):
    old, new = sorted((one, other))
    path = consistency_proof(old, new, LARGE.node)
    roots = root(old, LARGE.node), root(new, LARGE.node)
    assert verify_consistency(old, new, *roots, path)
    assert not verify_consistency(new + 1, new, *roots, path)
    if old != new:
        assert not verify_consistency(old, new, *reversed(roots), path)


def flipped(run, bit):
    changed = bytearray(run)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@settings(deadline=None)
@given(size=st.integers(2, LARGEST), share=st.floats(0, 1, exclude_max=True), bit=st.integers(0))
def test_a_flipped_bit_breaks_a_proof_of_inclusion(size, share, bit):
    index = int(share * size)
    leaf, under = leaf_hash(ENTRIES[index]), root(size, LARGE.node)
    run = b"".join([leaf, under, *inclusion_proof(index, size, LARGE.node)])
    changed = flipped(run, bit % (8 * len(run)))
    leaf, under, *path = (changed[at : at + 32] for at in range(0, len(changed), 32))
    assert not verify_inclusion(leaf, index, size, path, under)


@settings(deadline=None)
@given(one=sizes, other=sizes, bit=st.integers(0))
def test_a_flipped_bit_breaks_a_proof_of_consistency(one, other, bit):
    old, new = sorted((one, other))
    run = b"".join(
        [
            root(old, LARGE.node),
            root(new, LARGE.node),
            *consistency_proof(old, new, LARGE.node),
        ]
    )
    changed = flipped(run, bit % (8 * len(run)))
    before, after, *path = (changed[at : at + 32] for at in range(0, len(changed), 32))
    assert not verify_consistency(old, new, before, after, path)


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path[:-1],
        lambda path: path[1:],
        lambda path: [],
        lambda path: [*path, path[-1]],
        lambda path: [path[0], *path],
        lambda path: [b"", *path],
        lambda path: [*path, b""],
        lambda path: [path[0] + path[1][:1], path[1][1:], *path[2:]],
    ],
    ids=[
        "last missing",
        "first missing",
        "empty",
        "last twice",
        "first twice",
        "empty hash first",
        "empty hash last",
        "border moved",
    ],
)
def test_a_path_with_something_added_or_missing_proves_nothing(change):
    path = inclusion_proof(5, 8, KNOWN.node)
    under = root(8, KNOWN.node)
    assert verify_inclusion(KNOWN.node(0, 5), 5, 8, path, under)
    assert not verify_inclusion(KNOWN.node(0, 5), 5, 8, change(path), under)
    path, before = consistency_proof(6, 8, KNOWN.node), root(6, KNOWN.node)
    assert verify_consistency(6, 8, before, under, path)
    assert not verify_consistency(6, 8, before, under, change(path))


def test_nothing_is_proven_of_what_is_not_there():
    with pytest.raises(ValueError, match="no leaf 8"):
        inclusion_proof(8, 8, KNOWN.node)
    for old, new in ((0, 8), (8, 7), (-1, 3)):
        with pytest.raises(ValueError, match="no proof"):
            consistency_proof(old, new, KNOWN.node)
        assert not verify_consistency(old, new, EMPTY_ROOT, EMPTY_ROOT, [])
    with pytest.raises(ValueError, match="no node"):
        KNOWN.node(1, 4)

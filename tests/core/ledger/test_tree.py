"""The tree as it is stored, tile by tile."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.core.ledger.hashing import leaf_hash
from rapporteur.core.ledger.proofs import root
from rapporteur.core.ledger.tree import TILE_WIDTH, Frontier, Tiles


def stored_in(store):
    return lambda level, number: store.get((level, number), b"")


@settings(deadline=None)
@given(parts=st.lists(st.integers(0, 400), max_size=6))
def test_stored_in_any_steps_the_tree_is_the_same(parts):
    store, frontier, size = {}, Frontier(), 0
    for part in parts:
        tiles = Tiles(size, stored_in(store))
        for number in range(size, size + part):
            leaf = leaf_hash(number.to_bytes(4))
            tiles.append(leaf)
            frontier.append(leaf)
        store |= {key: bytes(tile) for key, tile in tiles.changed.items()}
        size = tiles.size
        assert root(size, Tiles(size, stored_in(store)).node) == frontier.root()


def test_a_full_tile_gives_one_hash_to_the_tile_above():
    tiles = Tiles()
    for number in range(2 * TILE_WIDTH + 3):
        tiles.append(leaf_hash(number.to_bytes(4)))
    assert {key: len(tile) // 32 for key, tile in tiles.changed.items()} == {
        (0, 0): TILE_WIDTH,
        (0, 1): TILE_WIDTH,
        (0, 2): 3,
        (1, 0): 2,
    }


def test_a_tile_of_another_length_than_the_tree_says_is_never_added_to():
    with pytest.raises(ValueError, match="tile 0/0 does not hold 5 hashes"):
        Tiles(5, stored_in({(0, 0): bytes(32 * 4)})).append(leaf_hash(b""))

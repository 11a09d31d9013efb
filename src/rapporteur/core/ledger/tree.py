"""The tree while it grows: its right edge alone, or whole in tiles.

A node is named by its level and its place on it: (0, i) is leaf i, (l, i) is the root over the
2**l leaves from i * 2**l on. Only complete subtrees are nodes; what is incomplete at the right
edge is made of them (`rapporteur.core.ledger.proofs`).
"""

from collections.abc import Callable

from rapporteur.core.ledger.hashing import EMPTY_ROOT, HASH_SIZE, node_hash

TILE_LEVELS = 8
TILE_WIDTH = 1 << TILE_LEVELS  # hashes


class Frontier:
    """The roots of the complete subtrees along the right edge: enough to append, and for a root.

    Memory is logarithmic in the number of leaves.
    """

    def __init__(self) -> None:
        self.size = 0
        self._roots: list[bytes] = []  # from the largest subtree to the smallest

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        carried, roots, size = leaf, self._roots, self.size
        while size & 1:  # a subtree of this size stands there already: the two make a larger one
            carried = node_hash(roots.pop(), carried)
            size >>= 1
        roots.append(carried)
        self.size += 1

    def root(self) -> bytes:
        """The root over all leaves so far; of none, the hash of nothing (RFC 9162, 2.1.1)."""
        if not self._roots:
            return EMPTY_ROOT
        root = self._roots[-1]
        for left in reversed(self._roots[:-1]):
            root = node_hash(left, root)
        return root


def _nothing_stored(level: int, number: int) -> bytes:
    return b""


class Tiles:
    """The whole tree in tiles, so that a proof reads a handful of them and not every leaf.

    Tile (l, n) holds the hashes of the nodes (8 * l, 256 * n) and onward, 256 at most, one after
    the other: a tile is 8 levels high, and a full one gives one hash to the tile above it. So
    there are 1 + 1/256 + … hashes for each leaf, and what is stored is only ever added to.

    size: the number of leaves in what is stored. load: gives the bytes of a stored tile, called
    as `load(level, number)`; without it the tree is in memory alone. `changed` holds the tiles
    that were added to, for whoever stores them.
    """

    def __init__(self, size: int = 0, load: Callable[[int, int], bytes] = _nothing_stored) -> None:
        self.size = size
        self.changed: dict[tuple[int, int], bytearray] = {}
        self._load = load
        self._read: dict[tuple[int, int], bytes] = {}

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        level, place, carried = 0, self.size, leaf
        while True:
            number, inside = divmod(place, TILE_WIDTH)
            tile = self._to_change(level, number)
            if len(tile) != inside * HASH_SIZE:
                raise ValueError(f"tile {level}/{number} does not hold {inside} hashes")
            tile += carried
            if inside < TILE_WIDTH - 1:
                break
            level, place, carried = level + 1, number, _root_over(tile)
        self.size += 1

    def node(self, level: int, place: int) -> bytes:
        """The hash of a node. Raises ValueError where the leaves under it are not all there."""
        if (place + 1) << level > self.size:
            raise ValueError(f"the tree of {self.size} leaves has no node {level}/{place}")
        tile_level, within = divmod(level, TILE_LEVELS)
        number, first = divmod(place << within, TILE_WIDTH)
        tile = self._tile(tile_level, number)
        return _root_over(tile[first * HASH_SIZE : (first + (1 << within)) * HASH_SIZE])

    def _tile(self, level: int, number: int) -> bytes | bytearray:
        key = level, number
        if key in self.changed:
            return self.changed[key]
        if key not in self._read:
            self._read[key] = self._load(level, number)
        return self._read[key]

    def _to_change(self, level: int, number: int) -> bytearray:
        key = level, number
        if key not in self.changed:
            self.changed[key] = bytearray(self._tile(level, number))
        return self.changed[key]


def _root_over(hashes: bytes | bytearray) -> bytes:
    """The root over a run of hashes whose number is a power of two."""
    row = [bytes(hashes[at : at + HASH_SIZE]) for at in range(0, len(hashes), HASH_SIZE)]
    while len(row) > 1:
        row = [node_hash(*pair) for pair in zip(row[::2], row[1::2], strict=True)]
    return row[0]

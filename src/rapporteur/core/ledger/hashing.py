"""The two hashes of RFC 9162, section 2.1.1, over SHA-256. Every hash is 32 bytes."""

from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()
HASH_SIZE = 32  # bytes


def leaf_hash(entry: bytes) -> bytes:
    """The hash of a leaf: SHA-256(0x00 || entry)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256(0x01 || left || right).

    The first byte differs from a leaf's, so that no inner node can be passed off as a leaf.
    """
    return sha256(b"\x01" + left + right).digest()

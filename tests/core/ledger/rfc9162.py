"""A verifier that knows RFC 9162, RFC 8785 and RFC 8032 and nothing of this program.

Written from the text of the standards and of docs/reference/ledger.md: it imports none of ours, so
that an error of ours is not made twice. The proofs are checked by going down from the root, as
the definitions of PATH and PROOF do, where ours go up from the leaf.
"""

import base64
import hashlib
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Wrong(Exception):
    """What does not verify."""


def _hash(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def _split(many: int) -> int:
    """The largest power of two smaller than `many` (RFC 9162, 2.1.1)."""
    power = 1
    while power * 2 < many:
        power *= 2
    return power


def root_from_path(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root that PATH(index, D[size]) leads to (2.1.3.1)."""
    if not 0 <= index < size:
        raise Wrong("no such leaf")
    if size == 1:
        if path:
            raise Wrong("the path is too long")
        return leaf
    if not path:
        raise Wrong("the path is too short")
    left = _split(size)
    if index < left:
        return _hash(b"\x01", root_from_path(leaf, index, left, path[:-1]), path[-1])
    return _hash(b"\x01", path[-1], root_from_path(leaf, index - left, size - left, path[:-1]))


def roots_from_proof(
    old: int, new: int, path: list[bytes], old_root: bytes, whole: bool = True
) -> tuple[bytes, bytes]:
    """The two roots that SUBPROOF(old, D[new], whole) leads to (2.1.4.1)."""
    if old == new:
        if whole:
            if path:
                raise Wrong("the proof is too long")
            return old_root, old_root
        if len(path) != 1:
            raise Wrong("the proof has another length")
        return path[0], path[0]
    if not path:
        raise Wrong("the proof is too short")
    left = _split(new)
    if old <= left:
        before, after = roots_from_proof(old, left, path[:-1], old_root, whole)
        return before, _hash(b"\x01", after, path[-1])
    before, after = roots_from_proof(old - left, new - left, path[:-1], old_root, False)
    return _hash(b"\x01", path[-1], before), _hash(b"\x01", path[-1], after)


def root_of(leaves: list[bytes]) -> bytes:
    """MTH of all the leaves (2.1.1)."""
    if not leaves:
        return _hash()
    if len(leaves) == 1:
        return _hash(b"\x00", leaves[0])
    left = _split(len(leaves))
    return _hash(b"\x01", root_of(leaves[:left]), root_of(leaves[left:]))


def checkpoint(text: str, key: Ed25519PublicKey) -> tuple[str, int, bytes]:
    """Whose it is, its size and its root, where the key has signed it (c2sp.org/signed-note)."""
    body, _, signatures = text.rpartition("\n\n")
    origin, size, root, *_more = body.split("\n")
    raw = key.public_bytes_raw()
    wanted = hashlib.sha256(origin.encode() + b"\n\x01" + raw).digest()[:4]
    for line in signatures.splitlines():
        dash, name, encoded = line.split(" ")
        signature = base64.b64decode(encoded)
        if (dash, name, signature[:4]) == ("—", origin, wanted):
            _signed(key, signature[4:], f"{body}\n".encode())
            return origin, int(size), base64.b64decode(root)
    raise Wrong("the checkpoint is not signed by this key")


def receipt(held: dict[str, Any], key: Ed25519PublicKey) -> tuple[int, bytes] | None:
    """The size and root of the checkpoint that a receipt is under; None where it only promises."""
    promise = held["promise"]
    _signed(key, base64.b64decode(held["signature"]), _canonical(promise))
    leaf = bytes.fromhex(promise["commitment"])
    if "nonce" in held:
        opened(held)
    if "inclusion" not in held:
        return None
    inclusion = held["inclusion"]
    origin, size, root = checkpoint(inclusion["checkpoint"], key)
    path = [bytes.fromhex(each) for each in inclusion["path"]]
    found = root_from_path(_hash(b"\x00", leaf), inclusion["index"], size, path)
    if origin != promise["origin"] or found != root:
        raise Wrong("the path does not lead to the root")
    return size, root


def opened(held: dict[str, Any]) -> dict[str, Any]:
    """What the leaf of a receipt is about; Wrong where the receipt does not open it."""
    promise = held["promise"]
    tag = b"rapporteur ledger 1 " + promise["kind"].encode() + b"\n"
    nonce = bytes.fromhex(held.get("nonce", ""))
    leaf = _hash(tag, _hash(_canonical(promise["about"])), nonce)
    if leaf != bytes.fromhex(promise["commitment"]):
        raise Wrong("the leaf is about something else")
    about: dict[str, Any] = promise["about"]
    return about


def words_published(entry: dict[str, Any]) -> str:
    """The hash of the words that the public reads, by docs/reference/exports.md."""
    names = ("title", "abstract", "keywords", "region", "speaks_for", "text")
    texts = [*(entry[each] for each in names), *(each["text"] for each in entry["answers"])]
    pages = [[page["text"] for page in each["pages"]] for each in entry["documents"]]
    said = json.dumps([texts, pages], separators=(",", ":"), ensure_ascii=False)
    return _hash(said.encode()).hex()


def consistency(proof: dict[str, Any], old_root: bytes, new_root: bytes) -> None:
    """That the one root continues the other, by what /ledger/consistency/ gives."""
    path = [bytes.fromhex(each) for each in proof["path"]]
    if roots_from_proof(proof["old"], proof["new"], path, old_root) != (old_root, new_root):
        raise Wrong("the proof does not lead from the one root to the other")


def _canonical(value: object) -> bytes:
    """JSON by RFC 8785, of objects with ASCII names, lists, texts and whole numbers."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _signed(key: Ed25519PublicKey, signature: bytes, content: bytes) -> None:
    try:
        key.verify(signature, content)
    except InvalidSignature as problem:
        raise Wrong("not signed by this key") from problem

"""Checkpoints: the size and the root of the ledger at a moment, signed.

The text is a signed note whose body is a checkpoint, as transparency logs write them
(https://c2sp.org/signed-note, https://c2sp.org/tlog-checkpoint), so that their tools read ours:

    consultations.example.org
    1291
    base64 of the root
    time 2026-11-23T05:00:00Z

    — consultations.example.org base64 of the key's id and the signature
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from rapporteur.core.ledger.encoding import from_base64, to_base64
from rapporteur.core.ledger.hashing import HASH_SIZE
from rapporteur.core.ledger.keys import raw
from rapporteur.core.ledger.problem import LedgerProblem, NotSigned

LONGEST = 10_000  # characters of a checkpoint's text; ours have some 250
MOMENT = "%Y-%m-%dT%H:%M:%SZ"
_ED25519 = b"\x01"  # the kind of signature, as signed notes number it
_ORIGIN = re.compile(r"[A-Za-z0-9\[\]._:/-]{1,200}")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")


@dataclass(frozen=True)
class Checkpoint:
    """origin: whose ledger. size: leaves. root: 32 bytes. at: with its zone, to the second."""

    origin: str
    size: int
    root: bytes
    at: datetime

    def body(self) -> str:
        """What is signed: four lines, each with its newline."""
        root = to_base64(self.root)
        at = self.at.astimezone(UTC).strftime(MOMENT)
        return f"{self.origin}\n{self.size}\n{root}\ntime {at}\n"


def sign(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """The checkpoint's text with its signature. Raises LedgerProblem for an odd origin."""
    demand_origin(checkpoint.origin)
    body = checkpoint.body()
    signature = _key_id(checkpoint.origin, key.public_key()) + key.sign(body.encode())
    return f"{body}\n— {checkpoint.origin} {to_base64(signature)}\n"


def read(text: str, key: Ed25519PublicKey) -> Checkpoint:
    """The checkpoint that `text` is, once its signature by `key` has been found good.

    Signatures of others (witnesses) may stand beside ours and are passed over.
    Raises LedgerProblem where the text is no checkpoint, and NotSigned, which is one, where it
    bears no good signature by this key.
    """
    if len(text) > LONGEST:
        raise LedgerProblem("This text is far too long for a checkpoint.")
    body, _blank, signatures = text.partition("\n\n")
    checkpoint = _parsed(body)
    signed = f"{body}\n".encode(errors="replace")  # half a character was never signed
    for line in signatures.split("\n"):
        if _is_signed_by(key, checkpoint.origin, line, signed):
            return checkpoint
    raise NotSigned("The checkpoint bears no good signature by this key.")


def verifier_key(origin: str, key: Ed25519PublicKey) -> str:
    """The public key as tools for signed notes take it: name+id+base64."""
    encoded = to_base64(_ED25519 + raw(key))
    return f"{origin}+{_key_id(origin, key).hex()}+{encoded}"


def demand_origin(origin: str) -> None:
    """Raise LedgerProblem unless `origin` can name a ledger: letters, digits and [ ] . _ : / -"""
    if not _ORIGIN.fullmatch(origin):
        raise LedgerProblem(f"“{origin[:200]}” cannot name a ledger.")


def _key_id(origin: str, key: Ed25519PublicKey) -> bytes:
    return sha256(origin.encode() + b"\n" + _ED25519 + raw(key)).digest()[:4]


def _parsed(body: str) -> Checkpoint:
    """Read the four lines; lines that later versions may add are left to them."""
    lines = body.split("\n")
    if len(lines) < 4 or not _ORIGIN.fullmatch(lines[0]) or not _SIZE.fullmatch(lines[1]):
        raise LedgerProblem("This text is not a checkpoint.")
    root = from_base64(lines[2])
    try:
        at = datetime.strptime(lines[3], f"time {MOMENT}").replace(tzinfo=UTC)
    except ValueError as problem:
        raise LedgerProblem("The checkpoint has no time.") from problem
    if len(root) != HASH_SIZE:
        raise LedgerProblem("The checkpoint's root is not a SHA-256.")
    return Checkpoint(lines[0], int(lines[1]), root, at)


def _is_signed_by(key: Ed25519PublicKey, origin: str, line: str, signed: bytes) -> bool:
    mark, _space, rest = line.partition(" ")
    name, _space, encoded = rest.partition(" ")
    if mark != "—" or name != origin:
        return False
    try:
        signature = from_base64(encoded)
    except LedgerProblem:
        return False
    if signature[:4] != _key_id(origin, key):
        return False
    try:
        key.verify(signature[4:], signed)
    except InvalidSignature:
        return False
    return True

"""Receipts: what we promise at once, and prove after the next checkpoint.

A receipt is JSON:

    {"promise": {"version": 1, "origin": …, "kind": "item", "about": {…}, "commitment": …,
                 "include_by": …},
     "signature": base64 of Ed25519 over the canonical bytes of `promise`,
     "nonce": …,
     "inclusion": {"index": …, "path": [hash, …], "checkpoint": text}}

`nonce` is left out where it stays secret or was destroyed, `inclusion` until there is one. Other
fields may stand beside these; nothing vouches for them, save that those of the names in `about` say
the same.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rapporteur.core.ledger.checkpoints import MOMENT
from rapporteur.core.ledger.commitments import LeafKind, Statement, canonical
from rapporteur.core.ledger.encoding import from_base64, to_base64
from rapporteur.core.ledger.problem import LedgerProblem

VERSION = 1
LONGEST_PATH = 64  # hashes; a tree that needs more does not exist
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Promise:
    """That a leaf with this commitment enters the ledger `origin` by a moment.

    about: what the leaf is about, as it is hashed: for an item its reference, when it was
    received, and the SHA-256 of each of its parts. commitment: 64 hexadecimal digits.
    """

    origin: str
    kind: LeafKind
    about: Mapping[str, Statement]
    commitment: str
    include_by: datetime

    def statement(self) -> dict[str, Statement]:
        """The object that is signed."""
        return {
            "version": VERSION,
            "origin": self.origin,
            "kind": self.kind.value,
            "about": self.about,
            "commitment": self.commitment,
            "include_by": self.include_by.astimezone(UTC).strftime(MOMENT),
        }


@dataclass(frozen=True)
class Inclusion:
    """index: the leaf's place, from 0. path: the proof's hashes. checkpoint: its text."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: str


@dataclass(frozen=True)
class Receipt:
    """signed: the promise as it stands in the file, which is what the signature is over."""

    promise: Promise
    signed: Mapping[str, Statement]
    signature: bytes
    nonce: str = ""
    inclusion: Inclusion | None = None


def issue(
    promise: Promise,
    key: Ed25519PrivateKey,
    *,
    nonce: str = "",
    inclusion: Inclusion | None = None,
) -> dict[str, Statement]:
    """The receipt as JSON holds it. The same promise always gets the same signature (RFC 8032)."""
    signature = key.sign(canonical(promise.statement()))
    receipt: dict[str, Statement] = {
        "promise": promise.statement(),
        "signature": to_base64(signature),
    }
    if nonce:
        receipt["nonce"] = nonce
    if inclusion is not None:
        receipt["inclusion"] = {
            "index": inclusion.index,
            "path": [each.hex() for each in inclusion.path],
            "checkpoint": inclusion.checkpoint,
        }
    return receipt


def read_receipt(receipt: object) -> Receipt:
    """The receipt in what was read from JSON. It is complete; whether it is true is not asked.

    Raises LedgerProblem naming what is missing or has another form.
    """
    fields = _object(receipt, "receipt")
    signed = _object(fields.get("promise"), "promise")
    if signed.get("version") != VERSION:
        raise LedgerProblem(f"This program reads receipts of version {VERSION} alone.")
    kind = _text(signed, "kind")
    if kind not in set(LeafKind):
        raise LedgerProblem("The receipt is about a kind of thing that this program does not know.")
    promise = Promise(
        origin=_text(signed, "origin"),
        kind=LeafKind(kind),
        about=_object(signed.get("about"), "about"),
        commitment=_hash(signed.get("commitment"), "commitment"),
        include_by=_moment(_text(signed, "include_by")),
    )
    nonce, inclusion = fields.get("nonce"), fields.get("inclusion")
    return Receipt(
        promise=promise,
        signed=signed,
        signature=from_base64(_text(fields, "signature")),
        nonce="" if nonce is None else _hash(nonce, "nonce"),
        inclusion=None if inclusion is None else _inclusion(_object(inclusion, "inclusion")),
    )


def read_path(path: object) -> tuple[bytes, ...]:
    """The hashes of a proof, from hexadecimal. Raises LedgerProblem where they are none."""
    if not isinstance(path, list) or len(path) > LONGEST_PATH:
        raise LedgerProblem(f"“path” is not a list of at most {LONGEST_PATH} hashes.")
    return tuple(bytes.fromhex(_hash(each, "path")) for each in path)


def _inclusion(fields: Mapping[str, Statement]) -> Inclusion:
    index = fields.get("index")
    if not isinstance(index, int) or isinstance(index, bool) or index < 0:
        raise LedgerProblem("“index” is not a number from 0 on.")
    return Inclusion(index, read_path(fields.get("path")), _text(fields, "checkpoint"))


def _object(value: object, name: str) -> Mapping[str, Statement]:
    if not isinstance(value, Mapping):
        raise LedgerProblem(f"There is no {name} in this file, or it is not an object.")
    return value


def _text(fields: Mapping[str, Statement], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise LedgerProblem(f"“{name}” is missing or is not a text.")
    return value


def _hash(value: object, name: str) -> str:
    if not isinstance(value, str) or not _HASH.fullmatch(value):
        raise LedgerProblem(f"“{name}” is not made of 64 hexadecimal digits in lower case.")
    return value


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, MOMENT).replace(tzinfo=UTC)
    except ValueError as problem:
        raise LedgerProblem("“include_by” is no moment like 2026-11-23T05:00:00Z.") from problem

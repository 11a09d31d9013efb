"""What a leaf says: something whole, that nobody can guess.

A leaf is a commitment and not the hash of an item itself, or whoever guesses the words of an
unpublished contribution could find them confirmed in the public ledger. The nonce opens it;
where the nonce is destroyed, the leaf stays and says nothing any more.
"""

import json
from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from typing import TypeAlias

from rapporteur.core.ledger.problem import LedgerProblem

NONCE_SIZE = 32  # bytes
_RFC_8785 = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

Statement: TypeAlias = "Mapping[str, Statement] | list[Statement] | str | int | bool | None"


class LeafKind(StrEnum):
    """What a leaf is about."""

    ITEM = "item"
    DISPOSITION = "disposition"


def canonical(statement: Statement) -> bytes:
    """The one run of bytes that says `statement`: JSON by RFC 8785, in UTF-8.

    Only what that standard and every reader agree on without numbers' pitfalls: no fractions,
    whole numbers within ±(2**53 - 1), ASCII keys. Raises LedgerProblem for anything else.
    """
    _demand_plain(statement)
    try:
        return _RFC_8785.encode(statement).encode()
    except UnicodeEncodeError as problem:
        raise LedgerProblem(
            "A text holds half of a character, which cannot be hashed."
        ) from problem


def digest_of(statement: Statement) -> str:
    """SHA-256 over the canonical bytes of a statement, in hexadecimal."""
    return sha256(canonical(statement)).hexdigest()


def commitment(kind: LeafKind, digest: str, nonce: str) -> str:
    """SHA-256(tag || digest || nonce), where the tag is `rapporteur ledger 1 KIND` and a newline.

    digest: SHA-256 of what is committed to; nonce: 32 random bytes. Both, and what is returned,
    are 64 hexadecimal digits. The tag keeps a leaf about one kind of thing from being read as one
    about another; both parts have their fixed length, so no border between them can be moved.
    """
    tag = f"rapporteur ledger 1 {kind}\n".encode()
    return sha256(tag + _thirty_two(digest) + _thirty_two(nonce)).hexdigest()


def _thirty_two(digits: str) -> bytes:
    raw = bytes.fromhex(digits)
    if len(raw) != NONCE_SIZE:
        raise ValueError(f"{len(raw)} bytes where 32 are needed")
    return raw


def _demand_plain(statement: Statement, depth: int = 0) -> None:
    if depth > 20:
        raise LedgerProblem("The statement is nested too deep.")
    if isinstance(statement, Mapping):
        for key, value in statement.items():
            if not isinstance(key, str) or not key.isascii():
                raise LedgerProblem("A key of the statement is not plain ASCII.")
            _demand_plain(value, depth + 1)
    elif isinstance(statement, list):
        for value in statement:
            _demand_plain(value, depth + 1)
    elif isinstance(statement, int):
        if abs(statement) >= 1 << 53:
            raise LedgerProblem("A number of the statement is too large to be read alike by all.")
    elif not isinstance(statement, str | None):
        raise LedgerProblem(f"A statement holds no {type(statement).__name__}.")

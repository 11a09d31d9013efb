"""Base64 that has one spelling."""

import binascii
from base64 import b64decode, b64encode

from rapporteur.core.ledger.problem import LedgerProblem


def to_base64(raw: bytes) -> str:
    """Base64 by RFC 4648, section 4, with padding."""
    return b64encode(raw).decode()


def from_base64(text: str) -> bytes:
    """The bytes behind base64. Raises LedgerProblem, also for another spelling of the same bytes:

    the last character has bits to spare, and a signature that can be respelled could be passed
    off as another one.
    """
    try:
        raw = b64decode(text, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise LedgerProblem("Something that should be base64 is not.") from problem
    if to_base64(raw) != text:
        raise LedgerProblem("Something in base64 is not spelled as it should be.")
    return raw

"""The pair of keys: one signs, the other lets everybody check (Ed25519, RFC 8032)."""

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from rapporteur.core.ledger.problem import LedgerProblem

_NO_KEY = (ValueError, TypeError, UnsupportedAlgorithm)  # what the library raises for one


def new_key_pem() -> bytes:
    """A new signing key as PEM (PKCS #8, not encrypted)."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def read_signing_key(pem: bytes) -> Ed25519PrivateKey:
    """The signing key in a PEM text. Raises LedgerProblem where there is none."""
    try:
        key = load_pem_private_key(pem, password=None)
    except _NO_KEY as problem:
        raise LedgerProblem("This is not a private key in PEM without a password.") from problem
    if not isinstance(key, Ed25519PrivateKey):
        raise LedgerProblem("This private key is not of the kind Ed25519.")
    return key


def public_pem(key: Ed25519PublicKey) -> str:
    """A public key as PEM (SubjectPublicKeyInfo)."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def read_public_key(pem: bytes) -> Ed25519PublicKey:
    """The public key in a PEM text. Raises LedgerProblem where there is none."""
    try:
        key = load_pem_public_key(pem)
    except _NO_KEY as problem:
        raise LedgerProblem("This is not a public key in PEM.") from problem
    if not isinstance(key, Ed25519PublicKey):
        raise LedgerProblem("This public key is not of the kind Ed25519.")
    return key


def raw(key: Ed25519PublicKey) -> bytes:
    """The 32 bytes of a public key."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)

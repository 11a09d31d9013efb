"""The key that signs, made once and kept beside the database."""

import os
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.utils.translation import gettext as _

from rapporteur.base.refusals import Refused
from rapporteur.core.ledger.keys import new_key_pem, read_signing_key
from rapporteur.core.ledger.problem import LedgerProblem


def signing_key() -> Ed25519PrivateKey:
    """The key in the file `settings.LEDGER_KEY`; made there, readable by its owner alone, if none.

    Raises Refused where the file holds something else, or cannot be read or written.
    """
    return _key_in(Path(settings.LEDGER_KEY))


def public_key() -> Ed25519PublicKey:
    """The key with which everybody checks."""
    return signing_key().public_key()


@cache
def _key_in(place: Path) -> Ed25519PrivateKey:
    try:
        if not place.exists():
            _make(place)
        return read_signing_key(place.read_bytes())
    except (OSError, LedgerProblem) as problem:
        raise Refused(
            _("The ledger's signing key in %(file)s cannot be used.") % {"file": place},
            str(problem),
            _("Bring the file back from a copy: with another key no earlier receipt is good."),
        ) from problem


def _make(place: Path) -> None:
    """Two processes that make it at once end with the same key: the first to link wins."""
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(new_key_pem())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, place)
    finally:
        Path(draft).unlink()

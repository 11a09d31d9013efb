"""Reading originals back."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from rapporteur.base.originals.models import Original
from rapporteur.base.refusals import Refused

CHUNK = 1 << 20  # bytes


def path_of(sha256: str) -> Path:
    """Where the bytes of a hash stand: two levels, so that no folder holds a million files."""
    return Path(settings.ORIGINALS) / sha256[:2] / sha256[2:4] / sha256


def read(original: Original) -> bytes:
    """The bytes of an original, whole.

    Raises Refused when they were erased, or when the file is not there.
    """
    if original.erased_at is not None:
        raise Refused(
            _("The original %(hash)s was erased.") % {"hash": original.sha256},
            original.erased_because,
        )
    try:
        return path_of(original.sha256).read_bytes()
    except FileNotFoundError:
        raise Refused(
            _("The original %(hash)s is not in the store.") % {"hash": original.sha256},
            _("Its file is missing from the folder of originals."),
            _("Bring the folder back from a copy, then run “rapporteur reconcile”."),
        ) from None


def hash_file(path: Path) -> str:
    """SHA-256 of a file, read in pieces so that memory stays flat."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def damaged(originals: Iterable[Original]) -> Iterator[tuple[Original, str]]:
    """The originals whose bytes are missing or no longer match their hash, each with the reason."""
    for original in originals:
        if original.erased_at is not None:
            continue
        path = path_of(original.sha256)
        if not path.exists():
            yield original, _("the file is missing")
        elif hash_file(path) != original.sha256:
            yield original, _("the bytes no longer match the hash")

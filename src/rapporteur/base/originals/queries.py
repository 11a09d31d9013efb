"""Reading originals back."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from rapporteur.base.originals.models import SMALL, Original
from rapporteur.base.refusals import Refused

CHUNK = 1 << 20  # bytes
BATCH = 500  # originals whose bytes are looked up at once


def path_of(sha256: str) -> Path:
    """Where the bytes of a hash stand: two levels, so that no folder holds a million files."""
    return Path(settings.ORIGINALS) / sha256[:2] / sha256[2:4] / sha256


def read(original: Original) -> bytes:
    """The bytes of an original, whole.

    Raises Refused when they were erased, or when they are not there.
    """
    return b"".join(pieces(original))


def read_all(originals: Iterable[Original]) -> dict[str, bytes]:
    """The bytes of some small originals, whole, by their hashes; those whose bytes were erased or
    are not there are left out."""
    there = [each for each in originals if each.erased_at is None]
    contents = _contents(there)
    return {
        each.pk: b"".join(found) for each in there if (found := _found(each, contents)) is not None
    }


def pieces(original: Original) -> Iterator[bytes]:
    """The bytes of an original in order, a large one never whole in memory.

    Raises Refused as `read` does, before the first piece.
    """
    if original.erased_at is not None:
        raise Refused(
            _("The original %(hash)s was erased.") % {"hash": original.sha256},
            original.erased_because,
        )
    found = _found(original, _contents([original]))
    if found is None:
        raise Refused(
            _("The original %(hash)s is not in the store.") % {"hash": original.sha256},
            _("Its bytes are neither in the database nor in the folder of originals."),
            _("Bring both back from a copy, then run “rapporteur reconcile”."),
        )
    return found


def damaged(originals: Iterable[Original]) -> Iterator[tuple[Original, str]]:
    """The originals whose bytes are missing or no longer match their hash, each with the reason."""
    waiting = iter(originals)
    while batch := [*islice(waiting, BATCH)]:
        contents = _contents(batch)
        for original in batch:
            if original.erased_at is None and (why := _damage(original, contents)):
                yield original, why


def _damage(original: Original, contents: Mapping[str, bytes]) -> str:
    found = _found(original, contents)
    if found is None:
        return _("the bytes are missing")
    digest = hashlib.sha256()
    for piece in found:
        digest.update(piece)
    return "" if digest.hexdigest() == original.sha256 else _("the bytes no longer match the hash")


def _contents(originals: Iterable[Original]) -> dict[str, bytes]:
    """The bytes of those that stand in the database, by their hashes."""
    small = [original.pk for original in originals if original.size <= SMALL]
    found = Original.objects.filter(pk__in=small).values_list("pk", "content")
    return {sha256: bytes(content) for sha256, content in found if content is not None}


def _found(original: Original, contents: Mapping[str, bytes]) -> Iterator[bytes] | None:
    """The bytes wherever they stand; None where they stand nowhere.

    A small one is looked for among the files too: it may have been kept when the limit was lower.
    """
    if original.pk in contents:
        return iter([contents[original.pk]])
    path = path_of(original.sha256)
    return _pieces_of(path) if path.is_file() else None


def _pieces_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece

"""Keeping originals."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from rapporteur.base.originals.models import SMALL, Original
from rapporteur.base.originals.queries import path_of
from rapporteur.base.refusals import Refused
from rapporteur.base.rows import insert_all


@dataclass(frozen=True)
class Brought:
    """Bytes that no row promises yet. content: those of a small original, None of a larger one."""

    sha256: str
    size: int
    content: bytes | None


def keep(content: bytes | Iterable[bytes]) -> Original:
    """Keep bytes for good and say under which hash.

    content: the bytes, or pieces of them in order (an upload's `chunks()`), so that a large file
    is never in memory whole. Keeping the same bytes again finds the same original.

    Raises Refused when there are more than `settings.MAX_ORIGINAL` bytes; nothing is kept then.
    """
    brought = bring(content)
    with transaction.atomic():
        keep_all([brought])
    return Original.objects.get(pk=brought.sha256)


def bring(content: bytes | Iterable[bytes]) -> Brought:
    """The first half of keeping, which may take long and so stands outside any transaction.

    A large file is on the disk, flushed, when this returns; `keep_all` then writes the rows. A
    crash between the two leaves a file that no row promises. Raises Refused as `keep` does.
    """
    pieces = iter([content] if isinstance(content, bytes) else content)
    first = bytearray()
    for piece in pieces:
        first += piece
        if len(first) > SMALL:
            return _in_a_file(chain([bytes(first)], pieces))
    whole = bytes(first)
    _demand_not_too_large(len(whole))
    return Brought(hashlib.sha256(whole).hexdigest(), len(whole), whole)


def keep_all(brought: Iterable[Brought]) -> None:
    """The second half of keeping: the rows of what was brought, in the caller's transaction."""
    once = {each.sha256: each for each in brought}.values()
    insert_all(
        (Original(sha256=each.sha256, size=each.size, content=each.content) for each in once),
        leave_known=True,
        completed="content",
    )


def _in_a_file(pieces: Iterator[bytes]) -> Brought:
    folder = Path(settings.ORIGINALS)
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".arriving-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                size += len(piece)
                _demand_not_too_large(size)
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        sha256 = digest.hexdigest()
        place = path_of(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        Path(name).replace(place)
        _flush_folder(place.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Brought(sha256, size, None)


def _demand_not_too_large(size: int) -> None:
    if size > settings.MAX_ORIGINAL:
        raise Refused(
            _("The file was not taken."),
            _("It is larger than %(limit)d MB, the largest that is kept.")
            % {"limit": settings.MAX_ORIGINAL // 1_000_000},
            _("Send it in parts, or ask the secretariat for another way."),
        )


def _flush_folder(folder: Path) -> None:
    """A renamed file survives a power cut only when its folder is flushed too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Keeping originals."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from rapporteur.base.originals.models import Original
from rapporteur.base.originals.queries import path_of
from rapporteur.base.refusals import Refused


def keep(content: bytes | Iterable[bytes]) -> Original:
    """Keep bytes for good and say under which hash.

    content: the bytes, or pieces of them in order (an upload's `chunks()`), so that a large file
    is never in memory whole. Keeping the same bytes again finds the same original.
    The file is on the disk, flushed, before the row that promises it is written.

    Raises Refused when there are more than `settings.MAX_ORIGINAL` bytes; nothing is kept then.
    """
    pieces = [content] if isinstance(content, bytes) else content
    folder = Path(settings.ORIGINALS)
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".arriving-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                size += len(piece)
                if size > settings.MAX_ORIGINAL:
                    raise Refused(
                        _("The file was not taken."),
                        _("It is larger than %(limit)d MB, the largest that is kept.")
                        % {"limit": settings.MAX_ORIGINAL // 1_000_000},
                        _("Send it in parts, or ask the secretariat for another way."),
                    )
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
    original, _created = Original.objects.get_or_create(sha256=sha256, defaults={"size": size})
    return original


def _flush_folder(folder: Path) -> None:
    """A renamed file survives a power cut only when its folder is flushed too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

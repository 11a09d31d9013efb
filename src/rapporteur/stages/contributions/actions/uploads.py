"""Files of a draft: brought in pieces, each of which is on the disk before it is counted.

Where a line breaks, the sender asks how many bytes are there and goes on from that byte.
"""

import errno
import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from io import FileIO
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base import disk
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.models import Draft, Upload
from rapporteur.stages.contributions.queries.drafts import path_of
from rapporteur.stages.contributions.rules import plain_filename

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # of a disk, an account or a file


class NoRoom(Refused):
    """The disk is full: of no use to try again at once, and nobody's fault who sends."""


class OtherOffset(Refused):
    """A piece does not begin where the last one ended. received: the bytes that are there."""

    def __init__(self, received: int) -> None:
        super().__init__(
            _("This piece of the file was not taken."),
            _("It does not begin where the last one ended, which was at byte %(received)d.")
            % {"received": received},
            _("Go on from there."),
        )
        self.received = received


class NotTheSame(Refused):
    """The whole has another SHA-256 than its sender said."""


@transaction.atomic
def begin_upload(
    draft: Draft, *, filename: str, size: int, sha256: str = "", begun_at: datetime | None = None
) -> Upload:
    """Make ready for a file of so many bytes; its pieces follow.

    filename: as its sender gave it. sha256: of the whole, in hexadecimal, where it is known.

    Raises Refused where the file is larger than is kept, or the draft's files are too many or too
    much together; NoRoom where the disk would not hold it.
    """
    Draft.objects.select_for_update().get(pk=draft.pk)
    name = plain_filename(filename)
    _demand_within_limits(draft, name, size)
    # Counted whole where it begins, so that a file is refused before hours were spent on it. What
    # nobody has sent yet leaves as much room as it takes: none of it may ever be sent.
    taken = Upload.objects.aggregate(bytes=Sum("received"))["bytes"] or 0
    if _room_left(size) < max(disk.RESERVE, taken + size):
        raise _no_room(name)
    upload = Upload.objects.create(
        draft=draft,
        filename=name,
        size=size,
        sha256=sha256,
        begun_at=begun_at or timezone.now(),
    )
    if size == 0:
        _folder(path_of(upload).parent)
        path_of(upload).write_bytes(b"")
        _complete(upload)
    return upload


def take_piece(upload: Upload, *, offset: int, piece: bytes) -> Upload:
    """Write what follows the bytes that are there, and count it once it is on the disk.

    The last piece completes the file. Nobody waits here for a slow line: a piece is there whole.

    Raises OtherOffset where it begins elsewhere, Refused where it is more than was announced,
    NoRoom where the disk is full, NotTheSame where the whole is not what its sender said; it then
    has to be sent again from the start. `Upload.DoesNotExist` where it was taken out meanwhile.
    """
    with _held(upload) as file:
        upload.refresh_from_db()
        if offset != upload.received:
            raise OtherOffset(upload.received)
        if offset + len(piece) > upload.size:
            raise Refused(
                _("More of “%(name)s” came than was announced.") % {"name": upload.filename},
                _("It was announced with %(size)d bytes.") % {"size": upload.size},
                _("Take it out and add it again."),
            )
        if piece and _room_left(len(piece)) < disk.RESERVE:  # others may have filled the disk since
            raise _no_room(upload.filename)
        if os.fstat(file.fileno()).st_size > offset:  # written before a crash, and never counted
            file.truncate(offset)
        written = 0
        while written < len(piece):  # a disk that fills up takes a part first
            written += file.write(piece[written:])
        os.fsync(file.fileno())
        upload.received += len(piece)
        Upload.objects.filter(pk=upload.pk).update(received=upload.received)
        if upload.received == upload.size and upload.completed_at is None:
            _demand_same(upload)
            _complete(upload)
    return upload


def add_file(
    draft: Draft,
    *,
    filename: str,
    size: int,
    pieces: Iterable[bytes],
    begun_at: datetime | None = None,
) -> Upload:
    """Add a file that came whole, as a form without a script sends it. Raises as the two above."""
    upload = begin_upload(draft, filename=filename, size=size, begun_at=begun_at)
    try:
        for piece in pieces:
            take_piece(upload, offset=upload.received, piece=piece)
    except Refused:
        remove_upload(upload)
        raise
    return upload


def remove_upload(upload: Upload) -> None:
    """Take a file out of its draft. Again changes nothing."""
    path = path_of(upload)
    Upload.objects.filter(pk=upload.pk).delete()
    path.unlink(missing_ok=True)


def no_room_for(problem: OSError) -> bool:
    """Whether a problem of the operating system says that the disk is full."""
    return problem.errno in FULL


def _room_left(size: int) -> int:
    """Bytes that are free on the disk of the drafts when so many more are there."""
    return disk.room_left(_folder(Path(settings.DRAFTS)), size)


def _demand_within_limits(draft: Draft, name: str, size: int) -> None:
    most, limit, whole = settings.MAX_FILES, settings.MAX_ORIGINAL, settings.MAX_DRAFT
    there = draft.uploads.aggregate(bytes=Sum("size"))["bytes"] or 0
    why = ""
    if size > limit:
        why = _("It is larger than %(limit)d MB, the largest that is kept.") % {
            "limit": limit // 1_000_000
        }
    elif draft.uploads.count() >= most:
        why = _("There are %(most)d files already, and no more are taken at once.") % {"most": most}
    elif there + size > whole:
        why = _("Together the files would be larger than %(limit)d MB.") % {
            "limit": whole // 1_000_000
        }
    if why:
        raise Refused(
            _("“%(name)s” was not added.") % {"name": name},
            why,
            _("Take another file out, or send this one in parts or by post."),
        )


@contextmanager
def _held(upload: Upload) -> Iterator[FileIO]:
    """The file of an upload, for one writer at a time over all processes.

    What does not fit on the disk is not counted, and is cut off by the next piece.
    """
    try:
        _folder(path_of(upload).parent)
        with path_of(upload).open("ab", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
    except OSError as problem:
        if no_room_for(problem):
            raise _no_room(upload.filename) from None
        raise


def _demand_same(upload: Upload) -> None:
    if not upload.sha256:
        return
    with path_of(upload).open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != upload.sha256:
        upload.received = 0
        Upload.objects.filter(pk=upload.pk).update(received=0)
        raise NotTheSame(
            _("“%(name)s” did not arrive as it was sent.") % {"name": upload.filename},
            _("Its SHA-256 is another than was announced."),
            _("Send it again from the start."),
        )


def _complete(upload: Upload) -> None:
    upload.completed_at = timezone.now()
    Upload.objects.filter(pk=upload.pk).update(completed_at=upload.completed_at)


def _no_room(name: str) -> NoRoom:
    return NoRoom(
        _("“%(name)s” was not taken.") % {"name": name},
        _("There is no room for it here at the moment; what came before is kept."),
        _("Try again in an hour, or send it by e-mail. Keep your own copy."),
    )


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path

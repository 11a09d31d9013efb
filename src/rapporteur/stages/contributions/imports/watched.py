"""Taking what a scanner or a fax gateway puts into a folder, each file once and whole."""

import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.core.mail import Reader
from rapporteur.core.text.media import MESSAGE, media_type
from rapporteur.stages.contributions.actions.intake import receive
from rapporteur.stages.contributions.actions.mail import receive_mail
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.models import Item
from rapporteur.stages.mandate.models import Consultation

TAKEN = "taken"  # the folder, within the watched one, for what was kept
SETTLED = 1.0  # seconds in which a file must not have changed
OLDEST = timedelta(days=31)  # an older date of a file is not believed


@dataclass(frozen=True)
class Found:
    """What became of a file: the item that it is, or why it is not taken (or not put away)."""

    name: str
    item: Item | None = None
    problem: str = ""


def take_new(
    folder: Path, consultation: Consultation, channel: ItemChannel, *, settled: float = SETTLED
) -> Iterator[Found]:
    """Take each file that has stopped growing, and put it away into the folder `taken`.

    folder: as `imports.folder.open_folder` gives it. A file is put away only once it is kept for
    good; one that a crash left there is taken again as the same item. Nothing is ever deleted, and
    nothing read through a link or in a folder within. When it was written is when it was received.
    A gateway's message in the folder of faxes is the fax that it carries.
    """
    before = {path: _state(path) for path in sorted(folder.iterdir()) if path.name[0] != "."}
    if any(before.values()):
        time.sleep(settled)
    with Reader() as reader:
        for path, state in before.items():
            if path.is_symlink():
                yield Found(path.name, problem=_("It is a link and was not followed."))
            elif state is not None and state == _state(path):
                yield _take(path, state, consultation, channel, reader)


def _state(path: Path) -> tuple[int, int] | None:
    """Size and time of a file; None where it is none, or is gone."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if path.is_file() and not path.is_symlink() else None


def _take(
    path: Path,
    state: tuple[int, int],
    consultation: Consultation,
    channel: ItemChannel,
    reader: Reader,
) -> Found:
    size, written = state
    name = os.fsencode(path.name).decode("utf-8", "replace")
    if size > settings.MAX_ORIGINAL:
        limit = settings.MAX_ORIGINAL // 1_000_000
        return Found(name, problem=_("It is larger than %(limit)d MB.") % {"limit": limit})
    try:
        content = path.read_bytes()
    except OSError as problem:
        return Found(name, problem=str(problem.strerror or problem))
    by = f"{channel} folder"
    if channel is ItemChannel.FAX and media_type(content) == MESSAGE:
        [item] = receive_mail(
            consultation,
            [content],
            reader=reader,
            by=by,
            channel=channel,
            received_at=_received(written),
        )
        return Found(name, item, _put_away(path, item))
    item = receive(
        consultation,
        channel=channel,
        content=content,
        claimed={"filename": name[:300]},
        received_at=_received(written),
        source=f"folder:{hashlib.sha256(content).hexdigest()}:{written}",
        by=by,
    )
    return Found(name, item, _put_away(path, item))


def _received(written: int) -> datetime:
    """When the file was written, as far as that can be: not in the future, nor long ago."""
    now = timezone.now()
    try:
        at = datetime.fromtimestamp(written / 1e9, UTC)
    except (OverflowError, ValueError, OSError):
        return now
    return at if now - OLDEST < at <= now else now


def _put_away(path: Path, item: Item) -> str:
    """Move it beside the others; its number keeps it from taking anybody's place."""
    taken = path.parent / TAKEN
    # Room for the number in a name that may be 255 bytes long.
    kept = taken / f"R-{item.number} {os.fsdecode(os.fsencode(path.name)[-200:])}"
    try:
        taken.mkdir(exist_ok=True)
        if not kept.exists():
            path.rename(kept)
    except OSError as problem:
        return _("It is kept, but could not be put away: %(problem)s.") % {
            "problem": problem.strerror or problem
        }
    return ""

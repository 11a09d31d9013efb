"""Mail that was received elsewhere: an mbox, a Maildir, or a folder of messages."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.mail import Reader, mbox
from rapporteur.core.text.decoding import decode
from rapporteur.stages.contributions.actions.mail import receive_mail
from rapporteur.stages.contributions.imports.folder import why_not
from rapporteur.stages.contributions.imports.outcome import ImportOutcome, Problem, Progress
from rapporteur.stages.contributions.models import Item
from rapporteur.stages.mandate.models import Consultation

BATCH = 50  # messages in one commit
BATCH_SIZE = 8_000_000  # bytes of them, unless one alone is larger
Message = tuple[str, bytes | str]  # where it stands, for a person; its bytes, or why there are none


def import_mail(
    consultation: Consultation, place: Path, *, by: User | str, progress: Progress | None = None
) -> ImportOutcome:
    """Take in every message of a place into the queue; what was taken before stays as it is.

    place: an mbox file, a Maildir, or a folder whose files are messages. A message that cannot be
    kept is named, and the others are taken. Raises Refused where there is no such place.
    """
    many, messages = _messages(place)
    taken, done, files = 0, 0, 0
    problems: list[Problem] = []
    last = Item.objects.filter(consultation=consultation).order_by("-number").first()
    known = last.number if last else 0
    with Reader() as reader:
        for batch in _batches(messages):
            problems += [Problem(where, raw) for where, raw in batch if isinstance(raw, str)]
            readable = [(where, raw) for where, raw in batch if isinstance(raw, bytes)]
            items, refused = _kept(consultation, readable, reader, by)
            problems += refused
            new = {item.number for item in items if item.number > known}
            known = max([known, *new])
            taken, files = taken + len(new), files + len(items)
            done += len(batch)
            if progress is not None:
                progress(done, many)
    return ImportOutcome(
        taken=taken, there=files - taken, registered=0, files=files, problems=tuple(problems)
    )


def _kept(
    consultation: Consultation, batch: list[tuple[str, bytes]], reader: Reader, by: User | str
) -> tuple[list[Item], list[Problem]]:
    """The items of a batch; where that is refused, message by message."""
    try:
        raws = [raw for _where, raw in batch]
        return receive_mail(consultation, raws, reader=reader, by=by), []
    except Refused as refusal:
        if len(batch) == 1:
            return [], [Problem(batch[0][0], str(refusal))]
    parts = [_kept(consultation, [each], reader, by) for each in batch]
    return [item for items, _no in parts for item in items], [
        problem for _items, problems in parts for problem in problems
    ]


def _messages(place: Path) -> tuple[int, Iterator[Message]]:
    """How many messages there are, and each of them."""
    if place.is_dir():
        boxes = [place / "cur", place / "new"]
        folders = boxes if all(box.is_dir() for box in boxes) else [place]
        files = sorted(file for folder in folders for file in folder.iterdir())
        return len(files), ((_name(file), _content(file, place)) for file in files)
    if not place.is_file():
        raise Refused(
            _("Nothing was imported."),
            _("There is no file or folder “%(place)s”.") % {"place": place},
            _("Check the path."),
        )
    if not mbox.is_mbox(place):
        itself = place.resolve()  # a link that somebody names is meant
        return 1, iter([(_name(place), _content(itself, itself.parent))])
    most = settings.MAX_ORIGINAL
    many = sum(1 for _each in mbox.messages_in(place, most=0))
    return many, (
        (_name(place) + _(", line %(line)d") % {"line": line}, raw)
        for line, raw in mbox.messages_in(place, most=most)
    )


def _content(file: Path, folder: Path) -> bytes | str:
    """The bytes of a message in a folder; why they are not read, as a sentence. One of no bytes at
    all is a message like any other."""
    why = why_not(folder.resolve(), str(file.relative_to(folder)), may_be_empty=True)
    return why or file.read_bytes()


def _name(file: Path) -> str:
    return decode(os.fsencode(file.name)).text


def _batches(messages: Iterator[Message]) -> Iterator[list[Message]]:
    batch: list[Message] = []
    size = 0
    for message in messages:
        batch.append(message)
        size += len(message[1])
        if len(batch) == BATCH or size >= BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch

"""Reading a mailbox by IMAP (RFC 9051): it is looked at, and never changed."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from imaplib import IMAP4, Internaldate2tuple

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from rapporteur.base.refusals import Refused
from rapporteur.core.mail import Reader
from rapporteur.stages.contributions.actions.mail import receive_mail
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.imports.watched import OLDEST
from rapporteur.stages.contributions.models import Item, Mailbox
from rapporteur.stages.contributions.queries.mail import consultation_for
from rapporteur.stages.mandate.models import Consultation

TIMEOUT = 60  # seconds
SERVERS_FAULTS = (ImapToolsError, IMAP4.error, OSError)


@dataclass
class Taken:
    """What a look into the mailbox brought. problems: messages that were left there, and why."""

    items: list[Item] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def open_mailbox() -> BaseMailBox:
    """The mailbox of the settings, opened. Raises Refused where it cannot be."""
    if not settings.IMAP_HOST:
        raise Refused(
            _("No mailbox was read."),
            _("None is named in the settings."),
            _("Set RAPPORTEUR_IMAP_HOST, RAPPORTEUR_IMAP_USER and RAPPORTEUR_IMAP_PASSWORD."),
        )
    kind = MailBox if settings.IMAP_TLS else MailBoxUnencrypted
    try:
        box = kind(settings.IMAP_HOST, settings.IMAP_PORT, timeout=TIMEOUT)
        return box.login(settings.IMAP_USER, settings.IMAP_PASSWORD, settings.IMAP_FOLDER)
    except SERVERS_FAULTS as problem:
        raise _refused(problem) from problem


def _refused(problem: Exception) -> Refused:
    return Refused(
        _("The mailbox was not read, or not to its end."),
        _("%(host)s says: %(problem)s") % {"host": settings.IMAP_HOST, "problem": problem},
        _("Check the settings whose names begin with RAPPORTEUR_IMAP_, or try again later."),
    )


def take_new(
    box: BaseMailBox,
    default: Consultation,
    *,
    reader: Reader,
    channel: ItemChannel = ItemChannel.EMAIL,
) -> Taken:
    """Take in what has come since the last look, oldest first, each message durable by itself.

    default: where a message goes whose addresses lead to no one consultation. How far it was read
    is told by UIDs, so that it does not matter who else reads the mailbox, and with what marks.
    Where the server has numbered the folder anew, all of it is looked at again: what was taken
    before is known by its bytes. When the server received it is when it was received: what lay
    there while nobody looked is not late. channel: FAX where a fax gateway sends here. Raises
    Refused where the server breaks off; what was taken by then is taken.
    """
    taken = Taken()
    try:
        _take(box, default, reader, channel, taken)
    except SERVERS_FAULTS as problem:
        raise _refused(problem) from problem
    return taken


def _take(
    box: BaseMailBox, default: Consultation, reader: Reader, channel: ItemChannel, taken: Taken
) -> None:
    place, _made = Mailbox.objects.get_or_create(
        host=settings.IMAP_HOST, user=settings.IMAP_USER, folder=settings.IMAP_FOLDER
    )
    validity = box.folder.status(settings.IMAP_FOLDER, ["UIDVALIDITY"])["UIDVALIDITY"]
    if place.validity != validity:
        place.validity, place.last = validity, 0
    for uid in _newer(box, place.last):
        raw, at = _whole(box, uid)
        if raw is not None:  # None: somebody has removed it in the meantime
            consultation = consultation_for(reader.read(raw).recipients) or default
            try:
                taken.items += receive_mail(
                    consultation, [raw], reader=reader, channel=channel, received_at=at
                )
            except Refused as refusal:
                taken.problems.append(
                    _("Message %(uid)d stays in the mailbox. %(why)s")
                    % {"uid": uid, "why": refusal}
                )
        place.last = uid
        place.save()
    place.read_at = timezone.now()
    place.save()


def wait_for_news(box: BaseMailBox, seconds: float) -> None:
    """Until something has come, where the server offers to tell (IDLE); else for so long."""
    box.idle.wait(timeout=seconds)


def can_wait(box: BaseMailBox) -> bool:
    """Whether the server offers IDLE (RFC 2177)."""
    return "IDLE" in box.client.capabilities


def _newer(box: BaseMailBox, last: int) -> Iterator[int]:
    # "n:*" always holds the last message, even where its UID is lower (RFC 9051, 9).
    uids = sorted(int(uid) for uid in box.uids(f"UID {last + 1}:*"))
    return (uid for uid in uids if uid > last)


def _whole(box: BaseMailBox, uid: int) -> tuple[bytes | None, datetime | None]:
    """The bytes of a message as the server has them, and when it received them.

    PEEK: it is not marked as read by that.
    """
    _status, parts = box.client.uid("FETCH", str(uid), "(INTERNALDATE BODY.PEEK[])")
    said = b" ".join(
        part[0] if isinstance(part, tuple) else part for part in parts if part is not None
    )
    whole = next((bytes(part[1]) for part in parts if isinstance(part, tuple)), None)
    return whole, _received(said)


def _received(said: bytes) -> datetime | None:
    """The server's INTERNALDATE, where it is not in the future nor long ago: then somebody has
    copied the message there."""
    stated = Internaldate2tuple(said)
    if stated is None:
        return None
    at, now = datetime.fromtimestamp(time.mktime(stated), UTC), timezone.now()
    return at if now - OLDEST < at <= now else None

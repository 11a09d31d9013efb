"""Which of our messages an answer is about, and how many somebody was sent."""

import re
from collections.abc import Iterable
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from rapporteur.base.outbox.models import Message, MessageState
from rapporteur.core.text.mailboxes import mailbox_of

MOST_A_DAY = 10  # messages of a kind to one mailbox that anybody may have typed
_OURS = re.compile(r"<(\d{1,18})\.([0-9a-f]{20})@[^<>\s]+>")


def message_id_of(pk: int) -> str:
    """The Message-ID of a message, the same at every attempt, and made by nobody else."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "rapporteur.invalid"
    return f"<{pk}.{_seal(pk)}@{domain}>"


def messages_of(message_ids: Iterable[str]) -> list[Message]:
    """Our own messages among some Message-IDs, in their order; one that is made up is nobody's."""
    found = (_OURS.fullmatch(each) for each in message_ids)
    keys = [
        int(each[1]) for each in found if each and constant_time_compare(each[2], _seal(each[1]))
    ]
    rows = Message.objects.in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def lately_to(address: str, kind: str) -> int:
    """How many messages of a kind went to the mailbox of an address within a day, of those to
    addresses that anybody may have typed. kind: with what their keys begin."""
    of_kind = Message.objects.filter(mailbox=mailbox_of(address), key__startswith=f"{kind}:")
    since = timezone.now() - timedelta(days=1)
    return of_kind.exclude(state=MessageState.HELD).filter(posted_at__gte=since).count()


def has_enough(address: str, kind: str) -> bool:
    """Whether no more messages of a kind are sent to an address that anybody may have typed."""
    return lately_to(address, kind) >= MOST_A_DAY


def is_held_back(key: str) -> bool:
    """Whether a message was not sent since many were sent to its address within a day."""
    return Message.objects.filter(key=key, state=MessageState.HELD).exists()


def _seal(pk: int | str) -> str:
    return salted_hmac("rapporteur.outbox", str(pk)).hexdigest()[:20]

"""Which of our messages an answer is about, and how many somebody was sent."""

import re
from collections.abc import Iterable
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from rapporteur.base.outbox.models import Message

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


def sent_since(moment: datetime, *, begins: str, to: str) -> int:
    """How many messages were posted to an address since then, of those whose keys begin so.

    begins: what a digit or a small letter up to f follows in each key, as in a token.
    """
    keys = Message.objects.filter(key__gte=begins, key__lte=f"{begins}g", key__startswith=begins)
    return keys.filter(to__iexact=to, posted_at__gte=moment).count()


def _seal(pk: int | str) -> str:
    return salted_hmac("rapporteur.outbox", str(pk)).hexdigest()[:20]

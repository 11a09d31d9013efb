"""Which of our messages an answer is about."""

import re
from collections.abc import Iterable
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


def _seal(pk: int | str) -> str:
    return salted_hmac("rapporteur.outbox", str(pk)).hexdigest()[:20]

"""Posting messages and sending what was posted."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.leases import lease
from rapporteur.base.originals import queries as originals
from rapporteur.base.originals.models import Original
from rapporteur.base.outbox.models import Message, MessageState
from rapporteur.base.outbox.queries import MOST_A_DAY, lately_to, message_id_of
from rapporteur.base.refusals import Refused
from rapporteur.base.together import giving_way
from rapporteur.core.text.addresses import with_whole_addresses
from rapporteur.core.text.mailboxes import mailbox_of

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 8
# Of the server (SMTPException is an OSError), of an address or a word that no mail can have, of a
# file that is to go along and was erased or is not there.
FAILURES = (OSError, ValueError, Refused, Original.DoesNotExist)


def post(
    key: str,
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    attachments: list[dict[str, str]] | None = None,
    reply_to: str = "",
    consultation: str = "",
) -> Message:
    """Write a message down to be sent after the present transaction commits.

    key: names the occasion ("receipt:EC2010/R-7"); posting the same key again changes nothing
    and returns the message that is there. attachments: `{"sha256", "filename", "type"}` each.
    """
    return _write_down(
        key,
        subject,
        text,
        to=to,
        html=html,
        attachments=attachments or [],
        reply_to=reply_to,
        consultation=consultation,
    )


def post_to_stranger(
    key: str, *, to: str, subject: str, text: str, consultation: str = ""
) -> Message:
    """As `post`, to an address that anybody may have typed, so that nobody's mailbox is filled.

    Of one kind of message (what stands before the first colon of their keys) a mailbox gets
    `MOST_A_DAY` within a day, and the last of them says so, in the active language. What comes
    after is written down as held back and never sent: whoever shows what became of it says that
    (`queries.is_held_back`).
    """
    lately = lately_to(to, key.partition(":")[0])
    if lately == MOST_A_DAY - 1:
        last = _(
            "This is the last message of its kind that is sent to this address for a day: many "
            "were, and anybody may type an address. Nothing is lost by it: what would stand in "
            "them stands on the pages of this site."
        )
        text = f"{text.rstrip()}\n\n{last}\n"
    return _write_down(
        key,
        subject,
        text,
        to=to,
        mailbox=mailbox_of(to),
        consultation=consultation,
        state=MessageState.QUEUED if lately < MOST_A_DAY else MessageState.HELD,
    )


def _write_down(key: str, subject: str, text: str, **more: object) -> Message:
    written = {"subject": " ".join(subject.split())[:300], "text": with_whole_addresses(text)}
    message, _created = Message.objects.get_or_create(key=key, defaults={**written, **more})
    return message


def send_queued(*, most: int = 1000) -> Iterator[Message]:
    """Send what is queued, oldest first, yielding each message after its attempt.

    A message is leased before it is sent, so two senders never send the same one, and one that a
    crash interrupted is tried again when its lease runs out. A failure is kept with its reason;
    after `MOST_ATTEMPTS` the message is failed and an officer decides.
    """
    connection = get_connection()
    for _turn in range(most):
        message = _lease()
        if message is None:
            return
        try:
            _email(message, connection).send()
        except FAILURES as problem:
            message.failure = str(problem)
            if message.attempts >= MOST_ATTEMPTS:
                message.state = MessageState.FAILED
                message.leased_until = None
        else:
            message.state = MessageState.SENT
            message.sent_at = timezone.now()
            message.leased_until = None
            message.failure = ""
        with giving_way():
            message.save()
        yield message


def _lease() -> Message | None:
    queued = Message.objects.filter(state=MessageState.QUEUED)
    message = lease(queued, LEASE, "id", attempts=F("attempts") + 1)
    if message is not None:
        message.refresh_from_db()
    return message


def _email(message: Message, connection: object) -> EmailMultiAlternatives:
    email = EmailMultiAlternatives(
        message.subject,
        message.text,
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Message-ID": message_id_of(message.pk), "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    for part in message.attachments:
        content = originals.read(Original.objects.get(pk=part["sha256"]))
        email.attach(part["filename"], content, part["type"])
    return email

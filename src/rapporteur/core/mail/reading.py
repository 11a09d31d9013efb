"""Reading a message.

The standard library's parser may hang or crash on mail made to hurt, so strangers' mail is read
through `Reader`, in a process of its own.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime

from rapporteur.core.mail.bounces import bounce_in
from rapporteur.core.mail.fax import caller
from rapporteur.core.mail.mail import Attached, Automatic, Mail
from rapporteur.core.mail.winmail import is_winmail, unwrapped

MOST_ATTACHMENTS = 500
DEEPEST = 8  # messages within messages
LONGEST_VALUE = 998  # characters of a line of the head (RFC 5322, 2.1.1)
LONGEST_REFERENCES = 20_000
MOST_IDS = 50
FAULTS = (MessageError, LookupError, ValueError, TypeError, IndexError, AttributeError)
"""What the standard library raises for broken mail, beside RecursionError."""

_TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
_ID = re.compile(r"<[^<>\s]{1,300}>")
_MANY = f"It holds more than {MOST_ATTACHMENTS} files; the others stand in the message alone."
_DEEP = f"Messages lie in it more than {DEEPEST} deep; the deeper ones stand in it alone."
_ENDINGS = {
    "text/plain": "txt",
    "text/html": "html",
    "text/calendar": "ics",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/tiff": "tiff",
    "application/pdf": "pdf",
}


def read(raw: bytes) -> Mail:
    """What a message says of itself, and the files in it.

    Raises ValueError for what cannot be taken apart, RecursionError for what nests too deep.
    """
    try:
        return _told(email.message_from_bytes(raw, policy=email.policy.default))
    except FAULTS:
        try:  # the library's older way asks less of a message
            return _told(email.message_from_bytes(raw, policy=email.policy.compat32))
        except FAULTS as fault:
            raise ValueError("The message is broken and cannot be taken apart.") from fault


def head_of(raw: bytes) -> Mail:
    """What the head says, of a message that cannot be taken apart; nothing where it has none."""
    try:
        return _headed(BytesHeaderParser(policy=email.policy.compat32).parsebytes(raw))
    except FAULTS:
        return Mail()


def _told(message: Message) -> Mail:
    bounce = bounce_in(message)
    attachments, problem = _gathered(message)
    head = _headed(message)
    return replace(
        head,
        caller=caller(message, head.subject, head.sender),
        automatic=Automatic.BOUNCE if bounce else _automatic(message),
        bounce=bounce,
        attachments=attachments,
        problem=problem,
    )


def _headed(message: Message) -> Mail:
    name, address = next(iter(_addresses(message, "From")), ("", ""))
    answers = [
        *_ID.findall(_head(message, "In-Reply-To")),
        *reversed(_ID.findall(_head(message, "References", longest=LONGEST_REFERENCES))),
    ]
    return Mail(
        sender=f"{name} <{address}>" if name and address else name or address,
        address=address,
        recipients=tuple(dict.fromkeys(to.lower() for _name, to in _addresses(message, *_TO))),
        subject=_head(message, "Subject"),
        message_id=next(iter(_ID.findall(_head(message, "Message-ID"))), ""),
        answers=tuple(dict.fromkeys(answers))[:MOST_IDS],
        sent_at=_date(_head(message, "Date")),
    )


# The head --------------------------------------------------------------------------------------


def _head(message: Message, name: str, *, longest: int = LONGEST_VALUE) -> str:
    """A line of the head in characters, unfolded; empty where there is none."""
    try:
        value = message[name]
        text = str(value) if isinstance(message, EmailMessage) else _decoded(str(value))
        text = "" if value is None else text
    except FAULTS:  # a value that the library cannot understand is told as it stands
        stated = (each for key, each in message.raw_items() if key.lower() == name.lower())
        text = _decoded(str(next(stated, "")))
    return " ".join(text.split())[:longest]


def _decoded(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except FAULTS:
        return value.encode("utf-8", "replace").decode()


def _addresses(message: Message, *names: str) -> Iterator[tuple[str, str]]:
    """The names and addresses of some lines of the head; only what has an @ is an address."""
    for name in names:
        for shown, address in getaddresses([_head(message, name, longest=LONGEST_REFERENCES)]):
            if "@" in address or shown:
                yield shown, address if "@" in address else ""


def _date(value: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(value)
    except FAULTS:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)  # "-0000": the sender's zone is not known
    try:
        return at.astimezone(UTC)
    except OverflowError:  # the first and the last day of the calendar have no such moment
        return None


def _automatic(message: Message) -> Automatic | None:
    """Whether a machine wrote it (RFC 3834, 5; RFC 8098 for receipts of reading)."""
    if message.get_content_type() == "multipart/report":
        return Automatic.RECEIPT
    stated = _head(message, "Auto-Submitted").lower()
    if stated and not stated.startswith("no"):
        return Automatic.REPLY
    precedence = _head(message, "Precedence").lower()
    if (
        precedence == "auto_reply"
        or _head(message, "X-Autoreply")
        or _head(message, "X-Autorespond")
    ):
        return Automatic.REPLY
    return None


# The files -------------------------------------------------------------------------------------


def _gathered(message: Message) -> tuple[tuple[Attached, ...], str]:
    found: list[Attached] = []
    problem = ""
    for attached in _files(message, depth=0):
        if attached is None:
            problem = _DEEP
        elif len(found) == MOST_ATTACHMENTS:
            return tuple(found), _MANY
        else:
            found.append(attached)
    return tuple(found), problem


def _files(message: Message, *, depth: int) -> Iterator[Attached | None]:
    """The files in a message, in order: of those in messages within it too. None: too deep.

    The words themselves are no file, whether plain or as HTML; a message within is one, and what
    is attached to it follows it.
    """
    for number, part in enumerate(_leaves(message), start=1):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            inner = inner[0] if isinstance(inner, list) and inner else None
            if not isinstance(inner, Message):
                continue
            subject = _head(inner, "Subject") or f"message {number}"
            yield Attached(f"{subject[:100]}.eml", kind, _bytes_of(inner))
            if depth == DEEPEST:
                yield None
            else:
                yield from _files(inner, depth=depth + 1)
            continue
        name = _filename(part)
        disposition = part.get_content_disposition()
        if not name and disposition != "attachment" and kind in ("text/plain", "text/html"):
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        if is_winmail(name, kind):
            yield from unwrapped(content, name or "winmail.dat")
            continue
        yield Attached(name or f"part {number}.{_ENDINGS.get(kind, 'bin')}", kind, content)


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; a message within is one, and is not entered."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting.extend(each for each in reversed(inner) if isinstance(each, Message))
        elif part.get_content_type() != "message/delivery-status":
            yield part


def _filename(part: Message) -> str:
    try:
        return _decoded(part.get_filename() or "")
    except FAULTS:
        return ""


def _bytes_of(message: Message) -> bytes:
    try:
        return message.as_bytes(policy=email.policy.compat32)
    except FAULTS:
        return message.as_string(policy=email.policy.compat32).encode("utf-8", "replace")

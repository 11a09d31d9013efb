"""Reading a message.

The standard library's parser may hang or crash on mail made to hurt, so strangers' mail is read
through `Reader`, in a process of its own.
"""

import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from rapporteur.core.mail.automatic import automatic
from rapporteur.core.mail.bounces import bounce_in
from rapporteur.core.mail.fax import caller
from rapporteur.core.mail.mail import Attached, Automatic, Mail
from rapporteur.core.mail.winmail import is_winmail, unwrapped
from rapporteur.core.text import mail_heads, uuencoded, yencoded
from rapporteur.core.text.charsets import decoded
from rapporteur.core.text.mail_heads import FAULTS
from rapporteur.core.text.media import MESSAGE, media_type
from rapporteur.core.text.signed import signed_content

MOST_ATTACHMENTS = 500
DEEPEST = 8  # messages within messages
LONGEST_VALUE = 998  # characters of a line of the head (RFC 5322, 2.1.1)
LONGEST_REFERENCES = 20_000
MOST_IDS = 50
_TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
_NO_PARTS = re.compile(rb"^Content-", re.IGNORECASE | re.MULTILINE)
_ID = re.compile(r"<[^<>\s]{1,300}>")
_MANY = f"It holds more than {MOST_ATTACHMENTS} files; the others stand in the message alone."
_DEEP = f"Messages lie in it more than {DEEPEST} deep; the deeper ones stand in it alone."
_WORDS = ("text/plain", "text/html")
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
        return _told(mail_heads.parsed(raw))
    except FAULTS as fault:
        raise ValueError("The message is broken and cannot be taken apart.") from fault


def head_of(raw: bytes) -> Mail:
    """What the head says, of a message that cannot be taken apart; nothing where it has none."""
    head = _HEAD_ENDS.split(raw, maxsplit=1)[0]
    try:
        return _headed(mail_heads.parsed(_NO_PARTS.sub(b"X-", head) + b"\n\n"))
    except FAULTS:
        return Mail()


def _told(message: Message) -> Mail:
    bounce = bounce_in(message)
    attachments, problem = _gathered(message)
    head = _headed(message)
    return replace(
        head,
        caller=caller(message, head.subject, head.sender),
        automatic=Automatic.BOUNCE if bounce else automatic(message, head.subject, head.answers),
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
    return " ".join(mail_heads.line(message, name).split())[:longest]


def _addresses(message: Message, *names: str) -> Iterator[tuple[str, str]]:
    """The names and addresses of some lines of the head; only what has an @ is an address."""
    for name in names:
        for shown, address in mail_heads.addresses(message, name):
            shown, address = (" ".join(each.split())[:LONGEST_VALUE] for each in (shown, address))
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
        if kind in mail_heads.MESSAGES:
            inner = next(iter(mail_heads.within(part)), None)
            if inner is None:
                continue
            subject = _head(inner, "Subject") or f"message {number}"
            yield Attached(f"{subject[:100]}.eml", kind, _bytes_of(inner))
            if depth == DEEPEST:
                yield None
            else:
                yield from _files(inner, depth=depth + 1)
            continue
        name = mail_heads.filename(part, message)
        disposition = part.get_content_disposition()
        content = mail_heads.content_of(part)
        unparted = part.get_content_maintype() == "multipart"  # its border is not to be found
        if not name and disposition != "attachment" and (kind in _WORDS or unparted):
            charset = mail_heads.charset_of(part)
            for way in (uuencoded, yencoded) if kind != "text/html" else ():
                for within, inside in way.files_in(content):
                    yield Attached(decoded(within, charset), "application/octet-stream", inside)
            continue
        if is_winmail(name, kind):
            yield from unwrapped(content, name or "winmail.dat")
            continue
        yield Attached(name or f"part {number}.{_ENDINGS.get(kind, 'bin')}", kind, content)
        yield from _files_within(name, content, depth=depth)


def _files_within(name: str, content: bytes, *, depth: int) -> Iterator[Attached | None]:
    """What is in a file that is a message, or one within its signature, whatever kind it says."""
    if media_type(content) == MESSAGE:
        if depth == DEEPEST:
            yield None
        else:
            yield from _files(mail_heads.parsed(content), depth=depth + 1)
    elif name.lower().endswith(".p7m") and (inside := signed_content(content)) is not None:
        yield Attached(name[: -len(".p7m")], "application/octet-stream", inside)


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; a message within is one, and is not entered. What
    servers tell each other in parts of a message's form (message/delivery-status) is none."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting.extend(reversed(mail_heads.within(part)))
        elif not part.is_multipart() or part.get_content_type() in mail_heads.MESSAGES:
            yield part


def _bytes_of(message: Message) -> bytes:
    try:
        return message.as_bytes(policy=email.policy.compat32)
    except FAULTS:
        return message.as_string(policy=email.policy.compat32).encode("utf-8", "replace")

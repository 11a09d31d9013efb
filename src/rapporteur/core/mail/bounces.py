"""Messages that say that another did not arrive."""

import re
from dataclasses import replace
from email.message import Message

from rapporteur.core.mail.mail import Bounce

_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_ID = re.compile(rb"^Message-ID:\s*(<[^<>\s]{1,300}>)", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"[^\s<>;,\"]+@[^\s<>;,\"]+")
_DAEMONS = re.compile(r"^(mailer-daemon|postmaster|mail-daemon)@", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"undeliver|delivery (status )?(notification|failure|failed)|returned mail|mail delivery failed"
    r"|failure notice|could not be delivered|non remis|no entregado",
    re.IGNORECASE,
)
LONGEST_WHY = 500


def bounce_in(message: Message) -> Bounce | None:
    """What a message says about another that did not arrive; None where it is no such message.

    A delivery status notification (RFC 3464) is one for certain, if it tells of a failure. Older
    servers write it in plain words: then the sender is a mail daemon and the subject says so.
    """
    parts = [part for _number, part in zip(range(200), message.walk(), strict=False)]
    statuses = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    for status in statuses:
        told = _of_status(status)
        if told is not None:
            return replace(told, of=_returned(parts))
    if statuses:
        return None  # news of a delay, or of success
    return _in_words(message, parts)


def _of_status(status: Message) -> Bounce | None:
    """The first recipient that was not reached."""
    blocks = status.get_payload()
    for block in blocks if isinstance(blocks, list) else []:
        if not isinstance(block, Message):
            continue
        action = str(block.get("Action", "")).strip().lower()
        if action != "failed":
            continue
        recipient = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "")
        code = _STATUS.search(str(block.get("Status", "")))
        why = " ".join(str(block.get("Diagnostic-Code", "")).split())
        return Bounce(
            recipient=recipient.rpartition(";")[2].strip().lower()[:254],
            status=code[1] if code else "",
            permanent=code is None or code[1].startswith("5"),
            why=why.removeprefix("smtp;").strip()[:LONGEST_WHY],
        )
    return None


def _in_words(message: Message, parts: list[Message]) -> Bounce | None:
    sender = _ADDRESS.search(str(message.get("From", "")))
    subject = str(message.get("Subject", ""))
    if not sender or not _DAEMONS.match(sender[0]) or not _SAYS_SO.search(subject):
        return None
    stated = str(message.get("X-Failed-Recipients", ""))
    plain = [p.get_payload(decode=True) for p in parts if p.get_content_type() == "text/plain"]
    words = b"\n".join(each for each in plain if isinstance(each, bytes))[:20_000].decode(
        "utf-8", "replace"
    )
    recipient = _ADDRESS.search(stated) or _ADDRESS.search(words)
    code = _STATUS.search(words)
    return Bounce(
        recipient=recipient[0].lower()[:254] if recipient else "",
        status=code[1] if code else "",
        permanent=bool(code and code[1].startswith("5")),
        why=" ".join(words.split())[:LONGEST_WHY],
        of=_returned(parts),
    )


def _returned(parts: list[Message]) -> str:
    """The Message-ID of what did not arrive, from the copy of it or of its head that came along."""
    for part in parts:
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                found = str(inner[0].get("Message-ID", "")).strip()
                if found:
                    return found[:300]
        if kind in ("text/rfc822-headers", "message/rfc822-headers", "text/plain"):
            content = part.get_payload(decode=True)
            match = _ID.search(content) if isinstance(content, bytes) else None
            if match:
                return match[1].decode("ascii", "replace")
    return ""

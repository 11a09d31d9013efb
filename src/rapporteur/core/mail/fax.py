"""Who sent the fax that a gateway passes on by e-mail.

Gateways say it in their own ways: in an address (RFC 3191 and ITU-T T.37, `FAX=+41…@gateway`), in a
line of the head, in the subject ("Fax from +41 …", "Fax von …"), or in the body (HylaFAX). What is
told is the number that the network or the other machine stated: a claim like any other.
"""

import re
from collections.abc import Iterator
from email.message import Message

from rapporteur.core.text.charsets import decoded
from rapporteur.core.text.mail_heads import charset_of, content_of

_HEADS = (
    "X-Fax-From",
    "X-Fax-Sender",
    "X-Fax-Caller",
    "X-Fax-Number",
    "X-Fax-CallerID",
    "X-CallerID",
    "X-Caller-ID",
    "X-CID",
    "X-TSI",
    "X-RemoteID",
)
_IN_ADDRESS = re.compile(r"\bFAX=(\+?[\d.()-]{4,30})", re.IGNORECASE)
_FAX = r"(?:fax\w*|facsimile|télécopie|telefax|факс\w*|传真|فاكس)"
_SAYS_FAX = re.compile(_FAX, re.IGNORECASE)
_NUMBER = r"(\+?\(?\d[\d .()/-]{2,28}\d)"
_IN_SUBJECT = (
    re.compile(
        r"(?:\bfrom|\bvon|\bde(?:\s+la\s+part)?|\bот|来自|من)\b[\s:\"'«“<]*" + _NUMBER,
        re.IGNORECASE,
    ),
    re.compile(_FAX + r"\W{0,10}" + _NUMBER, re.IGNORECASE),
)
# HylaFAX's faxrcvd: what the network told first, then what the other machine calls itself.
_IN_BODY = (
    re.compile(r"^[^\S\n]*(?:CallID1|CIDNumber|Caller ?ID|Caller)\s*:\s*(\S.{2,40})$", re.I | re.M),
    re.compile(r"^[^\S\n]*(?:Sender|From|TSI|Remote ID)\s*:\s*(\S.{2,40})$", re.I | re.M),
)
_BODY = 20_000  # bytes of it that are looked at
_DIGITS = re.compile(r"\d")


def caller(message: Message, subject: str, sender: str) -> str:
    """The number from which a fax came, as it is stated; empty where the message is no such mail.

    subject, sender: those of the head, decoded.
    """
    for stated in _stated(message, subject, sender):
        if number := _number(stated):
            return number
    return ""


def _stated(message: Message, subject: str, sender: str) -> Iterator[str]:
    if found := _IN_ADDRESS.search(sender):
        yield found[1]
    for name in _HEADS:
        yield str(message.get(name, ""))
    if not _SAYS_FAX.search(subject):
        return
    for pattern in _IN_SUBJECT:
        if found := pattern.search(subject):
            yield found[1]
    words = _body(message)
    for pattern in _IN_BODY:
        if found := pattern.search(words):
            yield found[1]


def _number(stated: str) -> str:
    """The number in what is stated, its parts by one space; empty where it is none."""
    found = re.search(_NUMBER, stated[:100])
    if found is None or not 4 <= len(_DIGITS.findall(found[1])) <= 20:
        return ""
    return " ".join(found[1].split())


def _body(message: Message) -> str:
    for _number_of, part in zip(range(50), message.walk(), strict=False):
        if part.get_content_type() == "text/plain" and not part.get_filename():
            return decoded(content_of(part)[:_BODY], charset_of(part))
    return ""

"""Messages that say that another did not arrive."""

import re
from dataclasses import replace
from email.message import Message

from rapporteur.core.mail.mail import Bounce
from rapporteur.core.text import mail_heads
from rapporteur.core.text.charsets import decoded

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.])([45])\d\d[ :-]")  # of SMTP (RFC 5321, 4.2)
_FOR_GOOD = re.compile(r"permanent|given up|giving up|user unknown|no such user", re.IGNORECASE)
_ID = re.compile(rb"^Message-ID:\s*(<[^<>\s]{1,300}>)", re.IGNORECASE | re.MULTILINE)
# Begun at the beginning of a word alone, or a long one would be looked through from each letter.
_ADDRESS = re.compile(r"(?<![^\s<>;:,()\"])[^\s<>;:,()\"]+@[^\s<>;:,()\"]+")
_DAEMONS = re.compile(
    r"^(?:mailer-?daemon|postmaster|mail-daemon|mdaemon|microsoftexchange[0-9a-f]{32})@", re.I
)
_SAYS_SO = re.compile(
    r"undeliver|non-?deliver|delivery (?:status )?(?:notification|failure|failed|has failed)"
    r"|delivery problem|returned (?:e?mail|to sender)|mail delivery failed|failure notice"
    r"|mail system error|could not be (?:delivered|sent)|unzustellbar|non remis|no entregado"
    r"|échec de la remise|no se puede entregar|не удается доставить|не доставлено|недоставленн"
    r"|退信|无法送达|未送达|投递失败|تعذر (?:تسليم|التسليم)|لم يتم التسليم"
    r"|no se (?:pudo|ha podido) entregar|não foi possível entregar|não entregue"
    r"|impossibile (?:recapitare|consegnare)|mancat[ao] (?:recapito|consegna)|onbestelbaar"
    r"|niet (?:bezorgd|afgeleverd)|niedostarczaln|nie można dostarczyć|niedoręczon|nedoručiteln"
    r"|kézbesíthetetlen|kan inte levereras|kunne ikke leveres|ei voida toimittaa|teslim edilemedi"
    r"|ανεπίδοτο|αδυναμία παράδοσης|не вдалося доставити|לא ניתן למסור|قابل تحویل نیست"
    r"|配信(?:不能|できません)|配達(?:不能|できません)|배달(?: 안 됨|되지 않음|할 수 없음)"
    r"|không thể gửi|ส่งไม่ได้|tidak terkirim|nelivrat",
    re.IGNORECASE,
)
_STATUSES = ("message/delivery-status", "message/global-delivery-status")  # RFC 3464 and 6533
_HEADS = ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers", "text/plain")
_BLANK = re.compile(rb"(?:\r?\n[ \t]*){2,}")
_COPY = re.compile(
    r"^-{3,}.{0,20}(?:below this line|this is a copy|original message|returned message|the header)"
    r"|^(?:Return-Path|Received|Message-ID):",
    re.IGNORECASE | re.MULTILINE,
)
LONGEST_WHY = 500


def bounce_in(message: Message) -> Bounce | None:
    """What a message says about another that did not arrive; None where it is no such message.

    A delivery status notification (RFC 3464) is one for certain, if it tells of a failure. Older
    servers write it in plain words: then the sender is a mail daemon and the subject says so.
    """
    parts = [part for _number, part in zip(range(200), message.walk(), strict=False)]
    statuses = [part for part in parts if part.get_content_type() in _STATUSES]
    for status in statuses:
        told = _of_status(status)
        if told is not None:
            return replace(told, of=_returned(parts))
    if statuses:
        return None  # news of a delay, or of success
    return _in_words(message, parts)


def _of_status(status: Message) -> Bounce | None:
    """The first recipient that was not reached."""
    for block in _blocks(status):
        action = str(block.get("Action", "")).strip().lower()
        if action != "failed":
            continue
        recipient = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "")
        code = _STATUS.search(str(block.get("Status", "")))
        why = " ".join(mail_heads.line(block, "Diagnostic-Code").split())
        return Bounce(
            recipient=recipient.rpartition(";")[2].strip(" <>").lower()[:254],
            status=code[1] if code else "",
            permanent=code is None or code[1].startswith("5"),
            why=why.removeprefix("smtp;").strip()[:LONGEST_WHY],
        )
    return None


def _blocks(status: Message) -> list[Message]:
    """The groups of lines of a status, one for each recipient and one before them."""
    blocks = mail_heads.within(status)
    if len(blocks) > 1:
        return blocks
    content = mail_heads.content_of(status)
    if blocks:  # it is encoded, and so was taken for one group without lines
        plain = Message()
        plain["Content-Transfer-Encoding"] = mail_heads.stated(status, "Content-Transfer-Encoding")
        plain.set_payload(blocks[0].as_string())
        content = mail_heads.content_of(plain)
    return [mail_heads.parsed(block + b"\n\n") for block in _BLANK.split(content[:100_000])]


def _in_words(message: Message, parts: list[Message]) -> Bounce | None:
    senders = mail_heads.addresses(message, "From")
    if not any(_DAEMONS.match(address) for _name, address in senders):
        return None
    if not _SAYS_SO.search(mail_heads.line(message, "Subject")):
        return None
    plain = [p for p in parts if p.get_content_type() == "text/plain" and not p.is_multipart()]
    words = "\n".join(_words(part) for part in plain)[:20_000]
    # What is below is a copy of the message, whose own addresses and numbers say nothing.
    said = _COPY.split(words, maxsplit=1)[0]
    recipient = _ADDRESS.search(mail_heads.stated(message, "X-Failed-Recipients"))
    recipient = recipient or _ADDRESS.search(said)
    code, number = _STATUS.search(said), _CODE.search(said)
    return Bounce(
        recipient=recipient[0].lower()[:254] if recipient else "",
        status=code[1] if code else "",
        permanent=_is_for_good(code[1] if code else number[1] if number else "", said),
        why=" ".join(said.split())[:LONGEST_WHY],
        of=_returned(parts),
    )


def _is_for_good(code: str, said: str) -> bool:
    return code.startswith("5") or (not code and bool(_FOR_GOOD.search(said)))


def _words(part: Message) -> str:
    return decoded(mail_heads.content_of(part)[:20_000], mail_heads.charset_of(part))


def _returned(parts: list[Message]) -> str:
    """The Message-ID of what did not arrive, from the copy of it or of its head that came along."""
    for part in parts:
        kind = part.get_content_type()
        if kind in mail_heads.MESSAGES or (kind in _HEADS and part.is_multipart()):
            for inner in mail_heads.within(part):
                if found := mail_heads.stated(inner, "Message-ID"):
                    return found[:300]
        if kind in (*_HEADS, *mail_heads.MESSAGES):
            match = _ID.search(mail_heads.content_of(part))
            if match:
                return match[1].decode("ascii", "replace")
    return ""

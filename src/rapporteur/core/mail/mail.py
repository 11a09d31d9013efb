"""What is told of a message. The message itself is kept as it came, whatever is told of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Automatic(StrEnum):
    """A message that no person wrote in answer (RFC 3834)."""

    BOUNCE = "bounce"
    REPLY = "reply"
    RECEIPT = "receipt"


@dataclass(frozen=True)
class Attached:
    """A file in a message. content: its bytes, decoded. media_type: as its sender says."""

    filename: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Bounce:
    """That a message did not arrive (RFC 3464).

    recipient: the address that it did not reach. status: `5.1.1`, or empty. permanent: whether
    trying again is of no use. why: what the other server said. of: the Message-ID of the message
    that did not arrive, or empty.
    """

    recipient: str = ""
    status: str = ""
    permanent: bool = False
    why: str = ""
    of: str = ""


@dataclass(frozen=True)
class Mail:
    """What a message says of itself; everything is the sender's claim.

    sender: name and address as one shows them; address: the address alone. recipients: every
    address it is directed to, as far as the head says, in lower case. answers: the Message-IDs
    that it answers, the nearest first. sent_at: with a zone, None where there is no such date.
    caller: the number of the fax that a gateway says it passes on, empty where it says none.
    problem: why it could not be read, or not all of it, as a sentence in English; empty otherwise.
    """

    sender: str = ""
    address: str = ""
    recipients: tuple[str, ...] = ()
    subject: str = ""
    message_id: str = ""
    answers: tuple[str, ...] = ()
    sent_at: datetime | None = None
    automatic: Automatic | None = None
    bounce: Bounce | None = None
    caller: str = ""
    attachments: tuple[Attached, ...] = field(default=(), repr=False)
    problem: str = ""

"""The letter as an e-mail: the same words as plain text and as HTML, either complete."""

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from rapporteur.core.letters import html, text
from rapporteur.core.letters.letter import Letter


class AddressProblem(ValueError):
    """What is given as an e-mail address is none; `address` is what was given."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def render(letter: Letter, *, to: str, name: str = "", sender: str, created: datetime) -> bytes:
    """The bytes of a message (RFC 5322) with both forms as `multipart/alternative`.

    to, sender: addresses alone; without a sender the mail program puts its own. name: of whom it
    goes to. created: with a time zone; the same letter and time give the same bytes. Mail programs
    open it as a draft that is ready to be sent.

    Raises AddressProblem.
    """
    message = EmailMessage(policy=SMTP)
    if sender:
        message["From"] = _address(sender)
    message["To"] = _address(to, name)
    message["Subject"] = letter.subject or letter.reference or letter.salutation
    message["Date"] = format_datetime(created)
    message["Content-Language"] = letter.language
    message["X-Unsent"] = "1"
    message.set_content(text.render(letter), cte="quoted-printable")
    message.add_alternative(html.render(letter), subtype="html", cte="quoted-printable")
    mark = hashlib.sha256(f"{to}\n{text.render(letter)}".encode()).hexdigest()[:32]
    message.set_boundary(f"=_{mark}")
    return message.as_bytes()


def is_address(words: str) -> bool:
    """Whether some words are the address of a mailbox, alone."""
    try:
        return bool(_address(words).domain)
    except AddressProblem:
        return False


def _address(address: str, name: str = "") -> Address:
    try:
        if not address.isascii():
            raise ValueError(address)
        return Address(display_name=name, addr_spec=address.strip())
    except (ValueError, IndexError) as problem:
        raise AddressProblem(address) from problem

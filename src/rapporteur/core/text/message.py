"""The words of an e-mail (RFC 5322), for people to read; the message itself is kept as it came."""

import email
import email.policy
from email.errors import MessageError
from email.message import EmailMessage

from rapporteur.core.text.decoding import decode

PARTS_LIMIT = 200  # parts that are looked at


class Unreadable(ValueError):
    """The message cannot be taken apart."""


def body_of(raw: bytes) -> tuple[str, bytes | None]:
    """The subject with the plain text, and the HTML where there is no plain text.

    The rest of the head is left out: what is read may be published, and addresses are not.
    Attachments are not read: they are named below the words. Raises Unreadable for what nests too
    deep or is broken beyond reading.
    """
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        return _read(message)
    except (MessageError, RecursionError, LookupError, ValueError, TypeError, IndexError) as fault:
        # The standard library's parser raises all of these for mail that is made to hurt.
        raise Unreadable from fault


def _read(message: EmailMessage) -> tuple[str, bytes | None]:
    words: list[str] = []
    page: bytes | None = None
    names: list[str] = []
    for number, part in enumerate(message.walk()):
        if number >= PARTS_LIMIT:
            break
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        name = part.get_filename()
        if name or part.get_content_disposition() == "attachment":
            names.append(name or part.get_content_type())
        elif part.get_content_type() == "text/plain":
            words.append(_text(content, part.get_content_charset()))
        elif part.get_content_type() == "text/html" and page is None:
            page = content
    found = [str(message["Subject"] or ""), *words, *(f"[{name}]" for name in names)]
    text = "\n\n".join(filter(None, found))
    return text, None if words else page


def _text(content: bytes, charset: str | None) -> str:
    """By the charset that the part names, if it is one and fits; else as bytes of unknown kind."""
    try:
        return content.decode(charset or "ascii")
    except (LookupError, UnicodeDecodeError):
        return decode(content).text

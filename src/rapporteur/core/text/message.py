"""The words of an e-mail (RFC 5322), for people to read; the message itself is kept as it came."""

from email.message import Message

from rapporteur.core.text import mail_heads
from rapporteur.core.text.charsets import decoded
from rapporteur.core.text.uuencoded import without_files

PARTS_LIMIT = 200  # parts that are looked at


class Unreadable(ValueError):
    """The message cannot be taken apart."""


def body_of(raw: bytes) -> tuple[str, str | None]:
    """The subject with the plain text, and the HTML where there is no plain text.

    The rest of the head is left out: what is read may be published, and addresses are not.
    Attachments are not read: they are named below the words. Raises Unreadable for what nests too
    deep or is broken beyond reading.
    """
    try:
        return _read(mail_heads.parsed(raw))
    except (*mail_heads.FAULTS, RecursionError) as fault:
        # The standard library's parser raises all of these for mail that is made to hurt.
        raise Unreadable from fault


def _read(message: Message) -> tuple[str, str | None]:
    words: list[str] = []
    page: str | None = None
    names: list[str] = []
    for number, part in enumerate(mail_heads.parts_of(message)):
        if number >= PARTS_LIMIT:
            break
        content = mail_heads.content_of(part)
        kind, charset = part.get_content_type(), mail_heads.charset_of(part)
        name = mail_heads.filename(part)
        if name or part.get_content_disposition() == "attachment":
            names.append(name or kind)
        elif kind == "text/plain" or part.get_content_maintype() == "multipart":
            # The second: parts that nothing parts, since the border that is stated is not there.
            plain, within = without_files(content)
            words.append(decoded(plain, charset))
            names += [decoded(each, charset) for each in within]
        elif kind == "text/html" and page is None:
            page = decoded(content, charset)
    found = [mail_heads.line(message, "Subject"), *words, *(f"[{name}]" for name in names)]
    text = "\n\n".join(filter(None, found))
    return text, None if words else page

"""The words of an e-mail (RFC 5322), for people to read; the message itself is kept as it came."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from rapporteur.core.text import flowed, mail_heads, uuencoded, yencoded
from rapporteur.core.text.charsets import decoded

PARTS_LIMIT = 200  # parts that are looked at
_UNSEEN = re.compile(
    r"<(head|style|script)\b.*?</\1\s*>|<[^>]*>|&#?\w+;", re.IGNORECASE | re.DOTALL
)
_LETTERS = re.compile(r"[^\W_]+")
_NO_LETTERS = bytes(byte for byte in range(0x80) if not chr(byte).isalnum())


class Unreadable(ValueError):
    """The message cannot be taken apart."""


@dataclass(frozen=True)
class Words:
    """Some words of a message. is_page: whether they are HTML."""

    text: str
    is_page: bool = False

    @property
    def letters(self) -> int:
        """How many letters of it one reads, more or less."""
        seen = _UNSEEN.sub("", self.text) if self.is_page else self.text
        if seen.isascii():  # several times as fast
            return len(seen.encode().translate(None, _NO_LETTERS))
        return len("".join(_LETTERS.findall(seen)))


def body_of(raw: bytes) -> list[Words]:
    """The subject, the words in their order, and the names of the files that came along.

    The rest of the head is left out: what is read may be published, and addresses are not.
    Attachments are not read: they are named below the words. Raises Unreadable for what nests too
    deep or is broken beyond reading.
    """
    try:
        return _read(mail_heads.parsed(raw))
    except (*mail_heads.FAULTS, RecursionError) as fault:
        # The standard library's parser raises all of these for mail that is made to hurt.
        raise Unreadable from fault


def _read(message: Message) -> list[Words]:
    leaves = [
        part
        for _number, part in zip(range(PARTS_LIMIT), mail_heads.parts_of(message), strict=False)
    ]
    looked_at = {id(part) for part in leaves}
    names = [Words(f"[{name}]") for part in leaves for name in _names(part)]
    words = [each for each in _words(message, looked_at) if each.text.strip()]
    subject = mail_heads.line(message, "Subject")
    return [*([Words(subject)] if subject else []), *words, *names]


def _words(part: Message, looked_at: set[int]) -> Iterator[Words]:
    """looked_at: the parts that hold something and are not beyond the limit."""
    if part.is_multipart():
        told = [list(_words(each, looked_at)) for each in mail_heads.within(part)]
        if part.get_content_type() == "multipart/alternative":
            yield from _fullest(told)
        else:
            for each in told:
                yield from each
    elif id(part) in looked_at and not _is_file(part):
        yield from _of_leaf(part)


def _fullest(told: list[list[Words]]) -> list[Words]:
    """Of several forms of the same words the first, which is the plainest, unless another says
    twice as much: plain text may be empty, or say that there is HTML."""
    best: list[Words] = []
    for form in told:
        if sum(each.letters for each in form) > 2 * sum(each.letters for each in best):
            best = form
    return best


def _of_leaf(part: Message) -> Iterator[Words]:
    kind, charset = part.get_content_type(), mail_heads.charset_of(part)
    if kind == "text/html":
        yield Words(decoded(mail_heads.content_of(part), charset), is_page=True)
    elif _is_plain(part):
        plain, _names_within = _without_files(part)
        text = decoded(plain, charset)
        if mail_heads.parameter(part, "format").lower() == "flowed":
            delsp = mail_heads.parameter(part, "delsp").lower() == "yes"
            text = flowed.joined(text, without_spaces=delsp)
        yield Words(text)


def _is_file(part: Message) -> bool:
    return bool(mail_heads.filename(part)) or part.get_content_disposition() == "attachment"


def _is_plain(part: Message) -> bool:
    """Plain text; or parts that nothing parts, since the border that is stated is not there."""
    return part.get_content_type() == "text/plain" or part.get_content_maintype() == "multipart"


def _names(part: Message) -> Iterator[str]:
    """What the file that a part is, or those in its words, are called."""
    if _is_file(part):
        yield mail_heads.filename(part) or part.get_content_type()
    elif _is_plain(part):
        charset = mail_heads.charset_of(part)
        for name in _without_files(part)[1]:
            yield decoded(name, charset)


def _without_files(part: Message) -> tuple[bytes, list[bytes]]:
    """The words of a part without the files that stand in them, and the names of those."""
    words, names = uuencoded.without_files(mail_heads.content_of(part))
    words, more = yencoded.without_files(words)
    return words, names + more

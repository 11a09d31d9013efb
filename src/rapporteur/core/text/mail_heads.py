"""A message taken apart: what its parts hold, and its head, or that of a part, in characters.

What is there is read as it was meant, not as the standards would have it: encoded words (RFC 2047)
of which a character is in two, or that stand in quotes; names of files in encoded words, in bytes
beyond ASCII, or by RFC 2231; lines in eight bits, in whatever encoding the rest of the message has.
"""

import binascii
import email
import re
from base64 import b64decode
from collections.abc import Iterator
from copy import copy
from email.errors import MessageError
from email.message import Message
from email.policy import Compat32
from email.utils import getaddresses
from typing import Any

from rapporteur.core.text.charsets import codec_of, decoded
from rapporteur.core.text.decoding import decode

FAULTS = (MessageError, LookupError, ValueError, TypeError, IndexError, AttributeError)
"""What the standard library raises for broken mail, beside RecursionError."""

MESSAGES = ("message/rfc822", "message/global")
"""The kinds of a message within another (RFC 2046, 5.2.1, and RFC 6532)."""

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\r\n]*)\?=")
_ESCAPED = re.compile(rb"=([0-9A-Fa-f]{2})")
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_SPECIAL = re.compile(r'[,;:<>()\[\]"@\\]')
_FIRST_PARTS = 20
_ENOUGH = 4000  # bytes of words, to tell their encoding
_OF_WORDS = ("text", "multipart")  # the second: parts that nothing parts
_BORDER = re.compile(rb'^--([^\s"\\]{1,70})[ \t]*\r?\n(?=Content-)', re.IGNORECASE | re.MULTILINE)
_MOST_MENDED = 20
_LINE_ENDS = re.compile(r"[\r\n]+")


class _AsItStands(Compat32):
    """Lines of the head as their bytes, unfolded: the library would put U+FFFD in place of what is
    not ASCII."""

    def header_fetch_parse(self, name: str, value: Any) -> Any:
        return _LINE_ENDS.sub("", value).strip() if isinstance(value, str) else value


def parsed(raw: bytes) -> Message:
    """A message taken apart. Raises one of FAULTS, or RecursionError, for mail made to hurt.

    Where the border that it states between its parts is not there, the one that is there parts
    them.
    """
    message = email.message_from_bytes(raw, policy=_AsItStands())
    mended = 0
    for part in message.walk():
        if part.get_content_maintype() == "multipart" and not part.is_multipart():
            mended += 1
            if mended > _MOST_MENDED:
                break
            _mend(part)
    return message


def _mend(part: Message) -> None:
    body = content_of(part)
    border = _BORDER.search(body)
    if border is None:
        return
    head = b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n' % border[1]
    again = email.message_from_bytes(head + body, policy=_AsItStands())
    if again.is_multipart():
        part.set_payload(again.get_payload())


def within(part: Message) -> list[Message]:
    """What a part is made of: its parts, or the message in it; nothing where it has words."""
    inner = part.get_payload() if part.is_multipart() else None
    return [each for each in inner if isinstance(each, Message)] if isinstance(inner, list) else []


def parts_of(message: Message) -> Iterator[Message]:
    """The parts that hold something themselves, in order, those of messages within too."""
    for part in message.walk():
        if not part.is_multipart():
            yield part


def content_of(part: Message) -> bytes:
    """The bytes that a part holds, out of the encoding of their transfer; none of several parts."""
    try:
        content = part.get_payload(decode=True)
    except FAULTS:  # the library tries the charset, which may be no encoding at all
        without = copy(part)
        del without["Content-Type"]
        content = without.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def line(message: Message, name: str) -> str:
    """A line of the head in characters; empty where there is none."""
    value = stated(message, name)
    return words(value, "" if value.isascii() else _likely_charset(message))


def stated(message: Message, name: str) -> str:
    """A line of the head as it stands, unfolded; bytes beyond ASCII are lone surrogates."""
    value = message.get(name)
    return "" if value is None else str(value)


def addresses(message: Message, name: str) -> Iterator[tuple[str, str]]:
    """The names and addresses of all lines of that name; an encoded comma parts nothing."""
    lines = [str(value) for value in message.get_all(name, [])]
    charset = "" if all(value.isascii() for value in lines) else _likely_charset(message)
    for shown, address in getaddresses([_WORD.sub(_without_commas, value) for value in lines]):
        yield words(shown, charset), words(address, charset)


def _without_commas(word: re.Match[str]) -> str:
    """An encoded word whose own commas and brackets are encoded too, as they should have been."""
    charset, way, text = word.groups()
    if way in "qQ":
        text = _SPECIAL.sub(lambda sign: f"={ord(sign[0]):02X}", text)
    return f"=?{charset}?{way}?{text}?="


def _likely_charset(message: Message) -> str:
    """That which it states; where that says nothing, the one that its words seem to be in."""
    charset = charset_of(message)
    codec = codec_of(charset)
    if codec not in (None, "ascii", "utf-8"):
        return charset
    for number, part in enumerate(message.walk()):
        of_words = part.get_content_maintype() in _OF_WORDS
        content = content_of(part)[:_ENOUGH] if of_words else b""
        if not content.isascii():
            found = decode(content)
            return charset if codec == found.encoding else found.encoding
        if number == _FIRST_PARTS:
            break
    return charset


def filename(part: Message) -> str:
    """What its sender calls a part; empty where it has no name."""
    for head, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        try:
            value = part.get_param(parameter, None, head)
        except FAULTS:
            continue
        if isinstance(value, tuple):  # RFC 2231: the bytes as characters of that number
            charset, _language, text = value
            return decoded(_bytes_of(text), charset)
        if value:
            return words(value, charset_of(part) if value.isascii() else _likely_charset(part))
    return ""


def charset_of(message: Message) -> str:
    """The charset that a part states, or the first of its parts that states one."""
    for number, part in enumerate(message.walk()):
        if number == _FIRST_PARTS:
            break
        try:
            value = part.get_param("charset")
        except FAULTS:
            continue
        charset = value[2] if isinstance(value, tuple) else value
        if charset and charset.isascii():
            return charset
    return ""


def words(value: str, charset: str = "") -> str:
    """A value of the head in characters.

    charset: that of the rest of the message, for bytes that say nothing of theirs.
    """
    pieces: list[tuple[str, bytes]] = []  # charset and bytes; what stands together is read together
    end = 0
    for word in _WORD.finditer(value):
        between = value[end : word.start()]
        if between and not (pieces and not between.strip() and end):
            pieces.append(("", between.encode("utf-8", "surrogateescape")))
        stated, content = word[1], _content(word[2], word[3])
        if pieces and pieces[-1][0].lower() == stated.lower():
            content = pieces.pop()[1] + content
        pieces.append((stated, content))
        end = word.end()
    if rest := value[end:]:
        pieces.append(("", rest.encode("utf-8", "surrogateescape")))
    text = "".join(
        decoded(content, stated) if stated else _unlabelled(content, charset)
        for stated, content in pieces
    )
    return _LINE_ENDS.sub(" ", text)


def _unlabelled(content: bytes, charset: str) -> str:
    if content.isascii() and b"\x1b" not in content:  # a "+" or "~" in a head is one
        return content.decode("ascii")
    return decoded(content, charset)


def _content(way: str, text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape")
    if way in "qQ":
        return _ESCAPED.sub(lambda hit: bytes.fromhex(hit[1].decode()), raw.replace(b"_", b" "))
    digits = _NO_BASE64.sub(b"", raw)
    digits = digits[: len(digits) - (len(digits) % 4 == 1)]  # a single digit is no byte
    try:
        return b64decode(digits + b"=" * (-len(digits) % 4))
    except binascii.Error:
        return raw


def _bytes_of(text: str) -> bytes:
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape")

"""A message taken apart: what its parts hold, and its head, or that of a part, in characters.

What is there is read as it was meant, not as the standards would have it: encoded words (RFC 2047)
of which a character is in two, or that stand in quotes; names of files in encoded words, in bytes
beyond ASCII, or by RFC 2231; lines in eight bits, in whatever encoding the rest of the message has.
"""

import re
from collections.abc import Callable, Iterator
from copy import copy
from email.errors import MessageError
from email.message import Message
from email.policy import Compat32, compat32
from email.utils import getaddresses
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from rapporteur.core.text import mime, transfer
from rapporteur.core.text.charsets import codec_of, decoded
from rapporteur.core.text.decoding import decode
from rapporteur.core.text.mended_heads import mended
from rapporteur.core.text.signed import signed_content

FAULTS = (MessageError, LookupError, ValueError, TypeError, IndexError, AttributeError)
"""What the standard library raises for broken mail, beside RecursionError."""

MESSAGES = ("message/rfc822", "message/global")
"""The kinds of a message within another (RFC 2046, 5.2.1, and RFC 6532)."""

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\r\n]*)\?=")
_ESCAPED = re.compile(rb"=([0-9A-Fa-f]{2})")
_SPECIAL = re.compile(r'[,;:<>()\[\]"@\\]')
_FIRST_PARTS = 20
_ENOUGH = 4000  # bytes of words, to tell their encoding
_OF_WORDS = ("text", "multipart")  # the second: parts that nothing parts
_BORDER = re.compile(rb'^--([^\s"\\]{1,70})[ \t]*\r?\n(?=Content-)', re.IGNORECASE | re.MULTILINE)
_MOST_MENDED = 20
_LINE_ENDS = re.compile(r"[\r\n]+")
_SIGNED = ("application/pkcs7-mime", "application/x-pkcs7-mime")  # RFC 8551, 3.2
_HEAD = re.compile(rb"\s*[A-Za-z][A-Za-z0-9-]*[ \t]*:")
_IN_PIECES = r";\s*%s\*(\d{1,4}\*?)?\s*=\s*(\"(?:[^\"\\]|\\.)*\"|[^;\s]*)"  # RFC 2231, 3 and 4
_NAMES = (
    ("content-disposition", "filename", re.compile(_IN_PIECES % "filename", re.IGNORECASE)),
    ("content-type", "name", re.compile(_IN_PIECES % "name", re.IGNORECASE)),
)


class _AsItStands(Compat32):
    """Lines of the head as their bytes, unfolded: the library would put U+FFFD in place of what is
    not ASCII."""

    def header_fetch_parse(self, name: str, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return (_LINE_ENDS.sub("", value) if "\n" in value or "\r" in value else value).strip()


_AS_IT_STANDS = _AsItStands()


def parsed(raw: bytes) -> Message:
    """A message taken apart. Raises one of FAULTS, or RecursionError, for mail made to hurt.

    Where the border that it states between its parts is not there, the one that is there parts
    them; a message within that was encoded as a whole, or wrapped into a signature, is opened.
    """
    message = mime.parsed(mended(raw), _AS_IT_STANDS)
    changed = 0
    for part in message.walk():
        if mend := _what_mends(part):
            changed += 1
            if changed > _MOST_MENDED:
                break
            mend(part)
    return message


def _what_mends(part: Message) -> Callable[[Message], None] | None:
    kind = part.get_content_type()
    if kind.startswith("multipart/"):
        if not part.is_multipart():
            return _part
        return _more if part.epilogue else None
    if kind in MESSAGES and part.is_multipart() and _encoding(part) in transfer.ENCODINGS:
        return _decode
    return _unwrap if kind in _SIGNED else None


def _decode(part: Message) -> None:
    """RFC 2046, 5.2.1, lets no message within be encoded; programs encode it all the same."""
    inner = part.get_payload(0)
    if isinstance(inner, Message):
        content = transfer.unpacked(inner.as_bytes(policy=compat32), _encoding(part))
        part.set_payload([mime.parsed(content, _AS_IT_STANDS)])


def _unwrap(part: Message) -> None:
    content = signed_content(content_of(part))
    if content is not None and _HEAD.match(content):
        del part["Content-Type"]
        part["Content-Type"] = "multipart/mixed"
        part.set_payload([mime.parsed(content, _AS_IT_STANDS)])


def _part(part: Message) -> None:
    body = content_of(part)
    border = _BORDER.search(body)
    if border is None:
        return
    head = b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n' % border[1]
    again = mime.parsed(head + body, _AS_IT_STANDS)
    if again.is_multipart():
        part.set_payload(again.get_payload())


def _more(part: Message) -> None:
    """Parts below the border that says that there are no more: of parts within others, whose border
    is the same, the inner ones end both."""
    border = b"--" + (part.get_boundary() or "").encode("ascii", "surrogateescape")
    below = (part.epilogue or "").encode("ascii", "surrogateescape")
    if re.search(rb"^" + re.escape(border) + rb"[ \t]*\r?$", below, re.MULTILINE):
        head = b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n' % border[2:]
        again = mime.parsed(head + below, _AS_IT_STANDS)
        part.set_payload([*within(part), *within(again)])
        part.epilogue = again.epilogue


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
    encoding = _encoding(part)
    plain = copy(part)
    del plain["Content-Type"]  # the library tries the charset, which may be no encoding at all
    if encoding in transfer.ENCODINGS:
        del plain["Content-Transfer-Encoding"]
    content = plain.get_payload(decode=True)
    if not isinstance(content, bytes):
        return b""
    return transfer.unpacked(content, encoding) if encoding in transfer.ENCODINGS else content


def _encoding(part: Message) -> str:
    return transfer.encoding_of(stated(part, "Content-Transfer-Encoding"))


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
    if not lines:
        return
    charset = "" if all(value.isascii() for value in lines) else _likely_charset(message)
    lines = [_WORD.sub(_without_commas, value) for value in lines]
    try:
        found = getaddresses(lines)
    except RecursionError:  # comments in comments
        found = getaddresses([value.replace("(", "").replace(")", "") for value in lines])
    for shown, address in found:
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


def filename(part: Message, whole: Message | None = None) -> str:
    """What its sender calls a part; empty where it has no name.

    whole: the message that it is of, whose words tell the encoding where its own say nothing of it.
    """
    for head, parameter, in_pieces in _NAMES:
        said = stated(part, head)
        if parameter not in said.lower():  # as in most parts
            continue
        if name := _in_pieces(in_pieces.findall(said)):
            return name
        try:
            value = part.get_param(parameter, None, head)
        except FAULTS:
            continue
        if value and isinstance(value, str):
            return words(value, _charset_of_name(value, part, whole))
    return ""


def _charset_of_name(name: str, part: Message, whole: Message | None) -> str:
    charset = charset_of(part)
    if name.isascii() or charset or whole is None:
        return charset if name.isascii() else _likely_charset(part)
    return _likely_charset(whole)


def _in_pieces(pieces: list[tuple[str, str]]) -> str:
    """A name by RFC 2231; empty where there is none.

    pieces: the number of each, with a star where it is encoded (of a single one neither need be
    said), and what it says. They are put together before they are decoded: programs cut within
    what stands for one byte.
    """
    in_order = sorted(pieces, key=lambda piece: int(piece[0].rstrip("*") or 0))
    values = [
        (number == "" or number.endswith("*"), re.sub(r"\\(.)", r"\1", value.strip('"')))
        for number, value in in_order
    ]
    if not any(encoded for encoded, _value in values):
        return words("".join(value for _encoded, value in values))
    whole = "".join(
        value if encoded else quote(value, errors="surrogateescape") for encoded, value in values
    )
    charset, mark, rest = whole.partition("'")
    text = rest.partition("'")[2] if mark else whole
    return decoded(
        unquote_to_bytes(text.encode("utf-8", "surrogateescape")), charset if mark else ""
    )


def parameter(part: Message, name: str) -> str:
    """A parameter of the kind of a part; empty where it states none."""
    try:
        value = part.get_param(name)
    except FAULTS:
        return ""
    return value if isinstance(value, str) else ""


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
    return transfer.base64_digits(raw)

"""Bytes out of the encoding in which they travelled (RFC 2045, 6), as they were meant.

Programs on the way break lines, take padding off and add words behind; what can be read past that
is read, and what was not encoded as it says is taken as it stands.
"""

import binascii
import re
from contextlib import suppress

ENCODINGS = ("base64", "quoted-printable")
"""Those that are undone here; what says anything else holds its bytes as they are."""

_NAME = re.compile(r"[\s\"']*([a-z0-9-]+)", re.IGNORECASE)
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_PADDING = re.compile(rb"=[=\s]*")
_LINE_OF_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/=]{4})+\Z")
_BLANKS = re.compile(rb"[ \t]+")
_NEVER_IN_BASE64 = re.compile(rb"(?<=\S)[ \t]+(?=\S)|[\x80-\xff]")
_SELDOM = 20  # bytes to one of those, at least, in what is base64 with something wrong in it
_LOOSE_END = re.compile(rb"=[ \t]+(?=\r?\n|\Z)")


def encoding_of(stated: str) -> str:
    """The encoding that a line of the head names, whatever stands around the name."""
    found = _NAME.match(stated)
    return found[1].lower() if found else ""


def unpacked(raw: bytes, encoding: str) -> bytes:
    """The bytes that travelled as `raw`. encoding: one of ENCODINGS."""
    if encoding == "base64":
        return _of_base64(raw)
    # Blanks behind the last sign of a line were added on the way (RFC 2045, 6.7, rule 3).
    return binascii.a2b_qp(_LOOSE_END.sub(b"=", raw))


def base64_digits(digits: bytes) -> bytes:
    """The bytes of a run of base64: what is no digit counts for nothing, and a single digit left
    at the end is no byte."""
    digits = _NO_BASE64.sub(b"", digits)
    digits = digits[: len(digits) - (len(digits) % 4 == 1)]
    return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4))


def _of_base64(raw: bytes) -> bytes:
    with suppress(binascii.Error):  # nothing is wrong with most: several times as fast
        return binascii.a2b_base64(raw.translate(None, b"\r\n"), strict_mode=True)
    if len(_NEVER_IN_BASE64.findall(raw)) * _SELDOM > len(raw):
        return raw  # plain words that say that they are base64
    first, padding, rest = raw.partition(b"=")
    lines = [line.strip() for line in rest.lstrip(b"=").splitlines()]
    first = b"\n".join(line for line in first.splitlines() if not _is_words(line.strip()))
    more = b"\n".join(line for line in lines if _LINE_OF_BASE64.match(line))
    return b"".join(base64_digits(each) for each in _PADDING.split(first + padding + more))


def _is_words(line: bytes) -> bool:
    """Whether a line was added behind, as mailing lists and scanners do."""
    return len(_BLANKS.findall(line)) * 10 > len(line)

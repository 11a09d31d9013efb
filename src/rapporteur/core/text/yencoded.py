"""Files that stand in the words of a message as yEnc (draft 1.3): each byte is moved by 42."""

import re
from collections.abc import Iterator

from rapporteur.core.text.uuencoded import Place, left_of, pairs

_BEGIN = re.compile(rb"^=ybegin [^\r\n]{0,300}\bname=([^\r\n]{1,255}?)[ \t]*\r?$", re.MULTILINE)
_PART = re.compile(rb"\r?\n=ypart [^\r\n]*")
_END = re.compile(rb"^=yend\b[^\r\n]*\r?$", re.MULTILINE)
_ESCAPED = re.compile(rb"=(.)", re.DOTALL)
_MOVED = bytes((byte - 42) % 256 for byte in range(256))


def files_in(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The name and the bytes of each file that stands in the words of a message."""
    for begin, end in _places(content):
        part = _PART.match(content, begin.end())
        lines = content[part.end() if part else begin.end() : end.start()]
        plain = _ESCAPED.sub(_unescaped, lines.translate(None, b"\r\n"))
        yield begin[1], plain.translate(_MOVED)


def without_files(content: bytes) -> tuple[bytes, list[bytes]]:
    """The words without the files that stand in them, and the names of those."""
    return left_of(content, _places(content))


def _places(content: bytes) -> Iterator[Place]:
    return pairs(content, b"=ybegin ", _BEGIN, _END)


def _unescaped(sign: re.Match[bytes]) -> bytes:
    return bytes(((sign[1][0] - 64) % 256,))

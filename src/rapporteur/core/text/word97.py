"""The text of a Word document of 1997 to 2003 ([MS-DOC]), pages parted by their hard breaks."""

import re
import struct
from collections.abc import Iterator

from rapporteur.core.text.beside import marked
from rapporteur.core.text.compound import Damaged, streams_of

DOCUMENT = "WordDocument"
"""The stream by which such a document is told among compound files."""

_IDENT, _OLDEST = 0xA5EC, 0xC1  # of a Word document; the version of Word 97
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_LENGTHS, _PIECES = 0x4C, 0x1A2  # where the lengths of the texts and the place of the pieces stand
_HEADERS, _COMMENTS = 2, 4  # the places among the texts of what is repeated on each page, and said
_COMMENT = "\x05"  # begins each
_IN_ONE_BYTE = 0x40000000
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")  # and its result
_DEEPEST = 20  # fields within fields
_MARKS = str.maketrans(
    {"\r": "\n\n", "\x07": "\t", "\x0b": "\n", "\x1e": "\u2011", "\x1f": "\u00ad"}
    | dict.fromkeys("\x00\x01\x02\x03\x04\x05\x06\x08\x0e\x13\x14\x15", "")
)


class Protected(ValueError):
    """The document is protected by a password."""


def read(raw: bytes) -> list[str] | None:
    """The texts of the pages; None where `raw` is no such document, or an older one.

    Headers and footers are left out; notes, comments, which are marked, and text boxes stand behind
    the main text. Raises Damaged, or Protected.
    """
    try:
        found = streams_of(raw, DOCUMENT, "0Table", "1Table")
        return _read(found) if DOCUMENT in found else None
    except struct.error as fault:
        raise Damaged from fault


def _read(streams: dict[str, bytes]) -> list[str] | None:
    document = streams[DOCUMENT]
    ident, version = struct.unpack_from("<HH", document)
    (flags,) = struct.unpack_from("<H", document, 0x0A)
    if ident != _IDENT or version < _OLDEST:
        return None
    if flags & _ENCRYPTED:
        raise Protected
    table = streams.get("1Table" if flags & _SECOND_TABLE else "0Table")
    if table is None:
        raise Damaged
    start, size = struct.unpack_from("<II", document, _PIECES)
    text = "".join(_pieces(document, table[start : start + size]))
    lengths = struct.unpack_from("<8I", document, _LENGTHS)
    parts: list[str] = []
    at = 0
    for place, length in enumerate(lengths):
        part = text[at : at + length]
        if place == _COMMENTS:
            comments = map(_words, part.replace("\f", "\r").split(_COMMENT))
            parts += map(marked, comments)
        elif place != _HEADERS:
            parts.append(_words(part))
        at += length
    whole = "\n\n".join(part for part in parts if part.strip())
    return [page.strip("\n") for page in whole.split("\f")]


def _words(part: str) -> str:
    """What a reader sees of a text, of its fields what they give."""
    for _depth in range(_DEEPEST):  # from within
        part, many = _FIELD.subn(lambda field: field[1] or "", part)
        if not many:
            break
    return part.translate(_MARKS)


def _pieces(document: bytes, table: bytes) -> Iterator[str]:
    """The pieces of which the text is made, each in one byte a letter or in two ([MS-DOC], 2.9.38,
    2.8.35 and 2.9.73)."""
    at = 0
    while table[at : at + 1] == b"\x01":  # formatting
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    if table[at : at + 1] != b"\x02":
        raise Damaged
    (size,) = struct.unpack_from("<I", table, at + 1)
    many = (size - 4) // 12
    ends = struct.unpack_from(f"<{many + 1}I", table, at + 5)
    for number in range(many):
        (place,) = struct.unpack_from("<I", table, at + 5 + 4 * (many + 1) + 8 * number + 2)
        letters = max(ends[number + 1] - ends[number], 0)
        if place & _IN_ONE_BYTE:
            start = (place & ~_IN_ONE_BYTE) // 2
            yield document[start : start + letters].decode("cp1252", "replace")
        else:
            yield document[place : place + 2 * letters].decode("utf-16-le", "replace")

"""What the glyphs of a font say, and how strings stand in a page."""

import re
from collections.abc import Mapping

Glyphs = Mapping[bytes, str]
"""What each glyph of a font says, by its two bytes."""

_PAIR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_CONTROL = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What keeps words of two directions apart says nothing itself."""


def glyphs(table: bytes) -> dict[bytes, str]:
    """What each glyph of a font says, from the table (ToUnicode) that stands with it."""
    return {
        bytes.fromhex(code.decode()): words(b"\xfe\xff" + bytes.fromhex(says.decode()))
        for code, says in _PAIR.findall(table)
    }


def with_glyphs(table: bytes, changed: Glyphs) -> bytes:
    """The table of a font in which some glyphs say something else."""

    def said(pair: re.Match[bytes]) -> bytes:
        new = changed.get(bytes.fromhex(pair[1].decode()))
        return pair[0] if new is None else b"<%b> <%b>" % (pair[1], _in_hex(new))

    return _PAIR.sub(said, table)


def in_codes(string: bytes) -> bytes:
    """A string of a page, in brackets of either kind, as the bytes that it means."""
    if string.startswith(b"<"):
        return bytes.fromhex(string[1:-1].decode())
    # Of what may be escaped (ISO 32000-1, 7.3.4.2) Python knows all but brackets.
    open_ = string[1:-1].replace(rb"\(", b"(").replace(rb"\)", b")")
    return open_.decode("unicode_escape").encode("latin-1")


def words(text: bytes) -> str:
    """A text string (ISO 32000-1, 7.9.2.2), of which Typst writes ASCII and UTF-16."""
    said = text.decode("utf-16" if text.startswith(b"\xfe\xff") else "latin-1")
    return _CONTROL.sub("", said)


def _in_hex(said: str) -> bytes:
    return said.encode("utf-16-be").hex().upper().encode()

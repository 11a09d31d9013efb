"""A message as Outlook saves it into a file, `.msg` ([MS-OXMSG]): its words and its files."""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from compressed_rtf import decompress

from rapporteur.core.text.compound import streams_by_path
from rapporteur.core.text.decoding import decode

MARK = "__properties_version1.0"
"""The stream by which such a message is told among compound files."""

MOST_FILES = 500
_DEEPEST = 8  # messages within messages
_SUBJECT, _BODY, _PAGE, _RICH = "0037", "1000", "1013", "1009"  # [MS-OXPROPS]
_NAMES = ("3707", "3704", "3001")
_CONTENT, _MESSAGE = "__substg1.0_37010102", "__substg1.0_3701000D/"
_FILE = re.compile(r"__attach_version1\.0_#[0-9A-Fa-f]{8}/")
_CODE_PAGE = b"\x03\0\xde\x3f"  # PidTagInternetCodepage, a number
_FAULTS = (ValueError, IndexError, zlib.error)  # of rich text that is broken


@dataclass(frozen=True)
class Saved:
    """subject, text: as they are written. page: the words as HTML, rich: as RTF, where they are so.
    charset: what the page is said to be in, empty where nothing is. files: the name and the bytes
    of each; of a message within, itself."""

    subject: str
    text: str
    page: bytes
    rich: bytes
    charset: str
    files: "tuple[tuple[str, bytes | Saved], ...]"


def read(raw: bytes) -> Saved | None:
    """The message; None where `raw` is another compound file. Raises `compound.Damaged`."""
    streams = streams_by_path(raw)
    return _saved(streams, "", 0) if MARK in streams else None


def _saved(streams: dict[str, bytes], within: str, depth: int) -> Saved:
    return Saved(
        subject=_words(streams, within, _SUBJECT),
        text=_words(streams, within, _BODY),
        page=_page(streams, within),
        rich=_rich(_bytes(streams, within, _RICH)),
        charset=_code_page(streams.get(within + MARK, b"")),
        files=tuple(islice(_files(streams, within, depth), MOST_FILES)),
    )


def _files(
    streams: dict[str, bytes], within: str, depth: int
) -> Iterator[tuple[str, bytes | Saved]]:
    begins = (_FILE.match(path, len(within)) for path in streams if path.startswith(within))
    for place in dict.fromkeys(within + begin[0] for begin in begins if begin):
        name = next(filter(None, (_words(streams, place, one) for one in _NAMES)), "")
        inner = place + _MESSAGE
        if inner + MARK in streams and depth < _DEEPEST:
            yield name, _saved(streams, inner, depth + 1)
        else:
            yield name, streams.get(place + _CONTENT, b"")


def _page(streams: dict[str, bytes], within: str) -> bytes:
    raw = _bytes(streams, within, _PAGE)
    words = "" if raw else _words(streams, within, _PAGE)
    return words.encode("utf-8-sig") if words else raw


def _code_page(properties: bytes) -> str:
    """The number that the code page of the page has with Windows, as a charset."""
    at = properties.find(_CODE_PAGE)
    if at < 0 or at + 16 > len(properties):
        return ""
    (number,) = struct.unpack_from("<I", properties, at + 8)
    return "utf-8" if number == 65001 else f"cp{number}"


def _words(streams: dict[str, bytes], within: str, number: str) -> str:
    """A property of words: in UTF-16, or in the encoding of whoever saved it."""
    wide = streams.get(f"{within}__substg1.0_{number}001F")
    if wide is not None:
        return wide.decode("utf-16-le", "replace").rstrip("\0")
    return decode(streams.get(f"{within}__substg1.0_{number}001E", b"").rstrip(b"\0")).text


def _bytes(streams: dict[str, bytes], within: str, number: str) -> bytes:
    return streams.get(f"{within}__substg1.0_{number}0102", b"")


def _rich(packed: bytes) -> bytes:
    try:
        return bytes(decompress(packed)) if packed else b""
    except _FAULTS:
        return b""

"""Bytes whose encoding their sender states: it is believed where it can be so.

Mail programs state what they were set to, not what they wrote. Names stand for the larger set that
is meant by them in practice, as browsers have it (WHATWG Encoding): "iso-8859-1" is Windows-1252,
"gb2312" may hold all of GB 18030. What the statement cannot be true of is read as bytes of unknown
encoding.
"""

import codecs
import re

from rapporteur.core.text import seven_bits
from rapporteur.core.text.decoding import MARKS, decode, utf8, utf16_either_way, windows_1252
from rapporteur.core.text.plausibility import plausibility

_LARGER = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso2022_jp": "iso2022_jp_2",
    "koi8-r": "koi8_u",
}
_OWN_NAMES = {
    "ks_c_5601": "cp949",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-936": "gb18030",
    "windows-949": "cp949",
    "windows-950": "big5hkscs",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8",
    "iso-8859-8-i": "cp1255",
    "iso-8859-8-e": "cp1255",
    "koi8-ru": "koi8_u",
    "mac": "mac_roman",
    "mac-ce": "mac_latin2",
    "mac-centraleurroman": "mac_latin2",
    "mac-ukrainian": "mac_cyrillic",
}
# The codecs of Python that are encodings of text and no more ("idna" and "zlib" are names too).
_OF_TEXT = re.compile(
    r"(?:utf|cp|iso8859|iso2022|koi8|mac|gb|big5|euc|hz|johab|shift|tis|ptcp|kz1048|hp-)", re.I
)
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_TELLING = 3  # bytes beyond ASCII
_CLEARLY = 0.7  # how much more plausible another reading must be than the one that is stated


def decoded(raw: bytes, charset: str | None) -> str:
    """`raw` as text. charset: as it is stated, None or empty where nothing is.

    Never raises and never drops a byte.
    """
    codec = codec_of(charset or "")
    if codec in (None, "ascii") or raw.startswith(tuple(MARKS)):
        return decode(raw).text
    if codec == "utf-16":
        return utf16_either_way(raw) or decode(raw).text
    codec = _LARGER.get(codec, codec)
    try:
        text = windows_1252(raw) if codec == "cp1252" else raw.decode(codec)
    except UnicodeDecodeError:
        return _broken(raw, codec)
    if codec == "utf-8" or raw.isascii() or (_is_short(raw) and utf8(raw) is None):
        return text
    guessed = decode(raw).text
    return guessed if plausibility(guessed) > plausibility(text) + _needed(raw) else text


def codec_of(charset: str) -> str | None:
    """The name of Python's codec for a stated charset; None where it is none that is known."""
    name = charset.partition("*")[0].strip(" \t'\"").lower().removeprefix("x-")
    try:
        found = codecs.lookup(_OWN_NAMES.get(name, name)).name
    except (LookupError, ValueError):  # ValueError: a NUL in it
        return None
    return found if found == "ascii" or _OF_TEXT.match(found) else None


def _is_short(raw: bytes) -> bool:
    """Whether there is too little beyond ASCII for another reading to be told by it."""
    return len(raw) - len(raw.translate(None, _BEYOND_ASCII)) < _TELLING


def _needed(raw: bytes) -> float:
    """How much more plausible another reading must be: UTF-8 is hardly ever so by chance."""
    return _CLEARLY if utf8(raw) is None else 0.1


def _broken(raw: bytes, codec: str) -> str:
    """What does not fit its statement: another encoding, or this one with a few bytes broken."""
    if codec == "iso2022_jp_2" and (text := seven_bits.iso2022_jp(raw)) is not None:
        return text
    guessed = decode(raw).text
    replaced = raw.decode(codec, "replace")
    return max(guessed, replaced, key=plausibility)

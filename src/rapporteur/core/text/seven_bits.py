"""Texts that say more than ASCII in bytes of seven bits, and say nothing of how they do it.

ISO-2022-JP (RFC 1468) and ISO-2022-KR (RFC 1557) shift by escape sequences, HZ (RFC 1843) by a
tilde and a brace, UTF-7 (RFC 2152) by a plus sign. The first two show themselves; a tilde or a plus
sign may stand in any text, so what it would shift to must be a text.
"""

import re

from rapporteur.core.text.plausibility import plausibility

_HZ = re.compile(rb"~\{(?:[!-w][!-~])+~\}")
_ESCAPES = (
    ("iso2022_kr", re.compile(rb"\x1b\$\)C")),
    ("iso2022_jp_2", re.compile(rb"\x1b(?:\$[@AB]|\$\([CD]|\(J|\.[AF])")),
    ("iso2022_jp_3", re.compile(rb"\x1b\$\([OPQ]")),
)
_KANJI = re.compile(rb"\x1b\$[@B]([^\x1b]*)(?:\x1b\([BJ])?")
_BACK = re.compile(rb"\x1b\([BJ]")
_SHIFTED = re.compile(rb"\+([A-Za-z0-9+/]*)-?")
_PLAUSIBLE = 0.2  # between -1 and 1
_FEWEST = 3  # digits of base 64: those of one character


def read(raw: bytes) -> tuple[str, str] | None:
    """The text of `raw`, which is all ASCII, and its codec; None where it is ASCII and no more."""
    for encoding, pattern in _ESCAPES:
        if pattern.search(raw):
            text = _decoded(raw, encoding) or iso2022_jp(raw)
            if text is not None:
                return text, encoding
    if _HZ.search(raw):
        text = _decoded(raw, "hz")
        if text is not None:
            return text, "hz"
    return _utf7(raw)


def iso2022_jp(raw: bytes) -> str | None:
    """As ISO-2022-JP with the characters that Windows adds (the circled numbers), which no codec
    has in seven bits: as the same in eight."""
    pieces = _KANJI.split(raw)
    if len(pieces) == 1:
        return None
    eight = b"".join(
        bytes(byte | 0x80 if byte > 0x20 else byte for byte in piece) if number % 2 else piece
        for number, piece in enumerate(pieces)
    )
    return _decoded(_BACK.sub(b"", eight), "euc_jis_2004")


def _utf7(raw: bytes) -> tuple[str, str] | None:
    """As UTF-7, where every run that shifts is one, and what comes out is language.

    "+41 22 917" and "a+b" are no such runs: base 64 of digits, or of a letter, is none.
    """
    runs = [run for run in _SHIFTED.findall(raw) if run]
    if not runs or any(len(run) < _FEWEST or run.isdigit() for run in runs):
        return None
    text = _decoded(raw, "utf-7")
    if text is None or text.isascii():
        return None
    beyond = sum(not character.isascii() for character in text)
    shifted = sum(len(run) * 6 // 16 for run in runs)
    if beyond * 2 < shifted or plausibility(text) < _PLAUSIBLE:
        return None
    return text, "utf-7"


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None

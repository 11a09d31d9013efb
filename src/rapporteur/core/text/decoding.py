"""Bytes of unknown encoding to the right characters, with the doubts that remain.

Nothing is lost and nothing is guessed in silence: every byte becomes a character (a NUL becomes
the visible U+2400, half a character at a cut U+FFFD), and whatever may be wrong is said as a
`Doubt`. Damage that was already in the bytes (a question mark where an accent was) is reported, not
repaired; a whole text that was encoded twice is read twice, and that is said too.
"""

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from rapporteur.core.text import seven_bits
from rapporteur.core.text.plausibility import plausibility


class DoubtKind(StrEnum):
    """What may be wrong with a decoded text."""

    UNSURE = "unsure"  # another encoding would read almost as well
    MIXED = "mixed"  # more than one encoding in the same bytes
    UNDEFINED = "undefined"  # a byte that the encoding gives no character to
    TWICE_ENCODED = "twice-encoded"  # "Ã©" where "é" was meant
    LOST = "lost"  # U+FFFD or "?" inside a word: lost before the bytes came to us
    CONTROL = "control"  # control characters other than tab, line and page breaks
    NUL = "nul"  # NUL bytes, shown as U+2400 because databases refuse them


@dataclass(frozen=True)
class Doubt:
    """kind: what may be wrong. start: where first, as an offset into the text. count: how often."""

    kind: DoubtKind
    start: int
    count: int


@dataclass(frozen=True)
class Decoded:
    """text: without byte-order mark, line ends as they were. encoding: its Python codec name."""

    text: str
    encoding: str
    doubts: tuple[Doubt, ...] = ()


# Legacy encodings, and how much more plausible than Windows-1252 each must read to be believed.
_LEGACY = {
    "cp1252": 0.0,
    "mac_roman": 0.1,
    "cp1251": 0.05,
    "koi8_r": 0.05,
    "koi8_u": 0.06,
    "cp1256": 0.05,
    "gb18030": 0.05,
    "cp932": 0.08,
    "euc_jp": 0.08,
    "cp949": 0.08,
    "big5": 0.15,
    "cp1250": 0.08,
    "iso8859_2": 0.1,
    "iso8859_15": 0.1,
    "iso8859_5": 0.1,
    "iso8859_6": 0.1,
    "cp1254": 0.07,
    "cp1253": 0.15,
    "cp1255": 0.05,
    "cp1257": 0.15,
    "cp874": 0.3,
    "mac_cyrillic": 0.06,
    "cp866": 0.15,
    "cp850": 0.2,
}

MARKS = {  # the longer first: UTF-32's little-endian mark begins with UTF-16's
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""Marks of the order of bytes, with the codec that each stands for."""

_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]"
    rb"|(?:\xe0[\xa0-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]|\xed[\x80-\x9f])[\x80-\xbf]"
    rb"|(?:\xf0[\x90-\xbf]|[\xf1-\xf3][\x80-\xbf]|\xf4[\x80-\x8f])[\x80-\xbf]{2}"
)
_WINDOWS_1252 = "".join(
    chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes((byte,)).decode("cp1252")
    for byte in range(0x100)
)
_NEVER_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOST = "\ufffd"
_CUT = ("truncated data", "unexpected end of data", "incomplete multibyte sequence")
_HALF_BEFORE = re.compile(rb"[\x80-\xbf]{1,3}")
_HALF_BEHIND = re.compile(rb"(?:[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})$")
_C1 = "".join(map(chr, range(0x80, 0xA0)))
_ENOUGH_TWICE = 3  # letters: fewer may be meant so
_LINES = re.compile(rb"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+$")
_LINES_LIMIT = 5_000
_ENOUGH_IN_A_LINE = 8  # bytes beyond ASCII
_BELIEVED = 0.8  # a reading of all bytes in one encoding that is so plausible is not taken apart
_FEW_WORDS = 60  # bytes of UTF-16 in which there may be no space and no stop
_UTF16 = 0.2  # how much more plausible it must read
_UNSURE_BELOW = 0.05  # plausibility is a mean between -1 and 1


def decode(raw: bytes) -> Decoded:
    """`raw` as text. Never raises and never drops a byte; what is doubtful is said."""
    marked = _by_mark(raw)
    if marked is not None:
        return marked
    encoding = wide_without_mark(raw)
    if encoding is not None:
        return _finish(_up_to_the_cut(raw, encoding) or "", encoding)
    if raw.isascii():
        return _finish(*(seven_bits.read(raw) or (raw.decode("ascii"), "ascii")))
    try:
        return _finish(*_read_twice(raw.decode("utf-8")))
    except UnicodeDecodeError:
        return _cut_utf8(raw) or _legacy(raw)


def _cut_utf8(raw: bytes) -> Decoded | None:
    """UTF-8 that begins or ends within a character, each byte of the halves as U+FFFD."""
    half = _HALF_BEFORE.match(raw)
    before = half.end() if half else 0
    behind = _HALF_BEHIND.search(raw)
    end = behind.start() if behind else len(raw)
    try:
        text = raw[before:end].decode("utf-8")
    except UnicodeDecodeError:
        return None
    if text.isascii():
        return None
    return _finish(_LOST * before + text + _LOST * (len(raw) - end), "utf-8")


def _up_to_the_cut(raw: bytes, encoding: str) -> str | None:
    """`raw`, whose last character may have been cut; None where that is not all that is wrong."""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as fault:
        if fault.start == 0 or len(raw) - fault.start > 3 or fault.reason not in _CUT:
            return None
        return raw[: fault.start].decode(encoding) + _LOST * (len(raw) - fault.start)


def _read_twice(text: str) -> tuple[str, str, list[Doubt]]:
    """`text` with the second encoding undone, if all of it was read as Windows-1252 or Latin-1
    and encoded again."""
    try:
        once = b"".join(
            character.encode("latin-1" if character in _C1 else "cp1252") for character in text
        )
        found = once.decode("utf-8")
    except UnicodeError:
        return text, "utf-8", []
    many = sum(not character.isascii() for character in found)
    if many < _ENOUGH_TWICE or plausibility(found) < plausibility(text) + 0.3:
        return text, "utf-8", []
    first = next(at for at, character in enumerate(found) if not character.isascii())
    return found, "utf-8", [Doubt(DoubtKind.TWICE_ENCODED, first, many)]


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, encoding in MARKS.items():
        if raw.startswith(mark):
            body = raw[len(mark) :]
            text = _up_to_the_cut(body, encoding)
            if text is not None:
                return _finish(text, encoding)
            if encoding == "utf-8":
                return _legacy(body)
    return None


def wide_without_mark(raw: bytes) -> str | None:
    """The codec of UTF-16 or UTF-32 that lacks its byte-order mark, or None where `raw` is none.

    It shows by bytes that no text of one byte a letter holds.
    """
    if len(raw) < 2 or not _NEVER_IN_TEXT.search(raw):
        return None
    return _utf32_without_mark(raw) or _utf16_without_mark(raw)


def _utf32_without_mark(raw: bytes) -> str | None:
    """Every fourth byte is 0, and the one beside it is hardly ever anything else."""
    fourths = len(raw) // 4
    for encoding, highest, beside in (("utf-32-le", 3, 2), ("utf-32-be", 0, 1)):
        if (
            fourths
            and raw[highest::4].count(0) >= fourths
            and raw[beside::4].count(0) * 2 > fourths
            and _up_to_the_cut(raw, encoding) is not None
        ):
            return encoding
    return None


def _utf16_without_mark(raw: bytes) -> str | None:
    little, big = raw[1::2].count(0), raw[0::2].count(0)
    if max(little, big) * 4 >= len(raw):
        readings = [(1.0, "utf-16-le" if little > big else "utf-16-be")]
    else:
        readings = [(0.0, "utf-16-le"), (0.0, "utf-16-be")]
    believed = []
    for trust, encoding in readings:
        text = _up_to_the_cut(raw, encoding)
        if text is None:
            continue
        if trust + plausibility(text) > 0.5:
            believed.append((trust + plausibility(text), encoding))
    return max(believed)[1] if believed else None


def utf16_either_way(raw: bytes) -> str | None:
    """`raw` as UTF-16 in the order of bytes that reads better; None where it is no UTF-16."""
    texts = [_up_to_the_cut(raw, encoding) for encoding in ("utf-16-be", "utf-16-le")]
    return max((text for text in texts if text is not None), key=_as_language, default=None)


def _as_language(text: str) -> float:
    """ASCII counts as language here, which plausibility does not weigh."""
    letters = sum(character.isascii() for character in text)
    return (letters + plausibility(text) * (len(text) - letters)) / (len(text) or 1)


def _legacy(raw: bytes) -> Decoded:
    """The reading, among the encodings of before Unicode, that looks most like language."""
    readings = _readings(raw)
    mixed = _utf8_with_windows_1252(raw)
    if mixed is not None:
        readings.append((plausibility(mixed), "utf-8", mixed))
    if not readings or max(readings, key=_score)[0] < _BELIEVED:
        by_lines = _by_lines(raw)
        if by_lines is not None and (not readings or by_lines[0] > max(readings)[0] + 0.1):
            return by_lines[1]
    if not readings or max(readings, key=_score)[0] < -0.5:
        text = windows_1252(raw)
        readings.append((plausibility(text), "cp1252", text))
    best, encoding, text = max(readings, key=_score)  # the first of equals
    doubts = []
    if encoding == "utf-8":
        doubts.append(Doubt(DoubtKind.MIXED, *_strays(raw)))
    elif any(best - score < _UNSURE_BELOW for score, _, other in readings if other != text):
        first = next(at for at, character in enumerate(text) if not character.isascii())
        count = sum(not character.isascii() for character in text)
        doubts.append(Doubt(DoubtKind.UNSURE, first, count))
    return _finish(text, encoding, doubts)


def _by_lines(raw: bytes) -> tuple[float, Decoded] | None:
    """Line by line, where lines came from different places: how plausible, and the reading.

    A line that is UTF-8 is read so. The others have one encoding, save those that read clearly
    better in another and have letters enough to say so. None where all are in one encoding.
    """
    lines = _LINES.findall(raw)
    if len(lines) > _LINES_LIMIT:
        return None
    as_utf8 = [utf8(line) for line in lines]
    others = b"".join(line for line, text in zip(lines, as_utf8, strict=True) if text is None)
    main = max(_readings(others), key=_score, default=(0.0, "cp1252", ""))[1]
    texts, used = [], Counter[str]()
    first, at = -1, 0
    for line, known in zip(lines, as_utf8, strict=True):
        text, encoding = (known, "utf-8") if known is not None else _line(line, main)
        if not line.isascii():
            used[encoding] += len(line)
            first = at if first < 0 and len(used) > 1 else first
        texts.append(text)
        at += len(text)
    if len(used) < 2:
        return None
    text = "".join(texts)
    most = used.most_common(1)[0][0]
    doubt = Doubt(DoubtKind.MIXED, first, sum(used.values()) - used[most])
    return plausibility(text), _finish(text, most, [doubt])


def utf8(raw: bytes) -> str | None:
    """As UTF-8; None where it is none."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _line(line: bytes, main: str) -> tuple[str, str]:
    """A line's text and encoding; `main` is that of most of its kind."""
    readings = {encoding: (score, text) for score, encoding, text in _readings(line)}
    if not readings:
        return windows_1252(line), "cp1252"
    best = max(readings, key=lambda encoding: readings[encoding][0])
    if main in readings:
        letters = sum(byte > 0x7F for byte in line)
        if letters < _ENOUGH_IN_A_LINE or readings[best][0] < readings[main][0] + 0.3:
            best = main
    return readings[best][1], best


def _readings(raw: bytes) -> list[tuple[float, str, str]]:
    """How plausible `raw` is in each legacy encoding that it can be read in, and as what text."""
    readings = _as_utf16(raw)
    for encoding, handicap in _LEGACY.items():
        text = _up_to_the_cut(raw, encoding)
        if text is not None:
            readings.append((plausibility(text) - handicap, encoding, text))
    return readings


def _as_utf16(raw: bytes) -> list[tuple[float, str, str]]:
    """The readings of a few words in UTF-16 without a mark that hold no byte that would show it.

    Only where nearly all that comes out is what people write: a sentence of another encoding read
    so is made of characters that hardly anybody knows.
    """
    if len(raw) % 2 or len(raw) > _FEW_WORDS:
        return []
    readings = []
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _up_to_the_cut(raw, encoding)
        if text is not None and text.isalnum() and plausibility(text) > _BELIEVED:
            readings.append((plausibility(text) - _UTF16, encoding, text))
    return readings


def _score(reading: tuple[float, str, str]) -> float:
    return reading[0]


def windows_1252(raw: bytes) -> str:
    """As Windows-1252; the five bytes it leaves undefined become the C1 controls of that number."""
    return codecs.charmap_decode(raw, "strict", _WINDOWS_1252)[0]


def _utf8_with_windows_1252(raw: bytes) -> str | None:
    """UTF-8 into which bytes of Windows-1252 were pasted, or that was cut within a character."""
    if not _UTF8_SEQUENCE.search(raw):
        return None
    pieces, end = [], 0
    for sequence in _UTF8_SEQUENCE.finditer(raw):
        pieces += [windows_1252(raw[end : sequence.start()]), sequence.group().decode("utf-8")]
        end = sequence.end()
    return "".join([*pieces, windows_1252(raw[end:])])


def _strays(raw: bytes) -> tuple[int, int]:
    """Offset in the text and number of the bytes that are no part of a UTF-8 sequence."""
    kept = _UTF8_SEQUENCE.sub(b"_", raw)
    strays = [at for at, byte in enumerate(kept) if byte > 0x7F]
    return strays[0], len(strays)


_INSIDE = {
    # "é" read as Windows-1252 or Latin-1 and encoded again: lead byte, then continuation byte.
    DoubtKind.TWICE_ENCODED: re.compile(
        "[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ]|â€[\x80-\xbf™œ˜“”¢¦\x9d]|[ÐÑ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹Œ]{1}[ÐÑ]"
    ),
    DoubtKind.LOST: re.compile("\ufffd|(?<=[^\\W\\d_])\\?(?=[^\\W\\d_])|\\?{3,}"),
    DoubtKind.UNDEFINED: re.compile("[\x80-\x9f]"),
    DoubtKind.CONTROL: re.compile("[\x01-\x08\x0e-\x1f\x7f]"),
    DoubtKind.NUL: re.compile("␀"),
}
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def _finish(text: str, encoding: str, doubts: list[Doubt] | None = None) -> Decoded:
    found = list(doubts or ())
    text = text.removeprefix("\ufeff")
    had_nul = "\0" in text
    text = text.replace("\0", "␀")
    for kind, pattern in _INSIDE.items():
        if kind is DoubtKind.NUL and not had_nul:
            continue
        searched = text
        if kind is DoubtKind.LOST:  # a question mark in a web address is its query
            searched = _ADDRESS.sub(lambda address: "_" * len(address.group()), text)
        hits = [hit.start() for hit in pattern.finditer(searched)]
        if hits:
            found.append(Doubt(kind, hits[0], len(hits)))
    return Decoded(text, encoding, tuple(found))

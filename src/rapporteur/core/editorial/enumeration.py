"""The marks of subparagraphs that somebody typed: (a), a), (أ), by language."""

import re
from collections.abc import Iterator

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding, Kind
from rapporteur.core.editorial.reading import Reading

_SIGN = r"([a-z]|i{1,3}|iv)"
_BEFORE = r"(?:(?<=^)|(?<=[:;,] )|(?<=[：；，。])|(?<=and )|(?<=or )|(?<= и )|(?<=или ))"
_BARE = re.compile(rf"{_BEFORE}{_SIGN}\)(?= [a-z]| ?[\u4e00-\u9fff])")
_BRACKETED = re.compile(r"(?<![\w(])\(([a-z]|i{1,3}|iv|vi{0,3})\)(?=[ \u00a0]\w)")
_BRACKETED_RUSSIAN = re.compile(rf"{_BEFORE}\(([a-zа-е]|i{{1,3}}|iv)\)(?=[ \u00a0][а-яё])")
_BARE_ARABIC = re.compile(
    "(?:(?<=^)|(?<=[:؛،] )|(?<= و))([أبجدوزحطيكلمنسعفصقرشت]|هـ)\\)(?= [\u0621-\u064a])"
)


def marks(reading: Reading) -> Iterator[Finding]:
    """Marks of another language's form, in running text."""
    if reading.kind is not Kind.TEXT:
        return
    match reading.stretch.language:
        case "en" | "zh":
            yield from _found(reading, _BARE, "({})")
        case "ar":
            yield from _found(reading, _BARE_ARABIC, "({})")
        case "fr" | "es":
            yield from _in_order(reading)
        case "ru":
            yield from _found(reading, _BRACKETED_RUSSIAN, "{})")


def _found(reading: Reading, pattern: re.Pattern[str], form: str) -> Iterator[Finding]:
    yield from reading.findings(rules.ENUMERATION, pattern, lambda found: form.format(found[1]))


def _in_order(reading: Reading) -> Iterator[Finding]:
    """(a), or a letter that follows on one before it: "(r)" alone is a sign for something else."""
    seen = {"`", "h"}  # what stands before a and i
    for found in _BRACKETED.finditer(reading.text):
        sign = found[1]
        begins = found.start() == 0 or reading.text[found.start() - 2 : found.start() - 1] in ":;"
        if (begins or len(sign) > 1 or chr(ord(sign) - 1) in seen) and reading.is_open(
            *found.span()
        ):
            seen.add(sign)
            yield reading.finding(rules.ENUMERATION, *found.span(), f"{sign})")

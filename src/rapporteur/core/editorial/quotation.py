"""Quotation marks that do not pair, or are of another language."""

import re
from collections.abc import Iterator

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding, Kind
from rapporteur.core.editorial.reading import OWN, Reading

_NBSP = "\u00a0"
_UNCLOSED = re.compile(r"“[^“”\"]{1,4000}(\")(?=[\s.,;:)，。；：、）]|$)")
_OPENED_STRAIGHT = re.compile(r"(?<![\w\"])(\")[^\"“”]{1,4000}”")
_STRAIGHT = re.compile(r"(?<![\w\"])\"([^\"“”«»]{1,4000})\"(?!\w)")
_CURLY = re.compile(r"“([^“”«»]{1,4000})”")
_LETTER = re.compile(r"[^\W\d_]")
_CODE = re.compile(r"[$\\{}<>=|]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_STRAIGHT_CHINESE = re.compile(r"\"(?! )([^\"“”。！？]{1,100})(?<! )\"")


def pairs(reading: Reading) -> Iterator[Finding]:
    """A mark that opens curly and closes straight, or the other way round."""
    if reading.kind in OWN | {Kind.QUOTATION}:
        for pattern, mark in ((_UNCLOSED, "”"), (_OPENED_STRAIGHT, "“")):
            for found in pattern.finditer(reading.text):
                yield reading.finding(rules.QUOTATION_MARK, *found.span(1), mark)


def french(reading: Reading) -> Iterator[Finding]:
    """Marks other than « », which have a space that does not break on the inside."""
    yield from _guillemets(reading, _NBSP)


def russian(reading: Reading) -> Iterator[Finding]:
    """Marks other than «»."""
    yield from _guillemets(reading, "")


def _guillemets(reading: Reading, space: str) -> Iterator[Finding]:
    if reading.kind not in OWN:
        return
    for pattern in (_STRAIGHT, _CURLY) if _pairs_up(reading) else (_CURLY,):
        for found in pattern.finditer(reading.text):
            if _stands_alone(reading, found) and _is_prose(found[1]):
                mend = f"«{space}{found[1].strip()}{space}»"
                yield reading.finding(rules.QUOTATION_MARK, *found.span(), mend)


def _is_prose(words: str) -> bool:
    return _LETTER.search(words) is not None and _CODE.search(words) is None


def _pairs_up(reading: Reading) -> bool:
    """Whether every straight mark has its other: else nobody can tell which opens and which
    closes."""
    return reading.text.count('"') % 2 == 0


def _stands_alone(reading: Reading, found: re.Match[str]) -> bool:
    """Whether a quotation is in the language of the document and not within another one."""
    start, end = found.span()
    return (
        reading.is_words(start, end)
        and reading.is_open(max(0, start - 1), start)
        and reading.is_open(end, end + 1)
    )


def chinese(reading: Reading) -> Iterator[Finding]:
    """Straight marks around Chinese words."""
    if reading.kind in OWN and _pairs_up(reading):
        for found in _STRAIGHT_CHINESE.finditer(reading.text):
            if _HAN.search(found[1]) and _stands_alone(reading, found):
                yield reading.finding(rules.QUOTATION_MARK, *found.span(), f"“{found[1]}”")

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
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_STRAIGHT_CHINESE = re.compile(r"\"([^\"“”]{1,4000})\"")


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
    if reading.kind in OWN:
        for pattern in (_STRAIGHT, _CURLY):
            yield from reading.findings(
                rules.QUOTATION_MARK,
                pattern,
                lambda found: f"«{space}{found[1].strip()}{space}»" if found[1].strip() else None,
                quoted=True,
            )


def chinese(reading: Reading) -> Iterator[Finding]:
    """Straight marks around Chinese words."""
    if reading.kind in OWN:
        for found in _STRAIGHT_CHINESE.finditer(reading.text):
            if _HAN.search(found[1]) and reading.is_words(*found.span()):
                yield reading.finding(rules.QUOTATION_MARK, *found.span(), f"“{found[1]}”")

"""Spaces around punctuation, by language."""

import re
from collections.abc import Iterator

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding, Kind
from rapporteur.core.editorial.reading import OWN, Reading
from rapporteur.core.editorial.stretches import MARK

_NBSP = "\u00a0"
# A stop alone may be the name of something: "the directory . is linked".
_STOP = r"\.(?=\s*$|\s+[A-ZÀ-Þ«“¿А-ЯЁ\u0621-\u064a])"
_BEFORE = re.compile(rf"(?<=[\w)»”]) +(?=[,;:!?،؛؟](?:\s|$)|{_STOP})")
_BEFORE_STOP = re.compile(rf"(?<=[\w)»”]) +(?=,(?:\s|$)|{_STOP})")
_BEFORE_WIDE = re.compile(
    "(?<=[\u3400-\u4dbf\u4e00-\u9fff”》）)]) +(?=[，。；：？！、])|(?<=[，。；：？！、]) +"
    "(?=[\u3400-\u4dbf\u4e00-\u9fff“《（])"
)

_FRENCH_HIGH = re.compile(rf"(?<=[\w)»’…])([ ]?)([;:!?])(?=\s|{MARK}|$)")
_FRENCH_OPEN = re.compile(r"«([ ]?)(?=\S)(?![\u00a0\u202f])")
_FRENCH_CLOSE = re.compile(r"(?<=[^\s\u00a0\u202f])([ ]?)»")
_FRENCH_PERCENT = re.compile(r"(?<=\d)([ ]?)%")


def before(reading: Reading) -> Iterator[Finding]:
    """A space before punctuation, in languages that have none there."""
    kinds = OWN | {Kind.QUOTATION} if reading.stretch.language == "en" else OWN
    if reading.kind in kinds:
        yield from reading.findings(rules.SPACING, _BEFORE, lambda found: "")


def french(reading: Reading) -> Iterator[Finding]:
    """Spaces that do not break before ; : ! ? and %, and on the inside of « »; none before . ,"""
    if reading.kind not in OWN:
        return
    yield from reading.findings(rules.SPACING, _FRENCH_HIGH, lambda found: f"{_NBSP}{found[2]}")
    yield from reading.findings(rules.SPACING, _FRENCH_PERCENT, lambda found: f"{_NBSP}%")
    yield from reading.findings(
        rules.SPACING, _FRENCH_CLOSE, lambda found: f"{_NBSP}»", quoted=True
    )
    yield from reading.findings(rules.SPACING, _FRENCH_OPEN, lambda found: f"«{_NBSP}", quoted=True)
    yield from reading.findings(rules.SPACING, _BEFORE_STOP, lambda found: "")


def chinese(reading: Reading) -> Iterator[Finding]:
    """A space on either side of a mark of full width."""
    if reading.kind in OWN:
        yield from reading.findings(rules.SPACING, _BEFORE_WIDE, lambda found: "")

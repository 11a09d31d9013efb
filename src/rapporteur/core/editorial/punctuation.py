"""The marks of footnotes, and punctuation that is of another language or script."""

import re
from collections.abc import Iterator

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding, Kind
from rapporteur.core.editorial.reading import OWN, RUNNING, Reading
from rapporteur.core.editorial.stretches import MARK

_BEHIND = frozenset({"en", "zh"})
_BEFORE = frozenset({"fr", "es", "ru", "ar"})
_MARK_BEFORE = re.compile(rf"({MARK}+)([.,;:]+(?=\s|$)|[，。；：]+)")
# A full stop before a small letter is an abbreviation's, and stays with it.
_MARK_AFTER = re.compile(
    rf"(?<=[\w%»)])([.,;:،؛]+(?!{MARK}+\s*[a-zà-öø-ÿа-яё]))({MARK}+)|(?<=\w)([,;:]+)({MARK}+)"
)

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_HALF_WIDTH = re.compile(
    rf"(?<=[{_HAN}”》）)])([,;:?!])(?=\s|$|[{_HAN}“《（])|(?<=[{_HAN}”》）)])(\.)(?=\s|$|[{_HAN}])"
    rf"|(?<=[{_HAN}])\.{{3,6}}|(?<=[0-9])([,;])(?=[{_HAN}“《])"
)
_FULL = dict(zip(",;:?!.", "，；：？！。", strict=True))

_ARABIC = "\u0620-\u064a\u064b-\u0652"
_LATIN_MARK = re.compile(rf"(?<=[{_ARABIC}])([,;?])(?=\s|$)|(?<=[0-9)»”])([,;?])(?=\s+[{_ARABIC}])")
_TURNED = {",": "،", ";": "؛", "?": "؟"}

_DASH = re.compile(r"(?<=[а-яё»)]) -(?= [а-яё«])", re.IGNORECASE)
_QUESTION = re.compile(r"(?<=\w)[?!](?=\s+[A-ZÁÉÍÓÚÑ¿¡«“—]|[)”»]|\s*$)")
_LONGEST = 2_000  # characters of a sentence that is looked at for its beginning
_OPENED = {"?": "¿", "!": "¡"}


def notes(reading: Reading) -> Iterator[Finding]:
    """The marks of footnotes on the wrong side of punctuation."""
    if MARK not in reading.text or reading.kind not in RUNNING | {Kind.QUOTATION}:
        return
    if reading.stretch.language in _BEHIND:
        for found in _MARK_BEFORE.finditer(reading.text):
            yield reading.finding(rules.NOTE_MARK, *found.span(), found[2] + found[1])
    elif reading.stretch.language in _BEFORE:
        for found in _MARK_AFTER.finditer(reading.text):
            stop, marks = (group for group in found.groups() if group)
            yield reading.finding(rules.NOTE_MARK, *found.span(), marks + stop)


def spanish(reading: Reading) -> Iterator[Finding]:
    """Questions and exclamations that nothing opens."""
    if reading.kind not in OWN:
        return
    for found in _QUESTION.finditer(reading.text):
        start, end = found.span()
        opened = _OPENED[found.group()]
        begun = reading.sentence_at(start).start
        if start - begun > _LONGEST or not reading.is_open(start, end):
            continue
        if reading.text.find(opened, begun, start) < 0:
            yield reading.finding(rules.PUNCTUATION, start, end)


def russian(reading: Reading) -> Iterator[Finding]:
    """A hyphen that stands for a dash."""
    if reading.kind in OWN:
        yield from reading.findings(rules.PUNCTUATION, _DASH, lambda found: " —")


def chinese(reading: Reading) -> Iterator[Finding]:
    """Punctuation of half width behind Chinese words. Brackets are let pass: documents have both
    kinds."""
    if reading.kind in OWN:
        yield from reading.findings(
            rules.PUNCTUATION,
            _HALF_WIDTH,
            lambda found: _FULL.get(found.group(), "……"),
        )


def arabic(reading: Reading) -> Iterator[Finding]:
    """Marks that do not turn to the right: , ; ?"""
    if reading.kind in OWN:
        yield from reading.findings(
            rules.PUNCTUATION, _LATIN_MARK, lambda found: _TURNED[found.group()]
        )

"""Percentages, as each language writes them in running text.

English, Russian and Arabic have the words ("per cent", «процентов», «في المائة»), Spanish the sign
behind a space that does not break, Chinese the sign alone. French documents have both.
"""

import re
from collections.abc import Iterator

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.figures import plain_digits
from rapporteur.core.editorial.finding import Finding
from rapporteur.core.editorial.numbers import first_words
from rapporteur.core.editorial.reading import OWN, RUNNING, Reading
from rapporteur.core.text.numbers import in_words

_NBSP = "\u00a0"
_WORDS = {in_words(number): number for number in range(1, 100)}
_SIGN = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)[ \u00a0]?%")
_WORD = re.compile(r"\bpercent\b|\bper-cent\b", re.IGNORECASE)
_WORDED = re.compile(
    r"(?<![\w-])(" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r") per cent\b"
)

# “Símbolos”.
_SPANISH = re.compile(r"(?<=\d)(?: ?%|[ \u00a0]por ciento\b)")
_SPANISH_SHARED = re.compile(r"(?<![\w.,-])\d[\d.,]*[-–]\d[\d.,]*[ \u00a0]?(?:%|por ciento\b)")

_RUSSIAN = re.compile(r"(?<![\w.,–-])((?:\d+(?:,\d+)?[–-])?(\d+(?:,\d+)?))[ \u00a0]?%(?!-)")
# With these the word is in another case than the second.
_RUSSIAN_CASE = re.compile(
    r"\b(?:к|ко|с|со|в|во|о|об|по|при|между|над|перед|и|или|равен|равна|равно|равны|"
    r"владе\w+|облада\w+|распол\w+|распоря\w+)[ \u00a0]$",
    re.IGNORECASE,
)

_CHINESE = re.compile(
    r"(?<=\d)[ \u00a0](?=%)|百分之(?P<figure>\d+(?:\.\d+)?)(?![\d.]|[至到、~－–-])"
)
_ARABIC = re.compile(
    r"(?<![\w.,٪%])(\d[\d.,]*)[ \u00a0]?(?:[%٪]|بالمائة|بالمئة|في المئة)(?![\w%٪])"
    r"|(?<![\w.,٪%])[%٪][ \u00a0]?(\d+(?:[.,]\d+)?)(?![\w%٪])"
)


def _begun(reading: Reading, found: re.Match[str]) -> str | None:
    """The figure, in words where a sentence begins with it; None where that has no words."""
    if found.start() not in reading.starts or reading.kind not in RUNNING:
        return found[1]
    return first_words(found[1], reading.stretch.language)


def english(reading: Reading) -> Iterator[Finding]:
    """The sign, “percent”, and percentages in words."""
    if reading.kind not in OWN:
        return
    yield from reading.findings(
        rules.PER_CENT, _SIGN, lambda found: _english(_begun(reading, found))
    )
    yield from reading.findings(rules.PER_CENT, _WORD, lambda found: "per cent")
    for found in _WORDED.finditer(reading.text):
        if found.start() not in reading.starts and reading.is_open(*found.span()):
            yield reading.finding(rules.PER_CENT, *found.span(), f"{_WORDS[found[1]]} per cent")


def _english(figure: str | None) -> str | None:
    return figure and f"{figure} per cent"


def spanish(reading: Reading) -> Iterator[Finding]:
    """The words, and the sign without its space or shared by two figures."""
    if reading.kind not in OWN:
        return
    yield from reading.findings(rules.PER_CENT_SIGN, _SPANISH_SHARED, lambda found: None)
    yield from reading.findings(rules.PER_CENT_SIGN, _SPANISH, lambda found: f"{_NBSP}%")


def russian(reading: Reading) -> Iterator[Finding]:
    """The sign; the word for it where its case is sure."""
    if reading.kind in OWN:
        yield from reading.findings(
            rules.PER_CENT, _RUSSIAN, lambda found: _in_russian(reading, found)
        )


def _in_russian(reading: Reading, found: re.Match[str]) -> str | None:
    before = reading.text[max(0, found.start() - 20) : found.start()]
    word = None if _RUSSIAN_CASE.search(before) else _declined(found[2])
    figure = _begun(reading, found)
    return f"{figure} {word}" if word and figure else None


def _declined(figure: str) -> str | None:
    """«процента» behind a fraction, «процентов» behind 5 to 20, 25 and so on; 1 to 4 have a form
    for each case."""
    if "," in figure:
        return "процента"
    number = int(figure[-2:])
    many = number % 10 in (0, 5, 6, 7, 8, 9) or number in range(11, 15)
    return "процентов" if many else None


def chinese(reading: Reading) -> Iterator[Finding]:
    """A space before the sign, and 百分之 before a figure."""
    if reading.kind in OWN:
        yield from reading.findings(
            rules.PER_CENT_SIGN,
            _CHINESE,
            lambda found: f"{found['figure']}%" if found["figure"] else "",
        )


def arabic(reading: Reading) -> Iterator[Finding]:
    """The sign, on either side of the figure, and other spellings of the words."""
    if reading.kind in OWN:
        yield from reading.findings(
            rules.PER_CENT,
            _ARABIC,
            lambda found: (
                None
                if found.start() in reading.starts
                else f"{plain_digits(found[1] or found[2])} في المائة"
            ),
        )

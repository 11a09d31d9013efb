"""Punctuation, by language: marks of footnotes, spaces, quotation marks, digits."""

import re
from collections.abc import Callable, Iterator

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding, Kind
from rapporteur.core.editorial.reading import OWN, RUNNING, Reading
from rapporteur.core.editorial.stretches import MARK

_NBSP, _NARROW = "\u00a0", "\u202f"

_MARK_BEFORE = re.compile(rf"({MARK}+)([.,;:]+)(?=\s|$)")
_MARK_AFTER = re.compile(rf"(?<=\w)([.,;:]+)({MARK}+)")
_SPACE_BEFORE = re.compile(r"(?<=[\w)]) +(?=[,.](?:\s|$))|(?<=[\w)]) +(?=[;:!?](?:\s|$))")
_SPACE_BEFORE_STOP = re.compile(r"(?<=[\w)]) +(?=[,.](?:\s|$))")
_UNCLOSED = re.compile(r"“[^“”\"]{1,4000}(\")(?=[\s.,;:)]|$)")
_OPENED_STRAIGHT = re.compile(r"(?<![\w\"])(\")[^\"“”]{1,4000}”")
_STRAIGHT = re.compile(r"(?<![\w\"])\"([^\"“”«»]{1,4000})\"(?!\w)")
_CURLY = re.compile(r"“([^“”]{1,4000})”")

_FRENCH_HIGH = re.compile(rf"(?<=[\w)»’…])([ ]?)([;:!?])(?=\s|{MARK}|$)")
_FRENCH_OPEN = re.compile(r"«([ ]?)(?=\S)(?![\u00a0\u202f])")
_FRENCH_CLOSE = re.compile(r"(?<=[^\s\u00a0\u202f])([ ]?)»")
_FRENCH_PERCENT = re.compile(r"(?<=\d)([ ]?)%")
# The manual of the Spanish Translation Service of the United Nations, “Símbolos”.
_SPANISH_PERCENT = re.compile(r"(?<=\d)(?: ?%|[ \u00a0]por ciento\b)")
_SPANISH_SHARED = re.compile(r"(?<![\w.,-])\d[\d.,]*[-–]\d[\d.,]*[ \u00a0]?(?:%|por ciento\b)")
_BRACKETED = re.compile(r"(?<![\w(])\(([a-z]|i{1,3}|iv|vi{0,3})\)(?=[ \u00a0]\w)")
_COMMA_THOUSANDS = re.compile(r"(?<![\w.,/-])[1-9]\d{0,2}(?:,\d{3})+(?![\w/-]|[,.]\d)")
_POINT_DECIMAL = re.compile(
    r"(?<![\w.,/-])(\d+)\.(\d{1,2})(?=[ \u00a0\u202f]?(?:%|pour cent|por ciento|процент|million|"
    r"milliard|millón|millones|млн|млрд|км|km\b|миллион|миллиард))"
)

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_HALF_WIDTH = re.compile(rf"(?<=[{_HAN}])([,;:?!])|(?<=[{_HAN}])(\.)(?=\s|$|[{_HAN}])")
_FULL = dict(zip(",;:?!.", "，；：？！。", strict=True))
_HALF_BRACKETS = re.compile(rf"\(([^()]*[{_HAN}][^()]*)\)")
_WIDE_DIGITS = re.compile("[０-９]+")

_ARABIC = "\u0620-\u064a\u064b-\u0652"
_LATIN_MARK = re.compile(rf"(?<=[{_ARABIC}])\s?([,;?])(?=\s|$)")
_TURNED = {",": "،", ";": "؛", "?": "؟"}
_INDIC_DIGITS = re.compile("[٠-٩۰-۹]+")


def notes(reading: Reading) -> Iterator[Finding]:
    """The marks of footnotes: behind punctuation in English, before it in French and Spanish."""
    if MARK not in reading.text or reading.kind not in RUNNING | {Kind.QUOTATION}:
        return
    if reading.stretch.language == "en":
        yield from _moved(reading, _MARK_BEFORE)
    elif reading.stretch.language in ("fr", "es"):
        yield from _moved(reading, _MARK_AFTER)


def _moved(reading: Reading, pattern: re.Pattern[str]) -> Iterator[Finding]:
    for found in pattern.finditer(reading.text):
        yield reading.finding(rules.NOTE_MARK, *found.span(), found[2] + found[1])


def english(reading: Reading) -> Iterator[Finding]:
    """Quotation marks that do not pair, and spaces before punctuation."""
    if reading.kind not in OWN | {Kind.QUOTATION}:
        return
    for pattern, mark in ((_UNCLOSED, "”"), (_OPENED_STRAIGHT, "“")):
        for found in pattern.finditer(reading.text):
            yield reading.finding(rules.QUOTATION_MARK, *found.span(1), mark)
    yield from _replaced(reading, rules.SPACING, _SPACE_BEFORE, lambda found: "")


def french(reading: Reading) -> Iterator[Finding]:
    """Spaces that do not break, guillemets, a), commas in decimals."""
    if reading.kind not in OWN:
        return
    for pattern, sign in ((_FRENCH_HIGH, 2), (_FRENCH_CLOSE, 0), (_FRENCH_PERCENT, 0)):
        for found in pattern.finditer(reading.text):
            if reading.is_words(*found.span()):
                kept = found[sign] if sign else found.group()[-1]
                yield reading.finding(rules.SPACING, *found.span(), f"{_NBSP}{kept}")
    yield from _replaced(reading, rules.SPACING, _FRENCH_OPEN, lambda found: f"«{_NBSP}")
    for pattern in (_STRAIGHT, _CURLY):
        yield from _replaced(
            reading,
            rules.QUOTATION_MARK,
            pattern,
            lambda found: f"«{_NBSP}{found[1].strip()}{_NBSP}»",
        )
    yield from _replaced(reading, rules.SPACING, _SPACE_BEFORE_STOP, lambda found: "")
    yield from _enumerations(reading)
    yield from _figures(reading)


def spanish(reading: Reading) -> Iterator[Finding]:
    """15 %, a), commas in decimals, no space before punctuation."""
    if reading.kind in OWN:
        for found in _SPANISH_SHARED.finditer(reading.text):
            if reading.is_words(*found.span()):
                yield reading.finding(rules.PER_CENT_SIGN, *found.span())
        yield from _replaced(
            reading, rules.PER_CENT_SIGN, _SPANISH_PERCENT, lambda found: f"{_NBSP}%"
        )
        yield from _replaced(reading, rules.SPACING, _SPACE_BEFORE, lambda found: "")
        yield from _enumerations(reading)
        yield from _figures(reading)


def russian(reading: Reading) -> Iterator[Finding]:
    """«», commas in decimals, no space before punctuation."""
    if reading.kind in OWN:
        for pattern in (_STRAIGHT, _CURLY):
            yield from _replaced(
                reading, rules.QUOTATION_MARK, pattern, lambda found: f"«{found[1]}»"
            )
        yield from _replaced(reading, rules.SPACING, _SPACE_BEFORE, lambda found: "")
        yield from _figures(reading)


def chinese(reading: Reading) -> Iterator[Finding]:
    """Punctuation of full width behind Chinese words, figures of half width."""
    if reading.kind in OWN:
        yield from _replaced(
            reading, rules.PUNCTUATION, _HALF_WIDTH, lambda found: _FULL[found.group()]
        )
        yield from _replaced(
            reading, rules.PUNCTUATION, _HALF_BRACKETS, lambda found: f"（{found[1]}）"
        )
        yield from _replaced(reading, rules.DIGITS, _WIDE_DIGITS, _plain_digits)


def arabic(reading: Reading) -> Iterator[Finding]:
    """، ؛ ؟ behind Arabic words, and one kind of figures throughout."""
    if reading.kind in OWN:
        yield from _replaced(
            reading, rules.PUNCTUATION, _LATIN_MARK, lambda found: _TURNED[found[1]]
        )
        yield from _replaced(reading, rules.DIGITS, _INDIC_DIGITS, _plain_digits)


def _enumerations(reading: Reading) -> Iterator[Finding]:
    if reading.kind is Kind.TEXT:
        yield from reading.findings(rules.ENUMERATION, _BRACKETED, lambda found: f"{found[1]})")


def _figures(reading: Reading) -> Iterator[Finding]:
    yield from reading.findings(
        rules.THOUSANDS, _COMMA_THOUSANDS, lambda found: _parted(found, reading.stretch.language)
    )
    yield from reading.findings(
        rules.DECIMALS, _POINT_DECIMAL, lambda found: f"{found[1]},{found[2]}"
    )


def _parted(found: re.Match[str], language: str) -> str:
    """Spanish parts no number of four figures (`core.text.numbers`)."""
    digits = found.group().replace(",", "")
    if language == "es" and len(digits) == 4:
        return digits
    return found.group().replace(",", _NBSP)


def _plain_digits(found: re.Match[str]) -> str:
    return "".join(str(int(digit)) for digit in found.group())


def _replaced(
    reading: Reading,
    rule: rules.Rule,
    pattern: re.Pattern[str],
    mend: Callable[[re.Match[str]], str],
) -> Iterator[Finding]:
    """As `Reading.findings`, inside of quotation marks too: they are what is looked at."""
    for found in pattern.finditer(reading.text):
        better = mend(found)
        if better != found.group() and reading.is_words(*found.span()):
            yield reading.finding(rule, *found.span(), better)

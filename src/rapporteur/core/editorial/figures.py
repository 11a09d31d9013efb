"""Large figures, fractions and digits, in the languages that write them otherwise than English.

Thousands: French, Russian and Chinese documents part them by a space that does not break, Spanish
ones by a point ("1.900 km" in the manual of the Spanish Translation Service). Fractions have a
comma in French, Spanish and Russian. Chinese and Arabic documents have the digits 0 to 9.
"""

import re
from collections.abc import Iterator

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding
from rapporteur.core.editorial.reading import OWN, Reading

_SEPARATORS = {"fr": "\u00a0", "es": ".", "ru": "\u00a0", "zh": "\u00a0"}
_COMMAS = re.compile(
    r"(?<![A-Za-z0-9_.,/-])[1-9]\d{0,2}(?:,\d{3})+(?![A-Za-z0-9_/-]|[,.]\d|段|条|号|款|页)"
)
_POINTS = re.compile(r"(?<![\w.,/-])[1-9]\d{0,2}(?:\.\d{3}){2,}(?![\w/-]|[,.]\d)")
_SPACES = re.compile(
    r"(?<![A-Za-z0-9_.,/-])(?<!\d[ \u00a0])[1-9]\d{0,2}(?: \d{3})+(?![\w/-]|[ ,.]\d)"
)
_POINT_DECIMAL = re.compile(
    r"(?<![\w.,/-])(\d+)\.(\d{1,2})(?=[ \u00a0\u202f]?(?:%|pour cent|por ciento|процент|million|"
    r"milliard|millón|millones|млн|млрд|км|km\b|миллион|миллиард))"
)
_WIDE_DIGITS = re.compile("[０-９％]+(?:[．，][０-９％]+)*")
_INDIC_DIGITS = re.compile("[٠-٩۰-۹]+(?:٫[٠-٩۰-۹]+)*")
_WIDE = str.maketrans("０１２３４５６７８９％．，", "0123456789%.,")


def parted(reading: Reading) -> Iterator[Finding]:
    """Thousands and fractions as English parts them, and figures that a line could break."""
    separator = _SEPARATORS.get(reading.stretch.language)
    if reading.kind not in OWN or separator is None:
        return
    yield from reading.findings(
        rules.THOUSANDS, _COMMAS, lambda found: found.group().replace(",", separator)
    )
    if separator == "\u00a0":
        yield from reading.findings(
            rules.SPACING, _SPACES, lambda found: found.group().replace(" ", separator)
        )
    if reading.stretch.language == "zh":
        return
    if separator == "\u00a0":
        yield from reading.findings(
            rules.THOUSANDS, _POINTS, lambda found: found.group().replace(".", separator)
        )
    yield from reading.findings(
        rules.DECIMALS, _POINT_DECIMAL, lambda found: f"{found[1]},{found[2]}"
    )


def digits(reading: Reading) -> Iterator[Finding]:
    """Digits of full width in Chinese, and other than 0 to 9 in Arabic."""
    if reading.kind not in OWN:
        return
    if reading.stretch.language == "zh":
        yield from reading.findings(
            rules.DIGITS, _WIDE_DIGITS, lambda found: found.group().translate(_WIDE)
        )
    elif reading.stretch.language == "ar":
        yield from reading.findings(
            rules.DIGITS, _INDIC_DIGITS, lambda found: plain_digits(found.group())
        )


def plain_digits(figure: str) -> str:
    """A figure in the digits 0 to 9, whatever digits it is in."""
    figure = figure.replace("٫", ",")
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in figure)

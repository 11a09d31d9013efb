"""Numbers of bank accounts and payment cards, by their check digits."""

import re
from collections.abc import Iterator

from rapporteur.core.screening.characters import NOT_AFTER_A_WORD, NOT_BEFORE_A_WORD
from rapporteur.core.screening.finding import Finding, Ground, Kind

# Characters of an IBAN by country: SWIFT, IBAN Registry (ISO 13616).
_LENGTHS = {
    country: length
    for length, countries in {
        15: "NO", 16: "BE", 18: "DK FI FO GL NL SD FK", 19: "MK SI", 20: "AT BA EE KZ LT LU XK MN",
        21: "CH HR LI LV", 22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL IQ TL OM SO",
        24: "AD CZ ES MD PK RO SA SE SK TN VG", 25: "LY PT ST", 26: "IS TR",
        27: "BI DJ FR GR IT MC MR SM", 28: "AL AZ BY CY DO GT HU LB NI PL SV HN",
        29: "BR EG PS QA UA", 30: "JO KW MU YE", 31: "MT SC", 32: "LC", 33: "RU",
    }.items()
    for country in countries.split()
}  # fmt: skip
_IBAN = re.compile(
    rf"{NOT_AFTER_A_WORD}[A-Z]{{2}}[ ]?\d\d(?:[ -]?[A-Z0-9]){{11,29}}", re.IGNORECASE
)
_CARD = re.compile(
    rf"(?<![.,-]){NOT_AFTER_A_WORD}\d(?:[ -]?\d){{11,18}}{NOT_BEFORE_A_WORD}(?!-|[.,]\d)"
)


def ibans(text: str) -> Iterator[Finding]:
    """IBANs: a country's code and length, and 1 as the rest by 97 (ISO 7064, MOD 97-10)."""
    for found in _IBAN.finditer(text):
        length = _LENGTHS.get(found[0][:2].upper(), 0)
        kept, end = [], 0
        for at, letter in enumerate(found[0]):
            if letter not in " -":
                kept.append(letter.upper())
                end = at + 1
            if len(kept) == length:
                break
        if len(kept) == length and _is_97_10("".join(kept)):
            # It must end where a word does, or it is the beginning of something else.
            after = text[found.start() + end : found.start() + end + 1]
            if not (after.isascii() and after.isalnum()):
                yield Finding(found.start(), found.start() + end, Kind.IBAN, Ground.IBAN)


def _is_97_10(iban: str) -> bool:
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


def cards(text: str) -> Iterator[Finding]:
    """Numbers of payment cards: first digits and length as a network issues them (ISO/IEC 7812),
    and the check digit of Luhn."""
    for found in _CARD.finditer(text):
        digits = found[0].replace(" ", "").replace("-", "")
        if _is_issued(digits) and is_luhn(digits) and len(set(digits)) > 1:
            yield Finding(found.start(), found.end(), Kind.CARD, Ground.CARD)


def _is_issued(digits: str) -> bool:
    """Whether Visa, Mastercard, American Express, Discover, Diners Club, JCB, UnionPay, Maestro or
    Mir give out cards that begin so and are so long."""
    two, four = int(digits[:2]), int(digits[:4])
    length = len(digits)
    return (
        (digits[0] == "4" and length in (13, 16, 19))
        or (length == 16 and (51 <= two <= 55 or 2221 <= four <= 2720 or 2200 <= four <= 2204))
        or (length == 15 and two in (34, 37))
        or (length == 14 and (two in (36, 38, 39) or 3000 <= four <= 3059))
        or (length in (16, 19) and (four == 6011 or two == 65 or 3528 <= four <= 3589))
        or (16 <= length <= 19 and two == 62)
        or (12 <= length <= 19 and four in (5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763))
    )


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the check of the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0

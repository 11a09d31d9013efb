"""Identity numbers of some countries, whose rules are published; with their checks where there are.

Only what its issuer documents is looked for. A number without a check is found by its form alone,
and its ground says so.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from rapporteur.core.screening.accounts import is_luhn
from rapporteur.core.screening.characters import NOT_AFTER_A_WORD, NOT_BEFORE_A_WORD
from rapporteur.core.screening.finding import Finding, Ground, Kind


def identity_numbers(text: str) -> Iterator[Finding]:
    """The identity numbers in a text that is `characters.plain`."""
    for ground, pattern, is_right in _SCHEMES:
        for found in pattern.finditer(text):
            if is_right(_PARTING.sub("", found[0]).upper()):
                yield Finding(found.start(), found.end(), Kind.IDENTITY, ground)


_PARTING = re.compile(r"[ .\-]")


def _is_brazilian(number: str) -> bool:
    """CPF: two check digits, each modulo 11 over those before it (Receita Federal)."""
    if len(set(number)) == 1:
        return False
    for length in (9, 10):
        total = sum(int(number[at]) * (length + 1 - at) for at in range(length))
        if total * 10 % 11 % 10 != int(number[length]):
            return False
    return True


def _is_chinese(number: str) -> bool:
    """Resident identity number: date of birth in the digits 7 to 14, the last one after ISO 7064,
    MOD 11-2 (GB 11643-1999)."""
    if not _is_date(number[6:14]):
        return False
    total = sum(int(digit) * pow(2, 17 - at, 11) for at, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11] == number[17]


def _is_french(number: str) -> bool:
    """NIR: 97 less the rest of the first 13 by 97; Corsica's 2A and 2B are 19 and 18 (INSEE)."""
    body = number[:13].replace("2A", "19").replace("2B", "18")
    return body.isdigit() and 97 - int(body) % 97 == int(number[13:])


# Ministero delle Finanze, decree of 23 December 1976: what a character counts in an odd place.
_ODD = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3,
         6, 8, 12, 14, 16, 10, 22, 25, 24, 23],
        strict=True,
    )
)  # fmt: skip


def _is_italian(number: str) -> bool:
    """Codice fiscale: the last letter counts the others, modulo 26 (decree of 23 December 1976)."""
    total = 0
    for place, letter in enumerate(number[:15], 1):
        if place % 2:
            total += _ODD[letter]
        else:
            total += int(letter) if letter.isdigit() else ord(letter) - ord("A")
    return chr(ord("A") + total % 26) == number[15]


_INN = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def _is_inn(number: str) -> bool:
    """INN of a person: two check digits modulo 11 (Federal Tax Service, order MM-3-06/435)."""
    first = sum(weight * int(digit) for weight, digit in zip(_INN, number, strict=False))
    second = sum(weight * int(digit) for weight, digit in zip((3, *_INN), number, strict=False))
    return (first % 11 % 10, second % 11 % 10) == (int(number[10]), int(number[11]))


def _is_snils(number: str) -> bool:
    """SNILS: the sum of the first nine, each times its place from the right, modulo 101 (Pension
    Fund of the Russian Federation)."""
    total = sum(int(digit) * (9 - at) for at, digit in enumerate(number[:9]))
    return number[:9] != "000000000" and total % 101 % 100 == int(number[9:])


def _is_spanish(number: str) -> bool:
    """DNI and NIE: the letter is the number modulo 23 (Ministerio del Interior)."""
    figures = number[:-1].replace("X", "0").replace("Y", "1").replace("Z", "2")
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(figures) % 23] == number[-1]


def _is_swiss(number: str) -> bool:
    """AHV number: 756 and twelve more, the last as of an EAN-13 (Central Compensation Office)."""
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(number[:12]))
    return -total % 10 == int(number[12])


def _is_british(number: str) -> bool:
    """National Insurance number: the prefixes that are not given out (HMRC, NIM39110)."""
    return number[:2] not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")


def _is_american(number: str) -> bool:
    """Social security number: the parts that are never given out (20 CFR 422.103; the Social
    Security Administration's page on randomization)."""
    return (
        number[:3] not in ("000", "666")
        and number[0] != "9"
        and number[3:5] != "00"
        and number[5:] != "0000"
    )


def _is_date(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= 1800
    except ValueError:
        return False


def _is_aadhaar(number: str) -> bool:
    """Aadhaar: the check digit of Verhoeff over the dihedral group of ten (UIDAI, numbering
    scheme); none begins with 0 or 1."""
    check = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit)
        for _time in range(place % 8):
            value = _TURN[value]
        check = _times(check, value)
    return check == 0 and len(set(number)) > 1


_TURN = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def _times(one: int, other: int) -> int:
    """Two of the ten turns and flips of a pentagon, one after the other."""
    if one < 5:
        return (one + other) % 5 if other < 5 else 5 + (one + other - 5) % 5
    return 5 + (one - 5 - other) % 5 if other < 5 else (one - other) % 5


def _is_belgian(number: str) -> bool:
    """National number: 97 less the rest of the first nine by 97, with a 2 before them for who was
    born since 2000 (royal decree of 3 April 1984)."""
    if int(number[2:4]) > 12:
        return False
    return int(number[9:]) in (97 - int(lead + number[:9]) % 97 for lead in ("", "2"))


def _is_chilean(number: str) -> bool:
    """RUT: modulo 11 with the weights 2 to 7 from the right (Registro Civil)."""
    total = sum(int(digit) * (2 + at % 6) for at, digit in enumerate(reversed(number[:-1])))
    return "0K987654321"[total % 11] == number[-1]


_GOVERNORATES = {*range(1, 5), *range(11, 36), 88}


def _is_egyptian(number: str) -> bool:
    """National number: 2 or 3 for the century, the date of birth, the code of a governorate; its
    check digit is not published (Ministry of Interior, Civil Status)."""
    century = {"2": "19", "3": "20"}[number[0]]
    return _is_date(century + number[1:7]) and int(number[7:9]) in _GOVERNORATES


# A letter counts 10 and on; Ñ stands between N and O (RENAPO, Instructivo normativo, annex 3).
_CURP = {letter: at for at, letter in enumerate("0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ")}


def _is_curp(number: str) -> bool:
    total = sum(_CURP[letter] * (18 - at) for at, letter in enumerate(number[:17]))
    return -total % 10 == int(number[17])


def _is_pesel(number: str) -> bool:
    """PESEL: the date with the century in the month, and the weights 1, 3, 7, 9 (act on the
    population register of 24 September 2010)."""
    month, day = int(number[2:4]) % 20, int(number[4:6])
    total = sum(int(digit) * (1, 3, 7, 9)[at % 4] for at, digit in enumerate(number[:10]))
    return 1 <= month <= 12 and 1 <= day <= 31 and -total % 10 == int(number[10])


def _is_south_african(number: str) -> bool:
    """Identity number: date of birth, 0 or 1 for citizenship, Luhn's digit (Department of Home
    Affairs)."""
    return any(_is_date(century + number[:6]) for century in ("19", "20")) and is_luhn(number)


def _is_turkish(number: str) -> bool:
    """T.C. Kimlik No: two check digits (Nüfus ve Vatandaşlık İşleri)."""
    digits = [int(digit) for digit in number]
    tenth = (7 * sum(digits[0:9:2]) - sum(digits[1:8:2])) % 10
    return digits[9] == tenth and digits[10] == sum(digits[:10]) % 10


_Scheme = tuple[Ground, re.Pattern[str], Callable[[str], bool]]


def _scheme(ground: Ground, pattern: str, is_right: Callable[[str], bool]) -> _Scheme:
    whole = rf"(?<![/.-]){NOT_AFTER_A_WORD}(?:{pattern}){NOT_BEFORE_A_WORD}(?!/|[.-]\w)"
    return ground, re.compile(whole), is_right


_SCHEMES: tuple[_Scheme, ...] = (
    _scheme(Ground.BRAZIL, r"\d{3}\.?\d{3}\.?\d{3}-?\d{2}", _is_brazilian),
    _scheme(Ground.BELGIUM, r"\d{2}\.?\d{2}\.?\d{2}-?\d{3}[.-]?\d{2}", _is_belgian),
    _scheme(Ground.CHILE, r"\d{1,2}\.\d{3}\.\d{3}-[\dkK]|[1-9]\d{6,7}-[\dkK]", _is_chilean),
    _scheme(Ground.CHINA, r"[1-9]\d{5}(?:18|19|20)\d{9}[\dXx]", _is_chinese),
    _scheme(Ground.EGYPT, r"[23]\d{13}", _is_egyptian),
    _scheme(Ground.EMIRATES, r"784-?(?:19|20)\d{2}-?\d{7}-?\d", is_luhn),
    _scheme(
        Ground.FRANCE,
        r"[12378] ?\d{2} ?\d{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}",
        _is_french,
    ),
    _scheme(Ground.INDIA, r"[2-9]\d{3}[ -]\d{4}[ -]\d{4}", _is_aadhaar),
    # Where two persons would have the same, letters stand for digits, but for few of them.
    _scheme(
        Ground.ITALY,
        r"[A-Za-z]{6}[\dL-NP-Vl-np-v]{2}[ABCDEHLMPRSTabcdehlmprst][\dL-NP-Vl-np-v]{2}[A-Za-z]"
        r"[\dL-NP-Vl-np-v]{3}[A-Za-z]",
        _is_italian,
    ),
    _scheme(Ground.MEXICO, r"[A-ZÑ]{4}\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-ZÑ]{3}[A-Z\d]\d", _is_curp),
    _scheme(Ground.POLAND, r"\d{11}", _is_pesel),
    _scheme(Ground.RUSSIA_INN, r"\d{12}", _is_inn),
    _scheme(Ground.RUSSIA_SNILS, r"\d{3}-\d{3}-\d{3}[ -]\d{2}", _is_snils),
    _scheme(Ground.SOUTH_AFRICA, r"\d{6} ?\d{4} ?[01]\d{2}", _is_south_african),
    _scheme(Ground.SPAIN, r"(?:\d{8}|[XYZxyz]-?\d{7})-?[A-HJ-NP-TV-Za-hj-np-tv-z]", _is_spanish),
    _scheme(Ground.SWITZERLAND, r"756\.?\d{4}\.?\d{4}\.?\d{2}", _is_swiss),
    _scheme(Ground.TURKEY, r"[1-9]\d{10}", _is_turkish),
    _scheme(
        Ground.UNITED_KINGDOM,
        r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]",
        _is_british,
    ),
    _scheme(Ground.UNITED_STATES, r"\d{3}[- ]\d{2}[- ]\d{4}", _is_american),
)

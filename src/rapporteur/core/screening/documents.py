"""Numbers of passports and identity cards: the lines that machines read, and what is called so."""

import re
from collections.abc import Iterator

from rapporteur.core.screening.characters import NOT_BEFORE_A_WORD
from rapporteur.core.screening.finding import Finding, Ground, Kind

# The second line of a passport: number, nationality, date of birth, sex, date of expiry, each but
# the sex and the nationality with its check digit (ICAO Doc 9303, part 4, 4.2.2).
_PASSPORT_LINE = re.compile(
    r"(?<![A-Z0-9<])([A-Z0-9<]{9})([0-9])[A-Z<]{3}([0-9]{6})([0-9])[MFX<]([0-9]{6})([0-9])"
    r"[A-Z0-9<]{16}(?![A-Z0-9<])"
)
_NAMES_LINE = re.compile(r"(?<![A-Z0-9<])[PVIAC][A-Z<][A-Z<]{3}[A-Z<]{20,39}\s{0,2}\Z")
_SAID = re.compile(
    r"(?:\b(?:passports?|passeport|pasaporte|паспорт|identity (?:card|number)|id card|national id|"
    r"carte d[’']identité|pièce d[’']identité|cédula|documento de identidad|"
    r"удостоверение личности)|护照|身份证|جواز(?: ال)?سفر(?:ي)?|رقم الجواز|بطاقة الهوية|رقم الهوية"
    r"|الرقم القومي)(?:\s(?:number|no\.?|n[°ºo]\.?|num[ée]ro|número|серия|номер|号码|号))?"
    r"[\s:：#№.]{0,3}(?:no\.?|n[°º]|№|رقم|号码|号|号是|是|为)?[\s:：.]{0,2}",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"[A-Z\d](?:[ -]?[A-Z\d]){{4,13}}{NOT_BEFORE_A_WORD}")
_FEWEST_DIGITS = 5
_WEIGHTS = (7, 3, 1)


def passports(text: str) -> Iterator[Finding]:
    """Lines of a passport that machines read, with the line of names before; and any number after a
    word for passport or identity card in the six languages. The text is `characters.plain`."""
    for found in _PASSPORT_LINE.finditer(text):
        fields = zip(found.groups()[::2], found.groups()[1::2], strict=True)
        if all(_check(field) == int(digit) for field, digit in fields):
            before = _NAMES_LINE.search(text, max(found.start() - 46, 0), found.start())
            start = before.start() if before else found.start()
            yield Finding(start, found.end(), Kind.IDENTITY, Ground.PASSPORT)
    for said in _SAID.finditer(text):
        number = _NUMBER.match(text, said.end())
        if number and sum(map(str.isdigit, number[0])) >= _FEWEST_DIGITS:
            yield Finding(number.start(), number.end(), Kind.IDENTITY, Ground.IDENTITY_SAID)


def _check(field: str) -> int:
    """The check digit of a field (ICAO Doc 9303, part 3, 4.9): digits are themselves, A is 10 and Z
    35, a filler is 0; times 7, 3, 1, 7, 3, 1 …, modulo 10."""
    values = (0 if letter == "<" else int(letter, 36) for letter in field)
    return sum(value * _WEIGHTS[at % 3] for at, value in enumerate(values)) % 10

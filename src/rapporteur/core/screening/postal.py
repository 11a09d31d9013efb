"""Postal addresses, as far as their form tells them: a street with its number, in the six
languages; a postcode where its form is its own; a post office box.

What no form tells is not found: a house with a name, a village, a street without a number. A person
who reads the text chooses those by hand.
"""

import re
from collections.abc import Iterable, Iterator

from rapporteur.core.screening.finding import Finding, Ground, Kind

_WORD = r"[^\W\d_][\w'’.-]{0,30}"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁ][\w'’.-]{0,30}"
_ENGLISH = (
    r"Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Square|Sq|Terrace|"
    r"Crescent|Close|Way|Place|Pl|Parkway|Pkwy|Highway|Hwy|Gardens|Grove|Row|Mews|Quay|Alley"
)
_FRENCH = (
    r"rue|avenue|av\.|boulevard|bd\.?|place|chemin|ch\.|quai|impasse|allée|route|cours|square|"
    r"passage|villa|faubourg"
)
_SPANISH = (
    r"(?:calle|avenida|plaza|paseo|carretera|camino|carrera|calzada|pasaje|ronda|travesía) |"
    r"avda?\. ?|c/ "
)
_RUSSIAN = (
    r"ул\.|улица|проспект|просп\.|пр-т|пер\.|переулок|площадь|пл\.|шоссе|наб\.|бульвар|б-р|проезд"
)
_ARABIC = r"شارع|طريق|ميدان|جادة|زقاق|حارة"
_HAN = re.compile(
    r"(?:路|街|大道|巷|胡同|弄|道)\s?\d{1,5}\s?(?:号|號|弄)(?:\s?[\w-]{1,6}(?:楼|室|栋|层|座)){0,3}"
)
_MOST_HAN = 24  # characters of an address before its street

_STREETS = (
    re.compile(
        rf"(?<![\w/.])\d{{1,5}}[A-Za-z]?,? (?:(?:[NSEW]\.?|North|South|East|West) )?"
        rf"(?:{_CAPITAL} |\d{{1,3}}(?:st|nd|rd|th) ){{1,4}}(?:{_ENGLISH})\b\.?"
        r"(?:,? (?:Apt|Apartment|Suite|Ste|Unit|Floor|Room|#)\.? ?#?\w{1,6})?"
    ),
    re.compile(
        rf"(?<![\w/.])\d{{1,4}}(?: ?(?:bis|ter|quater))?,? (?:{_FRENCH}) "
        rf"(?:(?:de|du|des|la|le|les) |d'|d’|l'|l’){{0,3}}{_WORD}"
        rf"(?: (?:(?:de|du|des|la|le|les) ){{0,2}}{_CAPITAL}){{0,3}}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\w)(?:{_FRENCH}) (?:(?:de|du|des|la|le|les) |d'|d’|l'|l’){{0,3}}{_CAPITAL}"
        rf"(?:[ -]{_CAPITAL}){{0,3}},? \d{{1,4}}\b(?! ?%)"
    ),
    re.compile(
        rf"(?<![\w/])(?:{_SPANISH})(?:{_WORD} ){{0,4}}{_WORD},? (?:n\.?[º°o]\.? ?|núm\.? ?|# ?)?"
        r"\d{1,5}"
        r"(?:,? \d{1,2}[º°ª]\.?(?: [A-Za-z]\b)?)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\w)(?:{_RUSSIAN}) ?(?:{_WORD} ){{0,3}}{_WORD},? ?(?:д\.|дом)? ?\d{{1,4}}[а-яА-Я]?"
        r"(?:[/,] ?(?:к\.|корп\.|корпус|стр\.|строение|кв\.|квартира|оф\.|офис)? ?\d{1,4}){0,3}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\w)(?:{_CAPITAL} ){{1,3}}(?:{_RUSSIAN}),? ?(?:д\.|дом)? ?\d{{1,4}}[а-яА-Я]?"
        r"(?:[/,] ?(?:к\.|корп\.|стр\.|кв\.|оф\.)? ?\d{1,4}){0,3}"
    ),
    re.compile(rf"(?<!\w)\d{{1,5}}،? (?:{_ARABIC}) (?:{_WORD} ){{0,3}}{_WORD}"),
    re.compile(
        rf"(?<!\w)(?:{_ARABIC}) (?:{_WORD} ){{0,4}}{_WORD}،? ?"
        r"(?:(?:رقم|مبنى|عمارة|منزل) ?)\d{1,5}"
    ),
    re.compile(rf"(?<!\w)(?:{_ARABIC}) (?:{_WORD} ){{0,3}}{_WORD}، ?\d{{1,5}}"),
)
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|"
    "NY|NC|ND|OH|OK|OR|PA|PR|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY"
)
_POSTCODES = (
    re.compile(r"(?<![\w/-])[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}(?![\w/-])"),
    re.compile(rf"(?<!\w)(?:{_STATES}),? {{1,2}}\d{{5}}(?:-\d{{4}})?(?![\w/-])"),
    re.compile(r"(?<![\w/-])[ABCEGHJ-NPR-TVXY]\d[A-Z] \d[A-Z]\d(?![\w/-])"),
    re.compile(r"(?:邮编|邮政编码|郵遞區號)[:：]?\s?\d{6}"),
)
_BOXES = (
    re.compile(r"(?<!\w)P\. ?O\. ?Box,? \d{1,7}|(?<!\w)PO ?Box,? \d{1,7}", re.IGNORECASE),
    re.compile(r"(?<!\w)B\.?P\.? ?\d{2,6}(?!\w)|(?<!\w)Case postale \d{1,6}"),
    re.compile(r"(?<!\w)Apartado(?: (?:de correos|postal))? \d{1,6}", re.IGNORECASE),
    re.compile(r"(?<!\w)а/я ?\d{1,6}", re.IGNORECASE),
    re.compile(r"(?<!\w)ص ?\. ?ب ?\.? ?:? ?\d{1,7}"),
    re.compile(r"信箱\s?\d{1,6}\s?(?:号|號)?"),
)
_JOINT = re.compile(r"[,،，;\s]{0,4}(?:[^\W\d_]{1,30}[,،]? ){0,3}")
_FAR = 60  # characters that a town's name between street and postcode may take


def addresses(text: str) -> Iterator[Finding]:
    """The addresses in a text that is `characters.plain`. A street and the postcode or box that
    follows it, with the name of a town between them, are one finding."""
    held: Finding | None = None
    for part in sorted(_parts(text)):
        if held is not None and _belongs(text, held, part):
            held = Finding(held.start, max(held.end, part.end), Kind.ADDRESS, held.ground)
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def _belongs(text: str, held: Finding, part: Finding) -> bool:
    if part.start <= held.end:
        return True
    if part.start - held.end > _FAR or part.ground is Ground.STREET:
        return False
    return _JOINT.fullmatch(text, held.end, part.start) is not None


def _parts(text: str) -> Iterator[Finding]:
    yield from _all(text, _STREETS, Ground.STREET)
    yield from _all(text, _POSTCODES, Ground.POSTCODE)
    yield from _all(text, _BOXES, Ground.POST_BOX)
    for found in _HAN.finditer(text):
        start = found.start()
        while (
            start > 0
            and found.start() - start < _MOST_HAN
            and "\u3400" <= text[start - 1] <= "\u9fff"
        ):
            start -= 1
        if start < found.start():
            yield Finding(start, found.end(), Kind.ADDRESS, Ground.STREET)


def _all(text: str, patterns: Iterable[re.Pattern[str]], ground: Ground) -> Iterator[Finding]:
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield Finding(found.start(), found.end(), Kind.ADDRESS, ground)

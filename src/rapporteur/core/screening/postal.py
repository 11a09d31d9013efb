"""Postal addresses, as far as their form tells them: a street with its number, in the six
languages; a postcode where its form is its own; a post office box.

What no form tells is not found: a house with a name, a village, a street without a number. A person
who reads the text chooses those by hand.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rapporteur.core.screening.finding import Finding, Ground, Kind
from rapporteur.core.text.offsets import Edit, edited

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
_FRENCH_IN_A_HEAD = r"Rue|Avenue|Boulevard|Chemin|Quai|Impasse|Allée"
_SPANISH = (
    r"(?:calle|avenida|plaza|paseo|carretera|camino|carrera|calzada|pasaje|ronda|travesía) |"
    r"avda?\. ?|c/ "
)
_RUSSIAN = (
    r"ул\.|улица|проспект|просп\.|пр-т|пер\.|переулок|площадь|пл\.|шоссе|наб\.|бульвар|б-р|проезд"
)
_ARABIC = r"شارع|طريق|ميدان|جادة|زقاق|حارة"
_GERMAN = r"(?:straße|strasse|str\.|platz|gasse|allee|weg)"
_HAN = re.compile(
    r"(?:路|街|大道|巷|胡同|弄|道)\s?\d{1,5}\s?(?:号|號|弄)(?:\s?[\w-]{1,6}(?:楼|室|栋|层|座)){0,3}"
)
_MOST_HAN = 24  # characters of an address before its street

_STREETS = (
    re.compile(
        # A lone initial is no name of a street: "132 S. Ct." is a reporter of judgments.
        rf"(?<![\w/.])\d{{1,5}}[A-Za-z]?,? (?![A-Z]\.? (?:{_ENGLISH})\b)"
        r"(?:(?:[NSEW]\.?|North|South|East|West) )?"
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
        rf"(?<!\w)(?:{_FRENCH}|{_FRENCH_IN_A_HEAD}) "
        rf"(?:(?:de|du|des|la|le|les) |d'|d’|l'|l’){{0,3}}{_CAPITAL}"
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
    re.compile(rf"(?<!\w){_WORD}{_GERMAN} \d{{1,4}}[a-z]?\b", re.IGNORECASE),
    re.compile(
        rf"(?<!\w)(?:Via|Viale|Piazza|Rua|Alameda) (?:{_WORD} ){{0,4}}{_CAPITAL},? \d{{1,5}}"
    ),
)
_NAMED_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|"
    "Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|"
    "Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|"
    "New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|"
    "South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|"
    "Wisconsin|Wyoming"
)
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|"
    "NY|NC|ND|OH|OK|OR|PA|PR|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY"
)
_POSTCODES = (
    re.compile(r"(?<![\w/-])[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}(?![\w/-])"),
    re.compile(rf"(?<!\w)(?:{_STATES}),? {{1,2}}\d{{5}}(?:-\d{{4}})?(?![\w/-])"),
    re.compile(r"(?<![\w/-])[ABCEGHJ-NPR-TVXY]\d[A-Z] \d[A-Z]\d(?![\w/-])"),
    re.compile(rf"(?<!\w)(?:{_NAMED_STATES}),? \d{{5}}(?:-\d{{4}})?(?![\w/-])", re.IGNORECASE),
    re.compile(  # with the sign of its country before it, and its town behind
        r"(?<![\w/-])(?:A|AT|B|BE|CH|D|DE|DK|E|ES|F|FI|FR|I|IT|L|LU|N|NL|NO|P|PL|PT|S|SE)-\d{4,5}"
        rf"(?: {_CAPITAL})(?![\w/-])"
    ),
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
_SPACES = re.compile(r"[ \t]{0,20}\r?\n[ \t]{0,20}(?![ \t\r\n])|[ \t]{2,20}")  # read as one
_POSTCODE_AND_TOWN = re.compile(rf"[,،，]? \d{{4,6}} {_CAPITAL}")


def addresses(text: str) -> Iterator[Finding]:
    """The addresses in a text that is `characters.plain`. A street and the postcode or box that
    follows it, with the name of a town between them, are one finding, also in lines below each
    other."""
    on_one_line = edited(text, (Edit(*gap.span(), " ") for gap in _SPACES.finditer(text)))
    for found in _joined(on_one_line.text):
        span = on_one_line.to_original(found.span)
        yield replace(found, start=span.start, end=span.end)


def _joined(text: str) -> Iterator[Finding]:
    """What belongs together; after a street or a box, a number that is a postcode by its town."""
    for found in _together(text):
        town = _POSTCODE_AND_TOWN.match(text, found.end)
        if town is not None and found.ground is not Ground.POSTCODE:
            found = replace(found, end=town.end())
        yield found


def _together(text: str) -> Iterator[Finding]:
    held: Finding | None = None
    for part in sorted(_parts(text)):
        if held is not None and _belongs(text, held, part):
            held = replace(held, end=max(held.end, part.end))
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

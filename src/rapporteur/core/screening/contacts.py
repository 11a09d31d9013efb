"""E-mail addresses, telephone numbers and addresses of machines. The text is `characters.plain`."""

import ipaddress
import re
from collections.abc import Iterator, Sequence

import phonenumbers

from rapporteur.core.screening.characters import NOT_AFTER_A_WORD, NOT_BEFORE_A_WORD, UNSEEN
from rapporteur.core.screening.finding import Finding, Ground, Kind

REGIONS = (
    "US", "GB", "FR", "CH", "ES", "MX", "RU", "CN", "EG", "SA", "IN", "BR", "DE", "KE", "NG", "ZA",
    "PK", "BD", "ID", "JP", "AU", "NZ", "TR", "IT", "AR", "CO", "CL", "MA", "DZ", "TN", "JO", "LB",
    "AE", "UA", "KR", "TH", "PH", "VN", "ET", "GH", "SN", "NL", "BE", "SE",
)  # fmt: skip
"""Countries (ISO 3166) whose way of writing their own numbers is known where none is named."""

_LONGEST_LOCAL = 64  # octets of the part before the sign (RFC 5321, 4.5.3.1)
_LONGEST_DOMAIN = 255
_LOCAL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_TOP = re.compile(r"(?:[^\W\d_]{2,24}|xn--[\w-]{2,59})")
_AT = r"(?:at|arroba|arobase|собака|a|ät|@|在)"
_DOT = r"(?:dot|punto|point|точка|نقطة|点|\.)"
_HOST = r"[\w-]{2,63}"
_IN_WORDS = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}[ ]?[\[({{<][ ]?{_AT}[ ]?[\])}}>][ ]?[\w-]{{1,63}}"
    rf"(?:[ ]?(?:[\[({{<][ ]?{_DOT}[ ]?[\])}}>]|\.|[ ]{_DOT}[ ])[ ]?[\w-]{{1,63}}){{1,6}}"
    # Without brackets: both signs in words, or the sign among spaces.
    rf"|(?<![\w.+-])[\w.+-]{{1,64}}[ ](?:at[ ]{_HOST}[ ]dot|arroba[ ]{_HOST}[ ]punto|"
    rf"arobase[ ]{_HOST}[ ]point|собака[ ]{_HOST}[ ]точка)[ ]{_HOST}"
    rf"(?:[ ](?:dot|punto|point|точка)[ ]{_HOST}){{0,3}}"
    r"|(?<![\w.+-])[\w.+-]{1,64}[ ]{1,2}@[ ]{1,2}[\w-]{1,63}(?:[ ]?\.[ ]?[\w-]{2,63}){1,4}"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[ ]{1,2}[\w-]{1,63}(?:[ ]?\.[ ]?[\w-]{2,63}){1,4}",
    re.IGNORECASE,
)

_BETWEEN = rf"[ \t\n.()\-{UNSEEN}]"
_NUMBER = re.compile(
    rf"(?<![/.]){NOT_AFTER_A_WORD}\+?\(?\d(?:{_BETWEEN}{{0,3}}\d){{5,16}}{NOT_BEFORE_A_WORD}(?!/)"
)
_GROUP = re.compile(r"\d{1,17}")
_NOT_A_DIGIT = re.compile(r"\D")
_SAID = re.compile(
    r"(?:\b(?:tel|telephone|phone|fax|mobile|mob|cell|cellphone|whatsapp|tél|téléphone|télécopie|"
    r"portable|teléfono|móvil|celular|тел|телефон|факс|моб|мобильный)|هاتف|الهاتف|تلفون|جوال|الجوال"
    r"|موبايل|محمول|فاكس|الفاكس|电话|電話|手机|手機|传真|傳真)[\s.:)/#\-–№]{0,4}(?:no\.?|n°|nº|رقم|是|为)?"
    r"[\s.:(]{0,3}\Z",
    re.IGNORECASE,
)
_SAID_WITHIN = 30  # characters before the number
_NORTH_AMERICAN = re.compile(r"\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}\Z")
_AREA_IN_BRACKETS = re.compile(r"\(\d{2,5}\)[ -]?\d{2,5}[ .-]?\d{2,4}(?:[ .-]?\d{2,4})?\Z")
_INDIAN = re.compile(r"[6-9]\d{4}[ -]\d{5}\Z")
_SPANISH = re.compile(r"[6-9]\d{2} \d{2} \d{2} \d{2}\Z")

_IPV4 = re.compile(
    rf"(?<!\.){NOT_AFTER_A_WORD}\d{{1,3}}(?:\.\d{{1,3}}){{3}}{NOT_BEFORE_A_WORD}(?!\.\d)"
)
_IPV6 = re.compile(rf"(?<![:.]){NOT_AFTER_A_WORD}[0-9A-Fa-f:]{{2,39}}{NOT_BEFORE_A_WORD}(?!:)")


def emails(text: str) -> Iterator[Finding]:
    """E-mail addresses, those with "[at]" and "(dot)" too; letters of any script."""
    at = text.find("@")
    while at != -1:
        start = at
        while start > 0 and at - start < _LONGEST_LOCAL and _LOCAL.match(text[start - 1]):
            if text[start].isascii() and start < at and _HAN.match(text[start - 1]):
                break  # Chinese has no space before an address
            start -= 1
        domain = _DOMAIN.match(text, at + 1, at + 1 + _LONGEST_DOMAIN)
        if start < at and domain and _TOP.fullmatch(domain[0].rpartition(".")[2]):
            while start < at and text[start] in ".'`/*=":
                start += 1
            if start < at:
                yield Finding(start, domain.end(), Kind.EMAIL, Ground.EMAIL)
        at = text.find("@", at + 1)
    for found in _IN_WORDS.finditer(text):
        yield Finding(found.start(), found.end(), Kind.EMAIL, Ground.EMAIL_IN_WORDS)


def telephones(text: str, regions: Sequence[str] = REGIONS) -> Iterator[Finding]:
    """Telephone and fax numbers: in international form wherever they are valid; in a country's own
    form where they are valid there and begin as numbers do; anything of 6 to 15 digits after a word
    for telephone, in the six languages.

    Validity is what `phonenumbers` knows of the numbering plans.
    """
    at = 0
    while found := _NUMBER.search(text, at):
        at = found.end()
        said = _SAID.search(text, max(found.start() - _SAID_WITHIN, 0), found.start())
        for written in _beginnings(found[0]):
            ground = _ground(written, regions, is_said=said is not None)
            if ground is not None:
                at = found.start() + len(written)
                yield Finding(found.start(), at, Kind.TELEPHONE, ground)
                break
        else:
            # With a slip, or of a plan that is newer than we know.
            if found[0].startswith("+") and 9 <= len(_NOT_A_DIGIT.sub("", found[0])) <= 15:
                yield Finding(*found.span(), Kind.TELEPHONE, Ground.TELEPHONE_PLUS)


def _beginnings(written: str) -> Iterator[str]:
    """What was found whole, then without its last group, and so on: a year or another number may
    have run into it, across a line's end too."""
    yield written
    for group in reversed([*_GROUP.finditer(written)][:-1]):
        yield written[: group.end()]


def _ground(written: str, regions: Sequence[str], *, is_said: bool) -> Ground | None:
    digits = _NOT_A_DIGIT.sub("", written)
    if len(digits) < 6:
        return None
    if written.startswith(("+", "(+")) or digits.startswith("00"):
        if _is_valid("+" + digits.removeprefix("00"), None):
            return Ground.TELEPHONE_ABROAD
    elif _begins_as_a_number(written, digits) and any(
        _is_valid(digits, region) for region in regions
    ):
        return Ground.TELEPHONE_AT_HOME
    return Ground.TELEPHONE_SAID if is_said and len(digits) <= 15 else None


def _begins_as_a_number(written: str, digits: str) -> bool:
    """Whether what is no word for telephone away from being a sum or a year begins as a number is
    dialled: with the 0 of a trunk line, the 8 of Russia, as a Chinese mobile telephone, or grouped
    as in North America, India or Spain, or with the code of an area in brackets."""
    if len(digits) < 9:
        return False
    grouped = (_NORTH_AMERICAN, _AREA_IN_BRACKETS, _INDIAN, _SPANISH)
    if digits[0] == "0" or any(pattern.match(written) for pattern in grouped):
        return True
    return len(digits) == 11 and (digits[0] == "8" or (digits[0] == "1" and digits[1] in "3456789"))


def _is_valid(digits: str, region: str | None) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, region))
    except phonenumbers.NumberParseException:
        return False


def machines(text: str) -> Iterator[Finding]:
    """IPv4 and IPv6 addresses. Four single digits are taken for the number of a paragraph."""
    for found in _IPV4.finditer(text):
        parts = found[0].split(".")
        if any(len(part) > 1 for part in parts) and _is_address(found[0]):
            yield Finding(found.start(), found.end(), Kind.IP, Ground.IP)
    for found in _IPV6.finditer(text):
        written = found[0].rstrip(":") if not found[0].endswith("::") else found[0]
        if written.count(":") >= 2 and any(c.isdigit() for c in written) and _is_address(written):
            yield Finding(found.start(), found.start() + len(written), Kind.IP, Ground.IP)


def _is_address(written: str) -> bool:
    try:
        ipaddress.ip_address(written)
    except ValueError:
        return False
    return True

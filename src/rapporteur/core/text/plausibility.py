"""How much a reading of bytes looks like language: the judge between legacy encodings.

A wrong encoding shows in the characters beyond ASCII: capitals inside words, letters of two
scripts in one word, signs where letters belong, letters that the language hardly uses. Only those
characters are weighed, by their neighbours and by how common they are.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from rapporteur.core.text.commonest import HAN, HANGUL

# Letters by how often they occur, commonest first; what is missing counts as rare.
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґ"  # the last are those of Ukrainian
_ARABIC = "اليمونرتبةعدفهسكقحجشصطخأإىضذثزئظغءآؤ"
_GREEK = "αοιετσνηυρπκμλςωγόίάέδήθφχύβξώζψϊϋΐΰ"
_HEBREW = "יוהלאמרבשתנםדעחקכפגטצזסןךףץ"
_THAI = "านรอกเงยมสลวดทปคตัิ่ี้หะจขพ็ำืบุแไใูโถซชึผธฟณภญศษ์ฉฐฏฑฒฬฮฎฆ๊ๆฌฝฤฺ๋ฯ"
_LATIN_COMMON = "éèàáíóúñçãõêâôüöäëïîûßœø"
_LATIN_KNOWN = "åæùìòýčšžřěůąćęłńśźżőűğışđāēīūļņķģėșță"
_ALONE = "óúyáÓÚÁаиявскоу"  # words of one letter
_OFTEN_ALONE = "àéèÉ"  # "à Paris", "é preciso", "è vero": hardly ever a sign misread

_OPENING = "“‘«„‚‹¿¡"
_CLOSING = "”’»“›"
_CLOSED_BY = {"‘": "’", "«": "»"}  # a capital of Cyrillic is easily misread as one of these
_DASHES = "–—…"
_SIGNS = "·•°§\u00a0×©®™№、。，；：？！（）《》〈〉「」％،؛؟ـ"
_CHINESE_STOPS = "、。，；：？！（）《》〈〉「」『』【】・"
_WIDE = re.compile("[\u3000-\u9fff\uac00-\ud7a3\uff00-\uffef]")  # two bytes in what is older
_KANA = re.compile("[\u3041-\u30fe]")
_SELDOM = "´\u00ad¶ª²³½¼¾±µº¹" + "←→↑↓■□▪►♦●○"
_SAMPLE = 4000  # characters beyond ASCII that are weighed; enough for any text of one encoding

_CONTRACTED = re.compile("(?:s|t|re|ve|ll|d|m)(?![A-Za-z])")  # "it’s", "they’re"
_ELIDED = re.compile(
    "(?:^|[^A-Za-z])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|entr|aujourd|un|dell|nell"
    "|sull|dall|all|coll|quest|quell|sant|o)$",
    re.IGNORECASE,
)  # "l’eau", "dell’acqua", "O’Neill"

_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_ASCII_LETTER = re.compile("[A-Za-z]")


def plausibility(text: str) -> float:
    """Mean weight of the characters of `text` beyond ASCII, from -1 (noise) to about 1."""
    weighed = list(_weights(text))
    size = sum(width for _, width, _ in weighed)
    foreign = sum(width for _, width, script in weighed if script not in ("latin", "sign", "none"))
    # Some stray letters of another script in a text of Latin letters are bytes misread.
    stray = 0 < foreign < len(_ASCII_LETTER.findall(text[:100_000])) / 20
    total = sum(weight * width for weight, width, _ in weighed) - (0.7 * foreign if stray else 0)
    return total / size if size else 0.0


def _weights(text: str) -> Iterator[tuple[float, int, str]]:
    """Weight, width in bytes and script of each character beyond ASCII."""
    padded = f"   {text}   "
    japanese = _KANA.search(text) is not None
    for count, hit in enumerate(_BEYOND_ASCII.finditer(padded)):
        if count == _SAMPLE:
            return
        at = hit.start()
        script = _script(hit.group())
        width = 2 if _WIDE.match(hit.group()) else 1
        if script == "none":
            yield -1.0, width, script
        elif script == "sign":
            alone = _CLOSED_BY.get(hit.group(), "") not in text
            yield 0.1 if alone else _sign(padded[max(at - 12, 0) : at + 5], at), width, script
        else:
            yield _letter(padded[at - 3 : at + 4], script, japanese=japanese), width, script


def _letter(around: str, script: str, *, japanese: bool) -> float:
    """around: the letter in the middle of three characters before and three after. japanese:
    whether the text has kana, and so no characters that Japanese lacks."""
    before, letter, after = tuple(around[2:5])
    for neighbour in (before, after):
        if neighbour.isalpha() and _script(neighbour) != script:
            return -1.0
    if letter.isupper() and before.islower():
        return -1.0
    if script == "han":
        return _han(letter, japanese)
    if script == "hangul":
        return _hangul(letter)
    if not before.isalpha() and not after.isalpha():
        return 0.9 if letter in _OFTEN_ALONE else 0.2 if letter in _ALONE else -0.8
    value = _frequency(letter, script)
    if script == "latin":
        return _latin(around, value)
    return value - (0.15 if letter.isupper() and after.isupper() else 0)


def _latin(around: str, value: float) -> float:
    before, letter, after, last = tuple(around[2:6])
    accented = [one.isalpha() and not one.isascii() for one in around]
    if any(all(accented[start : start + 4]) for start in range(4)):
        return -1.0  # four accented letters in a row: another script misread
    if letter == "í" and after in "st" and not last.isalpha():
        return -0.3  # "itís" is "it’s" read as Mac Roman
    if (letter in "ìëô" and not before.isalpha()) or (letter in "îí" and not after.isalpha()):
        return -0.3 if letter != "í" or before in "stn" else value  # ìwordî is “word”
    inside = before.isalpha()
    if (
        (letter == "à" and not inside and after.isalpha() and after != "s")  # "àtre"
        or (letter == "œ" and inside and after not in "uU")  # "ningœn"
    ):
        return 0.2
    if letter in "þÞ":  # Icelandic begins with it; inside it is Turkish "ş" misread
        return -0.6 if inside else 0.6
    if accented[2] or accented[4]:
        return value / 2
    return value


def _sign(around: str, at: int) -> float:
    """around: the sign with four characters after it and up to twelve before; at: where it stands
    in the whole."""
    here = min(at, 12)
    first, before, sign, after = tuple(around[here - 2 : here + 2])
    if sign == "’" and before.isalpha():
        usual = not after.isalpha() or not after.isascii() or not before.isascii()
        usual = usual or before.isupper() or bool(_CONTRACTED.match(around[here + 1 :]))
        return 1.0 if usual or _ELIDED.search(around[:here]) else 0.2
    if sign == "–" and before.islower() and after.islower():
        return 0.4
    if sign in _OPENING and not before.isalnum() and not after.isspace():
        return 1.0
    if sign in _CLOSING and not before.isspace() and not after.isalnum():
        return 1.0
    if sign in _DASHES or sign in _CHINESE_STOPS:
        return 0.8
    if sign in "€£":
        return -0.8 if after.isalpha() or before.isalpha() else 0.8
    if sign in _SIGNS or "\u0660" <= sign <= "\u0669":
        return -0.8 if before.isalpha() and after.isalpha() else 0.6
    if sign in _SELDOM:
        inside = after.isalpha() or (first.isalpha() and before.isalpha())  # but "m²" may be
        return -0.8 if inside and sign not in "´\u00ad" else 0.1
    return 0.1 if sign in _OPENING + _CLOSING else -0.8


_ORDERS = {
    "cyrillic": _CYRILLIC,
    "arabic": _ARABIC,
    "greek": _GREEK,
    "hebrew": _HEBREW,
    "thai": _THAI,
}


@lru_cache(maxsize=8192)
def _frequency(letter: str, script: str) -> float:
    """Weight of a letter in its own script: about 1 for the commonest."""
    lower = letter.lower()
    if script == "latin":
        return 1.0 if lower in _LATIN_COMMON else 0.6 if lower in _LATIN_KNOWN else 0.2
    order = _ORDERS.get(script, "")
    rank = order.find(lower)
    return -0.6 if rank < 0 else 1.1 - 0.9 * rank / len(order)


@lru_cache(maxsize=8192)
def _han(character: str, japanese: bool) -> float:
    """Commonest first; then those of a standard's first level, which are those of everyday text."""
    if "\u3041" <= character <= "\u30fe":  # kana, which stand among them
        return 1.0
    value = 1.1 if character in HAN else _by_standard(character)
    if japanese and not _in(character, "cp932"):
        return -1.0
    return value


def _by_standard(character: str) -> float:
    for standard, first, last, value in (
        ("gb2312", 0xB0, 0xD7, 0.85),
        ("cp932", 0x88, 0x97, 0.5),
        ("big5", 0xA4, 0xC6, 0.5),  # written in the traditional way
    ):
        try:
            lead = character.encode(standard)[0]
        except UnicodeEncodeError:
            continue
        if first <= lead <= last:
            return value
        if standard == "gb2312":
            return -0.3
    return -0.6 if _in(character, "big5") or _in(character, "cp932") else -1.0


@lru_cache(maxsize=8192)
def _hangul(character: str) -> float:
    if character in HANGUL:
        return 1.1
    return 0.4 if _in(character, "euc_kr") else -0.6


def _in(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=8192)
def _script(character: str) -> str:
    """latin, cyrillic, arabic, greek, hebrew, thai, han (kana too) or hangul for letters; else
    sign, or none: no place."""
    category = unicodedata.category(character)
    if category in ("Cc", "Cn", "Co", "Cs") and not character.isspace():
        return "none"
    if "\u0e01" <= character <= "\u0e4e":  # whose vowels and tones are no letters to Unicode
        return "thai"
    if not character.isalpha():
        return "sign"
    name = unicodedata.name(character, "")
    if character in "ªº" or name.startswith("ARABIC TATWEEL"):
        return "sign"
    for prefix, script in _SCRIPTS:
        if name.startswith(prefix):
            return script
    return "none"


_SCRIPTS = (
    ("LATIN", "latin"),
    ("CYRILLIC", "cyrillic"),
    ("ARABIC LETTER", "arabic"),
    ("GREEK", "greek"),
    ("HEBREW", "hebrew"),
    ("CJK UNIFIED", "han"),
    ("HIRAGANA", "han"),
    ("KATAKANA", "han"),
    ("HANGUL SYLLABLE", "hangul"),
)

"""How much a reading of bytes looks like language: the judge between legacy encodings.

A wrong encoding shows in the characters beyond ASCII: capitals inside words, letters of two
scripts in one word, signs where letters belong, letters that the language hardly uses. Only those
characters are weighed, by their neighbours and by how common they are.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Letters by how often they occur, commonest first; what is missing counts as rare.
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_ARABIC = "اليمونرتبةعدفهسكقحجشصطخأإىضذثزئظغءآؤ"
_LATIN_COMMON = "éèàáíóúñçãõêâôüöäëïîûßœø"
_LATIN_KNOWN = "åæùìòýčšžřěůąćęłńśźżőűğışđāēīūļņķģėșță"
_ALONE = "àéóúyáÀÉÓÚÁаиявскоу"  # words of one letter

_OPENING = "“‘«„‚‹¿¡"
_CLOSING = "”’»“›"
_DASHES = "–—…"
_SIGNS = "·•°§\u00a0×©®™№、。，；：？！（）《》〈〉「」％،؛؟ـ"
_CHINESE_STOPS = "、。，；：？！（）《》〈〉「」"
_SELDOM = "´\u00ad¶ª²³½¼¾±µº¹" + "←→↑↓■□▪►♦●○"
_SAMPLE = 4000  # characters beyond ASCII that are weighed; enough for any text of one encoding

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
    for count, hit in enumerate(_BEYOND_ASCII.finditer(padded)):
        if count == _SAMPLE:
            return
        at = hit.start()
        script = _script(hit.group())
        width = 2 if "\u3000" <= hit.group() <= "\u9fff" else 1
        if script == "none":
            yield -1.0, width, script
        elif script == "sign":
            yield _sign(padded[at - 3 : at + 4]), width, script
        else:
            yield _letter(padded[at - 3 : at + 4], script), width, script


def _letter(around: str, script: str) -> float:
    """`around`: the letter in the middle of three characters before and three after."""
    before, letter, after = tuple(around[2:5])
    for neighbour in (before, after):
        if neighbour.isalpha() and _script(neighbour) != script:
            return -1.0
    if letter.isupper() and before.islower():
        return -1.0
    if script == "han":
        return _han(letter)
    if not before.isalpha() and not after.isalpha():
        return 0.2 if letter in _ALONE else -0.8
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
    if accented[2] or accented[4]:
        return value / 2
    return value


def _sign(around: str) -> float:
    first, before, sign, after = tuple(around[1:5])
    if sign == "’" and before.isalpha():
        return 1.0
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


@lru_cache(maxsize=8192)
def _frequency(letter: str, script: str) -> float:
    """Weight of a letter in its own script: about 1 for the commonest."""
    lower = letter.lower()
    if script == "latin":
        return 1.0 if lower in _LATIN_COMMON else 0.6 if lower in _LATIN_KNOWN else 0.2
    order = {"cyrillic": _CYRILLIC, "arabic": _ARABIC}.get(script)
    if order is None:
        return 0.6
    rank = order.find(lower)
    return -0.6 if rank < 0 else 1.1 - 0.9 * rank / len(order)


@lru_cache(maxsize=8192)
def _han(character: str) -> float:
    """The 3,755 characters of GB 2312's first level are those of everyday Chinese."""
    try:
        lead = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        try:  # everyday characters written in the traditional way: the first level of Big5
            return 0.5 if character.encode("big5")[0] <= 0xC6 else -0.6
        except UnicodeEncodeError:
            return -1.0
    return 0.95 if 0xB0 <= lead <= 0xD7 else -0.3


@lru_cache(maxsize=8192)
def _script(character: str) -> str:
    """latin, cyrillic, arabic, greek, hebrew or han for letters; else sign, or none: no place."""
    category = unicodedata.category(character)
    if category in ("Cc", "Cn", "Co", "Cs") and not character.isspace():
        return "none"
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
)

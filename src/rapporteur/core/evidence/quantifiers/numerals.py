"""Numbers in a sentence, in figures and in words: thirteen, 3,500, eighty-five, 百分之四十七."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from rapporteur.core.evidence.quantifiers.phrases import Phrases, phrase
from rapporteur.core.evidence.quantifiers.tokens import Token
from rapporteur.core.text.numbers import in_words

_THOUSANDS = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f\u066c]\d{3})+")
_POINT = re.compile(r"[.,\u066b]")


def numeral(line: Sequence[Token], place: int, language: str) -> tuple[Fraction, int] | None:
    """The number that begins at `place`, and the place behind it; None where none begins, as behind
    the last word."""
    if place >= len(line):
        return None
    token = line[place]
    if token.kind == "number":
        end = place + 1
        figures = token.text
        while _goes_on(figures, line, end):  # 3 500 with a space that may break
            figures += "\u00a0" + line[end].text
            end += 1
        return _value(figures), end
    for end, value in _words(language).at(line, place):
        return Fraction(value), end
    return None


def _goes_on(figures: str, line: Sequence[Token], end: int) -> bool:
    return (
        end < len(line)
        and line[end].kind == "number"
        and line[end].start == line[end - 1].end + 1
        and len(line[end].text) == 3
        and len(re.split("[.,\u00a0]", figures)[0]) <= 3
    )


def _value(figures: str) -> Fraction:
    if _THOUSANDS.fullmatch(figures):
        return Fraction(int(re.sub(r"\D", "", figures)[:18]))
    whole, *rest = _POINT.split(re.sub("[\u00a0\u202f\u066c]", "", figures))
    return Fraction(int(whole[:18])) + (
        Fraction(int(rest[0][:9]), 10 ** len(rest[0][:9])) if rest else 0
    )


@cache
def _words(language: str) -> Phrases[int]:
    by_language = {"en": _english, "fr": _french, "es": _spanish, "ru": _russian, "ar": _arabic}
    spelled = by_language.get(language, _chinese)()
    return Phrases([(phrase(words), value) for words, value in spelled])


def _english() -> Iterator[tuple[str, int]]:
    for number in range(1, 1000):
        yield in_words(number), number
        yield in_words(number).replace(" and ", " "), number


_FRENCH_WORDS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf"
)
_FRENCH = _FRENCH_WORDS.split()
_FRENCH_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}


def _french() -> Iterator[tuple[str, int]]:
    yield "une", 1
    yield "cent", 100
    for number in range(1, 100):
        words = _french_words(number)
        yield words, number
        if words.endswith("un"):
            yield words + "e", number
        yield words.replace("-et-", " et "), number
        yield words.replace("-", " "), number


def _french_words(number: int) -> str:
    if number < 20:
        return _FRENCH[number]
    if number < 70:
        tens, ones = _FRENCH_TENS[number // 10 * 10], number % 10
        joined = {0: "", 1: "-et-un"}.get(ones, f"-{_FRENCH[ones]}")
        return tens + joined
    if number < 80:
        return "soixante-et-onze" if number == 71 else f"soixante-{_FRENCH[number - 60]}"
    return "quatre-vingts" if number == 80 else f"quatre-vingt-{_FRENCH[number - 80]}"


_SPANISH_WORDS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_SPANISH = _SPANISH_WORDS.split()
_SPANISH_TEN_WORDS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_SPANISH_TENS = _SPANISH_TEN_WORDS.split()


def _spanish() -> Iterator[tuple[str, int]]:
    yield from (("un", 1), ("una", 1), ("veintiún", 21), ("veintiuna", 21), ("cien", 100))
    for number in range(1, 30):
        yield _SPANISH[number], number
    for place, tens in enumerate(_SPANISH_TENS, start=3):
        yield tens, place * 10
        for ones in range(1, 10):
            yield f"{tens} y {_SPANISH[ones]}", place * 10 + ones


_RUSSIAN = {
    1: "один одна одно одного одной одним одному одном",
    2: "два две двух двум двумя двое", 3: "три трех трем тремя трое",
    4: "четыре четырех четырем четверо", 5: "пять пяти пятью пятеро", 6: "шесть шести",
    7: "семь семи", 8: "восемь восьми", 9: "девять девяти", 10: "десять десяти",
    11: "одиннадцать одиннадцати",
    12: "двенадцать двенадцати", 13: "тринадцать тринадцати", 14: "четырнадцать четырнадцати",
    15: "пятнадцать пятнадцати", 16: "шестнадцать шестнадцати", 17: "семнадцать семнадцати",
    18: "восемнадцать восемнадцати", 19: "девятнадцать девятнадцати",
    20: "двадцать двадцати", 30: "тридцать тридцати", 40: "сорок сорока",
    50: "пятьдесят пятидесяти", 60: "шестьдесят шестидесяти", 70: "семьдесят семидесяти",
    80: "восемьдесят восьмидесяти", 90: "девяносто девяноста", 100: "сто ста",
}  # fmt: skip


def _russian() -> Iterator[tuple[str, int]]:
    for number, forms in _RUSSIAN.items():
        for form in forms.split():
            yield form, number
            if 20 <= number < 100:
                for ones in range(1, 10):
                    yield from (
                        (f"{form} {each}", number + ones) for each in _RUSSIAN[ones].split()
                    )


_ARABIC_WORDS = (
    "واحد|واحدة|أحد|إحدى اثنان|اثنين|اثنتان|اثنتين|اثنا|اثني|اثنتا|اثنتي ثلاثة|ثلاث أربعة|أربع "
    "خمسة|خمس ستة|ست سبعة|سبع ثمانية|ثماني|ثمان تسعة|تسع عشرة|عشر"
)
_ARABIC = [forms.split("|") for forms in _ARABIC_WORDS.split()]
_ARABIC_TENS = "عشر ثلاث أربع خمس ست سبع ثمان تسع"


def _arabic() -> Iterator[tuple[str, int]]:
    """One to ten, eleven to nineteen (أحد عشر), and tens alone or behind ones (خمسة وعشرون)."""
    for number, forms in enumerate(_ARABIC, start=1):
        yield from ((form, number) for form in forms)
    for number, forms in enumerate(_ARABIC[:9], start=1):
        yield from ((f"{form} {ten}", 10 + number) for form in forms for ten in _ARABIC[9])
    for place, stem in enumerate(_ARABIC_TENS.split(), start=2):
        for tens in (f"{stem}ون", f"{stem}ين"):
            yield tens, 10 * place
            for number, forms in enumerate(_ARABIC[:9], start=1):
                yield from ((f"{form} و{tens}", 10 * place + number) for form in forms)
    yield from (("مائة", 100), ("مئة", 100))


_CHINESE = "〇一二三四五六七八九"


def _chinese() -> Iterator[tuple[str, int]]:
    yield "两", 2
    yield "一百", 100
    for number in range(1, 100):
        tens, ones = divmod(number, 10)
        words = (_CHINESE[tens] if tens > 1 else "") + "十" if tens else ""
        yield words + (_CHINESE[ones] if ones else ""), number

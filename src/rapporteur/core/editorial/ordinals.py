"""Ordinals: in words or in figures as the language has them, and the endings of figures."""

import re
from collections.abc import Iterator

from rapporteur.core.document.numerals import ordinal
from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding, Kind
from rapporteur.core.editorial.reading import OWN, RUNNING, Reading
from rapporteur.core.text.number_words import in_any_gender
from rapporteur.core.text.numbers import in_words

_ENGLISH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)[ -](session|century|centuries|anniversary)\b")
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
              "nine": "ninth", "twelve": "twelfth"}  # fmt: skip

_FRENCH_SESSION = re.compile(r"\b(\d{1,2})(?:er?|re|[eè]me|i[eè]me|[eè]re)[ \u00a0](session)\b")
_FRENCH_ENDING = re.compile(r"\b(\d+)(i?[eè]mes?|i?[eè]res?)\b(?![-’])")

# «Los cardinales y ordinales del uno al diez se escriben con letras», save in a row of them.
_SPANISH = re.compile(
    r"(?<![\w.,/ªº-])(?<! y )(?<!, )(?<!s )([1-9]|10)\.?([ªº])(?= [a-záéíóúñ]{4,})"
    r"(?! (?:para|sobre|entre|desde|según)\b)"
)
_SPANISH_WORDS = "primer segund tercer cuart quint sext séptim octav noven décim"

_RUSSIAN_SESSION = re.compile(
    r"(?<![\w-])(?<!и )(\d{1,2})-(я|й|ю|ая|ой|ую|ья|ей)[ \u00a0]"
    r"(сессия|сессию|сессии|сессией)\b(?! и\b)"
)
_RUSSIAN_CASES = {"сессия": "ая", "сессию": "ую", "сессии": "ой", "сессией": "ой"}
_RUSSIAN_ENDING = re.compile(r"(?<![\w,.-])(\d+)-(ый|ий|ой|ая|ое|ого|ому|ым|ом|ую|ых|ыми)\b")
_RUSSIAN_SHORT = {"ого": "го", "ому": "му", "ыми": "ми"}
_RUSSIAN_STEMS = (
    "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат "
    "четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат"
)
_RUSSIAN_TENS = "двадцат тридцат сороков пятидесят шестидесят семидесят восьмидесят девяност"
_RUSSIAN_THIRD = {"ая": "ья", "ую": "ью", "ой": "ьей"}

_CHINESE_SESSION = re.compile(r"第(\d{1,2})届(?=(?:常|特别|紧急特别|实质性)?会议|常会|特别会议)")


def english(reading: Reading) -> Iterator[Finding]:
    """66th session: sixty-sixth session."""
    if reading.kind in OWN | {Kind.CELL}:
        yield from reading.findings(rules.ORDINAL, _ENGLISH, _english_session)


def _english_session(found: re.Match[str]) -> str | None:
    return f"{_in_english(int(found[1]))} {found[2]}" if int(found[1]) else None


def _in_english(number: int) -> str:
    """1 to 99 as it counts: "sixty-sixth"."""
    head, dash, last = in_words(number).rpartition("-")
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    else:
        last = (last[:-1] + "ie" if last.endswith("y") else last) + "th"
    return f"{head}{dash}{last}"


def french(reading: Reading) -> Iterator[Finding]:
    """66e session: soixante-sixième session; 2ème: 2e."""
    if reading.kind in OWN:
        yield from reading.findings(rules.ORDINAL, _FRENCH_SESSION, _french_session)
        yield from reading.findings(rules.ORDINAL, _FRENCH_ENDING, _shortest)


def _french_session(found: re.Match[str]) -> str | None:
    words = _in_french(int(found[1]))
    return words and f"{words} {found[2]}"


def _in_french(number: int) -> str | None:
    """1 to 99 as it counts, feminine: "soixante-sixième"."""
    if number < 2:
        return "première" if number else None
    words = in_any_gender(number, "fr")
    if words is None:  # 21, 31 and so on, whose last word has two genders
        tens = in_any_gender(number - 1, "fr") or ""
        return f"{tens.removesuffix('s')}-unième" if number == 81 else f"{tens} et unième"
    for end, stem in (("cinq", "cinqu"), ("neuf", "neuv"), ("e", ""), ("vingts", "vingt")):
        if words.endswith(end):
            return f"{words.removesuffix(end)}{stem}ième"
    return f"{words}ième"


def _shortest(found: re.Match[str]) -> str | None:
    number, ending = found[1], found[2]
    plural = "s" if ending.endswith("s") else ""
    if "m" in ending:
        return f"{number}e{plural}"
    return f"1re{plural}" if number == "1" else None


def spanish(reading: Reading) -> Iterator[Finding]:
    """8ª sesión: octava sesión."""
    if reading.kind in RUNNING:
        yield from reading.findings(rules.ORDINAL, _SPANISH, _in_spanish)


def _in_spanish(found: re.Match[str]) -> str:
    """1 to 10 as it counts what follows: "octava", and "tercer" before a masculine noun."""
    stem = _SPANISH_WORDS.split()[int(found[1]) - 1]
    if found[2] == "ª":
        return f"{stem}a"
    return stem if stem.endswith("er") else f"{stem}o"


def russian(reading: Reading) -> Iterator[Finding]:
    """66-я сессия: шестьдесят шестая сессия; 66-ой: 66-й."""
    if reading.kind in OWN:
        yield from reading.findings(rules.ORDINAL, _RUSSIAN_SESSION, _in_russian)
        yield from reading.findings(
            rules.ORDINAL,
            _RUSSIAN_ENDING,
            lambda found: f"{found[1]}-{_RUSSIAN_SHORT.get(found[2], found[2][-1])}",
        )


def _in_russian(found: re.Match[str]) -> str | None:
    """1 to 99 in the case of «сессия»; None where the figure's ending says another one."""
    number, noun = int(found[1]), found[3]
    ending = _RUSSIAN_CASES[noun]
    if number == 0 or found[2][-1] != {"ая": "я", "ую": "ю", "ой": "й"}[ending]:
        return None
    stems, tens = _RUSSIAN_STEMS.split(), _RUSSIAN_TENS.split()
    head = ""
    if number < 20:
        stem = stems[number - 1]
    elif number % 10 == 0:
        stem = tens[number // 10 - 2]
    else:
        head = f"{in_any_gender(number - number % 10, 'ru')} "
        stem = stems[number % 10 - 1]
    if stem == "трет":
        ending = _RUSSIAN_THIRD[ending]
    return f"{head}{stem}{ending} {noun}"


def chinese(reading: Reading) -> Iterator[Finding]:
    """第66届会议: 第六十六届会议."""
    if reading.kind in OWN:
        yield from reading.findings(
            rules.ORDINAL,
            _CHINESE_SESSION,
            lambda found: f"第{ordinal(int(found[1]), 'zh')}届" if int(found[1]) else None,
        )

"""Dates that are not written out as `core.text.dates` writes them in each language."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding, Kind
from rapporteur.core.editorial.reading import OWN, Reading
from rapporteur.core.text.dates import ARABIC_MONTHS, MONTHS, written_out

_YEAR = r"(?:19|20)\d\d"
# A Chinese word may stand right before and behind.
_APART, _ENDED = r"(?<![A-Za-z0-9_/.-])", r"(?![A-Za-z0-9_/-])"
_SLASHED = re.compile(
    rf"{_APART}(\d{{1,2}})([/.-])(\d{{1,2}})\2({_YEAR}){_ENDED}(?P<tail>[ \u00a0]?(?:года\b|г\.))?"
)
_ISO = re.compile(rf"{_APART}({_YEAR})-(\d\d)-(\d\d){_ENDED}")

_MONTH = "|".join(MONTHS["en"])
_SHORT_MONTHS = {month[:3]: month for month in MONTHS["en"]} | {"Sept": "September"}
_AMERICAN = re.compile(
    rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?:, (?P<year>{_YEAR})\b|(?=[.;:)]|,? (?:and|to|at|in|the)\b|$))"
)
_ORDINAL_DAY = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)(?: of)? ({_MONTH})\b,?(?P<year> {_YEAR}\b)?"
)
_COMMA_YEAR = re.compile(rf"\b(\d{{1,2}}) ({_MONTH}), ({_YEAR})\b")
_SHORT_MONTH = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_SHORT_MONTHS)})(?<!May)\.? ({_YEAR})\b")


def _raised(months: list[str]) -> str:
    return "|".join(month.capitalize() for month in months)


_FRENCH_RAISED = re.compile(rf"(?:(?<=\d )|(?<=er ))({_raised(MONTHS['fr'])})\b")
_FRENCH_FIRST = re.compile(rf"(?<![\w.,/-])1(?=[ \u00a0](?:{'|'.join(MONTHS['fr'])})\b)")
_FRENCH_SHORT = {
    "janv.": "janvier", "févr.": "février", "avr.": "avril", "juill.": "juillet",
    "juil.": "juillet", "sept.": "septembre", "oct.": "octobre", "nov.": "novembre",
    "déc.": "décembre",
}  # fmt: skip
_FRENCH_SHORT_MONTH = re.compile(
    rf"(?<=\d )({'|'.join(map(re.escape, _FRENCH_SHORT))})(?= {_YEAR}\b)"
)

_SPANISH_MONTH = "|".join(MONTHS["es"])
_SPANISH_RAISED = re.compile(rf"(?<=\d de )({_raised(MONTHS['es'])})\b")
_SPANISH_BARE = re.compile(rf"\b(\d{{1,2}}) (?:de )?({_SPANISH_MONTH}),? (?:de )?({_YEAR})\b", re.I)
_SPANISH_TURNED = re.compile(rf"\b({_SPANISH_MONTH}) (\d{{1,2}})(?:,| de) ({_YEAR})\b", re.I)

_RUSSIAN_MONTH = "|".join(MONTHS["ru"])
_RUSSIAN_RAISED = re.compile(rf"(?<=\d )({_raised(MONTHS['ru'])})\b")
_RUSSIAN_ORDINAL = re.compile(rf"\b(\d{{1,2}})-(?:го|ого|е|ое)(?= (?:{_RUSSIAN_MONTH})\b)")
_RUSSIAN_SHORT_YEAR = re.compile(rf"(?<=\d )((?:{_RUSSIAN_MONTH}) {_YEAR})[ \u00a0]?г\.")

_CHINESE_SPACED = re.compile(rf"({_YEAR})( ?)年( ?)(\d{{1,2}})( ?)月(?:( ?)(\d{{1,2}})( ?)日)?")
_CHINESE_PARTED = re.compile(rf"{_APART}({_YEAR})([./-])(\d{{1,2}})\2(\d{{1,2}})(?![\d/.-])")
_CHINESE_NUMERALS = re.compile(
    "([一二][〇零○Ｏ一二三四五六七八九]{3})年(?!级)(?:(十[一二]?|[一二三四五六七八九])月)?"
    "(?:(?<=月)([二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日)?"
)
_CHINESE_DIGITS = {sign: at for at, sign in enumerate("〇一二三四五六七八九")} | dict.fromkeys(
    "零○Ｏ", 0
)

_ARABIC_NAMES = {name: at for at, names in enumerate(ARABIC_MONTHS) for name in names} | {
    "يونيو": 5, "يوليو": 6, "ابريل": 3, "إبريل": 3, "اكتوبر": 9, "اغسطس": 7,
}  # fmt: skip
_ARABIC_NAME = "|".join(sorted(_ARABIC_NAMES, key=len, reverse=True))
_ARABIC_MONTH = re.compile(
    rf"(?:(?<=\d )|(?<=في )|(?<=شهر ))({_ARABIC_NAME})(?: ?/ ?({_ARABIC_NAME}))?(?= {_YEAR}\b)"
    rf"|(?<![\u0621-\u064a])({_ARABIC_NAME}) ?/ ?({_ARABIC_NAME})(?![\u0621-\u064a])"
)

Written = Callable[[int, int, str], str]


def dates(reading: Reading) -> Iterator[Finding]:
    """Dates in the drafter's own words that are not written out as the language does."""
    language = reading.stretch.language
    if reading.kind not in OWN and not (language == "en" and reading.kind is Kind.CELL):
        return
    if language not in _CHECKS:
        return
    written = partial(written_out, language=language)
    yield from _CHECKS[language](reading)
    yield from reading.findings(
        rules.DATE, _SLASHED, lambda found: _numeric(reading, found, written)
    )
    yield from reading.findings(
        rules.DATE, _ISO, lambda found: _day(int(found[3]), int(found[2]), found[1], written)
    )


def _in_figures(found: re.Match[str], written: Written) -> str | None:
    """14/01/2011 can only be one day; 04/05/2011 can be two, and a person must say which."""
    one, other = int(found[1]), int(found[3])
    if one > 12 or one == other:
        return _day(one, other, found[4], written)
    return _day(other, one, found[4], written) if other > 12 else None


def _numeric(reading: Reading, found: re.Match[str], written: Written) -> str | None:
    """A day in figures as it is written out, “года” or “г.” behind it taken in."""
    better, tail = _in_figures(found, written), found["tail"] or ""
    following = reading.text[found.end() : found.end() + 3].lstrip()
    if better is None or (tail.endswith(".") and following[:1].isupper()):
        return None
    return better + ("." if tail.endswith(".") and not following else "")


def _day(day: int, month: int, year: str, written: Written) -> str | None:
    return written(day, month, year) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _english(reading: Reading) -> Iterator[Finding]:
    def american(found: re.Match[str]) -> str:
        year = f" {found['year']}" if found["year"] else ""
        return f"{int(found[2])} {found[1]}{year}"

    yield from reading.findings(rules.DATE, _AMERICAN, american)
    yield from reading.findings(
        rules.DATE, _ORDINAL_DAY, lambda found: f"{int(found[1])} {found[2]}{found['year'] or ''}"
    )
    yield from reading.findings(
        rules.DATE, _COMMA_YEAR, lambda found: f"{int(found[1])} {found[2]} {found[3]}"
    )
    yield from reading.findings(
        rules.DATE,
        _SHORT_MONTH,
        lambda found: f"{int(found[1])} {_SHORT_MONTHS[found[2]]} {found[3]}",
    )


def _french(reading: Reading) -> Iterator[Finding]:
    yield from reading.findings(rules.DATE, _FRENCH_RAISED, lambda found: found[1].lower())
    yield from reading.findings(rules.DATE, _FRENCH_FIRST, lambda found: "1er")
    yield from reading.findings(
        rules.DATE, _FRENCH_SHORT_MONTH, lambda found: _FRENCH_SHORT[found[1]]
    )


def _spanish(reading: Reading) -> Iterator[Finding]:
    def whole(found: re.Match[str]) -> str:
        return _in_spanish(found[1], found[2], found[3])

    yield from reading.findings(rules.DATE, _SPANISH_BARE, whole)
    yield from reading.findings(
        rules.DATE,
        _SPANISH_TURNED,
        lambda found: _in_spanish(found[2], found[1], found[3]),
    )
    yield from reading.findings(rules.DATE, _SPANISH_RAISED, lambda found: found[1].lower())


def _in_spanish(day: str, month: str, year: str) -> str:
    return f"{int(day)} de {month.lower()} de {year}"


def _russian(reading: Reading) -> Iterator[Finding]:
    yield from reading.findings(rules.DATE, _RUSSIAN_RAISED, lambda found: found[1].lower())
    yield from reading.findings(rules.DATE, _RUSSIAN_ORDINAL, lambda found: found[1])
    yield from reading.findings(
        rules.DATE, _RUSSIAN_SHORT_YEAR, lambda found: _year_in_words(reading, found)
    )


def _year_in_words(reading: Reading, found: re.Match[str]) -> str | None:
    """“года”, with a full stop where the sentence ends; None where nobody can tell whether it
    does, since a capital follows."""
    following = reading.text[found.end() : found.end() + 3].lstrip()
    if following[:1].isupper():
        return None
    return f"{found[1]} года" + ("" if following else ".")


def _chinese(reading: Reading) -> Iterator[Finding]:
    yield from reading.findings(
        rules.DATE, _CHINESE_SPACED, lambda found: found.group().replace(" ", "")
    )
    yield from reading.findings(
        rules.DATE,
        _CHINESE_PARTED,
        lambda found: _day(
            int(found[4]), int(found[3]), found[1], partial(written_out, language="zh")
        ),
    )
    yield from reading.findings(rules.DATE, _CHINESE_NUMERALS, _in_digits)


def _in_digits(found: re.Match[str]) -> str:
    written = "".join(str(_CHINESE_DIGITS[sign]) for sign in found[1]) + "年"
    if found[2]:
        written += f"{_counted(found[2])}月"
    return written + (f"{_counted(found[3])}日" if found[3] else "")


def _counted(numeral: str) -> int:
    """A numeral up to 31: 十 is 10, 二十一 is 21."""
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return _CHINESE_DIGITS[tens]
    return (_CHINESE_DIGITS[tens] if tens else 1) * 10 + (_CHINESE_DIGITS[ones] if ones else 0)


def _arabic(reading: Reading) -> Iterator[Finding]:
    yield from reading.findings(rules.DATE, _ARABIC_MONTH, _both_names)


def _both_names(found: re.Match[str]) -> str:
    """The month with both its names; as it stands where the two are of different months."""
    named = [_ARABIC_NAMES[name] for name in found.groups() if name]
    return found.group() if len(set(named)) > 1 else MONTHS["ar"][named[0]]


_CHECKS: dict[str, Callable[[Reading], Iterator[Finding]]] = {
    "en": _english,
    "fr": _french,
    "es": _spanish,
    "ru": _russian,
    "zh": _chinese,
    "ar": _arabic,
}

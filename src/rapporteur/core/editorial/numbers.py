"""Numbers, percentages, dates and ranges: the Manual's "Numbers, dates and time"."""

import re
from collections.abc import Iterator

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding, Kind
from rapporteur.core.editorial.reading import OWN, RUNNING, Reading
from rapporteur.core.text.number_words import in_any_gender
from rapporteur.core.text.numbers import in_words

_MONTHS_WRITTEN = (
    "January February March April May June July August September October November December"
)
MONTHS = _MONTHS_WRITTEN.split()
_MONTH = "|".join(MONTHS)
_SHORT_MONTHS = {month[:3]: month for month in MONTHS} | {"Sept": "September"}

# Behind a word or a comma, before the noun that is counted; else it is a mark, an item, a name.
_DIGIT = re.compile(
    r"(?<=[a-z,] )([1-9])(?= [a-z]{3,})(?! (?:and|are|but|for|has|had|have|not|see|that|the|this|"
    r"was|were|which|with|www|https?)\b)"
)
# What is numbered, not counted: its number is a name.
_NUMBERED = re.compile(
    r"(?:\b(?i:paragraph|para|section|article|art|annex|appendix|chapter|item|table|figure|map|box|"
    r"step|goal|target|question|part|phase|rule|option|page|pp?|volume|vol|version|level|session|"
    r"category|resolution|decision|principle|regulation|recommendation|objective|pillar|tier|grade|"
    r"group|class|type|model|room|note|line|number|no|nos|indicator|output|programme|cluster|task|"
    r"working group|track|theme|day|round|stage|scenario|pillar|zone|district|phase)s?\.?"
    r"|\$|€|£|¥|[A-Z]{3}|\b(?i:aged?|ages|score of|ratio of|versus|vs\.?)|[A-Z][\w-]*)"
    r"(?:[ \u00a0](?:\d+(?:\([a-z]\))?(?:,? (?:and|or|to) |, |[-–]))*)$"
)
_UNIT = re.compile(
    r" (?:per cent|percent|percentage|million|billion|trillion|thousand|hundred|dollars?|euros?|"
    r"cents?|years? old|years? of age|km|kg|mm|cm|metres?|kilometres?|kilograms?|grams?|tons?|"
    r"tonnes?|litres?|hectares?|degrees?|miles?|square|cubic|times|to \d|or \d|and \d|bis|ter|"
    r"a\.m|p\.m|o.clock|hours?|minutes?|seconds?|bits?|bytes?|(?:mega|giga|kilo)\w+|volts?|watts?)\b"
)
_FIGURE = re.compile(r"(?<![\w.,/])\d[\d,]*(?:\.\d+)?(?![\w/])")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")

_WORDS = {in_words(number): number for number in range(10, 100)}
_LARGE = re.compile(
    r"(?<![\w-])("
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")(?![\w-])(?! (?:\d|hundred|thousand|million|billion|and a half|first|second|"
    r"third|miles?|times|years?)\b)"
)
_APPROXIMATE = re.compile(
    r"\b(?:almost|nearly|about|some|around|roughly|over|past|last|next|first|every|a|or|to|one|two|"
    r"three|four|five|six|seven|eight|nine|between|top)[ -]$",
    re.IGNORECASE,
)
_SMALL_WORD = re.compile(r"(?<![\w-])(?:one|two|three|four|five|six|seven|eight|nine)\b")

_LEADING = re.compile(
    r"[1-9]\d{0,2}(?:[,\u00a0\u202f ]\d{3})*(?![\d/.:,–-]\d|[\w)]|\.\s|[-–])"
    # A noun that is counted; else it is the number of a heading, a note or an item.
    r"(?=[ \u00a0](?!(?:https?|www|of|an?|the|see|and|or|in)\b)"
    r"(?:[a-zà-öø-ÿа-яёء-ي]|Member|States|Governments|États|Estados))"
)

_PERCENT_SIGN = re.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)[ \u00a0]?%")
_PERCENT_WORD = re.compile(r"\bpercent\b|\bper-cent\b", re.IGNORECASE)
_PERCENT_WORDED = re.compile(
    r"(?<![\w-])(one|two|three|four|five|six|seven|eight|nine|"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r") per cent\b"
)

_AMERICAN = re.compile(
    rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:, (?P<year>(?:19|20)\d\d)\b|(?=[.;:)]|,? (?:and|to|at|in|the)\b|$))"
)
_ORDINAL_DAY = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)(?: of)? ({_MONTH})\b,?(?P<year> (?:19|20)\d\d\b)?"
)
_COMMA_YEAR = re.compile(rf"\b(\d{{1,2}}) ({_MONTH}), ((?:19|20)\d\d)\b")
_SHORT_MONTH = re.compile(
    rf"\b(\d{{1,2}}) ({'|'.join(_SHORT_MONTHS)})(?<!May)\.? ((?:19|20)\d\d)\b"
)
_SLASHED = re.compile(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?![\w/-])")
_ISO = re.compile(r"(?<![\w/.-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\w/-])")
_FROM = re.compile(
    rf"\b([Ff]rom|[Bb]etween) ((?:\d{{1,2}} )?(?:{_MONTH})(?: \d{{4}})?|(?:19|20)\d\d)[-–]"
    rf"((?:\d{{1,2}} )?(?:{_MONTH})(?: \d{{4}})?|(?:19|20)\d\d)(?![\w-])"
)
_COUNTED = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)[ -](session|century|centuries|anniversary)\b")


def english(reading: Reading) -> Iterator[Finding]:
    """The rules for numbers that are those of English."""
    if reading.kind in RUNNING:
        yield from _under_ten(reading)
        yield from _from_ten(reading)
    if reading.kind in OWN:
        yield from _percentages(reading)
    if reading.kind in OWN | {Kind.CELL}:
        yield from _dates(reading)
        yield from reading.findings(rules.RANGE, _FROM, _range)
        yield from reading.findings(
            rules.ORDINAL, _COUNTED, lambda found: f"{_ordinal(int(found[1]))} {found[2]}"
        )


def sentence_start(reading: Reading) -> Iterator[Finding]:
    """A figure at the beginning of a sentence, in English, French, Spanish, Russian and Arabic."""
    if reading.kind not in RUNNING or reading.stretch.language == "zh":
        return
    for start in sorted(reading.starts):
        found = _LEADING.match(reading.text, start)
        if found is None or not reading.is_open(*found.span()):
            continue
        digits = re.sub(r"\D", "", found.group())
        if _YEAR.fullmatch(digits):
            continue
        words = in_any_gender(int(digits), reading.stretch.language)
        mend = words[0].upper() + words[1:] if words else None
        yield reading.finding(rules.SENTENCE, *found.span(), mend)


def _under_ten(reading: Reading) -> Iterator[Finding]:
    for found in _DIGIT.finditer(reading.text):
        start, end = found.span()
        if (
            start in reading.starts
            or not reading.is_open(start, end)
            or _NUMBERED.search(reading.text[max(0, start - 60) : start])
            or _UNIT.match(reading.text, end)
            or _has_larger(reading.sentence_at(start))
        ):
            continue
        yield reading.finding(rules.UNDER_TEN, start, end, in_words(int(found.group())))


def _has_larger(sentence: str) -> bool:
    """Whether a number from 10 stands in a sentence: then the smaller ones may be in figures too
    ("Numbers occurring together or in a series"). Years and days are no numbers of things."""
    for found in _FIGURE.finditer(sentence):
        digits = found.group().replace(",", "")
        dated = re.match(rf" (?:{_MONTH})\b", sentence[found.end() :])
        if not dated and not _YEAR.fullmatch(digits) and float(digits) >= 10:
            return True
    return False


def _from_ten(reading: Reading) -> Iterator[Finding]:
    for found in _LARGE.finditer(reading.text):
        start, end = found.span()
        if (
            start in reading.starts
            or not reading.is_open(start, end)
            or _APPROXIMATE.search(reading.text[max(0, start - 12) : start])
            or _SMALL_WORD.search(reading.sentence_at(start))
        ):
            continue
        yield reading.finding(rules.FROM_TEN, start, end, str(_WORDS[found.group()]))


def _percentages(reading: Reading) -> Iterator[Finding]:
    yield from reading.findings(rules.PER_CENT, _PERCENT_SIGN, lambda found: f"{found[1]} per cent")
    yield from reading.findings(rules.PER_CENT, _PERCENT_WORD, lambda found: "per cent")
    for found in _PERCENT_WORDED.finditer(reading.text):
        if found.start() not in reading.starts and reading.is_open(*found.span()):
            number = _WORDS.get(found[1]) or _units().index(found[1])
            yield reading.finding(rules.PER_CENT, *found.span(), f"{number} per cent")


def _units() -> list[str]:
    return [in_words(number) for number in range(10)]


def _dates(reading: Reading) -> Iterator[Finding]:
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
    yield from reading.findings(rules.DATE, _SLASHED, _in_figures)
    yield from reading.findings(
        rules.DATE, _ISO, lambda found: _day(int(found[3]), int(found[2]), found[1])
    )


def _in_figures(found: re.Match[str]) -> str | None:
    """14/01/2011 can only be one day; 04/05/2011 can be two, and a person must say which."""
    one, other = int(found[1]), int(found[3])
    if one > 12:
        return _day(one, other, found[4])
    if other > 12:
        return _day(other, one, found[4])
    return _day(one, other, found[4]) if one == other else None


def _day(day: int, month: int, year: str) -> str | None:
    return f"{day} {MONTHS[month - 1]} {year}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _range(found: re.Match[str]) -> str:
    joint = "to" if found[1].lower() == "from" else "and"
    return f"{found[1]} {found[2]} {joint} {found[3]}"


_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
              "nine": "ninth", "twelve": "twelfth"}  # fmt: skip


def _ordinal(number: int) -> str:
    """1 to 99 as it counts: "sixty-sixth"."""
    head, dash, last = in_words(number).rpartition("-")
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    else:
        last = (last[:-1] + "ie" if last.endswith("y") else last) + "th"
    return f"{head}{dash}{last}"

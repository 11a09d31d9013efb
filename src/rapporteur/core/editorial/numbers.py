"""Numbers in words or figures, and ranges: the Manual's "Numbers, dates and time".

Small numbers in Spanish: «del uno al diez se escriben con letras» (manual of the Spanish
Translation Service, “Numerales”), with its exceptions.
"""

import re
from collections.abc import Iterator

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding, Kind
from rapporteur.core.editorial.reading import OWN, RUNNING, Reading, told_once
from rapporteur.core.text.dates import MONTHS
from rapporteur.core.text.number_words import in_any_gender
from rapporteur.core.text.numbers import in_words

_MONTH = "|".join(MONTHS["en"])

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
# "14 декабря 2010 года Ассамблея …": a date is no number of things.
_DAY = re.compile(
    r"[ \u00a0](?:de |of )?(?:"
    + "|".join(name for months in MONTHS.values() for month in months for name in month.split("/"))
    + r")\b"
)
_MONTH_BEHIND = re.compile(rf" (?:{_MONTH})\b")
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

# Behind a word or a comma, before the plural that is counted. "1" has two genders.
_SPANISH_FIGURE = re.compile(r"(?<=[a-záéíóúñ,] )([2-9]|10)(?= [a-záéíóúñ]{3,}s\b)")
# What is numbered or measured, not counted.
_SPANISH_NUMBERED = re.compile(
    r"(?:\b(?i:párrafos?|párrs?\.|artículos?|arts?\.|sección|secciones|capítulos?|cuadros?|"
    r"gráficos?|figuras?|mapas?|anexos?|apéndices?|temas?|puntos?|apartados?|incisos?|objetivos?|"
    r"metas?|indicadores?|indicador|páginas?|págs?\.|resolución|resoluciones|decisión|decisiones|"
    r"principios?|reglas?|fases?|etapas?|partes?|grupos?|niveles|nivel|categorías?|opción|"
    r"opciones|preguntas?|números?|núms?\.|versión|versiones|recomendación|recomendaciones|"
    r"pilares?|tomos?|vols?\.|volumen|líneas?|series?|sesiones|el|los|las|días?|de|desde|entre)"
    r"|[A-ZÁÉÍÓÚ][\wáéíóúñ-]*|\$|€)[ \u00a0]$"
)
_SPANISH_UNIT = re.compile(
    r" (?:años|horas|minutos|segundos|grados|metros|kilómetros|centímetros|milímetros|millas|"
    r"hectáreas|kilogramos|gramos|toneladas|litros|dólares|euros|francos|pesos|libras|yenes|"
    r"centavos|millones|billones|miles|puntos|votos|abstenciones|bits|bytes|voltios|vatios|"
    r"megavatios|kilovatios|gigabytes|megabytes|más|menos|veces)\b"
)
_SPANISH_ANY_FIGURE = re.compile(r"(?<![\w.,/-])\d[\d.,]*")
_SPANISH_MONTH_BEHIND = re.compile(rf" de (?:{'|'.join(MONTHS['es'])})\b", re.IGNORECASE)

_LEADING = re.compile(
    r"[1-9]\d{0,2}(?:[,\u00a0\u202f ]\d{3})*(?![\d/.:,–-]\d|[\w)]|\.\s|[-–])"
    # A noun that is counted; else it is the number of a heading, a note or an item.
    r"(?=[ \u00a0](?!(?:https?|www|of|an?|the|see|and|or|in)\b)"
    r"(?:[a-zà-öø-ÿа-яёء-ي]|Member|States|Governments|États|Estados))"
)

_FROM = re.compile(
    rf"\b([Ff]rom|[Bb]etween) ((?:\d{{1,2}} )?(?:{_MONTH})(?: \d{{4}})?|(?:19|20)\d\d)[-–]"
    rf"((?:\d{{1,2}} )?(?:{_MONTH})(?: \d{{4}})?|(?:19|20)\d\d)(?![\w-])"
)


def english(reading: Reading) -> Iterator[Finding]:
    """The rules for numbers that are those of English."""
    if reading.kind in RUNNING:
        yield from _under_ten(reading)
        yield from _from_ten(reading)
    if reading.kind in OWN | {Kind.CELL}:
        yield from reading.findings(rules.RANGE, _FROM, _range)


def spanish(reading: Reading) -> Iterator[Finding]:
    """2 to 10 before what is counted, in a sentence without another figure."""
    if reading.kind not in RUNNING:
        return
    is_series = told_once(reading, _has_several)
    for found in _SPANISH_FIGURE.finditer(reading.text):
        start, end = found.span()
        if (
            reading.is_open(start, end)
            and not _SPANISH_NUMBERED.search(reading.text[max(0, start - 40) : start])
            and not _SPANISH_UNIT.match(reading.text, end)
            and not is_series(start)
        ):
            mend = in_any_gender(int(found[1]), "es")
            yield reading.finding(rules.UNDER_TEN, start, end, mend)


def sentence_start(reading: Reading) -> Iterator[Finding]:
    """A figure at the beginning of a sentence, in English, French, Spanish, Russian and Arabic."""
    if reading.kind not in RUNNING:
        return
    for start in sorted(reading.starts):
        found = _LEADING.match(reading.text, start)
        if found is None or not reading.is_open(*found.span()):
            continue
        if _DAY.match(reading.text, found.end()):
            continue
        digits = re.sub(r"\D", "", found.group())
        if _YEAR.fullmatch(digits):
            continue
        mend = first_words(digits, reading.stretch.language)
        yield reading.finding(rules.SENTENCE, *found.span(), mend)


def first_words(figure: str, language: str) -> str | None:
    """A figure as a sentence begins with it, "Eighty-five"; None where it has no words that fit
    whatever is counted."""
    if not figure.isdecimal() or len(figure) > 3:
        return None
    words = in_any_gender(int(figure), language)
    return words and words[0].upper() + words[1:]


def _under_ten(reading: Reading) -> Iterator[Finding]:
    has_larger = told_once(reading, _has_larger)
    for found in _DIGIT.finditer(reading.text):
        start, end = found.span()
        if (
            start in reading.starts
            or not reading.is_open(start, end)
            or _NUMBERED.search(reading.text[max(0, start - 60) : start])
            or _UNIT.match(reading.text, end)
            or has_larger(start)
        ):
            continue
        yield reading.finding(rules.UNDER_TEN, start, end, in_words(int(found.group())))


def _has_larger(sentence: str) -> bool:
    """Whether a number from 10 stands in a sentence: then the smaller ones may be in figures too
    ("Numbers occurring together or in a series"). Years and days are no numbers of things."""
    for found in _FIGURE.finditer(sentence):
        digits = found.group().replace(",", "")
        dated = _MONTH_BEHIND.match(sentence, found.end())
        if not dated and not _YEAR.fullmatch(digits) and _is_from_ten(digits):
            return True
    return False


def _is_from_ten(digits: str) -> bool:
    return len(digits.partition(".")[0].lstrip("0")) > 1


def _has_several(sentence: str) -> bool:
    """Whether a sentence has more than one number of things: those of a kind are alike then."""
    several = 0
    for found in _SPANISH_ANY_FIGURE.finditer(sentence):
        if not _YEAR.fullmatch(found.group().rstrip(".,")) and not _SPANISH_MONTH_BEHIND.match(
            sentence, found.end()
        ):
            several += 1
    return several > 1


def _from_ten(reading: Reading) -> Iterator[Finding]:
    has_small = told_once(reading, lambda sentence: _SMALL_WORD.search(sentence) is not None)
    for found in _LARGE.finditer(reading.text):
        start, end = found.span()
        if (
            start in reading.starts
            or not reading.is_open(start, end)
            or _APPROXIMATE.search(reading.text[max(0, start - 12) : start])
            or has_small(start)
        ):
            continue
        yield reading.finding(rules.FROM_TEN, start, end, str(_WORDS[found.group()]))


def _range(found: re.Match[str]) -> str:
    joint = "to" if found[1].lower() == "from" else "and"
    return f"{found[1]} {found[2]} {joint} {found[3]}"

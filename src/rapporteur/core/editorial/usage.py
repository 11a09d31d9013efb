"""Capitals, abbreviations, symbols and resolutions in English text."""

import re
from collections.abc import Iterator

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding, Kind
from rapporteur.core.editorial.reading import OWN, Reading
from rapporteur.core.symbols.citing import cited
from rapporteur.core.symbols.finding import symbols_in
from rapporteur.core.symbols.symbol import Symbol

_NAMES = {
    name.lower(): name
    for name in (
        "United Nations", "General Assembly", "Security Council", "Economic and Social Council",
        "Secretary-General", "Deputy Secretary-General", "Under-Secretary-General",
        "Assistant Secretary-General", "Member State", "Member States", "States Members",
        "Permanent Observer", "Permanent Observers",
    )
}  # fmt: skip
_NAME = re.compile(
    r"(?<![\w-])(" + "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True)) + r")(?![\w])",
    re.IGNORECASE,
)
_GOVERNMENTS = re.compile(
    r"(?<![Ll]ocal )(?<![Ss]tate )(?<![Mm]unicipal )(?<![Pp]rovincial )"
    r"(?<![Rr]egional )(?<![Ss]ubnational )"
    r"(?<![\w-])governments(?![\w-])"
)
_GOVERNMENT_OF = re.compile(r"(?<![\w-])([Tt]he) government(?= of (?:the )?[A-Z])")
_STATES_PARTIES = re.compile(r"(?<![\w-])states parties\b")
_NUMBERED = re.compile(
    r"(?<=[a-z,;] )(Resolutions?|Decisions?|Paragraphs?|Sections?|Annex(?:es)?|Tables?|Figures?|"
    r"Chapters?)(?= (?:\d|[IVX]+\b))"
)
_ABBREVIATED = {
    "UN": "United Nations",
    "U.N.": "United Nations",
    "UNGA": "General Assembly",
    "ECOSOC": "Economic and Social Council",
    "UNSC": "Security Council",
    "U.S.": "United States",
    "U.S.A.": "United States of America",
    "U.K.": "United Kingdom",
    "N.G.O.": "NGO",
    "E.U.": "European Union",
}
_ABBREVIATION = re.compile(
    r"(?<![\w.-])(" + "|".join(sorted(map(re.escape, _ABBREVIATED), key=len, reverse=True))
    + r")(?![\w-])(?! (?:Women|Habitat|Tourism|News|Global)\b)"
)  # fmt: skip
_POSSESSIVE = re.compile(r"\b([A-Z]{3,})['’]s\b")
_ADJECTIVE, _ARTICLE = re.compile(r" [a-z]"), re.compile(r"\bthe\s+$")
_RESOLUTION_BEFORE = re.compile(
    r"\b(?:(?:r[eé]sol|d[eé]cis|резол|решен)\w*|(?:ال|لل|بال)?(?:قرار|مقرر))\s$", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"\b([Pp]aras?)\. ?(?=\d)")
_LATIN = re.compile(r"(?<![\w.])(?:(e\. ?g)|i\. ?e)\.(?![\w])", re.IGNORECASE)
# Three letters and more: with two it may be somebody's initials. A name may follow initials.
_DOTTED = re.compile(
    r"(?<![\w.])(?:[A-ZÉ]\.[ \u00a0]?){2,7}[A-ZÉ]\.(?! ?[A-ZÉ][a-zà-ÿ])(?=[ ,;:)\u00a0]|$)"
)


def usage(reading: Reading) -> Iterator[Finding]:
    """Capitals and abbreviations, in the drafter's own words."""
    if reading.kind not in OWN:
        return
    yield from _capitals(reading)
    yield from reading.findings(
        rules.ABBREVIATION, _ABBREVIATION, lambda found: _written_out(reading, found)
    )
    yield from reading.findings(rules.POSSESSIVE, _POSSESSIVE, lambda found: None)
    if reading.kind is Kind.TEXT:
        yield from _paragraphs(reading)
        yield from _latin(reading)


def dotted(reading: Reading) -> Iterator[Finding]:
    """Abbreviations with full stops, in French and Spanish: O.N.G. is ONG."""
    if reading.kind in OWN:
        yield from reading.findings(
            rules.ABBREVIATION, _DOTTED, lambda found: re.sub(r"[. \u00a0]", "", found.group())
        )


def _capitals(reading: Reading) -> Iterator[Finding]:
    yield from reading.findings(rules.CAPITAL, _NAME, _name)
    yield from reading.findings(rules.CAPITAL, _GOVERNMENTS, lambda found: "Governments")
    yield from reading.findings(
        rules.CAPITAL, _GOVERNMENT_OF, lambda found: f"{found[1]} Government"
    )
    yield from reading.findings(rules.CAPITAL, _STATES_PARTIES, lambda found: "States parties")
    yield from reading.findings(rules.CAPITAL, _NUMBERED, lambda found: found[1].lower())


def _name(found: re.Match[str]) -> str:
    """The name with its capitals; as it stands where it is all in capitals, as a heading is."""
    word = found.group()
    named = _NAMES[word.lower()]
    if word.isupper() or (word[0].isupper() and word[1:] == named[1:]):
        return word
    if word == "member States":  # of an organization other than the United Nations
        return word
    return named


def _written_out(reading: Reading, found: re.Match[str]) -> str:
    """The whole name, with its article where a name without one would read wrong."""
    name = _ABBREVIATED[found[1]]
    before = reading.text[max(0, found.start() - 5) : found.start()].lower()
    adjective = _ADJECTIVE.match(reading.text, found.end()) is not None
    has_article = _ARTICLE.search(before) is not None
    if found[1] in ("ECOSOC", "UNGA", "UNSC") and not has_article and not adjective:
        return f"{'The' if reading.is_begun(found.start()) else 'the'} {name}"
    return name


def _latin(reading: Reading) -> Iterator[Finding]:
    for found in _LATIN.finditer(reading.text):
        if not reading.in_brackets(found.start()) and reading.is_open(*found.span()):
            said = "for example" if found[1] else "that is"
            said = said.capitalize() if reading.is_begun(found.start()) else said
            comma = "" if reading.text.startswith(",", found.end()) else ","
            yield reading.finding(rules.LATIN, *found.span(), said + comma)


def _paragraphs(reading: Reading) -> Iterator[Finding]:
    for found in _PARAGRAPH.finditer(reading.text):
        if not reading.in_brackets(found.start()) and reading.is_open(*found.span()):
            word = found[1].replace("ara", "aragraph")
            yield reading.finding(rules.PARAGRAPH, *found.span(), f"{word} ")


def symbols(reading: Reading) -> Iterator[Finding]:
    """Symbols with a slip, in any language, and resolutions cited by their symbol."""
    for found in symbols_in(reading.text):
        if found.problem is not None:
            if reading.is_words(found.start, found.end):
                yield reading.finding(rules.SYMBOL, found.start, found.end, found.problem.mend)
        elif found.symbol is not None and reading.kind is Kind.TEXT:
            yield from _resolution(reading, found.start, found.end, found.symbol)


def _resolution(reading: Reading, start: int, end: int, symbol: Symbol) -> Iterator[Finding]:
    """A resolution by its symbol. The word before it is not said twice; in languages whose words
    inflect nobody can tell the case."""
    language = reading.stretch.language
    citation = cited(symbol, language)
    if citation == str(symbol) or not reading.is_open(start, end):
        return
    mend = None if language in ("fr", "es", "ru", "ar") else citation
    if _RESOLUTION_BEFORE.search(reading.text[max(0, start - 20) : start]):
        mend = str(symbol).partition("/RES/")[2] or str(symbol).partition("/DEC/")[2]
    yield reading.finding(rules.RESOLUTION, start, end, mend)

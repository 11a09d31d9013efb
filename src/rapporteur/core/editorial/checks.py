"""All findings of a document, in the order of its words."""

import re
from collections.abc import Callable, Iterator

from rapporteur.core.document.tree import Document
from rapporteur.core.editorial import (
    alphabets,
    dates,
    enumeration,
    figures,
    names,
    numbers,
    ordinals,
    percentages,
    punctuation,
    quotation,
    rules,
    spacing,
    typing,
    usage,
)
from rapporteur.core.editorial.finding import Finding, Kind, Place
from rapporteur.core.editorial.length import LIMIT, too_long
from rapporteur.core.editorial.reading import Reading
from rapporteur.core.editorial.spelling import spelling
from rapporteur.core.editorial.stretches import stretches
from rapporteur.core.symbols.problem import SymbolProblem
from rapporteur.core.symbols.symbol import parse

Check = Callable[[Reading], Iterator[Finding]]

_CHECKS: dict[str, tuple[Check, ...]] = {
    "en": (
        numbers.english, numbers.sentence_start, percentages.english, ordinals.english, spelling,
        typing.english, alphabets.alike, usage.usage, quotation.pairs, spacing.before,
    ),
    "fr": (
        numbers.sentence_start, figures.parted, ordinals.french, names.french, usage.dotted,
        typing.twice, alphabets.alike, quotation.french, spacing.french,
    ),
    "es": (
        numbers.sentence_start, numbers.spanish, percentages.spanish, ordinals.spanish,
        figures.parted, names.spanish, usage.dotted, typing.twice, alphabets.alike, quotation.pairs,
        punctuation.spanish, spacing.before,
    ),
    "ru": (
        numbers.sentence_start, percentages.russian, figures.parted, ordinals.russian,
        names.russian, typing.twice, alphabets.alike, quotation.russian, punctuation.russian,
        spacing.before,
    ),
    "zh": (
        percentages.chinese, figures.parted, figures.digits, ordinals.chinese, quotation.pairs,
        quotation.chinese, punctuation.chinese, spacing.chinese,
    ),
    "ar": (
        numbers.sentence_start, percentages.arabic, figures.digits, typing.twice, alphabets.alike,
        punctuation.arabic, spacing.before,
    ),
}  # fmt: skip
_ALWAYS: tuple[Check, ...] = (dates.dates, enumeration.marks, punctuation.notes, usage.symbols)

_TYPED_NOTE = re.compile(r"(?<=\S)\s?(\*{1,3}|\[\d{1,2}\]|[¹²³†‡]+)$")


def findings(document: Document, limit: int = LIMIT) -> tuple[Finding, ...]:
    """What an editor would say of `document`: by place, each with its rule and, where there is
    one, its mend. `limit` is of words, 0 for none."""
    found = list(too_long(document, limit))
    found.extend(_masthead(document))
    for stretch in stretches(document, document.language):
        reading = Reading(stretch)
        for check in (*_CHECKS.get(stretch.language, ()), *_ALWAYS, _table_notes):
            found.extend(check(reading))
    found.sort(key=lambda each: (each.place.number, each.start, -each.end))
    return tuple(_apart(found))


def _apart(found: list[Finding]) -> Iterator[Finding]:
    """Of findings on the same words the first and longest, so that each mend can be taken."""
    place, end = -2, 0
    for each in found:
        if each.place.number != place:
            place, end = each.place.number, -1
        if each.start >= end or each.place.number < 0:
            yield each
            end = max(each.end, each.start + 1)


def _masthead(document: Document) -> Iterator[Finding]:
    for symbol in document.masthead.symbols:
        try:
            parse(symbol)
        except SymbolProblem as problem:
            if problem.mend is not None:
                place = Place(-1, "", Kind.MASTHEAD)
                yield Finding(
                    rules.SYMBOL, document.language, place, 0, len(symbol), symbol, problem.mend
                )


def _table_notes(reading: Reading) -> Iterator[Finding]:
    """Asterisks and numbers that somebody typed into a cell to call a note."""
    if reading.kind is Kind.CELL and (found := _TYPED_NOTE.search(reading.text)):
        yield reading.finding(rules.TABLE_NOTE, *found.span(1))

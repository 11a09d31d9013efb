"""Findings as lines to read: where, the words and what to write, the rule and its source."""

from collections.abc import Iterable, Iterator

from rapporteur.core.document.numbering import Numbers, number
from rapporteur.core.document.tree import Document
from rapporteur.core.editorial.finding import Finding, Kind
from rapporteur.core.editorial.stretches import MARK, stretches

UNBROKEN = "\u237d"
"""Stands in a line for a space that does not break, which nobody could tell from another."""

_SHORT = 4  # characters: so few words are shown with those around them
_AROUND = 16


def lines(document: Document, findings: Iterable[Finding]) -> Iterator[str]:
    """Each finding of `document` as one line."""
    numbers = number(document)
    texts = {each.place.number: each.text for each in stretches(document, document.language)}
    for found in findings:
        at = _around(texts.get(found.place.number, ""), found)
        yield f"{_where(found, numbers)}: {_visible(at + found.message)} [{found.rule.code}]"


def _where(found: Finding, numbers: Numbers) -> str:
    """Where it is: "paragraph 12", "note 3", "heading II", else by the identifier."""
    identifier = found.place.id
    if found.place.kind is Kind.NOTE and identifier in numbers.footnotes:
        return f"note {numbers.footnotes[identifier]}"
    if found.place.kind is Kind.HEADING and identifier in numbers.headings:
        heading = numbers.headings[identifier].number.rstrip(".")
        return f"heading {heading}" if heading else identifier
    if identifier in numbers.paragraphs:
        return f"paragraph {numbers.paragraphs[identifier]}"
    return identifier or found.place.kind.value


def _around(text: str, found: Finding) -> str:
    """The words before and behind very short ones, which stand in many places."""
    if len(found.words.strip(MARK)) >= _SHORT or not text:
        return ""
    before = text[max(0, found.start - _AROUND) : found.start]
    behind = text[found.end : found.end + _AROUND]
    if found.start > _AROUND:
        before = f"…{before}"
    if found.end + _AROUND < len(text):
        behind = f"{behind}…"
    return f"in “{before}{found.words}{behind}”, "


def _visible(words: str) -> str:
    return words.replace("\u00a0", UNBROKEN).replace(MARK, "¹")

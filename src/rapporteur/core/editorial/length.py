"""How long a report is: the Manual's "Length of reports".

8,500 words for a report of the Secretariat, footnotes and headings counted. What is counted here
is the words of the document: title, summary, text, headings, footnotes, tables and quotations. The
Manual excepts nothing by name; annexes are counted too, and said apart by `Length`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapporteur.core.document.tree import Annex, Document
from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding, Kind, Place
from rapporteur.core.editorial.stretches import MARK, stretches

LIMIT = 8_500
OTHERS = 10_700
"""The limit for documents that do not originate in the Secretariat."""

_UNCOUNTED = frozenset({Kind.MASTHEAD, Kind.ALTERNATIVE})
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_][^\s\u3400-\u9fff\uf900-\ufaff]*")


@dataclass(frozen=True)
class Length:
    """Words of a document, in all and in its annexes alone. A Chinese character is a word, as a
    word processor counts it."""

    words: int
    in_annexes: int


def length(document: Document) -> Length:
    """Count the words of `document`."""
    annexes = sum(_count(annex, document.language) for annex in document.annexes)
    return Length(_count(document, document.language), annexes)


def too_long(document: Document, limit: int = LIMIT) -> Iterator[Finding]:
    """One finding where `document` has more words than `limit`; 0 is no limit."""
    words = length(document).words
    if limit and words > limit:
        place = Place(-1, "", Kind.DOCUMENT)
        said = f"{words:,} words; the limit is {limit:,}"
        yield Finding(rules.LENGTH, document.language, place, 0, 0, said)


def _count(part: Document | Annex, language: str) -> int:
    return sum(
        words_in(stretch.text)
        for stretch in stretches(part, language)
        if stretch.place.kind not in _UNCOUNTED
    )


def words_in(text: str) -> int:
    """How many words a text has."""
    text = text.replace(MARK, "")
    return len(_HAN.findall(text)) + len(_WORD.findall(text))

"""A stretch as a rule reads it: what may be judged in it, and where its sentences begin."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapporteur.core.document.placeholders import PLACEHOLDER
from rapporteur.core.editorial.finding import Finding, Kind
from rapporteur.core.editorial.rules import Rule
from rapporteur.core.editorial.stretches import MARK, Stretch
from rapporteur.core.text.passages import Span, sentences

RUNNING = frozenset({Kind.TEXT, Kind.NOTE})
"""Running text of the document's own: neither headings nor tables nor the words of others."""
OWN = RUNNING | {Kind.TITLE, Kind.HEADING, Kind.CAPTION, Kind.ALTERNATIVE, Kind.TABLE_NOTE}
"""All that the drafter words freely; cells are short of room, quotations are others' words."""

_QUOTED = re.compile('“[^“”"]{0,4000}[”"]|"[^"“”]{0,4000}"|«[^«»]{0,4000}»|‘[^‘’]{3,400}’(?!\\w)')
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+\.\w+")

Mend = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True)
class Reading:
    """A stretch with what is known of it at a glance."""

    stretch: Stretch

    @property
    def text(self) -> str:
        """The words."""
        return self.stretch.text

    @property
    def kind(self) -> Kind:
        """What the words are in the document."""
        return self.stretch.place.kind

    @cached_property
    def _strange(self) -> bytearray:
        """Of each character, 1 where it is no word of the document's: an address, a computed
        figure, a word in another language."""
        strange = bytearray(self.stretch.foreign)
        for pattern in (_ADDRESS, PLACEHOLDER):
            _mark(strange, pattern, self.text)
        return strange

    @cached_property
    def _closed(self) -> bytearray:
        """Of each character, 1 where it is strange or the words are quoted from others."""
        closed = bytearray(self._strange)
        _mark(closed, _QUOTED, self.text)
        return closed

    @cached_property
    def _sentences(self) -> list[Span]:
        return sentences(self.text.replace(MARK, " "))

    @cached_property
    def starts(self) -> frozenset[int]:
        """Where sentences begin."""
        return frozenset(span.start for span in self._sentences)

    def sentence_at(self, position: int) -> str:
        """The sentence in which a position stands."""
        for span in self._sentences:
            if position < span.end:
                return span.of(self.text)
        return self.text

    def is_open(self, start: int, end: int) -> bool:
        """Whether all words from `start` to `end` are the drafter's own."""
        return not any(self._closed[start:end])

    def is_words(self, start: int, end: int) -> bool:
        """Whether it is all words of the document's language, be they quoted."""
        return not any(self._strange[start:end])

    def is_begun(self, start: int) -> bool:
        """Whether a capital may stand here for the beginning alone."""
        before = self.text[:start].rstrip(' \u00a0“"«(‘' + MARK)
        return start in self.starts or not before or before[-1] in ".:!?•–—"

    def finding(self, rule: Rule, start: int, end: int, mend: str | None = None) -> Finding:
        """A finding on the words from `start` to `end`; a mark of a note prints as nothing."""
        return Finding(rule, self.stretch.place, start, end, self.text[start:end], mend)

    def findings(self, rule: Rule, pattern: re.Pattern[str], mend: Mend) -> Iterator[Finding]:
        """A finding for each place where `pattern` fits the drafter's own words, save where its
        mend is the words themselves."""
        for found in pattern.finditer(self.text):
            if self.is_open(*found.span()):
                better = mend(found)
                if better != found.group():
                    yield self.finding(rule, *found.span(), better)


def _mark(marked: bytearray, pattern: re.Pattern[str], text: str) -> None:
    for found in pattern.finditer(text):
        marked[found.start() : found.end()] = b"\1" * (found.end() - found.start())

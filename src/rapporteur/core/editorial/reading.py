"""A stretch as a rule reads it: what may be judged in it, and where its sentences begin."""

import re
from bisect import bisect_right
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

_QUOTED = re.compile(
    '“[^“”"]{0,4000}[”"]|"[^"“”]{0,4000}"|«[^«»]{0,4000}»|‘[^‘’]{3,400}’(?!\\w)|„[^„“”]{0,4000}[“”]'
    "|《[^《》]{0,400}》|「[^「」]{0,4000}」"
)
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,254}@\S+\.\w+")
_OPENERS = frozenset(' \u00a0“"«(‘' + MARK)
_FAR = 20  # more openers than that are no text

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
    def _ends(self) -> list[int]:
        return [span.end for span in self._sentences]

    @cached_property
    def _enclosed(self) -> bytearray:
        """Of each character, 1 where a bracket before it is not closed yet."""
        enclosed, depths = bytearray(len(self.text)), {")": 0, "]": 0}
        for place, sign in enumerate(self.text):
            enclosed[place] = any(depths.values())
            if sign in "([":
                depths[")" if sign == "(" else "]"] += 1
            elif sign in depths:
                depths[sign] = max(0, depths[sign] - 1)
        return enclosed

    @cached_property
    def starts(self) -> frozenset[int]:
        """Where sentences begin."""
        return frozenset(span.start for span in self._sentences)

    def sentence_at(self, position: int) -> Span:
        """The sentence in which a position stands."""
        place = bisect_right(self._ends, position)
        whole = Span(0, len(self.text))
        return self._sentences[place] if place < len(self._sentences) else whole

    def in_brackets(self, position: int) -> bool:
        """Whether a bracket before a position is not closed before it."""
        return bool(self._enclosed[position])

    def is_open(self, start: int, end: int) -> bool:
        """Whether all words from `start` to `end` are the drafter's own."""
        return not any(self._closed[start:end])

    def is_words(self, start: int, end: int) -> bool:
        """Whether it is all words of the document's language, be they quoted."""
        return not any(self._strange[start:end])

    def is_begun(self, start: int) -> bool:
        """Whether a capital may stand here for the beginning alone."""
        place = start
        while place and self.text[place - 1] in _OPENERS and start - place < _FAR:
            place -= 1
        return start in self.starts or place == 0 or self.text[place - 1] in ".:!?•–—"

    def finding(self, rule: Rule, start: int, end: int, mend: str | None = None) -> Finding:
        """A finding on the words from `start` to `end`; a mark of a note prints as nothing."""
        stretch = self.stretch
        return Finding(
            rule, stretch.language, stretch.place, start, end, self.text[start:end], mend
        )

    def findings(
        self, rule: Rule, pattern: re.Pattern[str], mend: Mend, *, quoted: bool = False
    ) -> Iterator[Finding]:
        """A finding for each place where `pattern` fits the drafter's own words, or with `quoted`
        also those between quotation marks, save where its mend is the words themselves."""
        fits = self.is_words if quoted else self.is_open
        for found in pattern.finditer(self.text):
            if fits(*found.span()):
                better = mend(found)
                if better != found.group():
                    yield self.finding(rule, *found.span(), better)


def told_once(reading: Reading, question: Callable[[str], bool]) -> Callable[[int], bool]:
    """`question` about the sentence at a position, asked but once of each sentence."""
    told: dict[int, bool] = {}

    def answer(position: int) -> bool:
        span = reading.sentence_at(position)
        if span.start not in told:
            told[span.start] = question(span.of(reading.text))
        return told[span.start]

    return answer


def _mark(marked: bytearray, pattern: re.Pattern[str], text: str) -> None:
    for found in pattern.finditer(text):
        marked[found.start() : found.end()] = b"\1" * (found.end() - found.start())

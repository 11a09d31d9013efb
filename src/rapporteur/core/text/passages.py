"""Paragraphs and sentences of a text, as spans of the original.

Offsets count characters of the text that was given; nothing is normalised, so a span found today
still fits the document tomorrow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """start, end: offsets into the text, without white space at either end."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of `text` that the span covers."""
        return text[self.start : self.end]


_BLANK_LINE = re.compile(r"\r?\n[^\S\n]*\r?\n\s*|\f")
_LINE = re.compile(r"[^\n]*\n?")
_ITEM = re.compile(r"\s*(?:[-–—•·*§●▪■►]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s", re.IGNORECASE)

_STOP = re.compile(
    r"(?P<wide>[。！？]+[”’」』）]*)"  # these need no space after them
    r"|[.!?؟۔…]+[\"'”’»)\]]*(?=\s|$)"
)
_ABBREVIATIONS = (  # what ends in a full stop and goes on
    "mr mrs ms dr prof st no nos para paras art arts p pp vol ed eds e.g i.e cf etc vs inc ltd "
    "corp fig gen col jr sr al u.s u.n h.e rev add corr sec ch chap jan feb mar apr jun jul aug "
    "sept sep oct nov dec approx dept est m mme mlle sr sra dra n° núm pág ст г гг стр т.е т.д им"
)
_SHORT = frozenset(_ABBREVIATIONS.split())
_LAST_WORD = re.compile(r"[^\s(\[“\"«]{1,8}$")


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text`: parted by blank lines, or, where a text has none, by lines that
    end a sentence well before the margin. A list item is a paragraph of its own.
    """
    spans: list[Span] = []
    for block in _between(text, Span(0, len(text)), _BLANK_LINE):
        spans += _by_lines(text, block)
    return spans


def sentences(text: str) -> list[Span]:
    """The sentences of `text`, none across two paragraphs; a heading counts as one."""
    return [sentence for paragraph in paragraphs(text) for sentence in _sentences(text, paragraph)]


def shortened(text: str, span: Span, around: Span, limit: int) -> Span:
    """`span` cut to at most `limit` characters that hold `around`, at words where it can be."""
    if span.end - span.start <= limit:
        return span
    room = max(limit - (around.end - around.start), 0)
    start = max(span.start, around.start - room // 2)
    end = min(span.end, start + limit)
    start = max(span.start, end - limit)
    while start > span.start and start < around.start and not text[start - 1].isspace():
        start += 1
    while end < span.end and end > around.end and not text[end].isspace():
        end -= 1
    return _trimmed(text, start, end) or around


def _between(text: str, span: Span, separator: re.Pattern[str]) -> Iterator[Span]:
    start = span.start
    for found in separator.finditer(text, span.start, span.end):
        piece = _trimmed(text, start, found.start())
        if piece:
            yield piece
        start = found.end()
    piece = _trimmed(text, start, span.end)
    if piece:
        yield piece


def _by_lines(text: str, block: Span) -> Iterator[Span]:
    lines = [
        found.span() for found in _LINE.finditer(text, block.start, block.end) if found.group()
    ]
    margin = max((end - start for start, end in lines), default=0)
    start = block.start
    for (line_start, line_end), (next_start, next_end) in pairwise(lines):
        line = text[line_start:line_end].rstrip()
        short = len(line) < 0.75 * margin
        ends = line.endswith((".", "!", "?", ":", ";", "。", "؟", ".”", ".)", ".]"))
        if (short and ends) or _ITEM.match(text, next_start, next_end):
            piece = _trimmed(text, start, line_end)
            if piece:
                yield piece
            start = next_start
    piece = _trimmed(text, start, block.end)
    if piece:
        yield piece


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if stop["wide"] is None and _goes_on(text, start, stop, paragraph.end):
            continue
        piece = _trimmed(text, start, stop.end())
        if piece:
            yield piece
        start = stop.end()
    piece = _trimmed(text, start, paragraph.end)
    if piece:
        yield piece


def _goes_on(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether the sentence runs on behind this full stop."""
    if stop.group()[0] in "!?؟":
        return False
    following = text[stop.end() : min(stop.end() + 40, end)].lstrip()[:1]
    if following.islower():
        return True
    if stop.group() != ".":
        return False
    last = _LAST_WORD.search(text, max(start, stop.start() - 9), stop.start())
    if last is None:
        return False
    word = last.group()
    initial = len(word) == 1 and word.isupper() and word.isalpha()
    numeral = (
        word.isdigit() and not text[start : last.start()].strip()
    )  # "12. The Assembly": the number of an item
    return initial or numeral or word.lower() in _SHORT


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None

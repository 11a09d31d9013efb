"""A run of characters of a text, by its offsets."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """start, end: offsets into the text, without white space at either end."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of `text` that the span covers."""
        return text[self.start : self.end]


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span from `start` to `end` without white space at its ends; None where all is white."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


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
    return trimmed(text, start, end) or around

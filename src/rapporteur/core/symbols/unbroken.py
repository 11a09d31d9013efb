"""What a line may not part: the symbol of a document, which every program breaks after a slash."""

from collections.abc import Iterator

from rapporteur.core.symbols.finding import symbols_in

_LONGEST = 40
"""Letters: a longer one would reach out of a narrow line."""


def stretches(words: str) -> Iterator[tuple[str, bool]]:
    """Stretches of `words`, in order and without empty ones: each, and whether it is a symbol."""
    at = 0
    for found in symbols_in(words) if "/" in words else ():
        if found.start < at or found.end - found.start > _LONGEST:
            continue
        if at < found.start:
            yield words[at : found.start], False
        yield words[found.start : found.end], True
        at = found.end
    if at < len(words):
        yield words[at:], False

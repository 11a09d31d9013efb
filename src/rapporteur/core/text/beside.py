"""Words that stand beside those of a file, as comments do: marked in its text, since whoever sent
the file need not have meant them for the public."""

import re
from collections.abc import Iterator

from rapporteur.core.text.spans import Span

_INNER = re.compile(r"\](?=\])")
_MARKED = re.compile(r"\[\[Comment: .*?(?:\]{2,}|\Z)", re.DOTALL)


def marked(words: str) -> str:
    """The words as they stand in the text of their file; nothing where there are none."""
    words = _INNER.sub("] ", words.strip())
    return f"[[Comment: {words}]]" if words else ""


def marked_in(text: str) -> Iterator[Span]:
    """Where such words stand; what has no end goes on to that of the text."""
    for found in _MARKED.finditer(text):
        yield Span(found.start(), found.end())

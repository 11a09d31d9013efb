"""The number that a paragraph begins with, and what else a line begins with."""

import re

_NUMBER = re.compile(r"\s*(\d{1,4})\\?[.．]\s*(?=\D)")
_DASHED = re.compile(r"\s*(\d{1,4})\s?\\?[-–—](?!\s*\d)\s*(?=\D)")
_STARTS = re.compile(
    r"\s*(?:\d{1,4}\\?\.\s|\(\w{1,4}\)\s|\w{1,4}\)\s|'\d{1,3}'\s|[•·▪‣–—-]\s|#{1,6}\s|>)"
)


def number_of(words: str, language: str) -> tuple[int, int] | None:
    """The number of the paragraph that `words` begin, and where its own words begin.

    "12." in every language; in Arabic also "12 -", with any dash, as its documents have it.
    """
    found = _NUMBER.match(words) or (_DASHED.match(words) if language == "ar" else None)
    return (int(found[1]), found.end()) if found else None


def begins(line: str, language: str) -> bool:
    """Whether something of its own begins with `line`: a paragraph, a part, an item, a heading."""
    return bool(_STARTS.match(line)) or (language == "ar" and _DASHED.match(line) is not None)

"""Symbols in running text, those with a slip among them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapporteur.core.symbols.mending import CYRILLIC, LATIN, SLASHES, mended
from rapporteur.core.symbols.parts import ORGANS
from rapporteur.core.symbols.problem import SymbolProblem
from rapporteur.core.symbols.symbol import Symbol, parse

_ALIKE = dict(zip(LATIN, CYRILLIC, strict=True))


def _either(word: str) -> str:
    """A pattern for a word in Latin letters, or in those that look alike."""
    return "".join(f"[{sign}{_ALIKE[sign]}]" if sign in _ALIKE else sign for sign in word)


_ORGAN = "|".join(
    _either(organ)
    for organ in sorted((organ for organ in ORGANS if organ != "WSIS"), key=len, reverse=True)
)
_SIGN = f"[A-Za-z0-9{CYRILLIC}]"
_SUMMIT = r"WSIS-(?:\d\d|II?)"
_FIRST = rf"(?:{_ORGAN}|{_SUMMIT})"
_PIECE = rf"{_SIGN}+(?:[.]{_SIGN}+|-{_SIGN}+(?=/))*"
_SUFFIX = (
    r"(?:\s?\((?:\d{4}|[IVXL]+|E?S-[IVXL]+|Rev\.\d+|(?:Vol|Sect)\. ?[IVXL\d]+|SES\.\d+/\d+)\)"
    r"[A-Z]?)?"
)
_SLASH = f"[/{SLASHES}]"
_TAIL = rf"(?:{_SLASH}{_PIECE}{_SUFFIX})+"
# Neither inside a word, nor in an address on the web or a path. Chinese has no space around it.
_WORD = r"[^\W\u3400-\u9fff]"
_CANDIDATE = re.compile(
    rf"(?<!{_WORD})(?<![/.:@=-])(?:{_SUMMIT}{_TAIL}-[ACEFRS](?![/-])|"  # with its language
    rf"{_FIRST}{_TAIL}(?:\s?[-–—‑]\s?{_FIRST}{_TAIL})?\*?)(?!{_WORD}|@)"
)
_LOWERED = re.compile(
    rf"(?<!{_WORD})(?<![/.:@=-])[aes]/(?:\d{{2,4}}/\d+|(?:c|cn|res)\.?\d*/\d+(?:/\w+)*)(?![\w/@])"
)
_COUNTED = re.compile(rf"{_SLASH}[A-Za-z]*\.?\d")


@dataclass(frozen=True)
class Found:
    """Something that is, or is meant for, a symbol at `start` to `end` of a text.

    Either `symbol` is there, or `problem` says what is wrong with it.
    """

    start: int
    end: int
    symbol: Symbol | None
    problem: SymbolProblem | None = None


def symbols_in(text: str) -> Iterator[Found]:
    """Every symbol in `text`, in order. What only looks like one ("and/or", "A/B") is left out."""
    places = [
        (found.start(), found.end(), found.group())
        for pattern in (_CANDIDATE, _LOWERED)
        for found in pattern.finditer(text)
    ]
    for start, end, words in sorted(places):
        if _COUNTED.search(words):
            yield from _read(start, end, words)


def _read(start: int, end: int, words: str) -> Iterator[Found]:
    try:
        yield Found(start, end, parse(words))
    except SymbolProblem as problem:
        # Letters and a slash can mean many things; only what can be mended, or has the shape of a
        # document's number, was surely meant for a symbol.
        if problem.mend is not None or re.search(r"\d/\d", mended(words)[0]):
            yield Found(start, end, None, problem)

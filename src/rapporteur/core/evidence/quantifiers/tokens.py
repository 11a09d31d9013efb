"""Words of a sentence for matching, each with its place in the original.

Other than the words that are indexed for search (`core.text.words`), these keep hyphens
("most-favoured" is not "most"), elisions ("d'autres" begins with "d'") and punctuation, which
ends a phrase. Letters are small and without accents or vowel marks; signs that nobody sees
(zero-width, soft hyphen, bidirectional controls) are left out, so that they hide nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapporteur.core.text.words import fold, normal

_HAN = "\u3005\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_MARKS = f"{_UNSEEN}\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"
_LETTER = f"(?:(?![{_HAN}])[^\\W\\d_])"
_WORD = f"{_LETTER}(?:{_LETTER}|[{_MARKS}])*"
_TOKEN = re.compile(
    rf"(?P<elided>(?:qu|jusqu|[ldnsjcm])[{_UNSEEN}]*['’ʼ＇](?={_LETTER}|$))"
    rf"|(?P<number>\d+(?:[.,\u00a0\u202f\u066b\u066c]\d+)*)"
    rf"|(?P<word>{_WORD}(?:[-‐‑]{_WORD})*)"
    rf"|(?P<han>[{_HAN}])"
    rf"|(?P<sign>[^\s\w{_MARKS}])",
    re.IGNORECASE,
)
_DROPPED = re.compile(f"[{_UNSEEN}\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_ARABIC = str.maketrans("أإآٱىؤئ", "اااايوي")
_ARABIC_LETTER = re.compile("[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Token:
    """forms: how it may be matched, the plain one first; of an Arabic word also those without
    article, conjunction and preposition. kind: elided, number, word, han or sign."""

    text: str
    start: int
    end: int
    kind: str
    forms: tuple[str, ...]

    @property
    def form(self) -> str:
        return self.forms[0]


def tokens(text: str) -> list[Token]:
    """The tokens of `text` in order."""
    return [
        Token(found.group(), *found.span(), found.lastgroup or "sign", _forms(found.group()))
        for found in _TOKEN.finditer(text)
    ]


def _forms(word: str) -> tuple[str, ...]:
    plain = fold(normal(_DROPPED.sub("", word))).replace("ё", "е")
    plain = re.sub("[’ʼ＇]", "'", re.sub("[‐‑]", "-", plain))
    if not _ARABIC_LETTER.search(plain):
        return (plain,)
    plain = plain.translate(_ARABIC)
    return tuple(dict.fromkeys((plain, *_bare(plain))))


def _bare(word: str) -> Iterator[str]:
    """An Arabic word without و or ف before it, without ب, ل, ك, without its article."""
    for conjunction in ("", "و", "ف"):
        if not word.startswith(conjunction):
            continue
        rest = word[len(conjunction) :]
        for preposition in ("", "ب", "ل", "ك"):
            if not rest.startswith(preposition):
                continue
            bare = rest[len(preposition) :]
            if preposition == "ل" and bare.startswith("ل"):  # للمشاركين: the article loses its alif
                bare = "ا" + bare
            for article in ("", "ال"):
                stem = bare[len(article) :]
                particle = conjunction and not preposition and not article  # ولم, ولا
                if bare.startswith(article) and len(stem) > (1 if particle else 2):
                    yield stem


_PAIRS = {"“": '”"', "«": "»", "「": "」", "『": "』", "‹": "›", "„": "“”", "‘": "’", '"': '"'}
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


def quoted(text: str) -> list[tuple[int, int]]:
    """The spans between quotation marks: words of another, which are not the report's own claim.

    A mark that is never closed in its paragraph opens nothing.
    """
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        closing = _PAIRS.get(text[at])
        apostrophe = text[at] == "‘" and at and text[at - 1].isalnum()
        end = _closed(text, at + 1, closing) if closing and not apostrophe else None
        if end is None:
            at += 1
            continue
        spans.append((at, end))
        at = end
    return spans


def _closed(text: str, start: int, closing: str) -> int | None:
    """Behind the mark that closes a quotation begun before `start`."""
    break_ = _PARAGRAPH.search(text, start)
    limit = break_.start() if break_ else len(text)
    for place in range(start, limit):
        if text[place] not in closing:
            continue
        inside_a_word = text[place] == "’" and text[place + 1 : place + 2].isalnum()
        if not inside_a_word:
            return place + 1
    return None

"""Search tokens in six languages: what an index holds, and what a query looks for in it.

A database's idea of a word finds no Chinese, no inflected Russian, no Arabic without its article.
So tokens are made here, and the database indexes one column of them, joined by spaces: each is
letters and digits only, hence one word for SQLite's FTS5 and for PostgreSQL's `simple` alike.
"""

import re

from rapporteur.core.text.languages import LANGUAGES, tell_language
from rapporteur.core.text.words import Word, fold, normal, stems, words

_STEMMED = ("en", "fr", "es")  # languages of Latin script that a query may be in
_JOINER = "q"  # between the parts of a symbol, where "/" would make the database split it
_SEPARATORS = re.compile("[/.,–-]")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_HYPHEN = re.compile("[-‐‑\u00ad](?:\r?\n)?")


def tokens(text: str, language: str | None = None) -> list[str]:
    """What to index `text` by, in the order of the text, repeats included (for ranking).

    language: the text's own (one of the six), told from the text when None.
    """
    if language not in LANGUAGES:
        language = tell_language(text) or "en"
    found: list[str] = []
    before: Word | None = None
    for word in words(text):
        if word.kind == "symbol":
            found += _symbol(word.text)
            found += [s for part in _SEPARATORS.split(word.text) for s in stems(part, language)]
        elif word.kind == "han":
            character = normal(word.text)
            if before and before.kind == "han" and before.end == word.start:
                found.append(normal(before.text) + character)
            found.append(character)
        else:
            found += stems(word.text, language)
            if (
                before
                and before.kind == "word"
                and _HYPHEN.fullmatch(text[before.end : word.start])
            ):
                found += stems(before.text + word.text, language)  # multi-stakeholder
        before = word
    return found


def query_tokens(query: str) -> list[tuple[str, ...]]:
    """What to look for: all of the tuples, and of each any one of its tokens.

    A query is too short to tell its language, so a word of Latin script is looked for by its
    stems in English, French and Spanish; Chinese by its bigrams, a single character by itself.
    """
    found: list[tuple[str, ...]] = []
    characters = ""
    end = -1
    for word in words(query):
        if characters and (word.kind != "han" or word.start != end):
            found += _bigrams(characters)
            characters = ""
        if word.kind == "han":
            characters += normal(word.text)
            end = word.end
        elif word.kind == "symbol":
            found.append((_symbol(word.text)[0],))
        else:
            ways = [stem for language in _STEMMED for stem in stems(word.text, language)]
            found.append(tuple(dict.fromkeys(ways)))
    found += _bigrams(characters)
    return [one for one in dict.fromkeys(found) if one]


def _bigrams(characters: str) -> list[tuple[str, ...]]:
    if len(characters) < 2:
        return [(characters,)] if characters else []
    return [(characters[at : at + 2],) for at in range(len(characters) - 1)]


def _symbol(symbol: str) -> list[str]:
    """The whole as one token, then each half of a double symbol (A/66/77-E/2011/103)."""
    if _THOUSANDS.fullmatch(symbol):
        return [symbol.replace(",", "")]
    halves = re.split("[–-]", symbol)
    wholes = [symbol, *(half for half in halves if half != symbol and _SEPARATORS.search(half))]
    return [_JOINER.join(fold(normal(part)) for part in _SEPARATORS.split(one)) for one in wholes]

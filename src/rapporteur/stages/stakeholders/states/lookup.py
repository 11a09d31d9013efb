"""Which Member State is meant by a name, however it is written."""

import csv
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources

from babel import Locale

from . import LANGUAGES, MemberState, member_states

ARTICLES = frozenset({"the", "la", "le", "les", "l", "el", "los", "las"})
TATWEEL = "\u0640"  # lengthens an Arabic word on the page and says nothing


def find_state(name: str) -> MemberState | None:
    """The Member State that `name` means, or None where it means none, or could mean two ("Korea").

    `name` is the whole of a field, not a text to search. It may be a short or formal name in any of
    the six languages, with or without article, accents and what stands in parentheses; a name in
    common or former use ("Russia", "Ivory Coast", "Swaziland"); or a code: ISO 3166-1 in capitals,
    as ISO writes it (so that a stray "no" is not Norway), or the three digits of M49.
    """
    code = name.strip()
    if code in _by_code():
        return _by_code()[code]
    for key in _keys(name):
        if key in _by_key():
            return _by_key()[key]
    return None


def _keys(name: str) -> Iterator[str]:
    """The forms under which a name is looked up, the most faithful first."""
    folded = _fold(name)
    yield folded
    words = folded.split()
    if len(words) > 1 and words[0] in ARTICLES:
        yield " ".join(words[1:])
    if len(words) > 1 and words[-1] in ARTICLES:
        yield " ".join(words[:-1])
    # The Arabic article is part of its word.
    if folded.startswith("ال") and len(folded) > 4:
        yield folded[2:]


def _fold(name: str) -> str:
    """The name without case, accents, vowel signs and punctuation; "St." and "&" spelled out."""
    spelled = name.replace("&", " and ").replace(".", "").replace(TATWEEL, "")
    decomposed = unicodedata.normalize("NFKD", spelled).casefold()
    bare = (char for char in decomposed if not unicodedata.combining(char))
    words = "".join(char if char.isalnum() else " " for char in bare).split()
    return " ".join("saint" if word == "st" else word for word in words)


@cache
def _by_code() -> dict[str, MemberState]:
    return {
        code: state for state in member_states() for code in (state.iso3, state.iso2, state.m49)
    }


@cache
def _by_key() -> dict[str, MemberState]:
    """Every form of every name. No two States share one, which the tests see to."""
    found: dict[str, MemberState] = {}
    for names in (_official_names(), _aliases(), _everyday_names()):
        for name, state in names:
            for key in _keys(name):
                found.setdefault(key, state)
    return found


def _official_names() -> Iterator[tuple[str, MemberState]]:
    for state in member_states():
        for language in LANGUAGES:
            yield state.names[language], state
            yield state.formal_names[language], state
            # "Iran (Islamic Republic of)": the name proper says enough.
            yield state.names[language].partition(" (")[0], state


def _aliases() -> Iterator[tuple[str, MemberState]]:
    with resources.files(__package__).joinpath("aliases.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield row["alias"], _by_code()[row["iso3"]]


def _everyday_names() -> Iterator[tuple[str, MemberState]]:
    """The names in everyday use in the six languages ("Vietnam", "韩国"), from Unicode's CLDR."""
    for language in LANGUAGES:
        territories = Locale.parse(language).territories
        for state in member_states():
            yield territories[state.iso2], state

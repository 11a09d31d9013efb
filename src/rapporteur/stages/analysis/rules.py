"""The rules of the analysis, as pure functions of values."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapporteur.stages.analysis.choices import ThemeKind

LONGEST_KEY = 80  # characters, as the model holds
_NOT_IN_A_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class ThemeDraft:
    """A theme as it is written down, before it stands in a codebook.

    names, definitions: a text by language. terms: by language, what a passage about it would say.
    parent: the key of the theme that it belongs under, which comes before it. source: where the
    theme is taken from, for a reader to check.
    """

    key: str
    names: Mapping[str, str]
    kind: ThemeKind = ThemeKind.ISSUE
    definitions: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    source: str = ""
    parent: str = ""


def key_for(name: str, taken: Iterable[str] = ()) -> str:
    """A key made of a theme's name, unlike those taken: `spam-prevention`, `spam-prevention-2`.

    A name without any Latin letter gives `theme`, `theme-2`, …
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    stem = _NOT_IN_A_KEY.sub("-", plain).strip("-")[: LONGEST_KEY - 4].strip("-") or "theme"
    held, number, key = set(taken), 1, stem
    while key in held:
        number += 1
        key = f"{stem}-{number}"
    return key


def clean_terms(terms: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Terms by language without blanks and repeats; a language without any is left out."""
    cleaned = {
        language: list(dict.fromkeys(" ".join(term.split()) for term in found if term.strip()))
        for language, found in terms.items()
    }
    return {language: found for language, found in cleaned.items() if found}


@dataclass(frozen=True)
class Counts:
    """The three counts, which belong together.

    contributions; texts: how many different texts among them, word for word; contributors: how
    many different names, each signatory one of them. proposed: those of the contributions whose
    coding no person has confirmed yet.
    """

    contributions: int = 0
    texts: int = 0
    contributors: int = 0
    proposed: int = 0

    @property
    def confirmed(self) -> int:
        return self.contributions - self.proposed

    def __bool__(self) -> bool:
        return self.contributions > 0


@dataclass(frozen=True)
class Speaker:
    """A contribution as it is counted: its key, its group's (None: in none), the fingerprint of
    its text ("" where it has none), and whoever speaks in it."""

    contribution: int
    group: int | None
    fingerprint: str
    contributors: frozenset[object]


def count(speakers: Iterable[Speaker], confirmed: set[int]) -> Counts:
    """Count contributions three ways. confirmed: the keys of those that a person confirmed."""
    held = list(speakers)
    return Counts(
        contributions=len(held),
        texts=len({each.fingerprint for each in held if each.fingerprint}),
        contributors=len({name for each in held for name in each.contributors}),
        proposed=sum(each.contribution not in confirmed for each in held),
    )


@dataclass(frozen=True)
class Piece:
    """A run of a text, and the numbers of the spans that cover it."""

    start: int
    text: str
    spans: tuple[int, ...]


def pieces(
    text: str, spans: Sequence[tuple[int, int]], *, start: int = 0, end: int | None = None
) -> Iterator[Piece]:
    """A part of a text cut wherever a span begins or ends, so that spans that overlap can be
    marked one after the other. Joined, the pieces are that part again."""
    end = len(text) if end is None else end
    cuts = {start, end}
    for one_start, one_end in spans:
        cuts |= {min(max(one_start, start), end), min(max(one_end, start), end)}
    edges = sorted(cuts)
    for here, there in pairwise(edges):
        covering = tuple(
            number
            for number, (one_start, one_end) in enumerate(spans)
            if one_start <= here and there <= one_end
        )
        yield Piece(here, text[here:there], covering)

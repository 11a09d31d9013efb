"""Passages proposed for the themes of a codebook, because its terms stand in them.

A term is found in any inflection; the words of a longer one in their order, with at most two
others between ("internet governance" in "the Internet and its governance"). A proposal is for a
person to confirm, change or reject; it says which words it rests on.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapporteur.core.text.languages import tell_language
from rapporteur.core.text.passages import Span, sentences, shortened
from rapporteur.core.text.words import Word, stems, words

PASSAGE_LIMIT = 1000  # characters of a passage: a "sentence" may be a page of a bad extraction
_GAP = 2  # words that may stand between two words of a term
# Left out of terms: "gouvernance de l'Internet" is also found as "gouvernance d'Internet".
_SMALL_WORDS = "of the and for to in de du des la le les et en y el los las del и в о"
_SMALL = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True)
class ThemeTerms:
    """key: of the theme. terms: per language code, as the codebook has them."""

    key: str
    terms: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Proposal:
    """theme: its key. start, end: the passage. term: the codebook's; found: the text's words.

    hits: where else in the passage terms of the theme stand, counted, this one included.
    """

    theme: str
    start: int
    end: int
    term: str
    found: str
    hits: int = 1

    @property
    def reason(self) -> str:
        """Why the passage is proposed, as an English sentence."""
        more = f", and {self.hits - 1} more of its terms" if self.hits > 1 else ""
        return f"“{self.found}” matches the term “{self.term}”{more}."


@dataclass(frozen=True)
class _Term:
    theme: str
    term: str
    parts: tuple[frozenset[str], ...]  # the stems of each word
    gap: int


class Codebook:
    """Terms compiled for one language, by the stems of their first words: made once, used often."""

    def __init__(self, themes: Sequence[ThemeTerms], language: str) -> None:
        self.language = language
        self._by_first: dict[str, list[_Term]] = {}
        for theme in themes:
            for term in theme.terms.get(language, ()):
                found = [word for word in words(term) if word.text.lower() not in _SMALL]
                parts = tuple(frozenset(_stems(word, language)) for word in found)
                if not parts or not all(parts):
                    continue
                gap = 0 if any(word.kind == "han" for word in found) else _GAP
                for stem in parts[0]:
                    self._by_first.setdefault(stem, []).append(_Term(theme.key, term, parts, gap))

    def propose(self, text: str) -> list[Proposal]:
        """One proposal per passage and theme, in the order of the text. Linear in its length."""
        if not self._by_first:
            return []
        spans = sentences(text)
        starts = [span.start for span in spans]
        found = list(words(text))
        stemmed = [_stems(word, self.language) for word in found]
        hits: dict[tuple[int, str], list[tuple[_Term, Span]]] = {}
        for first, candidates in enumerate(stemmed):
            seen: set[tuple[str, str]] = set()
            for stem in candidates:
                for term in self._by_first.get(stem, ()):
                    if (term.theme, term.term) in seen:
                        continue
                    place = bisect_right(starts, found[first].start) - 1
                    last = _match(term, first, found, stemmed, spans[place].end)
                    if last is not None:
                        seen.add((term.theme, term.term))
                        span = Span(found[first].start, found[last].end)
                        hits.setdefault((place, term.theme), []).append((term, span))
        return [
            _proposal(text, spans[place], theme, matches)
            for (place, theme), matches in sorted(hits.items(), key=lambda item: item[0][0])
        ]


def propose(text: str, themes: Sequence[ThemeTerms], language: str | None = None) -> list[Proposal]:
    """Proposals for `text` in `language` (told from the text when None; English if it cannot be).

    For many texts make one `Codebook` per language and ask it.
    """
    return Codebook(themes, language or tell_language(text) or "en").propose(text)


def _stems(word: Word, language: str) -> tuple[str, ...]:
    return (word.text,) if word.kind == "han" else stems(word.text, language)


def _match(
    term: _Term,
    first: int,
    found: Sequence[Word],
    stemmed: Sequence[tuple[str, ...]],
    end: int,
) -> int | None:
    """Index of the last word of `term` if it begins at `first` and stays before `end`."""
    at = first
    for part in term.parts[1:]:
        for following in range(at + 1, min(at + 2 + term.gap, len(found))):
            if found[following].end <= end and not part.isdisjoint(stemmed[following]):
                at = following
                break
        else:
            return None
    return at


def _proposal(text: str, span: Span, theme: str, matches: Sequence[tuple[_Term, Span]]) -> Proposal:
    # The longest term says most about why; of equals the first in the text.
    term, hit = max(matches, key=lambda match: (len(match[0].parts), -match[1].start))
    passage = shortened(text, span, hit, PASSAGE_LIMIT)
    words_found = " ".join(hit.of(text).split())
    return Proposal(theme, passage.start, passage.end, term.term, words_found, len(matches))

"""Passages proposed for the themes of a codebook, because its terms stand in them.

A term is found in any inflection. How it is written says how its words must stand:

    internet governance       in this order, with at most two words between two of them, small
                              ones such as "of the" not counted; in Chinese 的 alone
    "internet governance"     in this order, with nothing between
    internet ~8 governance    at most eight words apart, whichever comes first
    -"privacy policy"         not this: what it covers is no hit of the theme's other terms

A proposal is for a person to confirm, change or reject; it says which words it rests on.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapporteur.core.coding.proposals import Candidate, Proposal, Proposals, Silence
from rapporteur.core.text.hyphens import dehyphenated
from rapporteur.core.text.languages import LANGUAGES, tell_language
from rapporteur.core.text.passages import sentences
from rapporteur.core.text.spans import Span, shortened
from rapporteur.core.text.words import Word, fold, normal, stems, words

METHOD = "terms"
PASSAGE_LIMIT = 1000  # characters of a passage: a "sentence" may be a page of a bad extraction
_GAP = 2  # words that may stand between two words of a term
_UNCOUNTED = 3  # small words there besides: "gobernanza más democrática de la Internet"
_FARTHEST = 50  # words apart, however far a term says
# Left out of terms: "gouvernance de l'Internet" is also found as "gouvernance d'Internet".
_SMALL_WORDS = "of the and for to in de du des la le les et en y el los las del и в о 的"
_SMALL = frozenset(_SMALL_WORDS.split())
# An adjective in -able says something else than its verb: "d'abord" and "aborder" are no "prix
# abordable", though stemmers give all three one stem. Fiable and fiabilité stay together.
_ABLE = re.compile(r"[ai]b(?:le|les|ly|il\w*)$")
_ABLE_IN = frozenset(("en", "fr", "es"))
_QUOTES = '"“”«»„'
_NEAR = re.compile(r"\s~(\d{1,3})\s")


@dataclass(frozen=True)
class ThemeTerms:
    """key: of the theme. terms: per language code, as the codebook has them."""

    key: str
    terms: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Found:
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
    """parts: the stems of each word. gaps: how many words may stand before each, from the second
    on. loose: whether small words there are not counted. excludes: whether it says what is not
    meant."""

    theme: str
    term: str
    parts: tuple[frozenset[str], ...]
    gaps: tuple[int, ...]
    loose: bool = False
    excludes: bool = False


class Codebook:
    """Terms compiled for one language, by the stems of their first words: made once, used often."""

    def __init__(self, themes: Sequence[ThemeTerms], language: str) -> None:
        self.language = language
        self._by_first: dict[str, list[_Term]] = {}
        for theme in themes:
            for written in theme.terms.get(language, ()):
                for term in _compiled(theme.key, written, language):
                    for stem in term.parts[0]:
                        self._by_first.setdefault(stem, []).append(term)

    def propose(self, text: str) -> list[Found]:
        """One proposal per passage and theme, in the order of the text. Linear in its length."""
        return self.within(text, sentences(text)) if self._by_first else []

    def within(self, text: str, spans: Sequence[Span]) -> list[Found]:
        """The same for passages that are given: spans of `text`, in order, none over another."""
        starts = [span.start for span in spans]
        found = _words(text)
        stemmed = [_stems(word, self.language) for word in found]
        hits: dict[tuple[int, str], list[tuple[_Term, Span]]] = {}
        for first, candidates in enumerate(stemmed):
            seen: set[tuple[str, str]] = set()
            for stem in candidates:
                for term in self._by_first.get(stem, ()):
                    place = bisect_right(starts, found[first].start) - 1
                    if (term.theme, term.term) in seen or place < 0:
                        continue
                    last = _match(term, first, found, stemmed, spans[place].end)
                    if last is not None:
                        seen.add((term.theme, term.term))
                        span = Span(found[first].start, found[last].end)
                        hits.setdefault((place, term.theme), []).append((term, span))
        meant = ((key, _meant(matches)) for key, matches in hits.items())
        return [
            _found(text, spans[place], theme, matches)
            for (place, theme), matches in sorted(meant, key=lambda item: item[0][0])
            if matches
        ]

    def in_passage(self, text: str) -> list[Found]:
        """The same for a text that is one passage: one proposal a theme."""
        return self.within(text, [Span(0, len(text))])


def codebooks(themes: Sequence[ThemeTerms]) -> dict[str, Codebook]:
    """The terms compiled for each of the six languages, by its code."""
    return {code: Codebook(themes, code) for code in LANGUAGES}


class TermsProposer:
    """The codebook's terms as one of the methods: each candidate by the terms of its language."""

    method = METHOD

    def __init__(self, themes: Sequence[ThemeTerms]) -> None:
        self._languages = {code for theme in themes for code, terms in theme.terms.items() if terms}
        self._by_language = codebooks(themes)

    def propose(self, candidates: Sequence[Candidate]) -> Proposals:
        """Silent about passages in a language that the codebook has no terms in."""
        proposals: list[Proposal] = []
        silences: list[Silence] = []
        for candidate in candidates:
            language = candidate.language or tell_language(candidate.text) or ""
            if language not in self._languages:
                named = LANGUAGES[language].english if language in LANGUAGES else "its language"
                silences.append(Silence(candidate.id, "", f"The codebook has no terms in {named}."))
                continue
            proposals += (
                Proposal(candidate.id, one.theme, METHOD, one.reason, (one.found,))
                for one in self._by_language[language].in_passage(candidate.text)
            )
        return Proposals(tuple(proposals), tuple(silences))


def propose(text: str, themes: Sequence[ThemeTerms], language: str | None = None) -> list[Found]:
    """What is found in `text` in `language` (told from the text when None; English if it cannot
    be). For many texts make one `Codebook` per language and ask it.
    """
    return Codebook(themes, language or tell_language(text) or "en").propose(text)


def _words(text: str) -> list[Word]:
    """The words of `text` at their places, those that a line's end cuts in two as one."""
    made = dehyphenated(text)
    if not made.edits:
        return list(words(text))
    moved = ((word, made.to_original(Span(word.start, word.end))) for word in words(made.text))
    return [replace(word, start=span.start, end=span.end) for word, span in moved]


def _compiled(theme: str, written: str, language: str) -> list[_Term]:
    """A term as the codebook has it, as what to look for; nothing where it holds no word."""
    excludes = written.lstrip().startswith("-")
    plain = written.strip().removeprefix("-").strip()
    exact = plain[:1] in _QUOTES and plain[-1:] in _QUOTES and len(plain) > 2
    near = _NEAR.search(plain)
    if near is None or exact:
        sides = [_side(plain, language, exact)]
    else:
        sides = [_side(plain[: near.start()], language), _side(plain[near.end() :], language)]
    if not all(parts for parts, _ in sides):
        return []
    if near is None or exact:
        [(parts, gaps)] = sides
        return [_Term(theme, written, parts, gaps, loose=not exact, excludes=excludes)]
    apart = min(int(near[1]), _FARTHEST)
    return [
        _Term(theme, written, one[0] + two[0], (*one[1], apart, *two[1]), excludes=excludes)
        for one, two in (sides, sides[::-1])
    ]


def _side(
    plain: str, language: str, exact: bool = False
) -> tuple[tuple[frozenset[str], ...], tuple[int, ...]]:
    found = [word for word in words(plain) if exact or word.text.lower() not in _SMALL]
    parts = tuple(frozenset(_stems(word, language)) for word in found)
    if not all(parts):
        return (), ()
    gap = 0 if exact or any(word.kind == "han" for word in found) else _GAP
    return parts, (gap,) * (len(parts) - 1)


def _stems(word: Word, language: str) -> tuple[str, ...]:
    """What a word is looked for by: a Chinese character itself, any other by its stems."""
    if word.kind == "han":
        return (word.text,)
    found = stems(word.text, language)
    if language in _ABLE_IN and _ABLE.search(fold(normal(word.text))):
        return tuple(f"{stem}-able" for stem in found)
    return found


def _match(
    term: _Term,
    first: int,
    found: Sequence[Word],
    stemmed: Sequence[tuple[str, ...]],
    end: int,
) -> int | None:
    """Index of the last word of `term` if it begins at `first` and stays before `end`."""
    at = first
    for part, gap in zip(term.parts[1:], term.gaps, strict=True):
        counted = 0
        for following in range(at + 1, min(at + 2 + gap + _UNCOUNTED * term.loose, len(found))):
            if found[following].end <= end and not part.isdisjoint(stemmed[following]):
                at = following
                break
            counted += not (term.loose and found[following].text.lower() in _SMALL)
            if counted > gap:
                return None
        else:
            return None
    return at if found[at].end <= end else None


def _meant(matches: Sequence[tuple[_Term, Span]]) -> list[tuple[_Term, Span]]:
    """The hits that no term which says what is not meant covers in part."""
    excluded = [span for term, span in matches if term.excludes]
    return [
        (term, span)
        for term, span in matches
        if not term.excludes
        and not any(span.start < other.end and other.start < span.end for other in excluded)
    ]


def _found(text: str, span: Span, theme: str, matches: Sequence[tuple[_Term, Span]]) -> Found:
    # The longest term says most about why; of equals the first in the text.
    term, hit = max(matches, key=lambda match: (len(match[0].parts), -match[1].start))
    passage = shortened(text, span, hit, PASSAGE_LIMIT)
    words_found = " ".join(hit.of(text).split())
    return Found(theme, passage.start, passage.end, term.term, words_found, len(matches))

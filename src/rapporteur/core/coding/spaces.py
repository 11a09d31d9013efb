"""Texts as rows of numbers, for a learner: by words and letters, or by a model's vectors.

The words are those of `core.text.words`: stems by script and language, pairs of Chinese characters.
Needs scikit-learn (the extra `analysis`).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log1p
from typing import Any, Protocol

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from rapporteur.core.coding.terms import Found, ThemeTerms, codebooks
from rapporteur.core.text.languages import tell_language
from rapporteur.core.text.words import fold, normal, stems, words

Encode = Callable[[Sequence[str]], Any]  # texts to a row of numbers each
_MOST = 20_000  # features of a kind
_SHOWN = 5  # words of a reason
_TERMS = 0.25  # the weight of a theme's terms beside a text's own words, together of length one
_COMMON = 200  # texts from which on a feature must stand in two of them


class Space(Protocol):
    """Texts as rows of about length one."""

    def fit(self, texts: Sequence[str]) -> Any: ...

    def rows(self, texts: Sequence[str]) -> Any: ...

    def unknown(self, text: str) -> float:
        """The share of the words of `text` that were in none of the texts learned from."""
        ...

    def weighty(self, text: str, row: Any, weights: Any) -> tuple[str, ...]:
        """The words of `text`, whose row is given, that `weights` make the most of."""
        ...


class WordSpace:
    """Stems and pairs of neighbouring stems, beside runs of three and four letters, and how many
    terms of each theme of a codebook stand in a text: what an analyst knew before anything was
    confirmed, weighed like any other feature."""

    def __init__(self, themes: Sequence[ThemeTerms] = ()) -> None:
        self._places = {theme.key: at for at, theme in enumerate(themes)}
        self._codebooks = codebooks(themes)

    def fit(self, texts: Sequence[str]) -> Any:
        least = 2 if len(texts) >= _COMMON else 1
        self._words = TfidfVectorizer(
            analyzer=_features, max_features=_MOST, min_df=least, sublinear_tf=True
        )
        self._letters = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(3, 4),
            preprocessor=_plain,
            max_features=_MOST,
            min_df=least,
            sublinear_tf=True,
        )
        self._words.fit(texts)
        self._letters.fit(texts)
        self._seen = {stem for text in texts for stem, _ in _stems(text)}
        return self.rows(texts)

    def rows(self, texts: Sequence[str]) -> Any:
        from scipy.sparse import csr_matrix, hstack

        own = hstack([self._words.transform(texts), self._letters.transform(texts)])
        hits = np.zeros((len(texts), len(self._places)))
        for row, text in zip(hits, texts, strict=True):
            for found in self._terms(text):
                row[self._places[found.theme]] = _TERMS * log1p(found.hits)
        return hstack([normalize(own.tocsr()), csr_matrix(hits)]).tocsr()

    def _terms(self, text: str) -> list[Found]:
        if not self._places:
            return []
        return self._codebooks[tell_language(text) or "en"].in_passage(text)

    def unknown(self, text: str) -> float:
        found = [stem for stem, _ in _stems(text)]
        return sum(stem not in self._seen for stem in found) / len(found) if found else 1.0

    def weighty(self, text: str, row: Any, weights: Any) -> tuple[str, ...]:
        row = row.tocoo()
        held = list(_stems(text))
        pairs = list(_pairs(held))
        value = {
            int(at): float(weights[at]) * float(x) for at, x in zip(row.col, row.data, strict=True)
        }
        own = self._words.vocabulary_
        letters, after = self._letters.vocabulary_, len(own)
        runs = self._letters.build_analyzer()
        times = Counter(feature for feature, _ in pairs)
        seen = Counter(run for _, word in held for run in runs(word))
        weight: defaultdict[str, float] = defaultdict(float)
        for feature, shown in pairs:
            if feature in own:
                weight[shown] += value.get(own[feature], 0.0) / times[feature]
        for _, word in held:
            for run in runs(word):
                if run in letters:
                    weight[word] += value.get(after + letters[run], 0.0) / seen[run]
        for found in self._terms(text):
            weight[found.found] += value.get(after + len(letters) + self._places[found.theme], 0.0)
        heavy = sorted(weight.items(), key=lambda item: (-item[1], item[0]))
        told: list[str] = []
        for word, heaviness in heavy:
            begun = {one for each in told for one in each.split()}  # of a pair, its first word
            if heaviness > 0 and len(told) < _SHOWN and word.split()[0] not in begun:
                told.append(word)
        return tuple(told)


class VectorSpace:
    """The rows that a model of sentences gives, from whoever hands it in."""

    def __init__(self, encode: Encode) -> None:
        self._encode = encode

    def fit(self, texts: Sequence[str]) -> Any:
        return self.rows(texts)

    def rows(self, texts: Sequence[str]) -> Any:
        found = np.asarray(self._encode(list(texts)), dtype=float)
        if found.ndim != 2 or len(found) != len(texts) or not np.isfinite(found).all():
            raise ValueError(f"{len(texts)} texts gave vectors of the shape {found.shape}")
        return normalize(found)

    def unknown(self, text: str) -> float:
        return 0.0 if text.strip() else 1.0

    def weighty(self, text: str, row: Any, weights: Any) -> tuple[str, ...]:
        return ()


def _features(text: str) -> list[str]:
    return [feature for feature, _ in _pairs(_stems(text))]


def _pairs(held: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each stem and each pair of neighbours, with the words as written."""
    before: tuple[str, str] | None = None
    for stem, shown in held:
        yield stem, shown
        if before is not None:
            yield f"{before[0]} {stem}", f"{before[1]} {shown}"
        before = (stem, shown)


def _stems(text: str) -> Iterator[tuple[str, str]]:
    language = tell_language(text) or "en"
    before = None
    for word in words(text):
        if word.kind == "han":
            if before is not None and before.kind == "han" and before.end == word.start:
                pair = normal(before.text) + normal(word.text)
                yield pair, pair
        else:
            for stem in stems(word.text, language)[:1]:
                yield stem, word.text
        before = word


def _plain(text: str) -> str:
    return fold(normal(text))

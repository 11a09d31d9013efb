"""A learner over codings that persons have confirmed: how likely is each theme for a passage?

One linear classifier a theme, on words and letters (or on vectors that are handed in). Its scores
become probabilities, after Platt, on passages that it had not learned from, in turns, with whole
contributions and campaigns kept together. Where it does not know, it says so: a theme with too few
examples or that it cannot tell apart, a language it never saw, a passage whose words are new to it.
Needs scikit-learn (the extra `analysis`). The same examples and seed give the same learner.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import LinearSVC

from rapporteur.core.coding.blocks import blocks
from rapporteur.core.coding.proposals import Candidate, Example, Proposal, Proposals, Silence
from rapporteur.core.coding.spaces import Encode, Space, VectorSpace, WordSpace
from rapporteur.core.coding.terms import ThemeTerms
from rapporteur.core.text.languages import LANGUAGES, tell_language

METHOD = "learner"
VECTORS = "embeddings"
LEAST = 8  # confirmed passages of a theme, and passages without it
LEAST_BLOCKS = 3  # contributions (or campaigns) that they come from
LEAST_IN_LANGUAGE = 5
MOST_UNKNOWN = 0.6  # of a passage's words
LEAST_F1 = 0.3  # on passages not learned from, for a theme to be proposed at all
_FOLDS, _FOLDS_OF_MANY, _MANY = 5, 3, 1000  # turns; from so many examples on, fewer
_LIKE = 2  # confirmed passages named in a reason
_LOWEST, _HIGHEST = 0.15, 0.6  # between which the probability lies from which on it proposes


class TooFew(ValueError):
    """There are not examples enough for a single theme; the message says what there is."""


@dataclass(frozen=True)
class Quality:
    """How a theme fared on passages not learned from. examples: confirmed passages with it.

    threshold: the probability from which on it is proposed. brier: mean squared error of the
    probabilities (0 is best; always saying the theme's share gives `brier_of_share`).
    """

    theme: str
    examples: int
    f1: float
    threshold: float
    brier: float
    brier_of_share: float


@dataclass(frozen=True)
class _Theme:
    key: str
    model: Any
    slope: float
    offset: float
    quality: Quality
    rows: Any  # of the examples with it
    ids: tuple[str, ...]


class Learner:
    """Learned from examples; proposes for candidates. See `learn`."""

    def __init__(
        self,
        method: str,
        space: Space,
        themes: Sequence[_Theme],
        silent: Sequence[Silence],
        languages: frozenset[str],
    ) -> None:
        self.method = method
        self._space = space
        self._themes = themes
        self._silent = tuple(silent)
        self._languages = languages

    @property
    def qualities(self) -> tuple[Quality, ...]:
        """How each theme that it proposes fared on passages not learned from."""
        return tuple(theme.quality for theme in self._themes)

    def probabilities(self, candidates: Sequence[Candidate]) -> list[dict[str, float]]:
        """For each candidate, how likely each theme is that was learned."""
        return self._likely(self._rows(candidates)) if candidates else []

    def propose(self, candidates: Sequence[Candidate]) -> Proposals:
        proposals: list[Proposal] = []
        silences: list[Silence] = list(self._silent)
        told = [(candidate, self._why_not(candidate)) for candidate in candidates]
        known = [candidate for candidate, why in told if not why]
        rows: Any = self._rows(known) if known else []
        likely = enumerate(self._likely(rows) if known else ())
        for candidate, why in told:
            if why:
                silences.append(Silence(candidate.id, "", why))
                continue
            at, each = next(likely)
            made = [
                self._proposal(candidate, rows[[at]], theme, each[theme.key])
                for theme in self._themes
                if each[theme.key] >= theme.quality.threshold
            ]
            proposals += sorted(made, key=lambda one: (-(one.probability or 0), one.theme))
            if not made:
                best = max(each, key=lambda key: each[key])
                silences.append(
                    Silence(
                        candidate.id,
                        "",
                        f"No theme is likely enough: “{best}” comes nearest, at {each[best]:.0%}.",
                    )
                )
        return Proposals(tuple(proposals), tuple(silences))

    def _rows(self, candidates: Sequence[Candidate]) -> Any:
        return self._space.rows([candidate.text for candidate in candidates])

    def _likely(self, rows: Any) -> list[dict[str, float]]:
        found: list[dict[str, float]] = [{} for _ in range(rows.shape[0])]
        for theme in self._themes:
            for each, probability in zip(found, _probability(theme, rows), strict=True):
                each[theme.key] = float(probability)
        return found

    def _why_not(self, candidate: Candidate) -> str:
        """Why nothing can be said of a passage; "" where something can."""
        language = candidate.language or tell_language(candidate.text)
        if language is not None and language not in self._languages:
            named = LANGUAGES[language].english if language in LANGUAGES else language
            return f"Too few of the confirmed passages are in {named}."
        unknown = self._space.unknown(candidate.text)
        if unknown > MOST_UNKNOWN:
            return f"{unknown:.0%} of its words stand in no confirmed passage."
        return ""

    def _proposal(
        self, candidate: Candidate, row: Any, theme: _Theme, probability: float
    ) -> Proposal:
        product = theme.rows @ row.T
        nearness = product.toarray() if hasattr(product, "toarray") else product
        order = sorted(range(len(theme.ids)), key=lambda at: (-nearness[at, 0], theme.ids[at]))
        like = tuple(theme.ids[at] for at in order[:_LIKE] if nearness[at, 0] > 0)
        words = self._space.weighty(candidate.text, row, theme.model.coef_[0])
        return Proposal(
            candidate.id, theme.key, self.method, _reason(words, like), words, probability, like
        )


def learn(
    examples: Sequence[Example],
    *,
    terms: Sequence[ThemeTerms] = (),
    seed: int = 0,
    encode: Encode | None = None,
) -> Learner:
    """A learner from examples, on words, letters and the terms of a codebook, or on the vectors
    that `encode` gives.

    Raises TooFew where no theme has LEAST examples from LEAST_BLOCKS contributions.
    """
    examples = sorted(examples, key=lambda example: example.candidate.id)  # in any order the same
    space: Space = WordSpace(terms) if encode is None else VectorSpace(encode)
    texts = [example.candidate.text for example in examples]
    groups = np.array(blocks([example.candidate for example in examples]))
    counts = Counter(key for example in examples for key in example.themes)
    enough = {key for key in counts if _why_too_few(examples, groups, key) == ""}
    if not enough:
        raise TooFew(
            f"None of {len(counts)} themes has {LEAST} confirmed passages from {LEAST_BLOCKS} "
            f"contributions, beside as many without it; there are {len(examples)} in all."
        )
    rows = space.fit(texts)
    themes, silent = [], []
    for key in sorted(counts):
        why = _why_too_few(examples, groups, key)
        if not why:
            theme = _learned(key, examples, rows, groups, seed)
            if theme.quality.f1 >= LEAST_F1:
                themes.append(theme)
                continue
            why = f"On confirmed passages that it had not seen its F1 was {theme.quality.f1:.2f}."
        silent.append(Silence("", key, why))
    languages = Counter(
        example.candidate.language or tell_language(example.candidate.text) for example in examples
    )
    familiar = {code for code, many in languages.items() if code and many >= LEAST_IN_LANGUAGE}
    method = METHOD if encode is None else VECTORS
    if not themes:
        raise TooFew("No theme could be told apart on confirmed passages that it had not seen.")
    return Learner(method, space, themes, silent, frozenset(familiar))


def _why_too_few(examples: Sequence[Example], groups: Any, key: str) -> str:
    with_it = [key in example.themes for example in examples]
    many, without = sum(with_it), len(examples) - sum(with_it)
    from_blocks = len({group for group, has in zip(groups, with_it, strict=True) if has})
    if many < LEAST or from_blocks < LEAST_BLOCKS:
        return f"Only {many} confirmed passages, from {from_blocks} contributions, are about it."
    if without < LEAST:
        return f"Only {without} confirmed passages are not about it."
    return ""


def _learned(key: str, examples: Sequence[Example], rows: Any, groups: Any, seed: int) -> _Theme:
    truth = np.array([key in example.themes for example in examples])
    scores = np.zeros(len(truth))
    turns = _FOLDS if len(truth) < _MANY else _FOLDS_OF_MANY
    folds = min(turns, len(set(groups[truth])))
    parts = StratifiedGroupKFold(n_splits=folds, shuffle=True, random_state=seed)
    for learned, held in parts.split(rows, truth, groups):
        if truth[learned].any() and not truth[learned].all():
            scores[held] = _model(rows[learned], truth[learned], seed).decision_function(rows[held])
    platt = LogisticRegression(C=1.0).fit(scores.reshape(-1, 1), truth)
    slope, offset = float(platt.coef_[0][0]), float(platt.intercept_[0])
    likely = 1 / (1 + np.exp(-(slope * scores + offset)))
    threshold, f1 = _threshold(likely, truth) if slope > 0 else (1.0, 0.0)
    share = truth.mean()
    quality = Quality(
        theme=key,
        examples=int(truth.sum()),
        f1=f1,
        threshold=threshold,
        brier=float(((likely - truth) ** 2).mean()),
        brier_of_share=float(share * (1 - share)),
    )
    ids = tuple(example.candidate.id for example, has in zip(examples, truth, strict=True) if has)
    return _Theme(key, _model(rows, truth, seed), slope, offset, quality, rows[truth], ids)


def _model(rows: Any, truth: Any, seed: int) -> Any:
    # A fifth of the time of a logistic regression; its scores become probabilities after Platt.
    return LinearSVC(
        C=1.0, class_weight="balanced", tol=1e-3, max_iter=10_000, random_state=seed
    ).fit(rows, truth)


def _probability(theme: _Theme, rows: Any) -> Any:
    scores = theme.model.decision_function(rows)
    return 1 / (1 + np.exp(-(theme.slope * scores + theme.offset)))


def _threshold(likely: Any, truth: Any) -> tuple[float, float]:
    """The probability from which on proposing gives the best F1, and that F1."""
    best = (_HIGHEST, 0.0)
    for at in np.linspace(_LOWEST, _HIGHEST, 19):
        said = likely >= at
        right = int((said & truth).sum())
        f1 = 2 * right / (int(said.sum()) + int(truth.sum())) if right else 0.0
        if f1 > best[1]:
            best = (float(at), f1)
    return best


def _reason(words: Sequence[str], like: Sequence[str]) -> str:
    parts = []
    if words:
        parts.append(f"What weighs most: {', '.join(f'“{word}”' for word in words)}.")
    if like:
        parts.append(f"Confirmed passages most like it: {', '.join(like)}.")
    return " ".join(parts) or "Its words taken together, none of them by itself."

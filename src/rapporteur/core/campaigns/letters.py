"""Which texts are letters of a campaign whose phrases are known, and what their signers added."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rapporteur.core.campaigns.grams import GramSets, HashSet, covered, grams_of
from rapporteur.core.campaigns.groups import consists
from rapporteur.core.campaigns.loops import RUN
from rapporteur.core.campaigns.words import (
    Hashes,
    Numbers,
    Words,
    as_read,
    chosen,
    mixed,
    words_of,
)

_LIKELY = 4  # runs that a text shares with a campaign, to be looked at
_SLIP = 2  # words within a letter: changed, rather than added


@dataclass(frozen=True)
class Pattern:
    """runs, words: the sorted hashes of the runs of three words of a campaign, and of one;
    typical: how many words of a letter the runs cover; least: how many of a text, that it may be
    one."""

    runs: Hashes
    words: Hashes
    typical: int
    least: int


@dataclass(frozen=True)
class Found:
    """campaigns: for each text the number of its pattern, -1 for none; additions: what its signer
    added, as it is written, empty where nothing."""

    campaigns: Numbers
    additions: list[str]


class Matcher:
    """Holds texts against patterns, batch by batch; what it finds in a text depends on it alone."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = patterns
        self._sets = GramSets([pattern.runs for pattern in patterns])
        self._runs = [HashSet(pattern.runs) for pattern in patterns]
        self._words = [HashSet(pattern.words) for pattern in patterns]

    def found(self, texts: pa.Array, words: Words | None = None) -> Found:
        """What `texts` (Arrow strings) are letters of; words: theirs, where they are at hand."""
        words = words_of(texts) if words is None else words
        best = np.full(len(words), -1, np.int64)
        most = np.zeros(len(words), np.int64)
        additions = [""] * len(words)
        grams = grams_of(words, RUN)
        places, owners = self._sets.found(grams.hashes)
        pairs = owners * len(words) + grams.texts[places]
        pairs.sort()
        new = np.flatnonzero(np.diff(pairs, prepend=-1))
        likely = pairs[new][np.diff(new, append=len(pairs)) >= _LIKELY]
        marks: dict[int, tuple[Words, npt.NDArray[np.bool_], int]] = {}
        for owner in np.unique(likely // max(1, len(words))).tolist():
            rows = likely[likely // len(words) == owner] - owner * len(words)
            some = chosen(words, rows)
            marked = self._marked(some, owner)
            pattern = self.patterns[owner]
            is_letter = consists(some, marked, pattern.typical, pattern.least)
            before = np.concatenate([np.zeros(1, np.int64), np.cumsum(marked)])
            sums = before[some.offsets[1:]] - before[some.offsets[:-1]]
            better = is_letter & (sums > most[rows])
            best[rows[better]] = owner
            most[rows[better]] = sums[better]
            for n in np.flatnonzero(better).tolist():
                marks[int(rows[n])] = (some, marked, n)
        for row, (some, marked, n) in marks.items():
            first, last = int(some.offsets[n]), int(some.offsets[n + 1])
            if not marked[first:last].all():
                known = self._words[best[row]].holds(mixed(some.hashes[first:last]))
                additions[row] = addition_of(texts[row].as_py(), some, marked, known, first)
        return Found(best, additions)

    def _marked(self, words: Words, owner: int) -> npt.NDArray[np.bool_]:
        grams = grams_of(words, RUN)
        return covered(words, grams, np.flatnonzero(self._runs[owner].holds(grams.hashes)))


def addition_of(
    text: str, words: Words, marked: npt.NDArray[np.bool_], known: npt.NDArray[np.bool_], first: int
) -> str:
    """The stretches of a letter that are not the campaign's, with the signs that follow them.

    A word or two within it are a slip of the pen; words of the campaign alone, at its ends, are
    phrases of it that are hardly ever chosen together.
    """
    read = as_read(text)
    last = first + len(known)
    edges = np.flatnonzero(np.diff(np.concatenate([[True], marked[first:last], [True]])))
    stretches = []
    for a, b in edges.reshape(-1, 2).tolist():
        if known[a:b].all() or (b - a <= _SLIP and a > 0 and b < len(known)):
            continue
        begin = int(words.starts[first + a]) if a else 0
        end = int(words.starts[first + b]) if b < len(known) else len(read)
        stretches.append(read[begin:end].strip())
    return " … ".join(stretches)

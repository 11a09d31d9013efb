"""To which campaign each distinct text belongs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns.words import Numbers

KINDS = ("exact", "near", "composed")


@dataclass(frozen=True)
class Assignment:
    """For distinct texts in the order of their keys.

    campaigns: the number of the text with the smallest key in its campaign, which names it; a text
    that is in none with others names itself.
    bases: the number of the text in its campaign that most contributions have.
    kinds: the place in KINDS of each text; patterns: of which pattern the campaign is, or -1.
    """

    campaigns: Numbers
    bases: Numbers
    kinds: npt.NDArray[np.int8]
    patterns: Numbers


def assigned(
    copies: Numbers, letters: Numbers, near: Numbers, composed: Sequence[bool]
) -> Assignment:
    """Put the stages together.

    copies: how many contributions have each text; letters: the pattern of each, or -1; near: for
    each the smallest number of a text it is near to; composed: of each pattern, whether letters
    are put together from phrases. A letter belongs with the letters, whatever it is near to.
    """
    campaigns = near.copy()
    patterns = letters.copy()
    for pattern in np.unique(letters[letters >= 0]).tolist():
        rows = np.flatnonzero(letters == pattern)
        campaigns[rows] = rows[0]
    rest = np.flatnonzero(letters < 0)
    # A cluster is named after its smallest text that is no letter.
    first = np.full(len(near), len(near))
    np.minimum.at(first, near[rest], rest)
    campaigns[rest] = first[near[rest]]
    kinds = np.full(len(near), KINDS.index("near"), np.int8)
    most_copied = _most_copied(copies, campaigns)
    kinds[most_copied] = KINDS.index("exact")
    base_of = np.zeros(len(near), np.int64)
    base_of[campaigns[most_copied]] = most_copied
    is_composed = np.append(np.array(composed, bool), False)
    kinds[is_composed[letters]] = KINDS.index("composed")
    return Assignment(campaigns, base_of[campaigns], kinds, patterns)


def edited(assignment: Assignment) -> Numbers:
    """The texts that are editions of another, in campaigns that have no pattern."""
    others = assignment.bases != np.arange(len(assignment.bases))
    return np.flatnonzero(others & (assignment.patterns < 0))


def _most_copied(copies: Numbers, campaigns: Numbers) -> Numbers:
    """The text of each campaign that most contributions have; of several the smallest."""
    order = np.lexsort((np.arange(len(copies)), -copies, campaigns))
    first = np.flatnonzero(np.diff(campaigns[order], prepend=-1))
    base: Numbers = order[first]
    return base

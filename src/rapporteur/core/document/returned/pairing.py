"""Which line of an edited file is which place of the document.

The bookmarks say it. Where they are lost (the words went through another program, or were copied
into a new file) the words themselves are aligned; what is alike nowhere is new.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from rapporteur.core.document.returned.units import Unit
from rapporteur.core.text.words import HAN

ALIKE = 0.6
"""How much of its words a line must keep to be the same one, of 1."""
_MOVED_ALIKE = 0.85
_MOST_COMPARED = 400
_WORD = re.compile(rf"[{HAN}](?=([{HAN}]?))|[^\s{HAN}]+")


@dataclass
class Pairs:
    """Pairs of places before (by index) and lines after, and what was joined into a line."""

    after: dict[int, int] = field(default_factory=dict)
    merged: dict[int, list[int]] = field(default_factory=dict)

    def pair(self, old: int, new: int) -> None:
        self.after[old] = new


def paired(old: Sequence[Unit], new: Sequence[Unit]) -> Pairs:
    """Pair the units of a document with those of the file that came back."""
    pairs = Pairs()
    places = {key: index for index, unit in enumerate(old) for key in unit.keys}
    for there, unit in enumerate(new):
        owners = sorted({places[key] for key in unit.keys if key in places})
        if not owners:
            continue
        best = max(owners, key=lambda here: (alike(old[here].words, unit.words), -here))
        pairs.pair(best, there)
        for here in owners:
            if here != best and _holds(unit.words, old[here].words):
                pairs.merged.setdefault(best, []).append(here)
    _by_words(old, new, pairs)
    _joined_without_bookmark(old, new, pairs)
    return pairs


def _by_words(old: Sequence[Unit], new: Sequence[Unit], pairs: Pairs) -> None:
    """Pair what bears no bookmark any more: first the same words, then alike ones in between."""
    taken = set(pairs.after.values())
    merged = {here for each in pairs.merged.values() for here in each}
    olds = [i for i in range(len(old)) if i not in pairs.after and i not in merged]
    news = [j for j in range(len(new)) if j not in taken and new[j].words]
    matcher = SequenceMatcher(
        None, [old[i].words for i in olds], [new[j].words for j in news], autojunk=False
    )
    left_old: list[int] = []
    left_new: list[int] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            for i, j in zip(olds[i1:i2], news[j1:j2], strict=True):
                pairs.pair(i, j)
            continue
        here = i1
        for j in news[j1:j2]:
            for position in range(here, min(i2, here + _MOST_COMPARED)):
                if alike(old[olds[position]].words, new[j].words) >= ALIKE:
                    pairs.pair(olds[position], j)
                    left_old += olds[here:position]
                    here = position + 1
                    break
            else:
                left_new.append(j)
        left_old += olds[here:i2]
    for j in left_new[:_MOST_COMPARED]:
        best = max(left_old, key=lambda i: alike(old[i].words, new[j].words), default=None)
        if best is not None and alike(old[best].words, new[j].words) >= _MOVED_ALIKE:
            pairs.pair(best, j)
            left_old.remove(best)


def _joined_without_bookmark(old: Sequence[Unit], new: Sequence[Unit], pairs: Pairs) -> None:
    """A place without a line whose words end the line of the one before it was joined to it."""
    merged = {here for each in pairs.merged.values() for here in each}
    for here in range(1, len(old)):
        if here in pairs.after or here in merged or len(old[here].words) < 12:
            continue
        before = next((i for i in range(here - 1, -1, -1) if i in pairs.after), None)
        if before is None:
            continue
        line = new[pairs.after[before]].words
        if len(line) > len(old[before].words) and _holds(line, old[here].words):
            pairs.merged.setdefault(before, []).append(here)


@lru_cache(maxsize=2048)
def words_in(text: str) -> tuple[str, ...]:
    """The words of a text; in Chinese, which parts none, each sign with the one behind it.

    Signs alone would not do: any two paragraphs have most of the common ones, and all would have to
    be compared to the end.
    """
    return tuple(found[0] + (found[1] or "") for found in _WORD.finditer(text))


@lru_cache(maxsize=2048)
def _different(text: str) -> frozenset[str]:
    return frozenset(words_in(text))


def alike(one: str, other: str) -> float:
    """How much of two texts is the same, 0 to 1, by their words."""
    if one == other:
        return 1.0
    ones, others = words_in(one), words_in(other)
    if not ones and not others:
        return 1.0
    repeated = min(len(ones) - len(_different(one)), len(others) - len(_different(other)))
    most = 2 * (len(_different(one) & _different(other)) + repeated) / (len(ones) + len(others))
    if most < 0.2:
        return most
    return SequenceMatcher(None, ones, others, autojunk=False).ratio()


def _holds(line: str, words: str) -> bool:
    """Whether most of `words` stand in `line`, in their order."""
    wanted = words_in(words)
    if not wanted:
        return False
    matcher = SequenceMatcher(None, words_in(line), wanted, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) >= ALIKE * len(wanted)


def in_order(places: Sequence[int]) -> set[int]:
    """The largest set of places that stand in their old order; the others were moved."""
    ends: list[int] = []  # the least place that ends a row of each length
    at: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        at[length : length + 1] = [index]
    kept: set[int] = set()
    here = at[-1] if at else -1
    while here >= 0:
        kept.add(places[here])
        here = before[here]
    return kept

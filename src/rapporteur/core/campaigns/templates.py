"""The template of a group of letters: what is fixed, where one could choose, and from what."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rapporteur.core.campaigns.grams import run_hashes
from rapporteur.core.campaigns.passages import Part, Passages, Said, passages_of
from rapporteur.core.campaigns.words import Hashes, Words, as_read

_RUN = 3
_RARE = 0.004  # of the letters that have a part: what fewer say in it is a slip
_ALIKE = 0.97  # of the letters that have a part, saying the same: it is fixed
_CHOICE = 0.3  # of the letters that have a part, not saying the commonest: there is a choice
_MOST_RUNS = 400_000


@dataclass(frozen=True)
class Alternative:
    """text: as most of the letters write it, empty when a letter may say nothing; count: how many
    of the letters looked at choose it."""

    text: str
    count: int


@dataclass(frozen=True)
class Slot:
    """A part of a template. With one alternative it is fixed.

    letters: how many of the letters looked at have it; others: how many of them say something
    rarer than all of `alternatives`, which are the commonest first.
    """

    alternatives: tuple[Alternative, ...]
    letters: int
    others: int

    @property
    def fixed(self) -> bool:
        return len(self.alternatives) == 1


@dataclass(frozen=True)
class Template:
    """slots: in the order of the letters; letters: how many were looked at to find them."""

    slots: tuple[Slot, ...]
    letters: int

    @property
    def composed(self) -> bool:
        """Whether letters are put together from alternatives, rather than one text edited."""
        return sum(_is_choice(slot) for slot in self.slots) >= 2

    def __str__(self) -> str:
        return " ".join(_written(slot) for slot in self.slots)


def _is_choice(slot: Slot) -> bool:
    """Whether several things are said in a part, each by several; edits leave most alike."""
    counts = sorted((one.count for one in slot.alternatives), reverse=True)
    return sum(counts[1:]) >= _CHOICE * slot.letters


def _written(slot: Slot) -> str:
    if slot.fixed:
        return slot.alternatives[0].text
    return "(" + " | ".join(one.text or "—" for one in slot.alternatives) + ")"


def template_of(texts: Sequence[str], words: Words) -> tuple[Template, Hashes]:
    """The template of letters, and the hashes of the three-word runs that it can produce.

    texts: the letters; words: theirs. The order makes a difference only where two ways are as good.
    """
    hashes, codes = np.unique(words.hashes, return_inverse=True)
    slots: list[Slot] = []
    parts: list[Part] = []
    for passages in passages_of([as_read(text) for text in texts], words, codes, len(hashes)):
        for part in passages.parts:
            slot = _slot(part, passages)
            if slot is not None:
                slots.append(slot)
                parts.append(part)
    return Template(_joined(slots), len(texts)), _producible(parts, len(texts), hashes)


def _slot(part: Part, passages: Passages) -> Slot | None:
    """What letters say in a part; None when hardly any says anything."""
    present = np.flatnonzero(part.present)
    said = Counter(part.said[n] for n in present)
    enough = max(2, _RARE * len(present))
    common = [says for says, times in said.items() if times >= enough]
    if not any(common):
        return None
    spellings: dict[Said, Counter[str]] = {says: Counter() for says in common}
    for n in present.tolist():
        says = part.said[n]
        if says in spellings and spellings[says].total() < 200:
            spellings[says][passages.written(n, int(part.begins[n]), len(says))] += 1
    alternatives: Counter[str] = Counter()
    for says in common:
        alternatives[_commonest(spellings[says])] += said[says]
    if not any(alternatives):
        return None
    ordered = sorted(alternatives.items(), key=lambda item: (-item[1], item[0]))
    text, times = ordered[0]
    if text and times >= _ALIKE * len(present):
        ordered = ordered[:1]
    listed = tuple(Alternative(text, times) for text, times in ordered)
    return Slot(listed, len(present), len(present) - sum(one.count for one in listed))


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda text: (-spellings[text], text), default="")


def _joined(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Fixed parts that follow each other, as one."""
    joined: list[Slot] = []
    for slot in slots:
        before = joined[-1] if joined else None
        if before is not None and slot.fixed and before.fixed:
            text = f"{before.alternatives[0].text} {slot.alternatives[0].text}"
            count = min(before.alternatives[0].count, slot.alternatives[0].count)
            letters = min(before.letters, slot.letters)
            joined[-1] = Slot((Alternative(text, count),), letters, letters - count)
        else:
            joined.append(slot)
    return tuple(joined)


def _producible(parts: Sequence[Part], letters: int, hashes: Hashes) -> Hashes:
    """The three-word runs of all that the parts can be put together to."""
    tails: set[Said] = {()}
    runs: set[Said] = set()
    for part in parts:
        present = np.flatnonzero(part.present)
        said = Counter(part.said[n] for n in present)
        enough = max(2, _RARE * len(present))
        after: set[Said] = set()
        if len(present) < _ALIKE * letters:
            after |= tails  # some letters lack it
        for says, times in said.items():
            if times < enough:
                continue
            spoken = tuple(word for word in says if word < len(hashes))
            for tail in tails:
                whole = tail + spoken
                runs |= {whole[n : n + _RUN] for n in range(len(whole) - _RUN + 1)}
                after.add(whole[-(_RUN - 1) :])
        tails = after or {()}
        if len(runs) > _MOST_RUNS:
            break
    if not runs:
        return np.zeros(0, np.uint64)
    words = np.array(sorted(runs))
    found = run_hashes(hashes[words].ravel(), np.arange(0, words.size, _RUN), _RUN)
    return np.unique(found)

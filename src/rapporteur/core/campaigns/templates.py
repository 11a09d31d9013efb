"""The template of a group of letters: what is fixed, where one could choose, and from what."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rapporteur.core.campaigns.alignment import Codes, track_of
from rapporteur.core.campaigns.grams import run_hashes
from rapporteur.core.campaigns.slots import Part, parts_of
from rapporteur.core.campaigns.words import Hashes, Words

_RUN = 3
_RARE = 0.004  # of the letters that have a part: what fewer say in it is a slip
_ALIKE = 0.97  # of the letters that have a part, saying the same: it is fixed
_CHOICE = 0.03  # of the letters that have a part: an alternative that counts as a choice
_MOST_RUNS = 400_000
_LONGEST = 1200  # words of a letter that are laid along the track


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
    often = [one for one in slot.alternatives if one.count >= _CHOICE * slot.letters]
    return len(often) > 1


def _written(slot: Slot) -> str:
    if slot.fixed:
        return slot.alternatives[0].text
    return "(" + " | ".join(one.text or "—" for one in slot.alternatives) + ")"


def template_of(texts: Sequence[str], words: Words) -> tuple[Template, Hashes]:
    """The template of letters, and the hashes of the three-word runs that it can produce.

    texts: the letters; words: theirs. The order makes a difference only where two ways are as good.
    """
    hashes, codes = np.unique(words.hashes, return_inverse=True)
    letters = [
        codes[a : min(b, a + _LONGEST)].astype(np.int32)
        for a, b in zip(words.offsets, words.offsets[1:], strict=False)
    ]
    # It grows from a letter that is neither short nor swollen by what somebody added.
    order = sorted(range(len(letters)), key=lambda n: (len(letters[n]), n))
    order.insert(0, order.pop(len(order) * 6 // 10))
    first, rest = order[0], sorted(order[1:])
    seldom = max(2, len(letters) // 250)
    track = track_of([letters[first], *(letters[n] for n in rest)], len(hashes), seldom)
    parts = parts_of(track)
    names = _Names([first, *rest], texts, words, track.ways)
    slots = [_slot(part, names) for part in parts]
    kept = [(part, slot) for part, slot in zip(parts, slots, strict=True) if slot is not None]
    runs = _producible([part for part, _ in kept], hashes[track.words])
    return Template(_joined([slot for _, slot in kept]), len(texts)), runs


class _Names:
    """How letters write what they say."""

    def __init__(
        self, order: list[int], texts: Sequence[str], words: Words, ways: Sequence[Codes]
    ) -> None:
        self.order, self.texts, self.words, self.ways = order, texts, words, ways

    def written(self, letter: int, said: tuple[int, ...]) -> str | None:
        """How the letter writes these places, if nothing else stands between them."""
        way = self.ways[letter]
        at = np.flatnonzero(way == said[0])
        if not len(at) or int(at[0]) + len(said) > len(way):
            return None
        first = int(at[0])
        if tuple(way[first : first + len(said)].tolist()) != said:
            return None
        number = self.order[letter]
        start = int(self.words.offsets[number]) + first
        begin, end = int(self.words.starts[start]), int(self.words.ends[start + len(said) - 1])
        return " ".join(self.texts[number][begin:end].split())


def _slot(part: Part, names: _Names) -> Slot | None:
    """What letters say in a part; None when hardly any says anything."""
    present = np.flatnonzero(part.present)
    said = Counter(part.said[n] for n in present)
    enough = max(2, _RARE * len(present))
    common = [says for says, times in said.items() if times >= enough]
    if not any(common):
        return None
    spellings: dict[tuple[int, ...], Counter[str]] = {says: Counter() for says in common if says}
    for n in present.tolist():
        says = part.said[n]
        if says in spellings and spellings[says].total() < 200:
            written = names.written(n, says)
            if written:
                spellings[says][written] += 1
    alternatives: Counter[str] = Counter()
    for says in common:
        alternatives[_commonest(spellings[says]) if says else ""] += said[says]
    if "" in alternatives and len(alternatives) == 1:
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


def _producible(parts: Sequence[Part], line: Hashes) -> Hashes:
    """The three-word runs of all that the parts can be put together to."""
    tails: set[tuple[int, ...]] = {()}
    runs: set[tuple[int, ...]] = set()
    for part in parts:
        present = np.flatnonzero(part.present)
        said = Counter(part.said[n] for n in present)
        enough = max(2, _RARE * len(present))
        after: set[tuple[int, ...]] = set()
        if len(present) < _ALIKE * len(part.present):
            after |= tails  # some letters lack it
        for says, times in said.items():
            if times < enough:
                continue
            for tail in tails:
                whole = tail + says
                runs |= {whole[n : n + _RUN] for n in range(len(whole) - _RUN + 1)}
                after.add(whole[-(_RUN - 1) :])
        tails = after or {()}
        if len(runs) > _MOST_RUNS:
            break
    if not runs:
        return np.zeros(0, np.uint64)
    places = np.array(sorted(runs))
    found = run_hashes(line[places].ravel(), np.arange(0, places.size, _RUN), _RUN)
    return np.unique(found)

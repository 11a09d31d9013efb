"""The template of a group of letters: what is fixed, where one could choose, and from what."""

import itertools
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np

from rapporteur.core.campaigns.grams import run_hashes
from rapporteur.core.campaigns.loops import RUN
from rapporteur.core.campaigns.passages import Part, Passages, Said, passages_of
from rapporteur.core.campaigns.words import Hashes, Words, as_read

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
    rarer than all of `alternatives`, which are the commonest first; sentence: the number of the
    sentence that it is a part of, from 0.
    """

    alternatives: tuple[Alternative, ...]
    letters: int
    others: int
    sentence: int = 0

    @property
    def fixed(self) -> bool:
        return len(self.alternatives) == 1


@dataclass(frozen=True)
class Template:
    """slots: in the order of the letters or, where their sentences come in any order, sentence by
    sentence; letters: how many were looked at to find them."""

    slots: tuple[Slot, ...]
    letters: int
    in_order: bool = True

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
    """The template of letters, and the hashes of the three-word runs that it can produce where it
    leaves a choice.

    texts: the letters; words: theirs. The order makes a difference only where two ways are as good.
    """
    hashes, codes = np.unique(words.hashes, return_inverse=True)
    found, in_order = passages_of([as_read(text) for text in texts], words, codes, len(hashes))
    slots: list[Slot] = []
    sentences: list[list[Part]] = []
    for number, passages in enumerate(found):
        parts = [(part, _slot(part, passages, number)) for part in passages.parts]
        slots += [slot for _, slot in parts if slot is not None]
        sentences.append([part for part, slot in parts if slot is not None])
    template = Template(_joined(slots), len(texts), in_order)
    if not template.composed:
        return template, np.zeros(0, np.uint64)
    if in_order:
        sentences = [list(itertools.chain(*sentences))]
    return template, _producible(sentences, len(texts), hashes)


def _slot(part: Part, passages: Passages, sentence: int) -> Slot | None:
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
    others = len(present) - sum(one.count for one in listed)
    return Slot(listed, len(present), others, sentence)


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda text: (-spellings[text], text), default="")


def _joined(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Fixed parts that follow each other in a sentence, in the same letters, as one."""
    joined: list[Slot] = []
    for slot in slots:
        before = joined[-1] if joined else None
        if (
            before is not None
            and slot.fixed
            and before.fixed
            and slot.sentence == before.sentence
            and min(slot.letters, before.letters) >= _ALIKE * max(slot.letters, before.letters)
        ):
            text = f"{before.alternatives[0].text} {slot.alternatives[0].text}"
            count = min(before.alternatives[0].count, slot.alternatives[0].count)
            letters = min(before.letters, slot.letters)
            alternative = Alternative(text, count)
            joined[-1] = Slot((alternative,), letters, letters - count, before.sentence)
        else:
            joined.append(slot)
    return tuple(joined)


def _producible(sentences: Sequence[Sequence[Part]], letters: int, hashes: Hashes) -> Hashes:
    """The three-word runs of all that the parts can be put together to, whichever sentence comes
    after which."""
    runs: set[Said] = set()
    tails: set[Said] = {()}
    for _ in range(min(2, len(sentences))):  # then each has come after each
        tails = set().union(
            tails,
            *(_runs_on(sentence, tails, letters, len(hashes), runs) for sentence in sentences),
        )
    if not runs:
        return np.zeros(0, np.uint64)
    words = np.array(sorted(runs))
    found = run_hashes(hashes[words].ravel(), np.arange(0, words.size, RUN), RUN)
    return np.unique(found)


def _runs_on(
    parts: Sequence[Part], tails: Set[Said], letters: int, words: int, runs: set[Said]
) -> Set[Said]:
    """The last words of what the parts can be put together to, after these; adds their runs."""
    for part in parts:
        present = np.flatnonzero(part.present)
        said = Counter(part.said[n] for n in present)
        enough = max(2, _RARE * len(present))
        after: set[Said] = set()
        if len(present) < _ALIKE * letters:
            after |= tails  # some letters lack it
        spoken = {
            tuple(word for word in says if word < words)
            for says, times in said.items()
            if times >= enough
        }
        for some in spoken:
            runs |= {some[n : n + RUN] for n in range(len(some) - RUN + 1)}
            alone = len(some) >= RUN - 1  # what came before makes no difference
            after |= {(tail + some)[-(RUN - 1) :] for tail in ([()] if alone else tails)}
        for head in {some[: RUN - 1] for some in spoken}:
            for tail in tails:
                whole = tail + head
                runs |= {whole[n : n + RUN] for n in range(len(whole) - RUN + 1)}
        tails = after or {()}
        if len(runs) > _MOST_RUNS:
            break
    return tails

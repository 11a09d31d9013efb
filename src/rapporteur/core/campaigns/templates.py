"""The template of a group of letters: what is fixed, where one could choose, and from what."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns.alignment import Codes, track_of
from rapporteur.core.campaigns.grams import run_hashes
from rapporteur.core.campaigns.sentences import Sentence, kinds_of, sentences_of
from rapporteur.core.campaigns.slots import Part, parts_and_cost
from rapporteur.core.campaigns.words import Hashes, Words, as_read

_RUN = 3
_RARE = 0.004  # of the letters that have a part: what fewer say in it is a slip
_ALIKE = 0.97  # of the letters that have a part, saying the same: it is fixed
_CHOICE = 0.3  # of the letters that have a part, not saying the commonest: there is a choice
_MOST_RUNS = 400_000
_GROWN_FROM = (6, 9)  # in ten, by length: neither short, nor all swollen by what was added
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
    read = [as_read(text) for text in texts]
    slots: list[Slot] = []
    parts: list[Part] = []
    line: list[Codes] = []
    for kind in kinds_of(sentences_of(read, words, _LONGEST), codes.astype(np.int64)):
        if len(kind) < 2:
            continue
        passages = _Passages(kind, read, words, codes.astype(np.int32), len(hashes))
        for part in passages.parts:
            slot = _slot(part, passages)
            if slot is not None:
                slots.append(slot)
                parts.append(_moved(part, passages, sum(map(len, line)), len(texts)))
        line.append(passages.track.words)
    runs = _producible(parts, np.concatenate([*line, np.zeros(0, np.int32)]), hashes)
    return Template(_joined(slots), len(texts)), runs


def _moved(part: Part, passages: "_Passages", by: int, letters: int) -> Part:
    """A part of one sentence's track as one of the whole line, for all letters."""
    present = np.zeros(letters, bool)
    present[passages.letters] = part.present
    said: list[tuple[int, ...]] = [()] * letters
    for letter, says in zip(passages.letters, part.said, strict=True):
        said[letter] = tuple(place + by for place in says)
    return Part(part.first + by, part.last + by, present, tuple(said))


class _Passages:
    """The sentences that stand for one of the template's, with their track.

    Commas are laid along the track as words are: they show where an alternative begins. They have
    the code `pause`.
    """

    def __init__(
        self,
        kind: Sequence[Sentence],
        texts: Sequence[str],
        words: Words,
        codes: Codes,
        pause: int,
    ) -> None:
        order = sorted(range(len(kind)), key=lambda n: (kind[n].last - kind[n].first, n))
        least: int | None = None
        # What it grows from makes a difference; the cost of the parts says which is the best.
        for start in [order[len(order) * share // 10] for share in _GROWN_FROM]:
            sentences = [kind[start], *(s for n, s in enumerate(kind) if n != start)]
            numbers = [_with_pauses(sentence) for sentence in sentences]
            spoken = [np.where(some < 0, pause, codes[some]).astype(np.int32) for some in numbers]
            track = track_of(spoken, pause + 1, max(2, len(kind) // 250))
            parts, cost = parts_and_cost(track)
            if least is None or cost < least:
                least = cost
                self.sentences, self.numbers = sentences, numbers
                self.track, self.parts = track, parts
        self.letters = [sentence.letter for sentence in self.sentences]
        self.texts, self.words = texts, words

    def written(self, number: int, said: tuple[int, ...]) -> str | None:
        """How a sentence writes these places, if nothing else stands between them."""
        way = self.track.ways[number]
        at = np.flatnonzero(way == said[0])
        if not len(at) or tuple(way[at[0] : at[0] + len(said)].tolist()) != said:
            return None
        numbers = self.numbers[number][at[0] : at[0] + len(said)]
        numbers = numbers[numbers >= 0]
        if not len(numbers):
            return ""
        begin, end = self.words.starts[numbers[0]], self.words.ends[numbers[-1]]
        return " ".join(self.texts[self.sentences[number].letter][begin:end].split())


def _with_pauses(sentence: Sentence) -> npt.NDArray[np.int64]:
    """The numbers of a sentence's words, and -1 for each pause."""
    numbers = np.arange(sentence.first, sentence.last)
    return np.insert(numbers, sentence.pauses, -1)


def _slot(part: Part, passages: _Passages) -> Slot | None:
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
            written = passages.written(n, says)
            if written is not None:
                spellings[says][written] += 1
    alternatives: Counter[str] = Counter()
    for says in common:
        if not says or spellings[says]:
            alternatives[_commonest(spellings[says]) if says else ""] += said[says]
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


def _producible(parts: Sequence[Part], line: Codes, hashes: Hashes) -> Hashes:
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
            spoken = tuple(place for place in says if line[place] < len(hashes))
            for tail in tails:
                whole = tail + spoken
                runs |= {whole[n : n + _RUN] for n in range(len(whole) - _RUN + 1)}
                after.add(whole[-(_RUN - 1) :])
        tails = after or {()}
        if len(runs) > _MOST_RUNS:
            break
    if not runs:
        return np.zeros(0, np.uint64)
    places = np.array(sorted(runs))
    found = run_hashes(hashes[line[places]].ravel(), np.arange(0, places.size, _RUN), _RUN)
    return np.unique(found)

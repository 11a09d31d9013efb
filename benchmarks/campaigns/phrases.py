"""How much of a grammar a recovered template holds: which phrases stand as alternatives in a slot.

A phrase of a true slot counts as recovered when one slot of the template has it as an alternative,
case and punctuation folded. The borders of that slot may have moved over words that all the
alternatives have beside them (the fixed words before and after, or a beginning or an end that the
phrases share), by the same words for every phrase. A template that has melted two slots into one,
with the pairs of their phrases as alternatives, has recovered neither.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

Words = tuple[str, ...]
WORDS = re.compile(r"\w+")
FARTHEST = 10  # words by which a border may move
SEEN = 100  # letters that have the slot: only then is it asked for


@dataclass(frozen=True)
class TrueSlot:
    """A slot of a grammar: its phrases without what they share, and what stands beside them."""

    phrases: frozenset[Words]
    before: Words
    after: Words

    def moved(self, left: int, right: int) -> frozenset[Words]:
        """The phrases when so many of the words beside them belong to the slot."""
        start = self.before[len(self.before) - left :]
        return frozenset(start + phrase + self.after[:right] for phrase in self.phrases)


def folded(text: str) -> Words:
    return tuple(WORDS.findall(text.casefold()))


def true_slots(grammar: dict[str, object]) -> list[TrueSlot]:
    """The slots to be recovered, from `grammars.json`: seen often, and with two phrases at least.

    Phrases that no letter has are not asked for.
    """
    parts: list[list[tuple[Words, int]]] = []
    for sentence in grammar["sentences"]:  # type: ignore[attr-defined]
        for part in sentence:
            if "fixed" in part:
                parts.append([(folded(part["fixed"]), SEEN)])
            else:
                parts.append([(folded(phrase["text"]), phrase["count"]) for phrase in part["slot"]])
    written = [{words for words, count in part if count} for part in parts]
    seen = [sum(count for _, count in part) for part in parts]
    slots = []
    for place, phrases in enumerate(written):
        if len(phrases) > 1 and seen[place] >= SEEN:
            head, tail = _shared_head(phrases), _shared_tail(phrases)
            cores = frozenset(words[len(head) : len(words) - len(tail)] for words in phrases)
            slots.append(
                TrueSlot(
                    cores, _before(written[:place]) + head, tail + _after(written[place + 1 :])
                )
            )
    return slots


def _before(parts: list[set[Words]]) -> Words:
    """The words that every letter has right before a place."""
    words: Words = ()
    for part in reversed(parts):
        words = _shared_tail(part) + words
        if len(part) > 1:
            break
    return words


def _after(parts: list[set[Words]]) -> Words:
    words: Words = ()
    for part in parts:
        words = words + _shared_head(part)
        if len(part) > 1:
            break
    return words


def _shared_head(phrases: set[Words]) -> Words:
    """The words that all phrases begin with, short of one whole phrase's last where they differ."""
    shortest = min(phrases, key=len)
    if len(phrases) == 1:
        return shortest
    for length in range(len(shortest), 0, -1):
        if all(words[:length] == shortest[:length] for words in phrases):
            return shortest[:length]
    return ()


def _shared_tail(phrases: set[Words]) -> Words:
    """The words that all phrases end with, none of which is in the shared head."""
    shortest = min(phrases, key=len)
    if len(phrases) == 1:
        return shortest
    room = len(shortest) - len(_shared_head(phrases))
    for length in range(room, 0, -1):
        if all(words[-length:] == shortest[-length:] for words in phrases):
            return shortest[-length:]
    return ()


def recovered(slot: TrueSlot, template: Iterable[frozenset[Words]]) -> frozenset[Words]:
    """The phrases of a slot that the best-matching slot of a template has."""
    best: frozenset[Words] = frozenset()
    sets = list(template)
    for left in range(min(len(slot.before), FARTHEST) + 1):
        for right in range(min(len(slot.after), FARTHEST) + 1):
            moved = slot.moved(left, right)
            for alternatives in sets:
                if len(moved & alternatives) > len(best):
                    start = len(slot.before[len(slot.before) - left :])
                    best = frozenset(
                        words[start : len(words) - right] for words in moved & alternatives
                    )
    return best

"""How much of a grammar a recovered template holds: which phrases stand as alternatives in a slot.

A phrase of a true slot counts as recovered when one slot of the template has it as an alternative,
case and punctuation folded. The borders of that slot may have moved over words that all the
alternatives have beside them (the fixed words before and after, or a beginning or an end that the
phrases share), by the same words for every phrase. A template that has melted two slots into one,
with the pairs of their phrases as alternatives, has recovered neither.
"""

import re
from dataclasses import dataclass

Words = tuple[str, ...]
# Each ideograph and each kana is one: they are written without spaces.
WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
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
        start = self.before[len(self.before) - left :]  # with -left, nought would be all of them
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


def recovered(slots: list[TrueSlot], template: list[frozenset[Words]]) -> list[frozenset[Words]]:
    """Of each true slot the phrases that a slot of the template has; none serves for two."""
    free = list(template)
    phrases = []
    for slot in slots:
        best, place = _best(slot, free)
        phrases.append(best)
        if best:
            del free[place]
    return phrases


def _best(slot: TrueSlot, template: list[frozenset[Words]]) -> tuple[frozenset[Words], int]:
    """The most phrases that one slot of a template has, and which one that is."""
    best: frozenset[Words] = frozenset()
    best_place = -1
    for left in range(min(len(slot.before), FARTHEST) + 1):
        for right in range(min(len(slot.after), FARTHEST) + 1):
            moved = slot.moved(left, right)
            for place, alternatives in enumerate(template):
                common = moved & alternatives
                if len(common) > len(best):
                    best = frozenset(words[left : len(words) - right] for words in common)
                    best_place = place
    return best, best_place

"""What people do to a form letter before they send it: alter it, or add words of their own."""

from dataclasses import dataclass

import numpy as np

PLACES = ("before", "after", "within")
NAMES = ("Ana Ruiz", "J. Okafor", "Mary Smith", "Tom Becker", "Li Wei", "R. Gupta", "K. Olsen")
ADDRESSES = ("Dear Chairman,", "Dear Commissioners,", "To all members:", "Hello,", "Dear board,")


@dataclass(frozen=True)
class Edited:
    """An altered text, and the share of its words that were touched."""

    text: str
    changed: float


def edit(text: str, inserts: list[str], strength: float, rng: np.random.Generator) -> Edited:
    """Alter about the share `strength` of the words, one at least, in the ways in which people do.

    `inserts` are words to put in or to replace with.
    """
    words = text.split()
    number = max(1, round(strength * len(words)))
    touched = 0
    for way, place, pick in zip(
        rng.choice(6, size=number, p=(0.2, 0.2, 0.15, 0.2, 0.15, 0.1)).tolist(),
        rng.random(number).tolist(),
        rng.integers(len(inserts), size=number).tolist(),
        strict=True,
    ):
        at = int(place * len(words))
        word = words[at]
        touched += 1
        if way == 0:
            words[at] = _mistyped(word, pick)
        elif way == 1:
            words[at] = inserts[pick]
        elif way == 2 and len(words) > 3:
            del words[at]
        elif way == 3:
            words.insert(at, inserts[pick])
        elif way == 4 and at:
            words[at - 1], words[at] = words[at], words[at - 1]
            touched += 1
        elif pick % 2:
            words += NAMES[pick % len(NAMES)].split()
        else:
            words[:0] = ADDRESSES[pick % len(ADDRESSES)].split()
    return Edited(" ".join(words), touched / max(len(words), 1))


def _mistyped(word: str, chance: int) -> str:
    """A word with two letters swapped, one doubled or one dropped."""
    if len(word) < 4:
        return word + word[-1]
    at = 1 + chance % (len(word) - 2)
    return (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1 :],
    )[chance % 3]


def add(sentences: list[str], addition: str, place: str) -> str:
    """A letter with something of the signer's own, before, after or within it."""
    at = {"before": 0, "after": len(sentences), "within": max(1, len(sentences) // 2)}[place]
    return " ".join([*sentences[:at], addition, *sentences[at:]])

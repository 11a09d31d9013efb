"""Which node of a draft is which node of the tree before it."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import chain

from rapporteur.core.document.draft_words import written_words
from rapporteur.core.document.tree import Annex, Block, Document, Paragraph, Runs, Section

ALIKE = 0.6
"""How much of its words a changed paragraph must keep to be the same one, of 1."""


class Ids:
    """Gives every node its id: the one that it had before, else one made of its words."""

    def __init__(self, before: Document | None) -> None:
        self.known = list(_identified(before)) if before else []
        self.used: set[str] = set()

    def matched(self, keys: list[str]) -> list[str]:
        """The ids of nodes by their keys (kind and words), in order."""
        old = [key for key, _id in self.known]
        given: list[str | None] = [None] * len(keys)
        matcher = SequenceMatcher(None, old, keys, autojunk=False)
        for tag, old_start, old_end, start, end in matcher.get_opcodes():
            if tag == "equal":
                for offset in range(end - start):
                    given[start + offset] = self.known[old_start + offset][1]
            elif tag == "replace":
                self._alike(range(old_start, old_end), range(start, end), keys, given)
        return [
            self._take(identifier or _made(key))
            for identifier, key in zip(given, keys, strict=True)
        ]

    def _alike(self, old: range, new: range, keys: list[str], given: list[str | None]) -> None:
        """Changed words keep their id while most of them stand: each new one takes the first old
        one, in order, that is alike."""
        here = old.start
        for place in new:
            for there in range(here, old.stop):
                key, identifier = self.known[there]
                if key[0] == keys[place][0] and _ratio(key, keys[place]) >= ALIKE:
                    given[place], here = identifier, there + 1
                    break

    def _take(self, wanted: str) -> str:
        identifier, count = wanted, 1
        while identifier in self.used:
            count += 1
            identifier = f"{wanted}-{count}"
        self.used.add(identifier)
        return identifier


def _ratio(one: str, other: str) -> float:
    """How much of two texts is the same, 0 to 1, by their words (fast enough for a keystroke)."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _made(key: str) -> str:
    return f"{key[0]}-{sha256(key.encode()).hexdigest()[:8]}"


def _identified(document: Document) -> Iterator[tuple[str, str]]:
    """Each node with an id as (key, id), in the order in which a draft writes them."""
    yield from _identified_blocks(document.summary)
    for part in chain[Section | Annex](document.sections, document.annexes):
        yield from _identified_part(part)


def _identified_part(part: Section | Annex) -> Iterator[tuple[str, str]]:
    yield section_key(part.title), part.id
    yield from _identified_blocks(part.blocks)
    for section in part.sections:
        yield from _identified_part(section)


def _identified_blocks(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield paragraph_key(block.runs), block.id


def section_key(title: str) -> str:
    return f"s {title}"


def paragraph_key(runs: Runs) -> str:
    return f"p {written_words(runs)}"

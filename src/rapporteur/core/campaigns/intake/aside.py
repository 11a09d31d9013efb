"""What was not looked at, or not as it stands, in sentences and in numbers."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

_TOLD = 20  # sentences of one kind

_One = TypeVar("_One")


class Unreadable(Exception):
    """Nothing can be read: one sentence saying what was looked for and what to do."""


class BrokenOff(Exception):
    """A file that cannot be read to its end, as the reason says."""

    def told(self, path: Path, aside: "SetAside") -> None:
        """Set the file aside."""
        what = f"it cannot be read to its end ({self})"
        aside.add("broken files", f"“{path}” was set aside: {what}.")


@dataclass
class SetAside:
    """What was not looked at: sentences, the first of each kind; and how many of each kind."""

    sentences: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, sentence: str, many: int = 1) -> None:
        if self.counts[kind] < _TOLD:
            self.sentences.append(sentence)
        self.counts[kind] += many

    def add_each(self, kind: str, sentences: Iterator[str], many: int) -> None:
        """`many` of one kind, with a sentence for each, of which only the first are made."""
        room = max(0, _TOLD - self.counts[kind])
        self.sentences += itertools.islice(sentences, room)
        self.counts[kind] += many

    def add_line(self, path: Path, number: int, what: str) -> None:
        """A line of a file, and what is the matter with it."""
        self.add("lines", f"Line {number} of “{path}” was set aside: {what}.")

    def note(self, sentence: str) -> None:
        """Say what was done with something, which is looked at all the same."""
        self.sentences.append(sentence)


def to_the_end(some: Iterator[_One], *problems: type[Exception]) -> Iterator[_One]:
    """The same, with BrokenOff in place of these problems: those of reading, not of writing."""
    try:
        yield from some
    except problems as problem:
        raise BrokenOff(first_line(problem)) from None


def first_line(problem: Exception) -> str:
    """What a library says is wrong, as part of a sentence."""
    return str(problem).splitlines()[0].rstrip(".") if str(problem) else type(problem).__name__

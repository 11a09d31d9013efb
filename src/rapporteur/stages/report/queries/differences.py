"""What changed from one revision to another, line by line and in a line word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from rapporteur.core.document.draft_writing import written
from rapporteur.stages.report.models import Revision
from rapporteur.stages.report.queries.documents import tree_of

_WORD = re.compile(r"\s+|[^\s]+")


class Kind(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """Words that stand in both, in the later one alone, or in the earlier one alone."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """A line of the draft that is not the same in both; `line` counts in the later one."""

    line: int
    pieces: tuple[Piece, ...]


def differences(before: Revision, after: Revision) -> tuple[Change, ...]:
    """The lines that differ between two revisions, in the order of the later one."""
    old = [line for line in written(tree_of(before)).splitlines() if line]
    new = written(tree_of(after)).splitlines()
    numbered = [(number, line) for number, line in enumerate(new, start=1) if line]
    return tuple(_changes(old, numbered))


def _changes(old: list[str], new: list[tuple[int, str]]) -> Iterator[Change]:
    lines = [line for _number, line in new]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, lines, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        here = new[min(j1, len(new) - 1)][0] if new else 1
        for earlier, later in zip_longest(old[i1:i2], new[j1:j2]):
            if later is None:
                yield Change(here, (Piece(Kind.REMOVED, earlier),))
            elif earlier is None:
                yield Change(later[0], (Piece(Kind.ADDED, later[1]),))
            else:
                yield Change(later[0], tuple(_pieces(earlier, later[1])))


def _pieces(earlier: str, later: str) -> Iterator[Piece]:
    one, other = _WORD.findall(earlier), _WORD.findall(later)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < 0.4:  # two lines that have nothing to do with one another
        yield Piece(Kind.REMOVED, earlier)
        yield Piece(Kind.ADDED, later)
        return
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(Kind.SAME, "".join(other[j1:j2]))
            continue
        if i2 > i1:
            yield Piece(Kind.REMOVED, "".join(one[i1:i2]))
        if j2 > j1:
            yield Piece(Kind.ADDED, "".join(other[j1:j2]))

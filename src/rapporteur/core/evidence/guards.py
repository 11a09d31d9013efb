"""What a report may overlook: views of the few, and groups or languages it hardly draws on."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

FEW = 4
"""The minority guard looks at what one to so many contributors said."""


@dataclass(frozen=True)
class Said:
    """A contributor said something. what: theme, or theme and stance, as the caller counts.
    cited: whether the report cites a contribution in which they said it."""

    what: str
    contributor: Hashable
    cited: bool = False


@dataclass(frozen=True)
class Unreported:
    """What a few said and the report nowhere cites, with those who said it."""

    what: str
    contributors: tuple[Hashable, ...]


def minority_guard(said: Iterable[Said], few: int = FEW) -> tuple[Unreported, ...]:
    """What one to `few` contributors said and nobody reports, in the order in which it comes.

    It is listed to be read, not to be counted: a single voice may be the one that knows.
    """
    speakers: dict[str, dict[Hashable, None]] = {}
    reported: set[str] = set()
    for each in said:
        speakers.setdefault(each.what, {})[each.contributor] = None
        if each.cited:
            reported.add(each.what)
    return tuple(
        Unreported(what, tuple(held))
        for what, held in speakers.items()
        if len(held) <= few and what not in reported
    )


@dataclass(frozen=True)
class Share:
    """One group or language: how many contributions, how many of them the report cites."""

    name: str
    contributions: int
    cited: int

    @property
    def share(self) -> float:
        """The cited part, 0 to 1."""
        return self.cited / self.contributions


@dataclass(frozen=True)
class Parity:
    """Every group or language, the one that is cited least first, beside the whole."""

    parts: tuple[Share, ...]
    whole: Share

    @property
    def behind(self) -> tuple[Share, ...]:
        """Those that are cited half as often as the whole, or less; nobody while nothing is."""
        if not self.whole.cited:
            return ()
        return tuple(part for part in self.parts if part.share <= self.whole.share / 2)


def parity(contributions: Iterable[tuple[str, bool]]) -> Parity:
    """Coverage by group or by language. contributions: of each its group or language, and whether
    the report cites it. Raises ValueError where there is none."""
    counts: dict[str, list[int]] = {}
    for name, cited in contributions:
        held = counts.setdefault(name, [0, 0])
        held[0] += 1
        held[1] += cited
    if not counts:
        raise ValueError("there are no contributions")
    parts = [Share(name, total, cited) for name, (total, cited) in counts.items()]
    whole = Share("", sum(part.contributions for part in parts), sum(part.cited for part in parts))
    return Parity(tuple(sorted(parts, key=lambda part: (part.share, part.name))), whole)

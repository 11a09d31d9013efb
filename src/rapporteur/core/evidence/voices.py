"""The three counts of what was said, by theme, stance and group: contributions, distinct texts,
distinct contributors. They belong together, since a campaign makes the first large and the second
small, and one organization may contribute three times (domain, 7)."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Voice:
    """One contribution speaking of one theme.

    contribution: its key. text: the fingerprint of its words, "" where it has none. contributors:
    whoever signed it. group: that in which it is counted, "" where it is in none. stances: those
    that its passages on the theme take. carried: the States or others in whose name it speaks,
    where it is a statement on behalf of many; it is one contribution all the same.
    """

    contribution: Hashable
    theme: str
    group: str = ""
    text: str = ""
    contributors: frozenset[Hashable] = frozenset()
    stances: frozenset[str] = frozenset()
    carried: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Three:
    """contributions, texts, contributors: how many different ones of each. carried: how many
    States or others the statements among them carry besides."""

    contributions: int = 0
    texts: int = 0
    contributors: int = 0
    carried: int = 0


def three(voices: Iterable[Voice]) -> Three:
    """Count voices three ways. A contribution that comes twice is one; one that nobody signed is
    from somebody else than all the others."""
    contributions: set[Hashable] = set()
    texts: set[str] = set()
    contributors: set[Hashable] = set()
    carried: set[str] = set()
    for voice in voices:
        contributions.add(voice.contribution)
        texts |= {voice.text} - {""}
        contributors |= voice.contributors or {(voice.contribution,)}
        carried |= voice.carried
    return Three(len(contributions), len(texts), len(contributors), len(carried))


@dataclass(frozen=True)
class Addressed:
    """A theme within one group, or over all where group is None.

    addressed: those who speak of it at all, the denominator of every quantifier about it, since
    silence is not opposition. stances: by stance, those who take it; one may take several.
    """

    theme: str
    group: str | None
    addressed: Three
    stances: Mapping[str, Three]


def by_theme_and_group(voices: Iterable[Voice]) -> tuple[Addressed, ...]:
    """Every theme over all groups and then in each, in the order in which they come."""
    held: dict[str, list[Voice]] = {}
    for voice in voices:
        held.setdefault(voice.theme, []).append(voice)
    found = []
    for theme, heard in held.items():
        found.append(_addressed(theme, None, heard))
        found += [
            _addressed(theme, group, [voice for voice in heard if voice.group == group])
            for group in dict.fromkeys(voice.group for voice in heard)
        ]
    return tuple(found)


def _addressed(theme: str, group: str | None, heard: list[Voice]) -> Addressed:
    stances = sorted({stance for voice in heard for stance in voice.stances})
    return Addressed(
        theme,
        group,
        three(heard),
        {stance: three(each for each in heard if stance in each.stances) for stance in stances},
    )

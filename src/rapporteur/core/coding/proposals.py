"""What every method of proposing has in common: passages in, proposals and silences out.

A proposal is never a coding: it is marked with its method, says in a sentence what it rests on,
and waits for a person. A method that does not know says so, instead of guessing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Candidate:
    """A passage that may be coded. id: unique among those given together.

    language: one of the six, None where it is none of them or unknown. contribution: whose words
    they are; group: its stakeholders' group; campaign: the form letter it copies. "" where unknown.
    """

    id: str
    text: str
    language: str | None = None
    contribution: str = ""
    group: str = ""
    campaign: str = ""


@dataclass(frozen=True)
class Example:
    """A candidate that a person has decided on. themes: those confirmed; every other theme of the
    codebook counts as not in it."""

    candidate: Candidate
    themes: frozenset[str]


@dataclass(frozen=True)
class Proposal:
    """candidate: its id. theme: its key. method: which way of proposing, as the page shows it.

    reason: an English sentence. words: those of the passage that it rests on. probability: that a
    person will confirm it, where the method can say. like: ids of confirmed passages like it.
    """

    candidate: str
    theme: str
    method: str
    reason: str
    words: tuple[str, ...] = ()
    probability: float | None = None
    like: tuple[str, ...] = ()


@dataclass(frozen=True)
class Silence:
    """Where a method says nothing, and why, as an English sentence.

    candidate: an id, "" for all of them. theme: a key, "" for all of them.
    """

    candidate: str
    theme: str
    why: str


@dataclass(frozen=True)
class Proposals:
    """proposals: in the order of the candidates. silences: what the method does not know."""

    proposals: tuple[Proposal, ...]
    silences: tuple[Silence, ...] = ()


class Proposer(Protocol):
    """One way of proposing. method: its name, which marks every proposal it makes."""

    @property
    def method(self) -> str: ...

    def propose(self, candidates: Sequence[Candidate]) -> Proposals:
        """Proposals for these passages; the same ones for the same input."""
        ...

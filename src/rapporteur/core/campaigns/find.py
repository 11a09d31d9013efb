"""Campaigns in a list of contributions: everything in memory, without a plan and its stages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from rapporteur.core.campaigns.assignment import KINDS, Assignment, assigned, edited
from rapporteur.core.campaigns.beside import added_beside
from rapporteur.core.campaigns.campaign import Campaign
from rapporteur.core.campaigns.discovery import discovered
from rapporteur.core.campaigns.keys import Keys, keys_of
from rapporteur.core.campaigns.letters import Matcher
from rapporteur.core.campaigns.near import near_clusters
from rapporteur.core.campaigns.tally import EPOCH, NO_DAY, Part, Tally, campaign_id
from rapporteur.core.campaigns.words import Numbers, words_of


@dataclass(frozen=True)
class Contribution:
    """One contribution: id is unique among those that are looked at together."""

    id: str
    text: str
    received_on: date | None = None
    sender: str | None = None
    group: str | None = None


@dataclass(frozen=True)
class Member:
    """That a contribution belongs to a campaign, how, and what its signer added."""

    id: str
    campaign: str
    kind: str
    addition: str


@dataclass(frozen=True)
class Found:
    """campaigns: largest first; members: by id; wordless: ids of contributions without a word."""

    campaigns: tuple[Campaign, ...]
    members: tuple[Member, ...]
    wordless: tuple[str, ...]


def find_campaigns(contributions: Iterable[Contribution], least: int = 2) -> Found:
    """The campaigns of at least `least` contributions among these.

    What is found does not depend on the order of the contributions. Raises ValueError for an id
    that comes twice.
    """
    everyone = sorted(contributions, key=lambda one: one.id)
    if len({one.id for one in everyone}) < len(everyone):
        raise ValueError("an id comes twice")
    words = words_of([one.text for one in everyone])
    lengths = np.diff(words.offsets)
    spoken = np.flatnonzero(lengths > 0)
    keys, texts, copies = _distinct(keys_of(words)[spoken])
    # A text is represented by the smallest of those that have its key.
    written = _represented([everyone[n].text for n in spoken.tolist()], texts, len(keys))
    array = pa.array(written, pa.large_string())
    patterns = discovered(array)
    letters = Matcher([one.pattern for one in patterns]).found(array)
    near = _near_among_rest(array, letters.campaigns)
    assignment = assigned(
        copies, letters.campaigns, near, [one.template.composed for one in patterns]
    )
    additions = list(letters.additions)
    beside = added_beside(
        assignment.bases,
        edited(assignment),
        lambda numbers: [(numbers, array.take(pa.array(numbers, pa.int64())))],
    )
    for text, addition in beside.items():
        additions[text] = addition
    adds = np.array([bool(addition) for addition in additions], bool)
    tally = Tally(keys, np.diff(words_of(array).offsets), adds, assignment)
    tally.add(_part([everyone[n] for n in spoken.tolist()], texts))
    campaigns = tally.campaigns(
        least,
        [one.template for one in patterns],
        dict(enumerate(written)),
        dict(enumerate(additions)),
    )
    listed = {campaign.id for campaign in campaigns}
    members = _members(everyone, spoken, texts, keys, assignment, additions)
    return Found(
        tuple(campaigns),
        tuple(member for member in members if member.campaign in listed),
        tuple(everyone[n].id for n in np.flatnonzero(lengths == 0).tolist()),
    )


def _distinct(keys: Keys) -> tuple[Keys, Numbers, Numbers]:
    """The distinct keys in order, the number of each key among them, and how often each comes."""
    order = np.lexsort((keys[:, 1], keys[:, 0]))
    new = np.ones(len(keys), bool)
    new[1:] = (keys[order][1:] != keys[order][:-1]).any(axis=1)
    numbers = np.empty(len(keys), np.int64)
    numbers[order] = np.cumsum(new) - 1
    return keys[order][new], numbers, np.bincount(numbers, minlength=int(new.sum()))


def _represented(texts: Sequence[str], numbers: Numbers, many: int) -> list[str]:
    smallest: list[str | None] = [None] * many
    for text, number in zip(texts, numbers.tolist(), strict=True):
        before = smallest[number]
        smallest[number] = text if before is None else min(before, text)
    return [text or "" for text in smallest]


def _near_among_rest(texts: pa.Array, letters: Numbers) -> Numbers:
    near = np.arange(len(texts))
    rest = np.flatnonzero(letters < 0)
    near[rest] = rest[near_clusters(texts.take(pa.array(rest)))]
    return near


def _part(contributions: Sequence[Contribution], texts: Numbers) -> Part:
    names = [(one.sender or "").casefold() for one in contributions]
    return Part(
        [one.id for one in contributions],
        texts,
        keys_of(words_of(names))[:, 0] if names else np.zeros(0, np.uint64),
        np.array(
            [
                (one.received_on - EPOCH).days if one.received_on else NO_DAY
                for one in contributions
            ],
            np.int32,
        ),
        [one.group for one in contributions],
    )


def _members(
    everyone: Sequence[Contribution], spoken: Numbers, texts: Numbers, keys: Keys,
    assignment: Assignment, additions: Sequence[str],
) -> list[Member]:  # fmt: skip
    return [
        Member(
            everyone[n].id,
            campaign_id(keys, int(assignment.campaigns[text])),
            KINDS[assignment.kinds[text]],
            additions[text],
        )
        for n, text in zip(spoken.tolist(), texts.tolist(), strict=True)
    ]

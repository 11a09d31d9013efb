"""Counting contributions into campaigns, part by part.

Nothing depends on how contributions are cut into parts, only on the order within all of them, and
that is the order of their ids within each part.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns.assignment import KINDS, Assignment
from rapporteur.core.campaigns.campaign import Campaign
from rapporteur.core.campaigns.keys import Keys, named
from rapporteur.core.campaigns.templates import Template
from rapporteur.core.campaigns.words import Numbers

EPOCH = date(1970, 1, 1)
NO_DAY = np.iinfo(np.int32).min
UNREAD_DAY = NO_DAY + 1  # written, but not so that it can be read
_EXAMPLES, _ADDITIONS = 3, 20
_KEPT = 4_000_000  # pairs that wait to be made distinct


class Pairs:
    """How often each pair of a campaign and a number comes, in little memory."""

    def __init__(self) -> None:
        self._waiting: list[npt.NDArray[np.int64]] = []
        self._waits = 0
        nothing = np.zeros(0, np.int64)
        self._pairs, self._times = np.stack([nothing, nothing]), nothing

    def add(self, campaigns: Numbers, numbers: Numbers) -> None:
        self._waiting.append(np.stack([campaigns, numbers]))
        self._waits += len(campaigns)
        if self._waits > _KEPT:
            self._settle()

    def counted(self) -> tuple[Numbers, Numbers, Numbers]:
        """Campaigns, numbers and how often they came together, in order."""
        self._settle()
        return self._pairs[0], self._pairs[1], self._times

    def _settle(self) -> None:
        pairs = np.concatenate([self._pairs, *self._waiting], axis=1)
        waits = sum(part.shape[1] for part in self._waiting)
        times = np.concatenate([self._times, np.ones(waits, np.int64)])
        self._waiting, self._waits = [], 0
        order = np.lexsort((pairs[1], pairs[0]))
        pairs, times = pairs[:, order], times[order]
        new = np.ones(pairs.shape[1], bool)
        new[1:] = (pairs[:, 1:] != pairs[:, :-1]).any(axis=0)
        first = np.flatnonzero(new)
        self._pairs = pairs[:, first]
        self._times = np.add.reduceat(times, first) if len(first) else times


@dataclass(frozen=True)
class Part:
    """Some contributions, in the order of their ids.

    texts: the number of the distinct text of each; senders: a number per sender, 0 where unknown;
    days: days since 1970, NO_DAY or UNREAD_DAY where unknown; groups: names, None where unknown.
    """

    ids: Sequence[str]
    texts: Numbers
    senders: npt.NDArray[np.uint64]
    days: npt.NDArray[np.int32]
    groups: Sequence[str | None]


@dataclass
class Tally:
    """Counts parts, then says what the campaigns are.

    keys, words: of the distinct texts; additions: which of them hold something of their own.
    """

    keys: Keys
    words: Numbers
    additions: npt.NDArray[np.bool_]
    assignment: Assignment
    contributions: int = 0
    _times: Numbers = field(init=False)
    _added: Numbers = field(init=False)
    _senders: Pairs = field(default_factory=Pairs)
    _days: Pairs = field(default_factory=Pairs)
    _groups: Pairs = field(default_factory=Pairs)
    _group_names: dict[str, int] = field(default_factory=dict)
    _examples: dict[int, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    _added_examples: dict[int, list[tuple[str, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def __post_init__(self) -> None:
        self._times = np.zeros(len(self.keys), np.int64)
        self._added = np.zeros(len(self.keys), np.int64)

    def add(self, part: Part) -> None:
        """Count some contributions."""
        many = len(self.keys)
        campaigns = self.assignment.campaigns[part.texts]
        self.contributions += len(part.texts)
        self._times += np.bincount(part.texts, minlength=many)
        adds = self.additions[part.texts]
        self._added += np.bincount(campaigns[adds], minlength=many)
        known = part.senders > 0
        self._senders.add(campaigns[known], part.senders[known].view(np.int64))
        dated = part.days > UNREAD_DAY
        self._days.add(campaigns[dated], part.days[dated].astype(np.int64))
        names = self._group_names
        numbers = np.array(
            [-1 if name is None else names.setdefault(name, len(names)) for name in part.groups],
            np.int64,
        )
        grouped = numbers >= 0
        self._groups.add(campaigns[grouped], numbers[grouped])
        self._keep_examples(part, campaigns, adds)

    def _keep_examples(self, part: Part, campaigns: Numbers, adds: npt.NDArray[np.bool_]) -> None:
        for kept, most, rows in (
            (self._examples, _EXAMPLES, np.arange(len(campaigns))),
            (self._added_examples, _ADDITIONS, np.flatnonzero(adds)),
        ):
            order = rows[np.argsort(campaigns[rows], kind="stable")]
            owners = campaigns[order]
            starts = np.flatnonzero(np.diff(owners, prepend=-1))
            within = np.arange(len(owners)) - np.repeat(starts, np.diff(starts, append=len(owners)))
            for row in order[within < most].tolist():
                examples = kept[int(campaigns[row])]
                text = int(part.texts[row])
                if len(examples) < most and all(text != other for _, other in examples):
                    examples.append((part.ids[row], text))

    @property
    def distinct_texts(self) -> int:
        return int((self._times > 0).sum())

    @property
    def distinct_senders(self) -> int | None:
        """How many senders there are in all; None where none is known."""
        _, senders, _ = self._senders.counted()
        return len(np.unique(senders)) or None

    def sizes(self) -> Numbers:
        """For each distinct text, how many contributions the campaign named after it has."""
        return np.bincount(
            self.assignment.campaigns, weights=self._times, minlength=len(self.keys)
        ).astype(np.int64)

    def wanted(self, least: int) -> Numbers:
        """The numbers of the texts that `campaigns` must be given."""
        sizes = self.sizes()
        numbers = [
            text
            for kept in (self._examples, self._added_examples)
            for campaign, examples in kept.items()
            if sizes[campaign] >= least
            for _, text in examples
        ]
        return np.unique(np.array(numbers, np.int64))

    def campaigns(
        self,
        least: int,
        templates: Sequence[Template],
        texts: Mapping[int, str],
        additions: Mapping[int, str],
    ) -> list[Campaign]:
        """The campaigns of at least so many contributions, largest first.

        texts, additions: of the distinct texts that were wanted.
        """
        sizes = self.sizes()
        distinct = np.bincount(
            self.assignment.campaigns, weights=self._times > 0, minlength=len(self.keys)
        ).astype(np.int64)
        senders = self._spread(self._senders, sizes, least)
        days = self._spread(self._days, sizes, least)
        groups = self._spread(self._groups, sizes, least)
        names = list(self._group_names)
        found = []
        for number in np.flatnonzero(sizes >= max(2, least)).tolist():
            pattern = int(self.assignment.patterns[number])
            template = templates[pattern] if pattern >= 0 and templates[pattern].slots else None
            found.append(
                Campaign(
                    id=campaign_id(self.keys, number),
                    kind=self._kind(number, int(distinct[number]), template),
                    contributions=int(sizes[number]),
                    distinct_texts=int(distinct[number]),
                    distinct_contributors=len(senders[number]) or None,
                    with_additions=int(self._added[number]),
                    days=tuple((EPOCH + timedelta(days=day), times) for day, times in days[number]),
                    groups={names[group]: times for group, times in groups[number]},
                    template=template,
                    examples=tuple((name, texts[text]) for name, text in self._examples[number]),
                    additions=tuple(
                        (name, additions[text]) for name, text in self._added_examples[number]
                    ),
                    words=int(self.words[number]),
                )
            )
        return sorted(found, key=lambda campaign: (-campaign.contributions, campaign.id))

    def _kind(self, number: int, distinct: int, template: Template | None) -> str:
        if template is not None and template.composed:
            return "composed"
        return KINDS[0] if distinct == 1 else KINDS[1]

    @staticmethod
    def _spread(pairs: Pairs, sizes: Numbers, least: int) -> dict[int, list[tuple[int, int]]]:
        spread: dict[int, list[tuple[int, int]]] = defaultdict(list)
        campaigns, numbers, times = pairs.counted()
        large = sizes[campaigns] >= max(2, least)
        for campaign, number, count in zip(
            campaigns[large].tolist(), numbers[large].tolist(), times[large].tolist(), strict=True
        ):
            spread[campaign].append((number, count))
        return spread


def campaign_id(keys: Keys, number: int) -> str:
    """What a campaign is called: the beginning of the smallest key among its texts."""
    return named(keys[number])[:16]

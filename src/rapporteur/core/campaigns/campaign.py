"""What is known of a campaign, and what speaks against its being one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rapporteur.core.campaigns.templates import Template

_SHORT = 6  # words: what people may well write without having it from each other
_OWN = 0.5  # of the contributions, with words of their own
_SPREAD = 90  # days
_PEAK = 0.02  # of the contributions on the busiest day
_CLOSE = 0.8  # of the contributions from one sender each, at least


@dataclass(frozen=True)
class Campaign:
    """contributions, distinct_texts, distinct_contributors (None where no senders are known): the
    three counts that are always given together.

    kind: "exact", copies of one text; "near", one text and what came of it by editing; "composed",
    letters put together from interchangeable phrases.
    days: contributions by day, in the order of time; groups: by the group of the contributor.
    examples, additions: pairs of the id of a contribution and a text.
    """

    id: str
    kind: str
    contributions: int
    distinct_texts: int
    distinct_contributors: int | None
    with_additions: int
    days: tuple[tuple[date, int], ...]
    groups: Mapping[str, int]
    template: Template | None
    examples: tuple[tuple[str, str], ...]
    additions: tuple[tuple[str, str], ...]
    words: int

    @property
    def doubts(self) -> list[str]:
        """What speaks against its being a campaign, as sentences."""
        found = []
        if self.words <= _SHORT:
            found.append(
                f"The text has {self.words} words: people may have written it without each other."
            )
        if self.contributions < 10:
            found.append(f"There are only {self.contributions} contributions.")
        if self.with_additions >= _OWN * self.contributions:
            found.append(
                f"In {self.with_additions} of {self.contributions} contributions the signers wrote "
                "something of their own: they may quote the same passage, not sign the same letter."
            )
        senders = self.distinct_contributors
        if senders is None:
            found.append("It is not known who sent the contributions.")
        elif senders == 1:
            found.append("All of it comes from one contributor, who may have sent it repeatedly.")
        elif senders < _CLOSE * self.contributions:
            found.append(
                f"{self.contributions} contributions come from only {senders} contributors."
            )
        if self.days:
            first, last = self.days[0][0], self.days[-1][0]
            busiest = max(count for _, count in self.days)
            dated = sum(count for _, count in self.days)
            span = (last - first).days + 1
            if span >= _SPREAD and busiest < _PEAK * dated:
                found.append(
                    f"It is spread evenly over {span} days; no day has more than {busiest}."
                )
        return found

    def as_dict(self) -> dict[str, Any]:
        """The campaign as campaigns.json has it (docs/reference/formats.md)."""
        return {
            "id": self.id,
            "kind": self.kind,
            "contributions": self.contributions,
            "distinct_texts": self.distinct_texts,
            "distinct_contributors": self.distinct_contributors,
            "with_additions": self.with_additions,
            "first": self.days[0][0].isoformat() if self.days else None,
            "last": self.days[-1][0].isoformat() if self.days else None,
            "days": [[day.isoformat(), count] for day, count in self.days],
            "groups": dict(sorted(self.groups.items())),
            "template": _template_as_list(self.template),
            "template_letters": self.template.letters if self.template else None,
            "any_order": self.template is not None and not self.template.in_order,
            "examples": _pairs(self.examples),
            "additions": _pairs(self.additions),
            "doubts": self.doubts,
        }


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"id": name, "text": text} for name, text in pairs]


def _template_as_list(template: Template | None) -> list[dict[str, Any]]:
    return [
        (
            {"fixed": slot.alternatives[0].text}
            if slot.fixed
            else {"slot": [{"text": one.text, "count": one.count} for one in slot.alternatives]}
        )
        | {"letters": slot.letters, "others": slot.others, "sentence": slot.sentence + 1}
        for slot in (template.slots if template else ())
    ]

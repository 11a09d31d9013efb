"""Passages that must stay on one side when some are learned from and others judged.

Passages of one contribution share words, and so do copies of one form letter or of one text: a
method that has seen one has seen the other.
"""

import random
from collections.abc import Sequence

from rapporteur.core.coding.proposals import Candidate, Example


def blocks(candidates: Sequence[Candidate]) -> list[int]:
    """The number of each candidate's block; those that share a contribution, a campaign or, word
    for word, a text share a block, at however many removes."""
    parent = list(range(len(candidates)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    first: dict[tuple[str, str], int] = {}
    for at, candidate in enumerate(candidates):
        text = " ".join(candidate.text.casefold().split())
        for kind, key in (
            ("contribution", candidate.contribution),
            ("campaign", candidate.campaign),
            ("text", text),
        ):
            if key:
                one, other = root(first.setdefault((kind, key), at)), root(at)
                parent[max(one, other)] = min(one, other)
    return [root(at) for at in range(len(candidates))]


def parted(
    examples: Sequence[Example], share: float, seed: int
) -> tuple[list[Example], list[Example]]:
    """`examples` to learn from and to judge by, the latter about `share` of them, by blocks.

    The same seed parts the same examples alike, in whatever order they are given.
    """
    held: dict[int, list[Example]] = {}
    numbers = blocks([example.candidate for example in examples])
    for number, example in zip(numbers, examples, strict=True):
        held.setdefault(number, []).append(example)
    groups = sorted(held.values(), key=lambda group: min(each.candidate.id for each in group))
    random.Random(seed).shuffle(groups)  # noqa: S311 (no secret)
    learn: list[Example] = []
    judge: list[Example] = []
    for group in groups:
        (judge if len(judge) < share * len(examples) else learn).extend(group)
    return learn, judge

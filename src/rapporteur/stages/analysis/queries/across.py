"""Where the groups of a consultation agree on a theme, and where they part."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapporteur.core.evidence.coder import Spread
from rapporteur.core.evidence.consensus import Divergence, Taken, consensus, divergences
from rapporteur.core.evidence.quantifiers.checking import Coder
from rapporteur.core.evidence.quantifiers.policy import Policy, Range
from rapporteur.stages.analysis.choices import CodingState, Stance
from rapporteur.stages.analysis.models import Coding, Theme
from rapporteur.stages.analysis.queries.carried import whom_they_carry
from rapporteur.stages.analysis.queries.codings import analysed
from rapporteur.stages.contributions.queries import current_versions
from rapporteur.stages.stakeholders.models import Group
from rapporteur.stages.stakeholders.queries import groups as groups_of


@dataclass(frozen=True)
class Counted:
    """Who takes a stance, of those who address the theme with any, in contributions.

    low, high: the 95 per cent interval of the true number, for error of coding alone.
    """

    taken: Taken
    low: int
    high: int


@dataclass(frozen=True)
class StanceAcross:
    """A stance on a theme, over all and in each group.

    by_group: in the order of the groups. carried: how many States or others those statements carry
    besides. most_fails: the chance that "most take it" would be broken, given how often a coding is
    right. alike: group-aware consensus, 0 to 1, None where none of them is
    in a group. apart: the group that differs most from all others,
    with how far; None where one group alone addresses the theme.
    """

    stance: Stance
    whole: Counted
    by_group: tuple[Counted, ...]
    carried: int
    most_fails: float
    alike: float | None
    apart: Divergence | None
    apart_group: Group | None

    @property
    def fails(self) -> int:
        """The chance that "most" fails, in whole hundredths."""
        return round(100 * self.most_fails)


@dataclass(frozen=True)
class Across:
    """groups: those that address the theme with a stance that a person confirmed. lines: one for
    each stance that anybody takes. coder: how often a coding is taken to be right."""

    groups: tuple[Group, ...]
    lines: tuple[StanceAcross, ...]
    coder: Coder

    @property
    def right(self) -> int:
        """How many of 100 codings with a stance are taken to be right."""
        return round(100 * self.coder.right_yes)


def across_groups(theme: Theme, *, coder: Coder, policy: Policy, language: str = "en") -> Across:
    """Each stance on a theme in each group, in contributions that a person confirmed.

    The denominator is those (of the group) that address the theme with any stance. coder: how
    often a coding is right. policy, language: whose "most" is asked for. The contributions are
    counted without reading their passages, in a number of queries that does not grow with them.
    """
    taking, group_of = _stances(theme)
    present = set(group_of.values())
    groups = tuple(group for group in groups_of(theme.codebook.consultation) if group.pk in present)
    carried = whom_they_carry(group_of)
    promise = _most(policy, language)
    lines = []
    for stance in Stance:
        saying = taking.get(stance, set())
        if not saying:
            continue
        taken = {group.key: _taken(saying, group_of, group.pk) for group in groups}
        whole = Taken(len(saying), len(group_of))
        apart = next(iter(divergences(taken)), None)
        by_key = {group.key: group for group in groups}
        lines.append(
            StanceAcross(
                stance,
                _counted(whole, coder),
                tuple(_counted(each, coder) for each in taken.values()),
                len(frozenset[str]().union(*(carried.get(pk, frozenset()) for pk in saying))),
                _fails(whole, coder, promise),
                consensus(taken) if taken else None,
                apart,
                by_key[apart.group] if apart else None,
            )
        )
    return Across(groups, tuple(lines), coder)


def _stances(theme: Theme) -> tuple[dict[str, set[int]], dict[int, int | None]]:
    """By stance, the contributions that take it; and the group of each that takes any."""
    contributions = analysed(theme.codebook.consultation, public_only=False)
    rows = (
        Coding.objects.filter(
            theme=theme,
            state=CodingState.CONFIRMED,
            ended_at__isnull=True,
            passage__version__in=current_versions(contributions).values("pk"),
        )
        .exclude(stance="")
        .order_by()
        .values_list("stance", "passage__contribution_id", "passage__contribution__group_id")
        .distinct()
    )
    taking: dict[str, set[int]] = defaultdict(set)
    group_of: dict[int, int | None] = {}
    for stance, contribution, group in rows:
        taking[stance].add(contribution)
        group_of[contribution] = group
    return taking, group_of


def _taken(saying: Iterable[int], group_of: dict[int, int | None], group: int) -> Taken:
    return Taken(
        sum(group_of[pk] == group for pk in saying),
        sum(each == group for each in group_of.values()),
    )


def _counted(taken: Taken, coder: Coder) -> Counted:
    spread = Spread(taken.said, taken.addressed, coder.right_yes, coder.right_no)
    return Counted(taken, *spread.interval())


def _most(policy: Policy, language: str) -> Range:
    """What "most" promises in a language, in English where the policy has none there."""
    held = {each.language: each.range for each in policy.quantifiers if each.key == "most"}
    return held.get(language) or held.get("en") or Range(count_from=1)


def _fails(taken: Taken, coder: Coder, promise: Range) -> float:
    low, high = promise.numbers(taken.addressed)
    if low > high:
        return 1.0
    spread = Spread(taken.said, taken.addressed, coder.right_yes, coder.right_no)
    return 1 - spread.between(low, high)

"""Where the groups of a consultation agree on a theme, and where they part."""

from dataclasses import dataclass

from rapporteur.core.evidence.consensus import Divergence, Taken, consensus, divergences
from rapporteur.stages.analysis.choices import Stance
from rapporteur.stages.analysis.models import Theme
from rapporteur.stages.analysis.queries.evidence import evidence_for
from rapporteur.stages.stakeholders.models import Group
from rapporteur.stages.stakeholders.queries import groups as groups_of


@dataclass(frozen=True)
class StanceAcross:
    """A stance on a theme in each group.

    taken: in the order of the groups. alike: group-aware consensus, 0 to 1. apart: the group that
    differs most from all others, with how far; None where one group alone addresses the theme.
    """

    stance: Stance
    taken: tuple[Taken, ...]
    alike: float
    apart: Divergence | None
    apart_group: Group | None


@dataclass(frozen=True)
class Across:
    """groups: those that address the theme with a stance that a person confirmed. lines: one for
    each stance that anybody takes."""

    groups: tuple[Group, ...]
    lines: tuple[StanceAcross, ...]


def across_groups(theme: Theme) -> Across:
    """Each stance on a theme in each group, in contributions that a person confirmed.

    The denominator is those of the group that address the theme with any stance.
    """
    held = evidence_for(theme)
    stanced = [backing for backing in held.backings if backing.stances]
    found = []
    groups = tuple(
        group
        for group in groups_of(theme.codebook.consultation)
        if any(backing.contribution.group_id == group.pk for backing in stanced)
    )
    for stance in Stance:
        if not any(stance in backing.stances for backing in stanced):
            continue
        taken = {
            group.key: Taken(
                sum(
                    stance in backing.stances
                    for backing in stanced
                    if backing.contribution.group_id == group.pk
                ),
                sum(backing.contribution.group_id == group.pk for backing in stanced),
            )
            for group in groups
        }
        if not taken:
            continue
        apart = next(iter(divergences(taken)), None)
        by_key = {group.key: group for group in groups}
        found.append(
            StanceAcross(
                stance,
                tuple(taken.values()),
                consensus(taken),
                apart,
                by_key[apart.group] if apart else None,
            )
        )
    return Across(groups, tuple(found))

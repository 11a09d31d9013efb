"""Themes × groups."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from rapporteur.stages.analysis.choices import CodingState
from rapporteur.stages.analysis.models import Codebook, Coding, Theme
from rapporteur.stages.analysis.queries.codebooks import branches, codebook_in_force
from rapporteur.stages.analysis.queries.codings import analysed
from rapporteur.stages.analysis.rules import Counts, Speaker, count
from rapporteur.stages.contributions.models import Contribution, Signatory
from rapporteur.stages.contributions.queries import current_versions
from rapporteur.stages.contributions.rules import name_key
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.models import Group
from rapporteur.stages.stakeholders.queries import groups as groups_of

COUNTED = (CodingState.CONFIRMED, CodingState.PROPOSED)


@dataclass(frozen=True)
class ThemeRow:
    """A theme, how deep it stands in the codebook, its counts by group and over all groups.

    It counts what is coded with the theme itself: the themes under it have rows of their own.
    """

    theme: Theme
    depth: int
    cells: tuple[Counts, ...]
    total: Counts


@dataclass(frozen=True)
class ThemeTable:
    """Themes down, groups across; None stands for no group, and is there only where needed.

    totals: by group, what is coded at all, with any theme. contributions: how many there are to
    code, coded or not. confirmed_only: whether proposals of a method are left out. public_only:
    whether it rests on published contributions alone.
    """

    consultation: Consultation
    codebook: Codebook | None
    groups: tuple[Group | None, ...]
    rows: tuple[ThemeRow, ...]
    totals: tuple[Counts, ...]
    total: Counts
    contributions: int
    confirmed_only: bool
    public_only: bool

    @property
    def spoken(self) -> tuple[ThemeRow, ...]:
        """The rows of the themes that anybody speaks of."""
        return tuple(row for row in self.rows if row.total)

    @property
    def unspoken(self) -> tuple[Theme, ...]:
        """The themes that nobody speaks of, as far as they are coded."""
        return tuple(row.theme for row in self.rows if not row.total)


def themes_by_group(
    consultation: Consultation, *, confirmed_only: bool = False, before: datetime | None = None
) -> ThemeTable:
    """Count the codings in force by theme and group, each cell three ways (`rules.Counts`).

    Proposals are counted as well unless `confirmed_only`; each cell says how many rest on them
    alone. Rejected codings never count. before: only contributions registered before that instant
    (the cut-off of a report).
    """
    return _Counted(consultation, public_only=False, before=before).table(confirmed_only)


def themes_both_ways(
    consultation: Consultation, *, before: datetime | None = None
) -> tuple[ThemeTable, ThemeTable]:
    """The same with the proposals and without them, from one reading."""
    counted = _Counted(consultation, public_only=False, before=before)
    return counted.table(confirmed_only=False), counted.table(confirmed_only=True)


def public_themes_by_group(
    consultation: Consultation, *, confirmed_only: bool = False
) -> ThemeTable:
    """The same from published contributions alone: all that the public may see of it."""
    return _Counted(consultation, public_only=True).table(confirmed_only)


class _Counted:
    """What a table counts, read once: who speaks, and what each speaks of."""

    def __init__(
        self, consultation: Consultation, *, public_only: bool, before: datetime | None = None
    ) -> None:
        self.consultation = consultation
        self.public_only = public_only
        contributions = analysed(consultation, public_only=public_only, before=before)
        self.speakers = speakers_of(contributions)
        self.codebook = codebook_in_force(consultation)
        self.coded, self.confirmed = _coded(contributions, self.codebook)
        self.groups: list[Group | None] = list(groups_of(consultation))
        if any(speaker.group is None for speaker in self.speakers.values()):
            self.groups.append(None)

    def table(self, confirmed_only: bool) -> ThemeTable:
        coded, confirmed = self.confirmed if confirmed_only else self.coded, self.confirmed
        rows = tuple(
            ThemeRow(
                branch.theme,
                branch.depth,
                *self._counts(coded[branch.theme.pk], confirmed[branch.theme.pk]),
            )
            for branch in branches(self.codebook)
        )
        totals, total = self._counts(
            set[int]().union(*coded.values()), set[int]().union(*confirmed.values())
        )
        return ThemeTable(
            consultation=self.consultation,
            codebook=self.codebook,
            groups=tuple(self.groups),
            rows=rows,
            totals=totals,
            total=total,
            contributions=len(self.speakers),
            confirmed_only=confirmed_only,
            public_only=self.public_only,
        )

    def _counts(
        self, contributions: Iterable[int], confirmed: set[int]
    ) -> tuple[tuple[Counts, ...], Counts]:
        """By group, and over all groups."""
        found = [self.speakers[each] for each in contributions]
        by_group = defaultdict(list)
        for speaker in found:
            by_group[speaker.group].append(speaker)
        cells = tuple(
            count(by_group[group.pk if group else None], confirmed) for group in self.groups
        )
        return cells, count(found, confirmed)


def _coded(
    contributions: QuerySet[Contribution], codebook: Codebook | None
) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """By theme, the contributions coded with it, and those of them that a person confirmed."""
    found = Coding.objects.filter(
        theme__codebook=codebook,
        ended_at__isnull=True,
        state__in=COUNTED,
        passage__version__in=current_versions(contributions).values("pk"),
    )
    coded: dict[int, set[int]] = defaultdict(set)
    confirmed: dict[int, set[int]] = defaultdict(set)
    lines = found.order_by().values_list("theme_id", "passage__contribution_id", "state").distinct()
    for theme, contribution, state in lines:
        coded[theme].add(contribution)
        if state == CodingState.CONFIRMED:
            confirmed[theme].add(contribution)
    return coded, confirmed


def speakers_of(contributions: QuerySet[Contribution]) -> dict[int, Speaker]:
    """Each of these contributions as it is counted, by its key.

    Who speaks in it: by entity, else by the words of the name, and every signatory besides; one
    without any name is taken for another than all the rest.
    """
    fingerprints = dict(
        current_versions(contributions).order_by().values_list("contribution_id", "fingerprint")
    )
    signed: dict[int, set[object]] = defaultdict(set)
    signatories = Signatory.objects.filter(contribution__in=contributions.values("pk"), lead=False)
    for pk, entity, name in signatories.order_by().values_list("contribution", "entity", "name"):
        signed[pk].add(entity or name_key(name))
    lines = contributions.order_by().values_list("pk", "group", "entity", "contributor")
    return {
        pk: Speaker(
            contribution=pk,
            group=group,
            fingerprint=fingerprints.get(pk, ""),
            contributors=frozenset(
                {entity or name_key(contributor) or ("nameless", pk), *signed[pk]}
            ),
        )
        for pk, group, entity, contributor in lines
    }

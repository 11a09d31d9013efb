"""Reading the stakeholders.

A *day* below is the day for which a list is asked: memberships begin and end, so who is asked
depends on it. Where none is given it is the day on which the consultation was announced.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.choices import Basis
from rapporteur.stages.stakeholders.models import (
    Category,
    Eligibility,
    Entity,
    Group,
    Merge,
    NameKey,
    Placement,
    StatedFigure,
)
from rapporteur.stages.stakeholders.rules import name_key
from rapporteur.stages.stakeholders.states import member_states
from rapporteur.stages.stakeholders.states.lookup import find_state


def day_of(consultation: Consultation) -> date:
    """The day for which its lists are read: that of its announcement, in UTC; before, today."""
    return (consultation.announced_at or timezone.now()).astimezone(UTC).date()


def groups(consultation: Consultation) -> QuerySet[Group]:
    """The stakeholder groups of a consultation, in the order of its tables."""
    return Group.objects.filter(consultation=consultation)


def eligibilities(consultation: Consultation) -> QuerySet[Eligibility]:
    """The categories that a consultation asks, the first to apply first."""
    return (
        Eligibility.objects.filter(consultation=consultation)
        .select_related("category")
        .order_by("precedence")
    )


def placements(consultation: Consultation) -> QuerySet[Placement]:
    """The decisions in force on who is counted in which group."""
    return Placement.objects.filter(consultation=consultation, ended_at__isnull=True)


def group_of(consultation: Consultation, entity: Entity) -> Group | None:
    """The group in which an entity was placed by a decision; None where nobody has decided."""
    held = placements(consultation).filter(entity=entity).select_related("group").first()
    return held.group if held else None


def suggested_group(
    consultation: Consultation, entity: Entity, on: date | None = None
) -> Group | None:
    """The group that the category under which an entity is asked suggests; a person decides.

    None where it stands on no list that the consultation asks, or its list suggests no group.
    """
    asked = category_of(consultation, entity, on)
    if asked is None or not asked.suggests:
        return None
    return groups(consultation).filter(key=asked.suggests).first()


def category_of(
    consultation: Consultation, entity: Entity, on: date | None = None
) -> Category | None:
    """The list under which an entity is asked: of those it stands on, the lowest precedence."""
    asking = _asking(consultation, on or day_of(consultation), entity)
    first = asking.select_related("category").first()
    return first.category if first else None


def entities() -> QuerySet[Entity]:
    """Every entity that stands for itself: those merged into another are left out."""
    merged = Merge.objects.filter(merged=OuterRef("pk"), undone_at__isnull=True)
    return Entity.objects.filter(~Exists(merged))


def eligible(consultation: Consultation, on: date | None = None) -> QuerySet[Entity]:
    """The entities on a list that the consultation asks, valid on the day, each once.

    Each carries `asked_as`, the primary key of the category under which it is asked: it is listed
    under the first, "not otherwise included in one of those groups" (A/66/77, para. 8), and
    `placed_in`, that of the group in which it was placed, or None.
    """
    return known_to(consultation, on).filter(Q(asked_as__isnull=False))


def of_consultation(consultation: Consultation, on: date | None = None) -> QuerySet[Entity]:
    """Those asked, and those placed in a group without being on a list (of their own accord)."""
    return known_to(consultation, on).filter(Q(asked_as__isnull=False) | Q(placed_in__isnull=False))


def known_to(consultation: Consultation, on: date | None = None) -> QuerySet[Entity]:
    """Every entity there is, with `asked_as` and `placed_in` as in `eligible` (None where not)."""
    asking = _asking(consultation, on or day_of(consultation), OuterRef("pk"))
    placed = placements(consultation).filter(entity=OuterRef("pk"))
    return entities().annotate(
        asked_as=Subquery(asking.values("category_id")[:1]),
        placed_in=Subquery(placed.values("group_id")[:1]),
    )


def _asking(
    consultation: Consultation, on: date, entity: Entity | OuterRef
) -> QuerySet[Eligibility]:
    """The eligibilities that an entity has through a membership valid on the day, best first.

    One `filter`, so that the entity and the days are those of one and the same membership.
    """
    start, end = "category__memberships__valid_from", "category__memberships__valid_to"
    return Eligibility.objects.filter(
        Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": on}),
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": on}),
        consultation=consultation,
        category__memberships__entity=entity,
    ).order_by("precedence")


def kept(entity: Entity) -> Entity:
    """The entity itself, or the one that it was merged into, however often."""
    merge = entity.merged_away.filter(undone_at__isnull=True).select_related("kept").first()
    return kept(merge.kept) if merge else entity


def find_entity(name: str) -> Entity | None:
    """The entity that a name or acronym means, in any language; None where none, or several, do.

    A State is found by whatever name it goes ("Russia", "Côte d'Ivoire", "GBR").
    """
    if state := find_state(name):
        return Entity.objects.filter(listed_key=state_key(state.iso3)).first()
    key = name_key(name)
    found = list(entities().filter(name_keys__key=key).distinct()[:2]) if key else []
    return found[0] if len(found) == 1 else None


def named(said: str) -> QuerySet[Entity]:
    """The entities of a number (primary key), or of a whole name or acronym."""
    about = Q(name_keys__key=name_key(said))
    if said.isdecimal() and len(said) < 19:
        about |= Q(pk=int(said))
    return entities().filter(about).distinct()


def state_key(iso3: str) -> str:
    """What names a Member State on the bundled list."""
    return f"un-member:{iso3}"


def known_keys(keys: Iterable[str]) -> int:
    """How many of these keys of lists name an entity that is there."""
    return len(by_listed_key(keys))


def by_listed_key(keys: Iterable[str]) -> dict[str, int]:
    """The primary keys of the entities that these keys of lists name; asked for by the thousand."""
    wanted = list(keys)
    found: dict[str, int] = {}
    for start in range(0, len(wanted), 1000):
        there = Entity.objects.filter(listed_key__in=wanted[start : start + 1000])
        found.update(there.order_by().values_list("listed_key", "pk"))
    return found


def search(found: QuerySet[Entity], words: str) -> QuerySet[Entity]:
    """Those of `found` in one of whose names every word occurs; all of them where none is given."""
    keys = NameKey.objects.filter(entity=OuterRef("pk"))
    for word in name_key(words).split()[:10]:
        keys = keys.filter(key__contains=word)
    return found.filter(Exists(keys)) if name_key(words) else found


@dataclass(frozen=True)
class Asked:
    """Three counts that are never one (A/66/77, para. 8).

    invited: entities that letters go to; eligible: those and the others that may take part;
    sought: numbers that a source states and that nobody can count here.
    """

    invited: int
    eligible: int
    sought: tuple[StatedFigure, ...]


def counts(consultation: Consultation, on: date | None = None) -> Asked:
    """How many are invited, how many are eligible, and of how many input was sought, as stated."""
    invited = eligibilities(consultation).filter(basis=Basis.INVITED).values("category_id")
    all_of_them = eligible(consultation, on)
    return Asked(
        invited=all_of_them.filter(Q(asked_as__in=invited)).count(),
        eligible=all_of_them.count(),
        sought=tuple(StatedFigure.objects.filter(consultation=consultation)),
    )


@dataclass(frozen=True)
class Breakdown:
    """The entities of a consultation, counted four ways. A None key is "not known" or "not yet".

    by_group: the group decided, or else the one suggested; by_category; by_region: as known, or
    else that of the country, where it is a Member State; by_mark: the
    least developed, landlocked developing and small island developing States and those from them
    ("ldc", "lldc", "sids"; one entity may count under several).
    """

    total: int
    undecided: int
    by_group: dict[int | None, int]
    by_category: dict[int | None, int]
    by_region: dict[str, int]
    by_mark: dict[str, int]


def breakdown(consultation: Consultation, on: date | None = None) -> Breakdown:
    """The entities of a consultation by group, category, region and the marks of their country."""
    rows = list(
        of_consultation(consultation, on)
        .order_by()
        .values_list(F("asked_as"), F("placed_in"), "region", "country")
        .annotate(count=Count("pk"))
    )
    by_key = {group.key: group.pk for group in groups(consultation)}
    suggests = dict(Category.objects.values_list("pk", "suggests"))
    marked = marked_countries()
    regions = {state.iso3: state.region for state in member_states()}
    by_group: Counter[int | None] = Counter()
    by_category: Counter[int | None] = Counter()
    by_region: Counter[str] = Counter()
    by_mark = dict.fromkeys(marked, 0)
    undecided = 0
    for asked_as, placed_in, region, country, count in rows:
        group = placed_in or by_key.get(suggests.get(asked_as, ""))
        undecided += 0 if placed_in else count
        by_group[group] += count
        by_category[asked_as] += count
        by_region[region or regions.get(country, "")] += count
        for mark, countries in marked.items():
            by_mark[mark] += count if country in countries else 0
    return Breakdown(
        total=sum(by_group.values()),
        undecided=undecided,
        by_group=dict(by_group),
        by_category=dict(by_category),
        by_region=dict(by_region),
        by_mark=by_mark,
    )


def marked_countries() -> dict[str, frozenset[str]]:
    """The ISO 3166-1 codes (three letters) of the least developed, landlocked and island States."""
    states = member_states()
    return {
        "ldc": frozenset(state.iso3 for state in states if state.ldc),
        "lldc": frozenset(state.iso3 for state in states if state.lldc),
        "sids": frozenset(state.iso3 for state in states if state.sids),
    }


@dataclass(frozen=True)
class Resemblance:
    """Two entities that may be one, and why a person should look."""

    first: Entity
    second: Entity
    reason: str


def near_duplicates(found: Iterable[Entity] | None = None, most: int = 100) -> list[Resemblance]:
    """Pairs of entities that share a name or an acronym, whatever case, accents or language.

    found: look for the doubles of these alone; without it, of all. A pair is told once.
    """
    shared = (
        NameKey.objects.filter(entity__in=entities())
        .values("key")
        .annotate(times=Count("entity", distinct=True))
        .filter(times__gt=1)
        .order_by("key")
    )
    if found is not None:
        shared = shared.filter(
            key__in=NameKey.objects.filter(entity__in=found).order_by().values("key")
        )
    keys = [row["key"] for row in shared[:most]]
    named: dict[str, list[Entity]] = {key: [] for key in keys}
    for row in (
        NameKey.objects.filter(key__in=keys, entity__in=entities())
        .select_related("entity")
        .order_by("key", "entity_id")
    ):
        named[row.key].append(row.entity)
    pairs: dict[tuple[int, int], Resemblance] = {}
    for key, (first, *others) in named.items():
        for other in others:
            pairs.setdefault(
                (first.pk, other.pk), Resemblance(first, other, _why(key, first, other))
            )
    return list(pairs.values())[:most]


def _why(key: str, first: Entity, second: Entity) -> str:
    if key in (name_key(first.acronym), name_key(second.acronym)):
        return _("both go by the acronym or name “%(key)s”") % {"key": key.upper()}
    return _("both are called “%(key)s”, leaving out case, accents and punctuation") % {"key": key}

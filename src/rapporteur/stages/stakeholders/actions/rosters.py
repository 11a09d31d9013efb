"""Many entities at a time: the Member States, and the lines of a roster."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.stages.stakeholders import queries
from rapporteur.stages.stakeholders.actions.entities import index_names
from rapporteur.stages.stakeholders.actions.lists import add_category
from rapporteur.stages.stakeholders.choices import EntityKind, UsualGroup
from rapporteur.stages.stakeholders.models import (
    Category,
    Contact,
    Entity,
    Membership,
)
from rapporteur.stages.stakeholders.rules import (
    MEMBER_STATE,
    MEMBER_STATE_NAMES,
)
from rapporteur.stages.stakeholders.states import member_states


@transaction.atomic
def load_member_states(*, by: User | str, on: date | None = None) -> list[Entity]:
    """The Member States of the United Nations, on the list "member-state" since their admission.

    on: only those that were Members that day (191 on 14 January 2004, 192 on 7 October 2010);
    the dates of admission keep the lists right, so loading all 193 is as good. Names are those of
    the bundled list, in six languages. What is there already stays as it is.
    """
    category = add_category(
        key=MEMBER_STATE,
        names=MEMBER_STATE_NAMES,
        suggests=UsualGroup.GOVERNMENTS.value,
        by=by,
    )
    states = {queries.state_key(state.iso3): state for state in member_states(on)}
    there = set(Entity.objects.filter(listed_key__in=states).values_list("listed_key", flat=True))
    missing = [
        Entity(
            kind=EntityKind.STATE,
            names=dict(state.names),
            country=state.iso3,
            region=state.region,
            source=_SOURCE,
            listed_key=key,
        )
        for key, state in states.items()
        if key not in there
    ]
    Entity.objects.bulk_create(missing)
    index_names(missing)
    loaded = list(Entity.objects.filter(listed_key__in=states).order_by("id"))
    enrolled = set(
        Membership.objects.filter(category=category).values_list("entity_id", "valid_from")
    )
    Membership.objects.bulk_create(
        [
            Membership(
                entity=entity,
                category=category,
                valid_from=states[entity.listed_key].admitted,
                source=_SOURCE,
            )
            for entity in loaded
            if (entity.pk, states[entity.listed_key].admitted) not in enrolled
        ]
    )
    if missing:
        record("stakeholders.load_member_states", category, by=by, added=len(missing))
    return loaded


_SOURCE = "Member States of the United Nations, with dates of admission"


@dataclass(frozen=True)
class Listed:
    """What one line of a roster says of an entity; line: as a person counts.

    listed_key: what names it on its list, so that taking the list again changes nothing.
    """

    line: int
    listed_key: str
    category: Category
    kind: EntityKind
    names: Mapping[str, str]
    acronym: str = ""
    country: str = ""
    region: str = ""
    language: str = "en"
    address: str = ""
    telephone: str = ""
    fax: str = ""
    email: str = ""
    contact: str = ""
    title: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


_OF_ENTITY = (
    "listed_key",
    "kind",
    "acronym",
    "country",
    "region",
    "language",
    "address",
    "telephone",
    "fax",
    "email",
)


@transaction.atomic
def take_listed(rows: Sequence[Listed], *, source: str, by: User | str) -> int:
    """Add the entities of a roster that are not there yet, and put all of them on their lists.

    Those that are there keep what is known of them. Returns how many were added.
    """
    there = queries.by_listed_key(row.listed_key for row in rows)
    missing = [row for row in rows if row.listed_key not in there]
    added = Entity.objects.bulk_create(
        [
            Entity(
                names=dict(row.names),
                source=source,
                **{field: getattr(row, field) for field in _OF_ENTITY},
            )
            for row in missing
        ],
        batch_size=1000,
    )
    index_names(added)
    everyone = there | {entity.listed_key: entity.pk for entity in added}
    Contact.objects.bulk_create(
        [
            Contact(entity_id=everyone[row.listed_key], name=row.contact, title=row.title)
            for row in missing
            if row.contact
        ],
        batch_size=1000,
    )
    lists = {row.category.pk: row.category for row in rows}
    enrolled = set(
        Membership.objects.filter(category__in=lists).values_list("entity_id", "category_id")
    )
    Membership.objects.bulk_create(
        [
            Membership(
                entity_id=everyone[row.listed_key],
                category=row.category,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                source=source,
            )
            for row in rows
            if (everyone[row.listed_key], row.category.pk) not in enrolled
        ],
        batch_size=1000,
    )
    for category in lists.values():
        new = sum(row.category.pk == category.pk for row in missing)
        if new:
            record("stakeholders.take_listed", category, by=by, added=new, source=source)
    return len(missing)

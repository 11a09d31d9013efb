"""Entities, the lists they stand on, and whom to write to."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.stakeholders.choices import EntityKind
from rapporteur.stages.stakeholders.models import (
    Category,
    Contact,
    Entity,
    Membership,
    NameKey,
)
from rapporteur.stages.stakeholders.rules import (
    name_key,
)


@transaction.atomic
def add_entity(
    *,
    kind: EntityKind | str,
    names: Mapping[str, str],
    by: User | str,
    acronym: str = "",
    country: str = "",
    region: str = "",
    language: str = "en",
    address: str = "",
    telephone: str = "",
    fax: str = "",
    email: str = "",
    own_accord: bool = False,
    source: str = "",
    listed_key: str = "",
) -> Entity:
    """A State, an organization or an individual, known from now on to every consultation.

    names: by language code. country: ISO 3166-1, three letters. listed_key: what names it on the
    list it came from; the same again gives the entity that is there, unchanged.
    """
    if listed_key and (there := Entity.objects.filter(listed_key=listed_key).first()):
        return there
    entity = Entity.objects.create(
        kind=kind,
        names=dict(names),
        acronym=acronym,
        country=country,
        region=region,
        language=language,
        address=address,
        telephone=telephone,
        fax=fax,
        email=email,
        own_accord=own_accord,
        source=source,
        listed_key=listed_key,
    )
    index_names([entity])
    record("stakeholders.add_entity", entity, by=by, kind=kind, source=source)
    return entity


@transaction.atomic
def amend_entity(entity: Entity, *, by: User | str, **changes: Any) -> Entity:
    """Correct what is known of an entity. The audit entry names the fields, not the addresses."""
    changed = sorted(name for name, value in changes.items() if getattr(entity, name) != value)
    if not changed:
        return entity
    for name in changed:
        setattr(entity, name, changes[name])
    entity.save(update_fields=changed)
    entity.name_keys.all().delete()
    index_names([entity])
    record("stakeholders.amend_entity", entity, by=by, fields=changed)
    return entity


def index_names(entities: Iterable[Entity]) -> None:
    """Write down the forms under which entities are found."""
    NameKey.objects.bulk_create(
        [
            NameKey(entity=entity, key=key)
            for entity in entities
            for key in sorted({name_key(name) for name in [*entity.names.values(), entity.acronym]})
            if key
        ],
        batch_size=1000,
    )


@transaction.atomic
def enrol(
    entity: Entity,
    category: Category,
    *,
    by: User | str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    source: str = "",
) -> Membership:
    """Put an entity on an accreditation list from a day on; once per list and day.

    valid_from None: since always, as far as the list says. Both days are included.
    """
    membership, created = Membership.objects.get_or_create(
        entity=entity,
        category=category,
        valid_from=valid_from,
        defaults={"valid_to": valid_to, "source": source},
    )
    if created:
        record("stakeholders.enrol", membership, by=by, category=category.key, source=source)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, on: date, by: User | str) -> Membership:
    """Note the last day on which an entity stands on a list. The row stays as history."""
    if membership.valid_to == on:
        return membership
    if membership.valid_from and on < membership.valid_from:
        raise Refused(
            _("The membership was not ended."),
            _("%(day)s lies before the day on which it began.") % {"day": on.isoformat()},
            _("Choose a later day."),
        )
    membership.valid_to = on
    membership.save(update_fields=["valid_to"])
    record("stakeholders.end_membership", membership, by=by, on=on)
    return membership


@transaction.atomic
def add_contact(
    entity: Entity,
    *,
    name: str,
    by: User | str,
    title: str = "",
    family_name: str = "",
    office: str = "",
    email: str = "",
    telephone: str = "",
    focal_point: bool = False,
) -> Contact:
    """A person who may be written to for an entity; once per name and e-mail address.

    title: "Mr.", "Ms.", … or empty; with the family name (or the name) it decides how a letter
    greets. focal_point: confirms what the
    entity sends, and is written to before the others.
    """
    contact, created = Contact.objects.get_or_create(
        entity=entity,
        name=name,
        email=email,
        defaults={
            "title": title,
            "family_name": family_name,
            "office": office,
            "telephone": telephone,
            "focal_point": focal_point,
        },
    )
    if created:
        record("stakeholders.add_contact", contact, by=by, focal_point=focal_point)
    return contact

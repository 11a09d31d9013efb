"""Changing who is to be asked."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders import queries
from rapporteur.stages.stakeholders.choices import Basis, EntityKind, UsualGroup
from rapporteur.stages.stakeholders.models import (
    Category,
    Constituency,
    Contact,
    Eligibility,
    Entity,
    Group,
    Membership,
    Merge,
    NameKey,
    Placement,
    StatedFigure,
)
from rapporteur.stages.stakeholders.rules import (
    MEMBER_STATE,
    MEMBER_STATE_NAMES,
    USUAL_GROUPS,
    name_key,
)
from rapporteur.stages.stakeholders.states import member_states


@transaction.atomic
def define_usual_groups(consultation: Consultation, *, by: User | str) -> list[Group]:
    """The four groups of the table in A/66/77: Governments, international organizations, civil
    society, private sector. Those already there stay as they are."""
    return [
        add_group(consultation, key=usual.value, names=names, by=by)
        for usual, names in USUAL_GROUPS.items()
    ]


@transaction.atomic
def add_group(
    consultation: Consultation,
    *,
    key: str,
    names: Mapping[str, str],
    by: User | str,
    order: int | None = None,
) -> Group:
    """A row of the consultation's tables; last in order where no `order` is given.

    The same key again changes nothing and gives the group that is there.
    """
    if order is None:
        last = queries.groups(consultation).aggregate(last=Max("order"))["last"]
        order = 0 if last is None else last + 1
    group, created = Group.objects.get_or_create(
        consultation=consultation, key=key, defaults={"names": dict(names), "order": order}
    )
    if created:
        record("stakeholders.add_group", group, by=by, consultation=consultation.slug, key=key)
    return group


@transaction.atomic
def add_constituency(
    consultation: Consultation, *, key: str, names: Mapping[str, str], by: User | str
) -> Constituency:
    """Those for whom one may speak without being a row of the table; once per key."""
    constituency, created = Constituency.objects.get_or_create(
        consultation=consultation, key=key, defaults={"names": dict(names)}
    )
    if created:
        record("stakeholders.add_constituency", constituency, by=by, consultation=consultation.slug)
    return constituency


@transaction.atomic
def add_category(
    *, key: str, names: Mapping[str, str], by: User | str, suggests: str = ""
) -> Category:
    """An accreditation list, known across consultations; once per key.

    suggests: the key of the group in which those on it are usually counted.
    """
    category, created = Category.objects.get_or_create(
        key=key, defaults={"names": dict(names), "suggests": suggests}
    )
    if created:
        record("stakeholders.add_category", category, by=by, key=key, suggests=suggests)
    return category


@transaction.atomic
def make_eligible(
    consultation: Consultation,
    category: Category,
    *,
    by: User | str,
    precedence: int | None = None,
    basis: Basis | str = Basis.INVITED,
) -> Eligibility:
    """Ask a category to take part. An entity on several lists is asked under the lowest precedence.

    Without `precedence` it comes after those that are there. A category that is asked already
    keeps its row, and takes the precedence and basis given. Raises Refused where another category
    has the precedence.
    """
    asked = queries.eligibilities(consultation)
    row = asked.filter(category=category).first()
    if precedence is None:
        last = asked.aggregate(last=Max("precedence"))["last"] or 0
        precedence = row.precedence if row else last + 1
    if row and (row.precedence, row.basis) == (precedence, basis):
        return row
    other = asked.filter(precedence=precedence).exclude(category=category).first()
    if other:
        raise Refused(
            _("“%(category)s” was not given the precedence %(number)d.")
            % {"category": category, "number": precedence},
            _("“%(other)s” has it, and two lists cannot both come first.")
            % {"other": other.category},
            _("Choose another number."),
        )
    row = row or Eligibility(consultation=consultation, category=category)
    row.precedence, row.basis = precedence, basis
    row.save()
    record(
        "stakeholders.make_eligible",
        row,
        by=by,
        consultation=consultation.slug,
        precedence=precedence,
        basis=basis,
    )
    return row


@transaction.atomic
def state_figure(
    consultation: Consultation,
    *,
    texts: Mapping[str, str],
    stated: int,
    source: str,
    by: User | str,
    approximate: bool = False,
    named: int | None = None,
) -> StatedFigure:
    """Note a number that a source states ("some 3,500 … entities"); once per source and text.

    named: how many the source names, where it is another number; what it does not say is not added.
    """
    figure, created = StatedFigure.objects.get_or_create(
        consultation=consultation,
        source=source,
        texts=dict(texts),
        defaults={"stated": stated, "approximate": approximate, "named": named},
    )
    if created:
        record(
            "stakeholders.state_figure",
            figure,
            by=by,
            consultation=consultation.slug,
            stated=stated,
            named=named,
        )
    return figure


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
    _index([entity])
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
    _index([entity])
    record("stakeholders.amend_entity", entity, by=by, fields=changed)
    return entity


def _index(entities: Iterable[Entity]) -> None:
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
def place(
    consultation: Consultation,
    entity: Entity,
    group: Group,
    *,
    reason: str,
    by: User | str,
    category: Category | None = None,
) -> Placement:
    """Decide in which group an entity is counted in a consultation, with the reason.

    An earlier decision ends and stays as history; contributions keep the group in which they were
    counted. The same decision again changes nothing. Raises Refused without a reason, or for a
    group of another consultation.
    """
    if not reason.strip():
        raise Refused(
            _("“%(entity)s” was not placed.") % {"entity": entity},
            _("A decision on the group needs a reason that a reader can check."),
            _("Say why it is counted there."),
        )
    if group.consultation_id != consultation.pk:
        raise Refused(
            _("“%(entity)s” was not placed.") % {"entity": entity},
            _("“%(group)s” is a group of another consultation.") % {"group": group},
            _("Choose one of this consultation's groups."),
        )
    now = queries.placements(consultation).filter(entity=entity).first()
    if now and (now.group_id, now.category_id, now.reason) == (
        group.pk,
        category.pk if category else None,
        reason,
    ):
        return now
    if now:
        now.ended_at = timezone.now()
        now.save(update_fields=["ended_at"])
    placement = Placement.objects.create(
        consultation=consultation,
        entity=entity,
        group=group,
        category=category,
        reason=reason,
        decided_by=by if isinstance(by, User) else None,
    )
    record(
        "stakeholders.place_entity",
        placement,
        by=by,
        consultation=consultation.slug,
        group=group.key,
        reason=reason,
        before=now.group.key if now else "",
    )
    return placement


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
    _index(missing)
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


@transaction.atomic
def merge_entities(kept: Entity, merged: Entity, *, reason: str, by: User) -> Merge:
    """Declare that two entities are one, with the reason; `merged` is no longer asked by itself.

    Its memberships, contacts and placements go over to `kept` where `kept` has no such row, and
    its names find `kept`. `undo_merge` brings all of it back. Raises Refused where one of the two
    was merged already, or without a reason.
    """
    refused = _("“%(merged)s” and “%(kept)s” were not merged.") % {"merged": merged, "kept": kept}
    if not reason.strip():
        raise Refused(
            refused,
            _("A merge needs a reason that a reader can check."),
            _("Say how you know that the two are one."),
        )
    if kept.pk == merged.pk:
        raise Refused(refused, _("They are the same entry."), _("Choose another one."))
    gone = Merge.objects.filter(merged__in=[kept, merged], undone_at__isnull=True).first()
    if gone:
        raise Refused(
            refused,
            _("“%(gone)s” was merged into “%(into)s” already.")
            % {"gone": gone.merged, "into": gone.kept},
            _("Work with “%(into)s”, or undo that merge first.") % {"into": gone.kept},
        )
    merge = Merge.objects.create(
        kept=kept, merged=merged, reason=reason, merged_by=by, moved=_move(merged, kept)
    )
    record("stakeholders.merge_entities", merge, by=by, reason=reason, moved=merge.moved)
    return merge


def _move(merged: Entity, kept: Entity) -> dict[str, list[int]]:
    """Hand over the rows that `kept` lacks; the keys of those that went, by model."""
    on_lists = set(kept.memberships.values_list("category_id", "valid_from"))
    placed = set(
        kept.placements.filter(ended_at__isnull=True).values_list("consultation_id", flat=True)
    )
    called = set(kept.name_keys.values_list("key", flat=True))
    moving = {
        Membership: [
            row.pk
            for row in merged.memberships.all()
            if (row.category_id, row.valid_from) not in on_lists
        ],
        Contact: [row.pk for row in merged.contacts.all()],
        Placement: [row.pk for row in merged.placements.all() if row.consultation_id not in placed],
        NameKey: [row.pk for row in merged.name_keys.all() if row.key not in called],
    }
    for model, keys in moving.items():
        model._default_manager.filter(pk__in=keys).update(entity=kept)
    return {model.__name__: keys for model, keys in moving.items()}


@transaction.atomic
def undo_merge(merge: Merge, *, by: User) -> Merge:
    """Part two entities that were merged by mistake; what went over goes back.

    Undoing twice changes nothing. Raises Refused where the kept one was itself merged since.
    """
    if merge.undone_at is not None:
        return merge
    later = merge.kept.merged_away.filter(undone_at__isnull=True).first()
    if later:
        raise Refused(
            _("The merge was not undone."),
            _("“%(kept)s” has since been merged into “%(into)s”.")
            % {"kept": merge.kept, "into": later.kept},
            _("Undo that merge first."),
        )
    for model in (Membership, Contact, Placement, NameKey):
        rows = model._default_manager.filter(pk__in=merge.moved.get(model.__name__, []))
        rows.update(entity=merge.merged)
    merge.undone_by, merge.undone_at = by, timezone.now()
    merge.save(update_fields=["undone_by", "undone_at"])
    record("stakeholders.undo_merge", merge, by=by)
    return merge

"""The contributions on which a group's summary rests, and those who sent them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from rapporteur.stages.contributions import queries as contributions
from rapporteur.stages.contributions.models import Contribution, Item, PublicCopy
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.representation.models import (
    Designation,
)
from rapporteur.stages.representation.queries.designations import same_place
from rapporteur.stages.stakeholders.models import Entity


def basis(designation: Designation) -> QuerySet[Contribution]:
    """The contributions in the register on which the group's summary rests, published or not.

    The summary itself, when its speaker delivers it, is not one of them.
    """
    return _of_place(designation, registered(designation.consultation))


def seen_by_coordinator(designation: Designation) -> QuerySet[Contribution]:
    """What the coordinator works on: the published contributions of the group, no others."""
    return _of_place(designation, contributions.public(designation.consultation))


def registered(consultation: Consultation) -> QuerySet[Contribution]:
    return Contribution.objects.filter(
        consultation=consultation, voided_at__isnull=True, withdrawn_at__isnull=True
    )


def _of_place(designation: Designation, found: QuerySet[Contribution]) -> QuerySet[Contribution]:
    if designation.group_id is not None:
        kept = found.filter(group=designation.group_id).exclude(
            speaks_for_group=designation.group_id
        )
    else:
        kept = found.filter(speaks_for_constituency=designation.constituency_id)
    return kept.select_related("consultation", "entity", "group")


def belongs(contribution: Contribution, designation: Designation) -> bool:
    """The same as `_of_place`, of a row that is here already."""
    if designation.group_id is None:
        return contribution.speaks_for_constituency_id == designation.constituency_id
    return (
        contribution.group_id == designation.group_id
        and contribution.speaks_for_group_id != designation.group_id
    )


def possible_alternates(designation: Designation) -> list[Entity]:
    """Whom an officer may want to ask next: those of the group whose contributions are in the
    register under their confirmed name, and who were not asked yet; most contributions first.
    """
    asked = set(same_place(designation).values_list("entity_id", flat=True))
    counts: dict[Entity, int] = {}
    for each in basis(designation).select_related("entity"):
        if each.entity is not None and each.entity_id not in asked:
            counts[each.entity] = counts.get(each.entity, 0) + 1
    return sorted(counts, key=lambda entity: (-counts[entity], str(entity)))


def name_of(contribution: Contribution) -> str:
    """The name under which a published contribution is spoken of."""
    return contributions.shown_name(contribution)


def words_of(found: QuerySet[Contribution]) -> dict[int, PublicCopy]:
    """What the public reads of published contributions, by their primary key, with answers and
    documents at hand."""
    copies = PublicCopy.objects.filter(pk__in=found.values("shown")).prefetch_related(
        "answers__question", "documents"
    )
    return {each.contribution_id: each for each in copies}


def names_shown(consultation: Consultation, wanted: Iterable[Contribution]) -> dict[int, str]:
    """The names under which contributions may be spoken of in public, by primary key.

    A contribution that is not public is not in it: its sender may say what they say of a summary
    in public, but the register says nothing of them.
    """
    keys = {each.pk for each in wanted}
    return {
        each.pk: contributions.shown_name(each)
        for each in contributions.public(consultation).filter(pk__in=keys).select_related("entity")
    }


def address_of_contributor(contribution: Contribution) -> tuple[str, Item] | None:
    """Where a contributor can be written to, and the item whose private link is theirs.

    The address that they gave with the latest item that has one; None where none has: what came
    by fax or post is answered by fax or post.
    """
    for item in reversed(contribution.items.all()):
        address = str(item.claimed.get("email") or "").strip()
        if "@" not in address and "@" in item.sender:
            address = item.sender.strip()
        if "@" in address:
            return address, item
    return None


def item_by_token(consultation: Consultation, token: str) -> Item | None:
    """The item whose private link it is."""
    return Item.objects.filter(consultation=consultation, token=token).first()

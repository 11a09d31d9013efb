"""What a person decides of an entity, with a reason: its group, and that two are one."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders import queries
from rapporteur.stages.stakeholders.models import (
    Category,
    Contact,
    Entity,
    Group,
    Membership,
    Merge,
    NameKey,
    Placement,
)


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

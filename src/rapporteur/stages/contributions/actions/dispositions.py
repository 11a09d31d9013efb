"""Deciding what became of an item."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.ledger.actions import append
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.ledger.commitments import LeafKind, digest_of
from rapporteur.stages.contributions.choices import DispositionKind
from rapporteur.stages.contributions.models import Disposition, Item
from rapporteur.stages.contributions.queries.items import in_force
from rapporteur.stages.contributions.queries.receipts import about_disposition
from rapporteur.stages.mandate.models import Consultation


@transaction.atomic
def dispose(
    item: Item,
    *,
    kind: DispositionKind,
    reason: str,
    by: User | str,
    duplicate_of: Item | None = None,
) -> Disposition:
    """Decide what became of an item, with a reason. Deciding the same again changes nothing.

    Raises Refused when it was decided otherwise (reopen it first), when no reason is given, when
    it is called a contribution and none was registered from it, or when it is said to be a
    duplicate of nothing, of itself, or of an item elsewhere.
    """
    item = _locked(item)
    if not reason.strip():
        raise Refused(
            _("%(item)s was not decided.") % {"item": item},
            _("Every decision has a reason, so that the sender can be told."),
            _("Write the reason and send it again."),
        )
    first = _first_of(item, duplicate_of) if kind == DispositionKind.DUPLICATE else None
    held = in_force(item)
    if held is not None:
        if (held.kind, held.duplicate_of_id) == (kind, first.pk if first else None):
            return held
        raise Refused(
            _("%(item)s was not decided again.") % {"item": item},
            _("It is decided: %(kind)s.") % {"kind": held.get_kind_display()},
            _("Reopen it with a reason, then decide."),
        )
    if kind == DispositionKind.CONTRIBUTION and not _stands_in_register(item):
        raise Refused(
            _("%(item)s was not decided.") % {"item": item},
            _("No contribution has been registered from it."),
            _("Register it; that decides it too."),
        )
    disposition = Disposition(
        item=item,
        kind=kind,
        reason=reason,
        duplicate_of=first,
        decided_by=by if isinstance(by, User) else None,
        rule="" if isinstance(by, User) else by[:100],
    )
    disposition.leaf = append(LeafKind.DISPOSITION, digest_of(about_disposition(disposition)))
    disposition.save()
    record(
        "contributions.dispose_item",
        item,
        by=by,
        consultation=item.consultation.slug,
        kind=kind,
        reason=reason,
        duplicate_of=first.reference if first else "",
    )
    return disposition


@transaction.atomic
def reopen(item: Item, *, reason: str, by: User | str) -> Item:
    """End the decision on an item: it is undecided again. The ended decision stays on record.

    An item that is undecided already is returned as it is.
    Raises Refused without a reason, and while an entry of the register stands on the item.
    """
    item = _locked(item)
    held = in_force(item)
    if held is None:
        return item
    if not reason.strip():
        raise Refused(
            _("%(item)s was not reopened.") % {"item": item},
            _("Reopening needs a reason."),
            _("Write the reason and send it again."),
        )
    standing = item.contributions.filter(voided_at__isnull=True).first()
    if standing is not None:
        raise Refused(
            _("%(item)s was not reopened.") % {"item": item},
            _("%(number)s of the register stands on it.") % {"number": standing},
            _("Void that entry first; its items then come back to the queue."),
        )
    take_back(held, reason=reason, by=by)
    return item


def take_back(disposition: Disposition, *, reason: str, by: User | str) -> None:
    """End a decision, and note that its item is undecided again."""
    end_disposition(disposition)
    record(
        "contributions.reopen_item",
        disposition.item,
        by=by,
        consultation=disposition.item.consultation.slug,
        ended=disposition.kind,
        reason=reason,
    )


def end_disposition(disposition: Disposition) -> None:
    """Let a decision hold no longer, from now on."""
    disposition.ended_at = timezone.now()
    disposition.save(update_fields=["ended_at"])


def _locked(item: Item) -> Item:
    """The item as it is now, held until the transaction ends.

    Its consultation is locked before it, as `register` and `correct` do: in one order always, or
    two who decide at the same moment would each wait for the other.
    """
    Consultation.objects.select_for_update().get(pk=item.consultation_id)
    held = Item.objects.select_for_update(of=("self",)).select_related("consultation")
    return held.get(pk=item.pk)


def _stands_in_register(item: Item) -> bool:
    return item.contributions.filter(voided_at__isnull=True).exists()


def _first_of(item: Item, duplicate_of: Item | None) -> Item:
    """The item that a chain of duplicates leads to."""
    first, seen = duplicate_of, {item.pk}
    while first is not None:
        if first.pk in seen or first.consultation_id != item.consultation_id:
            first = None
            break
        seen.add(first.pk)
        onward = first.dispositions.filter(
            kind=DispositionKind.DUPLICATE, ended_at__isnull=True
        ).first()
        if onward is None:
            break
        first = onward.duplicate_of
    if first is None:
        raise Refused(
            _("%(item)s was not decided.") % {"item": item},
            _("A duplicate is a duplicate of another item of the same consultation."),
            _("Choose the item that it repeats."),
        )
    return first

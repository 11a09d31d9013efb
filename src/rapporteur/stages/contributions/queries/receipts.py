"""What the ledger's leaves are about, and the receipts and checks that follow from them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from rapporteur.base.ledger import queries as ledger
from rapporteur.base.outbox.queries import has_enough, is_held_back
from rapporteur.core.ledger.commitments import LeafKind, Statement, commitment, digest_of
from rapporteur.stages.contributions.models import Disposition, Item
from rapporteur.stages.mandate.models import Consultation


def about_item(item: Item, parts: Sequence[str]) -> dict[str, Statement]:
    """What the leaf of an item is about: which one, when it was received, and its bytes.

    parts: the SHA-256 of what came as one, then of each attachment in order. File names are left
    out: the hash of a file that is published must not need the name that was held back.
    """
    return {
        "consultation": item.consultation.slug,
        "reference": item.reference,
        "received_at": _instant(item.received_at),
        "parts": list(parts),
    }


def about_disposition(disposition: Disposition) -> dict[str, Statement]:
    """What the leaf of a decision is about: of which item, what, why, and when."""
    first = disposition.duplicate_of
    return {
        "consultation": disposition.item.consultation.slug,
        "item": disposition.item.reference,
        "disposition": str(disposition.kind),
        "reason": disposition.reason,
        "duplicate_of": first.reference if first else "",
        "decided_at": _instant(disposition.decided_at),
    }


def receipt(item: Item) -> dict[str, Statement]:
    """The receipt of an item for its sender: promise and nonce, and the proof once there is one.

    Only for the private link and the mail to the sender: the nonce opens what the leaf is about.
    Empty for what was received before there was a ledger.
    """
    if item.leaf is None:
        return {}
    parts = [item.original_id, *item.attachments.values_list("original", flat=True)]
    return ledger.receipt(item.leaf, about_item(item, parts), reveal=True)


def mail_of(item: Item) -> str:
    """The key of the message with an item's receipt."""
    return f"receipt:{item.consultation.slug}/R-{item.number}"


def mail_is_held_back(item: Item) -> bool:
    """Whether an item's receipt is not mailed, or will not be, since many were to its address."""
    if item.receipt_to:
        return has_enough(item.receipt_to, "receipt")
    return is_held_back(mail_of(item))


def altered_items(items: Iterable[Item], attached: Mapping[int, Sequence[str]]) -> Iterator[str]:
    """The items that no longer are what their leaves were made from, in sentences.

    items: with consultation and leaf at hand. attached: the hashes of their attachments, in order.
    Nothing can be said where the nonce was destroyed, or of what is older than the ledger.
    """
    for each in items:
        about = about_item(each, [each.original_id, *attached.get(each.pk, ())])
        if not _is_about(each, LeafKind.ITEM, about):
            yield _("%(item)s is not as the ledger has it.") % {"item": each}


def altered_decisions(consultation: Consultation) -> Iterator[str]:
    """The decisions that no longer are what their leaves were made from; see `altered_items`."""
    decided = Disposition.objects.filter(item__consultation=consultation, leaf__isnull=False)
    related = decided.select_related("item__consultation", "duplicate_of__consultation", "leaf")
    for decision in related.order_by("pk").iterator(chunk_size=500):
        if not _is_about(decision, LeafKind.DISPOSITION, about_disposition(decision)):
            yield _("The decision on %(item)s is not as the ledger has it.") % {
                "item": decision.item
            }


def _is_about(row: Item | Disposition, kind: LeafKind, about: dict[str, Statement]) -> bool:
    leaf = row.leaf
    if leaf is None or not leaf.nonce:
        return True
    return commitment(kind, digest_of(about), leaf.nonce) == leaf.commitment


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")

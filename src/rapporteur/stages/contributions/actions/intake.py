"""Taking in what arrives."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.ledger.actions import append
from rapporteur.base.models import Original, User
from rapporteur.base.numbering.actions import next_number
from rapporteur.base.originals.actions import keep
from rapporteur.base.refusals import Refused
from rapporteur.core.ledger.commitments import LeafKind, digest_of
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.models import Attachment, Item
from rapporteur.stages.contributions.queries.receipts import about_item
from rapporteur.stages.contributions.rules import plain_filename, without_nul
from rapporteur.stages.mandate.models import Consultation

Content = bytes | Iterable[bytes]
Named = tuple[str, Content]  # a file's name, as its sender gave it, and its bytes


def receive(
    consultation: Consultation,
    *,
    channel: ItemChannel,
    content: Content,
    attachments: Sequence[Named] = (),
    sender: str = "",
    claimed: Mapping[str, Any] | None = None,
    received_at: datetime | None = None,
    sent_at: datetime | None = None,
    source: str = "",
    by: User | str,
) -> Item:
    """Keep what arrived, byte for byte, and give it the next R-number of the consultation.

    content: the whole of it as one run of bytes (or its pieces); no bytes at all is an item like
    any other. attachments: files that came with it, in order. claimed: what the sender says of
    themselves. source: names it where it came from; the same source taken again returns the item
    that is there. by: the official who brings it in, or the name of the way it came.

    The bytes are kept before the transaction begins: what comes in large holds nobody else up,
    and a crash between the two leaves a file that no row promises.

    Raises Refused when the consultation is a reconstruction, when a part is larger than is kept
    (nothing of the item is taken then), or when the source was taken before with other bytes.
    """
    if consultation.reconstructed:
        raise Refused(
            _("Nothing was taken."),
            _("This consultation was reconstructed from published documents and receives nothing."),
            _("Bring it in to a consultation that is held here."),
        )
    original = _kept(_("What was sent"), content)
    kept = [(plain_filename(name), _kept(f"“{name}”", part)) for name, part in attachments]
    with transaction.atomic():
        # One row is locked before the look, so that the same thing sent twice at once is one item.
        Consultation.objects.select_for_update().get(pk=consultation.pk)
        earlier = _taken_before(consultation, source)
        if earlier is not None:
            _demand_same_bytes(earlier, original, [each for _name, each in kept])
            return earlier
        item = Item(
            consultation=consultation,
            number=next_number(f"{consultation.slug}/R"),
            channel=channel,
            received_at=received_at or timezone.now(),
            sent_at=sent_at,
            sender=cast(str, without_nul(sender))[:300],
            claimed=without_nul(dict(claimed or {})),
            original=original,
            source=source,
            taken_by=by if isinstance(by, User) else None,
        )
        parts = [each.sha256 for each in (original, *(part for _name, part in kept))]
        item.leaf = append(LeafKind.ITEM, digest_of(about_item(item, parts)))
        item.save()
        Attachment.objects.bulk_create(
            Attachment(item=item, order=order, original=part, filename=name)
            for order, (name, part) in enumerate(kept, start=1)
        )
        record(
            "contributions.receive_item",
            item,
            by=by,
            consultation=consultation.slug,
            channel=channel,
            sha256=original.sha256,
            attachments=parts[1:],
        )
    return item


def _kept(what: str, content: Content) -> Original:
    try:
        return keep(content)
    except Refused as problem:
        raise Refused(
            _("%(what)s was not taken, and nothing that came with it was taken either.")
            % {"what": what},
            problem.why,
            problem.then,
        ) from None


def _taken_before(consultation: Consultation, source: str) -> Item | None:
    if not source:
        return None
    return Item.objects.filter(consultation=consultation, source=source).first()


def _demand_same_bytes(item: Item, original: Original, parts: list[Original]) -> None:
    before = [item.original_id, *item.attachments.values_list("original", flat=True)]
    if before != [original.sha256, *(part.sha256 for part in parts)]:
        raise Refused(
            _("“%(source)s” was not taken again.") % {"source": item.source},
            _(
                "It was taken before as %(reference)s, with other bytes, and what was received is "
                "never replaced."
            )
            % {"reference": item.reference},
            _("Give it another name, or send it as a correction."),
        )

"""Noting that receipts were printed, to go back by the way the items came."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from rapporteur.base.audit.actions import record_all
from rapporteur.base.models import User
from rapporteur.stages.contributions.models import Item, PrintedReceipt
from rapporteur.stages.mandate.models import Consultation


@transaction.atomic
def note_printed(consultation: Consultation, items: Sequence[Item], *, by: User) -> int:
    """Note whose receipts are printed as one batch, and say of how many that is new.

    One that was printed before stays in the batch that it was printed with.
    """
    Consultation.objects.select_for_update().values_list("pk").get(pk=consultation.pk)
    before = set(PrintedReceipt.objects.filter(item__in=items).values_list("item", flat=True))
    new, now = [item for item in items if item.pk not in before], timezone.now()
    PrintedReceipt.objects.bulk_create(
        PrintedReceipt(item=item, printed_by=by, printed_at=now) for item in new
    )
    record_all(
        "contributions.print_receipt",
        ((item, {}) for item in new),
        by=by,
        consultation=consultation.slug,
    )
    return len(new)

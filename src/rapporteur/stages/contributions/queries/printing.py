"""Which receipts are still to be printed, and which were printed together."""

from typing import Any

from django.db.models import Count, Min, QuerySet

from rapporteur.stages.contributions.choices import ON_PAPER
from rapporteur.stages.contributions.models import Item, PrintedReceipt
from rapporteur.stages.contributions.queries.items import items
from rapporteur.stages.mandate.models import Consultation


def to_print(consultation: Consultation) -> QuerySet[Item]:
    """What came by a way by which a receipt goes back printed, and whose was not, by number."""
    waiting = items(consultation).filter(channel__in=ON_PAPER, printed_receipt__isnull=True)
    return waiting.order_by("number")


def batches(consultation: Consultation) -> QuerySet[PrintedReceipt, Any]:
    """What was printed together, the latest first: when, how many, and the key of the first."""
    printed = PrintedReceipt.objects.filter(item__consultation=consultation)
    together = printed.order_by("-printed_at").values("printed_at", "printed_by")
    return together.annotate(many=Count("pk"), first=Min("pk"))


def in_batch(consultation: Consultation, first: int) -> QuerySet[Item]:
    """The items whose receipts were printed together with a certain one, by number."""
    one = PrintedReceipt.objects.filter(pk=first, item__consultation=consultation)
    return (
        items(consultation)
        .filter(
            printed_receipt__printed_at__in=one.values("printed_at"),
            printed_receipt__printed_by__in=one.values("printed_by"),
        )
        .select_related("original", "leaf")
        .order_by("number")
    )

"""Reading what became of the report."""

from django.db.models import QuerySet

from rapporteur.stages.followup.models import ActionTaken, Transmission
from rapporteur.stages.mandate.models import Consultation


def transmissions(consultation: Consultation) -> QuerySet[Transmission]:
    """The way of the consultation's reports, body by body in the order mandated."""
    return (
        Transmission.objects.filter(report__consultation=consultation)
        .select_related("report")
        .order_by("report_id", "order")
    )


def actions_taken(consultation: Consultation) -> QuerySet[ActionTaken]:
    """What bodies did with the report, by date."""
    return ActionTaken.objects.filter(consultation=consultation).select_related("instrument")


def is_transmitted(consultation: Consultation) -> bool:
    """Whether a report went out, and has reached every body that it was to pass."""
    ways = list(transmissions(consultation))
    return bool(ways) and all(each.transmitted_on for each in ways)

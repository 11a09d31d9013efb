"""Reading how far the search for passages has come."""

from rapporteur.stages.analysis.models import Search
from rapporteur.stages.mandate.models import Consultation


def search_going_on(consultation: Consultation) -> Search | None:
    """The search that waits or is being made; None where there is none."""
    return Search.objects.filter(consultation=consultation, ended_at__isnull=True).first()


def last_search(consultation: Consultation) -> Search | None:
    """The search that was asked for last, whether it goes on or has ended."""
    return Search.objects.filter(consultation=consultation).last()

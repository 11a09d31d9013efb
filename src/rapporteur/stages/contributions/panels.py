"""What the contributions offer to pages that span stages."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min

from rapporteur.stages.contributions.models import Item
from rapporteur.stages.contributions.queries import Tally, public, tally
from rapporteur.stages.contributions.queries.desk import Overview, overview
from rapporteur.stages.mandate.models import Consultation


@dataclass(frozen=True)
class Intake:
    """How contributing went, for the consultation's own page and its dashboard.

    tally: what is counted. overview: what waits at the desk (not for the public). public: how many
    contributions anyone may read. first, last: when the first and the last item arrived; None
    where nothing was received here.
    """

    tally: Tally
    overview: Overview
    public: int
    first: datetime | None
    last: datetime | None

    @property
    def reconstructed(self) -> bool:
        return self.tally.consultation.reconstructed


def intake(consultation: Consultation) -> Intake:
    """The state of a consultation's contributions, in few queries."""
    span = Item.objects.filter(consultation=consultation).aggregate(
        first=Min("received_at"), last=Max("received_at")
    )
    return Intake(
        tally=tally(consultation),
        overview=overview(consultation),
        public=public(consultation).count(),
        **span,
    )

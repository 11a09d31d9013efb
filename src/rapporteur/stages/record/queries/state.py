"""Where a consultation stands."""

from datetime import datetime
from enum import StrEnum

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapporteur.stages.contributions.queries import public
from rapporteur.stages.followup.queries import is_transmitted
from rapporteur.stages.mandate.choices import Phase
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import phase_of
from rapporteur.stages.report.models import Report


class State(StrEnum):
    """What became of a consultation after its dates; before that its phase says it."""

    PUBLISHED = "published"
    REPORTED = "reported"
    TRANSMITTED = "transmitted"


_LABELS: dict[str, str | Promise] = {
    **{phase.value: phase.label for phase in Phase},
    State.PUBLISHED: _("contributions published"),
    State.REPORTED: _("reported"),
    State.TRANSMITTED: _("transmitted"),
}


def state_of(consultation: Consultation, now: datetime | None = None) -> str:
    """Where a consultation stands: derived from dates and facts, never set by hand.

    Its phase while contributions are asked for; then whether they are published, a report is
    issued, and that report has reached every body on its way.
    """
    phase = phase_of(consultation, now)
    if is_transmitted(consultation):
        return State.TRANSMITTED
    issued = Q(issued_at__isnull=False)
    if consultation.reconstructed:  # issued elsewhere: known by the date it bears
        issued |= Q(dated__isnull=False)
    if Report.objects.filter(issued, consultation=consultation).exists():
        return State.REPORTED
    if phase == Phase.CLOSED and public(consultation).exists():
        return State.PUBLISHED
    return phase


def state_label(state: str) -> str:
    """The state in words, in the active language."""
    return str(_LABELS[state])

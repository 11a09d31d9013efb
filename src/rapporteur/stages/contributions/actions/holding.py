"""Having an entry of the register to oneself."""

from rapporteur.stages.contributions.models import Contribution


def hold(contribution: Contribution) -> Contribution:
    """The entry as it is now, put into the caller's own object and held until the transaction
    ends: nobody else changes it meanwhile."""
    held = Contribution.objects.select_for_update(of=("self",)).select_related("consultation")
    contribution.refresh_from_db(from_queryset=held)
    return contribution

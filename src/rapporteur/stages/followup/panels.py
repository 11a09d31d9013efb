"""What the follow-up offers to pages that span stages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from rapporteur.stages.followup import queries
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import Moment


def moments(consultation: Consultation) -> list[Moment]:
    """The days on which the report reached a body, and on which a body acted, for the timeline."""
    url = reverse("followup:public", args=[consultation.slug])
    reached = [
        Moment(each.transmitted_on, _("Transmitted to %(body)s") % {"body": each.body}, url=url)
        for each in queries.transmissions(consultation)
        if each.transmitted_on
    ]
    acted = [
        Moment(each.taken_on, each.text, url=url)
        for each in queries.actions_taken(consultation)
        if each.taken_on
    ]
    return reached + acted

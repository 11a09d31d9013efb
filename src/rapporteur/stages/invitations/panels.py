"""What the invitations offer to pages that span stages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from rapporteur.stages.invitations.choices import LetterKind
from rapporteur.stages.invitations.models import Letter
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import Moment

# What is addressed to everybody stands on the timeline; a personal letter is its addressee's.
FOR_ALL = [LetterKind.OPEN, LetterKind.CIRCULAR, LetterKind.RELAY, LetterKind.NOTE_VERBALE]


def moments(consultation: Consultation) -> list[Moment]:
    """The dated letters that went to everybody, for the consultation's timeline."""
    letters = Letter.objects.filter(
        consultation=consultation, dated__isnull=False, kind__in=FOR_ALL
    )
    url = reverse("invitations:public", args=[consultation.slug])
    return [
        Moment(
            each.dated,
            _("%(kind)s %(reference)s")
            % {"kind": each.get_kind_display(), "reference": each.reference},
            url=url,
        )
        for each in letters
        if each.dated
    ]

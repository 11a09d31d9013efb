"""Reading passages a second time, without seeing what was decided."""

from django.db import transaction
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.analysis.choices import CodingState, Stance
from rapporteur.stages.analysis.models import Coding, SecondReading


@transaction.atomic
def read_again(
    coding: Coding, *, state: CodingState, by: User, stance: Stance | str = ""
) -> SecondReading:
    """Keep what a second person says of a passage and a theme; the decision stays as it is.

    Saying it again changes what that person said. Raises Refused where nobody has decided yet, and
    to whoever decided: one person's two readings are no agreement of two.
    """
    what = _("The reading was not kept.")
    coding = Coding.objects.select_related("theme__codebook__consultation").get(pk=coding.pk)
    if coding.decided_by_id is None or coding.ended_at is not None:
        raise Refused(what, _("The passage is not decided, or somebody has changed it meanwhile."))
    if coding.decided_by_id == by.pk:
        raise Refused(what, _("You decided on it yourself."), _("Let another person read it."))
    reading, _new = SecondReading.objects.update_or_create(
        coding=coding,
        read_by=by,
        defaults={"state": state, "stance": stance if state == CodingState.CONFIRMED else ""},
    )
    record(
        "analysis.read_again",
        reading,
        by=by,
        consultation=coding.theme.codebook.consultation.slug,
        coding=coding.pk,
        state=state,
        stance=reading.stance,
    )
    return reading

"""What was set aside because it repeats another item, once that other is withdrawn."""

from django.utils.translation import gettext as _

from rapporteur.base.together import giving_way
from rapporteur.stages.contributions.actions.dispositions import reopen
from rapporteur.stages.contributions.choices import DispositionKind
from rapporteur.stages.contributions.models import Contribution, Disposition, Sighting
from rapporteur.stages.contributions.queries.queue import proposal_of
from rapporteur.stages.mandate.models import Consultation

RULE = "what it repeats was withdrawn"


def return_repeats(*, most: int = 1000) -> int:
    """Bring back to the queue what repeats an item that was withdrawn; how many came back.

    Whoever sent the other has taken nothing back: anybody may send somebody's words under their
    name first, have theirs taken for the repetition, and then withdraw. Nor is anything proposed
    any more on the ground that it repeats what was withdrawn.
    """
    decided = Disposition.objects.filter(ended_at__isnull=True)
    entries = Contribution.objects.filter(withdrawn_at__isnull=False, voided_at__isnull=True)
    returned = 0
    for withdrawn in (
        entries.filter(items__isnull=False).values_list("items", flat=True),
        decided.filter(kind=DispositionKind.WITHDRAWN).values_list("item", flat=True),
    ):
        back = decided.filter(kind=DispositionKind.DUPLICATE, duplicate_of__in=withdrawn)
        for each in back.select_related("item", "duplicate_of__consultation")[:most]:
            reason = _("%(item)s, which it repeats, was withdrawn, and this was not.")
            with giving_way():
                Consultation.objects.select_for_update().get(pk=each.item.consultation_id)
                if decided.filter(pk=each.pk).exists():  # or somebody has decided anew meanwhile
                    reopen(each.item, reason=reason % {"item": each.duplicate_of}, by=RULE)
                    returned += 1
        for ground in ("twin", "same_words"):
            repeats = Sighting.objects.filter(**{f"{ground}__in": withdrawn}, other_name=False)
            for sighting in repeats.select_related("item__consultation")[:most]:
                setattr(sighting, ground, None)
                proposed = proposal_of(sighting).kind or ""
                with giving_way():  # where it was looked at meanwhile, the next time
                    held = Sighting.objects.filter(pk=sighting.pk, looked_at=sighting.looked_at)
                    held.update(**{ground: None, "proposed": proposed})
    return returned

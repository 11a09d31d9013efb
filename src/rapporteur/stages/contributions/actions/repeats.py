"""What was set aside because it repeats another item, once that other is withdrawn."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from rapporteur.base.together import giving_way
from rapporteur.stages.contributions.actions.dispositions import reopen
from rapporteur.stages.contributions.actions.sighting import relate_anew
from rapporteur.stages.contributions.choices import DispositionKind
from rapporteur.stages.contributions.models import Disposition, Resemblance, Sighting, Step
from rapporteur.stages.contributions.queries.items import withdrawn_items
from rapporteur.stages.mandate.models import Consultation

RULE = "what it repeats was withdrawn"


def return_repeats(*, most: int = 1000) -> int:
    """Bring back to the queue what repeats an item that was withdrawn; how many came back.

    Whoever sent the other has taken nothing back: anybody may send somebody's words under their
    name first, have theirs taken for the repetition, and then withdraw. Nor is anything proposed
    any more on the ground that it repeats what was withdrawn: what it resembles is told anew, and
    of several that repeat each other the first that stands takes the other's place.
    """
    _relate_those_like(most)
    decided = Disposition.objects.filter(ended_at__isnull=True)
    back = decided.filter(kind=DispositionKind.DUPLICATE, duplicate_of__in=withdrawn_items())
    returned = 0
    for each in back.order_by("pk").select_related("item", "duplicate_of__consultation")[:most]:
        reason = _("%(item)s, which it repeats, was withdrawn, and this was not.")
        with giving_way():
            Consultation.objects.select_for_update().get(pk=each.item.consultation_id)
            if decided.filter(pk=each.pk).exists():  # or somebody has decided anew meanwhile
                reopen(each.item, reason=reason % {"item": each.duplicate_of}, by=RULE)
                returned += 1
    return returned


def _relate_those_like(most: int) -> None:
    """Tell anew what those items resemble that are noted as like one that was withdrawn: where
    nobody has said what both are, or it is the ground of a proposal."""
    acted_on = Exists(Step.objects.filter(resemblance=OuterRef("pk")))
    holds = (Q(settled_at__isnull=True) & ~acted_on) | Q(
        Exists(
            Sighting.objects.filter(
                Q(twin=OuterRef("earlier")) | Q(same_words=OuterRef("earlier")),
                pk=OuterRef("later"),
            )
        )
    )
    pairs = Resemblance.objects.filter(holds, earlier__in=withdrawn_items())
    relate_anew(pairs.order_by("later").values_list("later", flat=True)[:most])

"""What came at the closing instant or after it: how late, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.timesince import timesince

from rapporteur.stages.contributions.choices import ItemChannel, Timeliness
from rapporteur.stages.contributions.models import Contribution, Disposition, Item
from rapporteur.stages.contributions.queries.items import is_decided
from rapporteur.stages.contributions.queries.register import STANDING
from rapporteur.stages.contributions.rules import Lateness, Standing, lateness
from rapporteur.stages.mandate.models import Consultation


@dataclass(frozen=True)
class Late:
    """An item that was received at the closing instant or after it, or was when it was registered.

    lateness: None for the latter: the date was extended since, to one that it came before.
    """

    item: Item
    closing: datetime
    lateness: Lateness | None

    @property
    def after(self) -> str:
        """How long after, in words."""
        return timesince(self.closing, self.item.received_at)

    @property
    def before(self) -> str:
        """How long before, in words, where the date was extended since."""
        return timesince(self.item.received_at, self.closing)

    @property
    def decision(self) -> Disposition | None:
        return next(iter(self.item.decided), None)  # type: ignore[attr-defined]

    @cached_property
    def entries(self) -> list[Contribution]:
        """The entries of the register that stand on it."""
        return [each for each in self.item.contributions.all() if each.voided_at is None]

    @property
    def to_admit(self) -> list[Contribution]:
        """Those of them that came late and nobody has admitted."""
        return [
            each
            for each in self.entries
            if each.timeliness == Timeliness.LATE
            and each.admitted_at is None
            and each.withdrawn_at is None
        ]


def came_late(
    consultation: Consultation, closing: datetime | None, state: str = ""
) -> QuerySet[Item]:
    """The items that were received at that instant or after it, the latest first, with what became
    of each; none where no date was announced. Among them those that were registered as late before
    the date was extended: they are still to be admitted, or not.

    state: only those that may be admitted ("admit"), or that nobody has decided on ("undecided").
    """
    if closing is None:
        return Item.objects.none()
    late = Contribution.objects.filter(STANDING[Standing.LATE], items=OuterRef("pk"))
    entered = Contribution.objects.filter(
        consultation=consultation, timeliness=Timeliness.LATE, voided_at__isnull=True
    )
    states = {"admit": Q(Exists(late)), "undecided": Q(~is_decided())}
    decided = Disposition.objects.filter(ended_at__isnull=True).select_related("decided_by")
    entries = Contribution.objects.select_related("consultation")
    return (
        Item.objects.filter(
            states.get(state, Q()),
            Q(sighting__received_at__gte=closing) | Q(sighting__item__in=entered.values("items")),
            sighting__consultation=consultation,
        )
        .exclude(channel=ItemChannel.IMPORT)  # it did not arrive here
        .order_by("-sighting__received_at", "-pk")
        .select_related("consultation")
        .prefetch_related(
            Prefetch("dispositions", decided, to_attr="decided"),
            Prefetch("contributions", entries),
        )
    )


def late_rows(items: Iterable[Item], closing: datetime) -> list[Late]:
    return [Late(item, closing, lateness(item.timing, closing)) for item in items]

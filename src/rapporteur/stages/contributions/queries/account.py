"""The account that everybody may read: constant in cost, however much was received."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from rapporteur.base.ledger.queries import latest
from rapporteur.base.models import AuditEntry
from rapporteur.stages.contributions.models import Account, Item
from rapporteur.stages.contributions.queries.reconciliation import (
    ItemLine,
    account_sentence,
    lines_between,
    reconciliation,
)
from rapporteur.stages.mandate.models import Consultation

SMALL = 500  # items that are looked at while a reader waits


@dataclass(frozen=True)
class PublicAccount:
    """Received = registered + set aside + undecided, as it was `at` that moment.

    leaves: how many leaves the checkpoint has that was signed last before it. upto: the number of
    the last item that it counts. differences: what does not agree, a sentence each.
    """

    consultation: Consultation
    at: datetime
    leaves: int
    upto: int
    received: int
    registered: int
    set_aside: int
    undecided: int
    counted: int
    differences: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The result in one line."""
        return account_sentence(self)

    def lines(self, start: int, end: int) -> Sequence[ItemLine]:
        """What became of the items numbered from `start` to `end`, as it is now."""
        return lines_between(self.consultation, start, min(end, self.upto))


def account_of(consultation: Consultation) -> PublicAccount | None:
    """The account of a consultation: of a few items as it is now, of more as it was drawn up last;
    None where that was not done yet."""
    if last_item(consultation) <= SMALL:
        return drawn_up(consultation, timezone.now())
    held = Account.objects.filter(consultation=consultation).first()
    if held is None:
        return None
    found = PublicAccount(**{each.name: getattr(held, each.name) for each in fields(PublicAccount)})
    return replace(found, differences=tuple(held.differences))


def drawn_up(consultation: Consultation, at: datetime) -> PublicAccount:
    """The account as it is now, every item looked at. at: this moment."""
    signed, found = latest(), reconciliation(consultation, originals=False)
    return PublicAccount(
        consultation=consultation,
        at=at,
        leaves=signed.size if signed else 0,
        upto=found.lines.upto,
        received=found.received,
        registered=found.registered,
        set_aside=found.set_aside,
        undecided=found.undecided,
        counted=found.counted,
        differences=found.differences,
    )


def last_item(consultation: Consultation) -> int:
    """The number of the item that was received last; 0 where there is none."""
    return Item.objects.filter(consultation=consultation).aggregate(last=Max("number"))["last"] or 0


def last_act(consultation: Consultation) -> int:
    """The key of the last act on the audit trail of a consultation."""
    trail = AuditEntry.objects.filter(consultation=consultation.slug)
    return trail.order_by("-pk").values_list("pk", flat=True).first() or 0

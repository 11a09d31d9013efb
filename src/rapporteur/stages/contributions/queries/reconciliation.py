"""Whether anything was lost."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q
from django.utils.translation import gettext as _

from rapporteur.base.models import Original
from rapporteur.base.numbering.models import Series
from rapporteur.base.originals.queries import damaged
from rapporteur.stages.contributions.choices import DispositionKind, Mode, Origin
from rapporteur.stages.contributions.models import Contribution, Disposition, Item
from rapporteur.stages.contributions.queries.items import items
from rapporteur.stages.contributions.queries.receipts import altered
from rapporteur.stages.contributions.queries.tally import tally
from rapporteur.stages.mandate.models import Consultation


class Outcome(StrEnum):
    """Where an item is: each received item is in exactly one of the three."""

    REGISTERED = "registered"
    SET_ASIDE = "set aside"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class ItemLine:
    """An item and what became of it: the register numbers, or the reason it was set aside."""

    item: Item
    outcome: Outcome
    numbers: tuple[str, ...]
    disposition: Disposition | None


@dataclass(frozen=True)
class Reconciliation:
    """Received = registered + set aside + undecided, item by item.

    counted: what the table counts. entries: register numbers given, by origin. originals: how many
    were compared with their hash (None where that was not asked for). differences: what does not
    agree, a sentence each.
    """

    consultation: Consultation
    lines: tuple[ItemLine, ...]
    entries: dict[Origin, int]
    counted: int
    originals: int | None
    differences: tuple[str, ...]

    def of(self, outcome: Outcome) -> int:
        return sum(line.outcome is outcome for line in self.lines)

    @property
    def received(self) -> int:
        return len(self.lines)

    @property
    def registered(self) -> int:
        return self.of(Outcome.REGISTERED)

    @property
    def set_aside(self) -> int:
        return self.of(Outcome.SET_ASIDE)

    @property
    def undecided(self) -> int:
        return self.of(Outcome.UNDECIDED)

    @property
    def clean(self) -> bool:
        """Whether nothing disagrees. Items may still be undecided."""
        return not self.differences

    @property
    def settled(self) -> bool:
        """Whether nothing disagrees and nothing is undecided."""
        return self.clean and self.undecided == 0

    @property
    def sentence(self) -> str:
        """The result in one line."""
        if self.consultation.reconstructed:
            return _("%(counted)d counted, %(held)d items held.") % {
                "counted": self.counted,
                "held": self.received,
            }
        return _(
            "%(received)d received = %(registered)d registered + %(set_aside)d set aside "
            "+ %(undecided)d undecided; %(counted)d counted."
        ) % {
            "received": self.received,
            "registered": self.registered,
            "set_aside": self.set_aside,
            "undecided": self.undecided,
            "counted": self.counted,
        }


def reconciliation(
    consultation: Consultation,
    *,
    originals: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Reconciliation:
    """Account for everything received and every number given in a consultation.

    originals: whether every kept file is read and compared with its hash, which takes as long as
    reading them does. progress: told how many of how many files were compared.
    """
    lines = tuple(_lines(consultation))
    rows = tuple(
        Contribution.objects.filter(consultation=consultation)
        .select_related("consultation")
        .prefetch_related("items")
    )
    by_origin = {origin: sum(row.origin == origin for row in rows) for origin in Origin}
    differences = [
        *_differences_of_items(lines),
        *_differences_of_entries(consultation, rows),
        *altered(consultation),
        *_gaps(consultation, "R", [line.item.number for line in lines]),
    ]
    for mode in Mode:
        numbers = [row.number for row in rows if row.mode == mode]
        differences += _gaps(consultation, mode[0].upper(), numbers)
    compared = None
    if originals:
        held = _originals(consultation)
        compared = len(held)
        differences += _damage(held, progress)
    return Reconciliation(
        consultation=consultation,
        lines=lines,
        entries=by_origin,
        counted=tally(consultation).total,
        originals=compared,
        differences=tuple(differences),
    )


def _lines(consultation: Consultation) -> Iterator[ItemLine]:
    in_force = {
        each.item_id: each
        for each in Disposition.objects.filter(
            item__consultation=consultation, ended_at__isnull=True
        ).select_related("duplicate_of__consultation")
    }
    numbers: dict[int, list[str]] = defaultdict(list)
    links = Contribution.items.through.objects.filter(
        contribution__consultation=consultation, contribution__voided_at__isnull=True
    ).select_related("contribution__consultation")
    for link in links.order_by("contribution__mode", "contribution__number"):
        numbers[link.item_id].append(link.contribution.register_number)
    for item in items(consultation):
        disposition = in_force.get(item.pk)
        if disposition is None:
            outcome = Outcome.UNDECIDED
        elif disposition.kind == DispositionKind.CONTRIBUTION:
            outcome = Outcome.REGISTERED
        else:
            outcome = Outcome.SET_ASIDE
        yield ItemLine(item, outcome, tuple(numbers[item.pk]), disposition)


def _differences_of_items(lines: tuple[ItemLine, ...]) -> Iterator[str]:
    for line in lines:
        about = {"item": line.item, "numbers": ", ".join(line.numbers)}
        if line.outcome is Outcome.REGISTERED and not line.numbers:
            yield _("%(item)s is said to be registered, and no entry stands on it.") % about
        if line.outcome is not Outcome.REGISTERED and line.numbers:
            yield (
                _("%(item)s stands in the register as %(numbers)s, and is not decided so.") % about
            )


def _differences_of_entries(
    consultation: Consultation, rows: tuple[Contribution, ...]
) -> Iterator[str]:
    for row in rows:
        origin, held = Origin(row.origin), len(row.items.all())
        if origin is Origin.ITEMS and not held:
            yield _("%(number)s has no item behind it.") % {"number": row}
        if origin is not Origin.ITEMS and held and row.versions.count() < 2:
            yield _("%(number)s has items behind it, and says it has none.") % {"number": row}
        if consultation.reconstructed != (origin is Origin.RECONSTRUCTION):
            yield _("%(number)s has the origin “%(origin)s”, which has no place here.") % {
                "number": row,
                "origin": origin.label,
            }


def _gaps(consultation: Consultation, letter: str, numbers: list[int]) -> Iterator[str]:
    series = Series.objects.filter(key=f"{consultation.slug}/{letter}").first()
    given = max([series.last if series else 0, *numbers])
    for number in sorted(set(range(1, given + 1)) - set(numbers)):
        yield _("The number %(number)s was given and is not there.") % {
            "number": f"{consultation.prefix}/{letter}-{number}"
        }


def _originals(consultation: Consultation) -> list[Original]:
    received = Item.objects.filter(consultation=consultation)
    entries = Contribution.objects.filter(consultation=consultation)
    return list(
        Original.objects.filter(
            Q(pk__in=received.values("original"))
            | Q(pk__in=received.values("attachments__original"))
            | Q(pk__in=entries.values("versions__documents__original"))
        ).order_by("sha256")
    )


def _damage(held: list[Original], progress: Callable[[int, int], None] | None) -> Iterator[str]:
    def told() -> Iterator[Original]:
        for done, original in enumerate(held, start=1):
            yield original
            if progress is not None:
                progress(done, len(held))

    for original, problem in damaged(told()):
        yield _("The original %(hash)s: %(problem)s.") % {
            "hash": original.sha256,
            "problem": problem,
        }

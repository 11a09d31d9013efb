"""Whether anything was lost. Everything is looked at in batches: memory does not grow with it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any, Protocol, TypeVar, overload

from django.db.models import Max, Model, QuerySet
from django.utils.translation import gettext as _

from rapporteur.base.models import Original
from rapporteur.base.numbering.models import Series
from rapporteur.base.once import Once, each_once
from rapporteur.base.originals.queries import damaged
from rapporteur.stages.contributions.choices import DispositionKind, Mode, Origin
from rapporteur.stages.contributions.models import (
    Attachment,
    Contribution,
    Disposition,
    Document,
    Item,
)
from rapporteur.stages.contributions.queries.items import items
from rapporteur.stages.contributions.queries.receipts import altered_decisions, altered_items
from rapporteur.stages.contributions.queries.tally import tally
from rapporteur.stages.mandate.models import Consultation

BATCH = 500  # rows that are in memory at once
Row = TypeVar("Row", bound=Model)


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


class Lines(Sequence[ItemLine]):
    """The items of a consultation and what became of them, by number; read as they are asked for.

    upto: the last number that is looked at, so that what arrives meanwhile changes nothing.
    """

    def __init__(self, consultation: Consultation, upto: int) -> None:
        self.upto = upto
        numbered = items(consultation).filter(number__lte=upto)
        self._consultation = consultation
        self.items = numbered.select_related(None).select_related("leaf").order_by("number")

    def __len__(self) -> int:
        return self.items.count()

    def __iter__(self) -> Iterator[ItemLine]:
        for batch in self.batches():
            yield from _lines(batch)

    def batches(self) -> Iterator[list[Item]]:
        """The items, a batch a statement."""
        yield from map(self.of_one, _batches(self.items, "number"))

    def of_one(self, batch: list[Item]) -> list[Item]:
        """The same, with the consultation that all have: made once, and not once for each."""
        for item in batch:
            item.consultation = self._consultation
        return batch

    @overload
    def __getitem__(self, place: int) -> ItemLine: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[ItemLine]: ...
    def __getitem__(self, place: int | slice) -> ItemLine | Sequence[ItemLine]:
        if isinstance(place, int):
            return _lines(self.of_one([self.items[place]]))[0]
        return _lines(self.of_one(list(self.items[place])))


@dataclass(frozen=True)
class Reconciliation:
    """Received = registered + set aside + undecided, item by item.

    outcomes: how many items are where. counted: what the table counts. entries: register numbers
    given, by origin. originals: how many were compared with their hash (None where that was not
    asked for). differences: what does not agree, a sentence each.
    """

    consultation: Consultation
    lines: Lines
    outcomes: Mapping[Outcome, int]
    entries: dict[Origin, int]
    counted: int
    originals: int | None
    differences: tuple[str, ...]

    def of(self, outcome: Outcome) -> int:
        return self.outcomes.get(outcome, 0)

    @property
    def received(self) -> int:
        return sum(self.outcomes.values())

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
        return account_sentence(self)


class Figures(Protocol):
    """The figures of an account."""

    @property
    def consultation(self) -> Consultation: ...
    @property
    def received(self) -> int: ...
    @property
    def registered(self) -> int: ...
    @property
    def set_aside(self) -> int: ...
    @property
    def undecided(self) -> int: ...
    @property
    def counted(self) -> int: ...


def account_sentence(found: Figures) -> str:
    """An account in one line."""
    if found.consultation.reconstructed:
        return _("%(counted)d counted, %(held)d items held.") % {
            "counted": found.counted,
            "held": found.received,
        }
    return _(
        "%(received)d received = %(registered)d registered + %(set_aside)d set aside "
        "+ %(undecided)d undecided; %(counted)d counted."
    ) % {
        "received": found.received,
        "registered": found.registered,
        "set_aside": found.set_aside,
        "undecided": found.undecided,
        "counted": found.counted,
    }


def lines_between(consultation: Consultation, start: int, end: int) -> list[ItemLine]:
    """The items numbered from `start` to `end`, both included, and what became of them."""
    lines = Lines(consultation, end)
    return _lines(lines.of_one(list(lines.items.filter(number__gte=start))))


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
    last = {letter: _last_given(consultation, letter) for letter in ["R", *_letters().values()]}
    lines = Lines(consultation, last["R"])
    outcomes: Counter[Outcome] = Counter()
    of_items: list[str] = []
    of_leaves: list[str] = []
    for received in lines.batches():
        batch = _lines(received)
        outcomes.update(line.outcome for line in batch)
        of_items += _differences_of_items(batch)
        of_leaves += altered_items(received, _parts(received))
    by_origin = dict.fromkeys(Origin, 0)
    of_entries: list[str] = []
    entries = Contribution.objects.filter(consultation=consultation)
    whole = entries.select_related("consultation").prefetch_related("items")
    for rows in _batches(whole, "pk"):
        for row in rows:
            by_origin[Origin(row.origin)] += 1
        of_entries += _differences_of_entries(consultation, rows)
    differences = [
        *of_items,
        *of_entries,
        *of_leaves,
        *altered_decisions(consultation),
        *_gaps(consultation, "R", Item.objects.filter(consultation=consultation), last["R"]),
    ]
    for mode, letter in _letters().items():
        differences += _gaps(consultation, letter, entries.filter(mode=mode), last[letter])
    compared = None
    if originals:
        with each_once(*_originals(consultation)) as held:
            compared = len(held)
            differences += _damage(held, compared, progress)
    return Reconciliation(
        consultation=consultation,
        lines=lines,
        outcomes=outcomes,
        entries=by_origin,
        counted=tally(consultation).total,
        originals=compared,
        differences=tuple(differences),
    )


def _batches(rows: QuerySet[Row], key: str) -> Iterator[list[Row]]:
    """The rows by a unique key, a batch a statement: no long reading holds up the database."""
    rows = rows.order_by(key)
    batch = list(rows[:BATCH])
    while batch:
        yield batch
        if len(batch) < BATCH:
            return
        batch = list(rows.filter(**{f"{key}__gt": getattr(batch[-1], key)})[:BATCH])


def _letters() -> dict[Mode, str]:
    """Each mode by the letter of its register numbers."""
    return {mode: mode[0].upper() for mode in Mode}


def _last_given(consultation: Consultation, letter: str) -> int:
    """The last number of a series, whether the series says so or what has it."""
    series = Series.objects.filter(key=f"{consultation.slug}/{letter}").first()
    if letter == "R":
        rows: QuerySet[Item] | QuerySet[Contribution] = Item.objects.all()
    else:
        modes = [mode for mode, its in _letters().items() if its == letter]
        rows = Contribution.objects.filter(mode__in=modes)
    found = rows.filter(consultation=consultation).aggregate(last=Max("number"))["last"] or 0
    return max(series.last if series else 0, found)


def _lines(batch: Sequence[Item]) -> list[ItemLine]:
    keys = [item.pk for item in batch]
    in_force = {
        each.item_id: each
        for each in Disposition.objects.filter(item__in=keys, ended_at__isnull=True).select_related(
            "duplicate_of__consultation"
        )
    }
    numbers: dict[int, list[str]] = defaultdict(list)
    links = Contribution.items.through.objects.filter(
        item__in=keys, contribution__voided_at__isnull=True
    ).select_related("contribution__consultation")
    for link in links.order_by("contribution__mode", "contribution__number"):
        numbers[link.item_id].append(link.contribution.register_number)
    return [_line(item, in_force.get(item.pk), tuple(numbers[item.pk])) for item in batch]


def _line(item: Item, disposition: Disposition | None, numbers: tuple[str, ...]) -> ItemLine:
    if disposition is None:
        outcome = Outcome.UNDECIDED
    elif disposition.kind == DispositionKind.CONTRIBUTION:
        outcome = Outcome.REGISTERED
    else:
        outcome = Outcome.SET_ASIDE
    return ItemLine(item, outcome, numbers, disposition)


def _parts(batch: Sequence[Item]) -> dict[int, list[str]]:
    """The hashes of the attachments of some items, in order."""
    parts: dict[int, list[str]] = defaultdict(list)
    attached = Attachment.objects.filter(item__in=[item.pk for item in batch])
    for item, sha256 in attached.order_by("order").values_list("item", "original"):
        parts[item].append(sha256)
    return parts


def _differences_of_items(lines: Sequence[ItemLine]) -> Iterator[str]:
    for line in lines:
        about = {"item": line.item, "numbers": ", ".join(line.numbers)}
        if line.outcome is Outcome.REGISTERED and not line.numbers:
            yield _("%(item)s is said to be registered, and no entry stands on it.") % about
        if line.outcome is not Outcome.REGISTERED and line.numbers:
            yield (
                _("%(item)s stands in the register as %(numbers)s, and is not decided so.") % about
            )


def _differences_of_entries(
    consultation: Consultation, rows: Sequence[Contribution]
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


def _gaps(
    consultation: Consultation,
    letter: str,
    rows: QuerySet[Item] | QuerySet[Contribution],
    last: int,
) -> Iterator[str]:
    held = rows.filter(number__lte=last).order_by("number").values_list("number", flat=True)
    expected = 1
    for number in chain(held.iterator(chunk_size=BATCH), [last + 1]):
        for missing in range(expected, number):
            yield _("The number %(number)s was given and is not there.") % {
                "number": f"{consultation.prefix}/{letter}-{missing}"
            }
        expected = number + 1


def _originals(consultation: Consultation) -> Iterator[QuerySet[Any, Any]]:
    """The hashes of all that is held of a consultation, wherever it stands."""
    for held in (
        Item.objects.filter(consultation=consultation),
        Attachment.objects.filter(item__consultation=consultation),
        Document.objects.filter(version__contribution__consultation=consultation),
    ):
        yield held.order_by().values_list("original")


def _damage(held: Once, many: int, progress: Callable[[int, int], None] | None) -> Iterator[str]:
    def told() -> Iterator[Original]:
        every = chain.from_iterable(
            Original.objects.filter(pk__in=batch).order_by("pk") for batch in held.batches(BATCH)
        )
        for done, original in enumerate(every, start=1):
            yield original
            if progress is not None:
                progress(done, many)

    for original, problem in damaged(told()):
        yield _("The original %(hash)s: %(problem)s.") % {
            "hash": original.sha256,
            "problem": problem,
        }

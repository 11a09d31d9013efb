"""Taking in what arrives."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count, islice
from typing import Any, cast

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record_all
from rapporteur.base.ledger.actions import append_all
from rapporteur.base.models import AuditEntry, Leaf, User
from rapporteur.base.numbering.actions import ask_numbers, give_back
from rapporteur.base.originals.actions import Brought, bring, keep_all
from rapporteur.base.refusals import Refused
from rapporteur.base.rows import ask, ask_keys, hold, insert_all
from rapporteur.base.together import Together, writing_in_turn
from rapporteur.core.ledger.commitments import LeafKind, digest_of
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.models import Attachment, Item, Reading
from rapporteur.stages.contributions.queries.receipts import about_item
from rapporteur.stages.contributions.rules import is_file_itself, plain_filename, without_nul
from rapporteur.stages.mandate.models import Consultation

# One look into the unique index (in the words of its condition) for each, whatever a planner thinks
# of how many items there are: asked for all at once, PostgreSQL reads all items of the consultation
# until it has counted them.
_NAMED_SO = """
    WITH asked (named) AS (VALUES {})
    SELECT (
        SELECT id FROM contributions_item
        WHERE consultation_id = %s AND source = named AND NOT (source = '')
    ) FROM asked
"""
Content = bytes | Iterable[bytes]
Named = tuple[str, Content]  # a file's name, as its sender gave it, and its bytes


@dataclass(frozen=True)
class Arrival:
    """One thing that arrived.

    content: the whole of it as one run of bytes (or its pieces); no bytes at all is an item like
    any other. attachments: files that came with it, in order. claimed: what the sender says of
    themselves. source: names it where it came from; the same source taken again is the item that
    is there. receipt_to: the address that a receipt is due to, empty where none is. opened_at,
    begun_at, grace: see `rules.Timing`.
    """

    channel: ItemChannel
    content: Content
    attachments: Sequence[Named] = ()
    sender: str = ""
    claimed: Mapping[str, Any] = field(default_factory=dict)
    received_at: datetime | None = None
    sent_at: datetime | None = None
    source: str = ""
    receipt_to: str = ""
    opened_at: datetime | None = None
    begun_at: datetime | None = None
    grace: timedelta = timedelta()


def receive(consultation: Consultation, *, by: User | str, **arrival: Any) -> Item:
    """Keep one thing that arrived: the fields of an `Arrival`, by name. See `receive_all`."""
    [item] = receive_all(consultation, [Arrival(**arrival)], by=by)
    return item


def receive_all(
    consultation: Consultation, arrivals: Iterable[Arrival], *, by: User | str
) -> list[Item]:
    """Keep what arrived, byte for byte, and give each the next R-number of the consultation.

    by: the official who brings it in, or the name of the way it came. The items come back in the
    order of the arrivals, all of them made durable by one commit.

    Raises Refused when the consultation is a reconstruction, when a part is larger than is kept,
    or when a source was taken before with other bytes; nothing is taken then.
    """
    parcels = [wrapped(consultation, arrival, by=by) for arrival in arrivals]
    return take_in_together(consultation, parcels, by=by)


@dataclass(frozen=True)
class Parcel:
    """An arrival whose bytes were brought: what came as one, then each attachment by its name.

    item: the one that it becomes where it is new; it has neither number nor leaf yet.
    """

    item: Item
    whole: Brought
    attached: list[tuple[str, Brought]]

    @property
    def parts(self) -> list[Brought]:
        return [self.whole, *(part for _name, part in self.attached)]

    @property
    def hashes(self) -> list[str]:
        return [part.sha256 for part in self.parts]


def wrapped(consultation: Consultation, arrival: Arrival, *, by: User | str) -> Parcel:
    """The first half of receiving, which stands outside any transaction and holds nobody else up.

    What is large is on the disk when this returns; a crash before the second half leaves a file
    that no row promises. Raises Refused as `receive_all` does.
    """
    if consultation.reconstructed:
        raise Refused(
            _("Nothing was taken."),
            _("This consultation was reconstructed from published documents and receives nothing."),
            _("Bring it in to a consultation that is held here."),
        )
    whole = _brought("", arrival.content)
    attached = [
        (plain_filename(name), _brought(f"“{name}”", part)) for name, part in arrival.attachments
    ]
    return Parcel(_item(consultation, arrival, whole.sha256, by), whole, attached)


def take_in(consultation: Consultation, parcels: Sequence[Parcel], *, by: User | str) -> list[Item]:
    """The second half of receiving: all that is in the database, as `receive_all` says.

    In the caller's transaction, of which nothing may be kept where this raises.
    """
    hold(consultation)  # before the look, so that the same thing sent twice at once is one item
    taken_before, needs = _look_for(consultation, parcels), _Needs.asked(consultation, parcels)
    known = taken_before()
    items: list[Item] = []
    new: list[Parcel] = []
    for parcel in parcels:
        item = parcel.item
        if item.source in known:
            item, before = known[item.source]
            _demand_same_bytes(item, before, parcel.hashes)
        else:
            new.append(parcel)
            if item.source:
                known[item.source] = (item, parcel.hashes)
        items.append(item)
    if needs.many > len(new):
        give_back(needs.series, needs.many - len(new))
    if new:
        keep_all(part for parcel in new for part in parcel.parts)
        _save(consultation, new, needs, by)
    return items


def take_in_together(
    consultation: Consultation, parcels: list[Parcel], *, by: User | str
) -> list[Item]:
    """As `take_in`, by a commit that is shared with whatever else arrives at the same time.

    In a transaction of the caller's own, which ends when the caller says, it is shared with nobody.
    """
    if connection.in_atomic_block:
        with transaction.atomic():
            return take_in(consultation, parcels, by=by)
    return _together((consultation, by, parcels))


def take_in_later(
    consultation: Consultation,
    parcels: list[Parcel],
    *,
    by: User | str,
    then: Callable[[list[Item] | None, BaseException | None], None],
) -> None:
    """As `take_in_together`, and this returns at once: `then` is told the items when they are
    durable, or the problem, from another thread. Not for who is in a transaction."""
    _together.later((consultation, by, parcels), then)


_Wish = tuple[Consultation, User | str, list[Parcel]]


def _take_all(wishes: list[_Wish]) -> list[list[Item]]:
    alike: dict[tuple[Consultation, User | str], list[int]] = {}
    for place, (consultation, by, _parcels) in enumerate(wishes):
        alike.setdefault((consultation, by), []).append(place)
    taken: dict[int, list[Item]] = {}
    for (consultation, by), places in alike.items():
        parcels = [parcel for place in places for parcel in wishes[place][2]]
        items = iter(take_in(consultation, parcels, by=by))
        taken |= {place: list(islice(items, len(wishes[place][2]))) for place in places}
    return [taken[place] for place in range(len(wishes))]


_together = Together(_take_all, turn=writing_in_turn, most=128)


def _brought(name: str, content: Content) -> Brought:
    """Bytes that are kept; name: what a refusal calls them, empty for what came as one."""
    try:
        return bring(content)
    except Refused as problem:
        raise Refused(
            _("%(what)s was not taken, and nothing that came with it was taken either.")
            % {"what": name or _("What was sent")},
            problem.why,
            problem.then,
        ) from None


def _look_for(
    consultation: Consultation, parcels: Sequence[Parcel]
) -> Callable[[], dict[str, tuple[Item, list[str]]]]:
    """The items that are there, by their sources, each with the hashes of its parts; once the
    answer is read (`rows.ask`)."""
    sources = {parcel.item.source for parcel in parcels} - {""}
    if not sources:
        return dict
    asked = ", ".join(["(%s)"] * len(sources))
    answer = ask(_NAMED_SO.format(asked), [*sources, consultation.pk])

    def there() -> dict[str, tuple[Item, list[str]]]:
        found = [pk for (pk,) in answer() if pk is not None]
        if not found:  # as a rule, and then no more is asked
            return {}
        return {
            item.source: (
                item,
                [item.original_id, *item.attachments.values_list("original", flat=True)],
            )
            for item in Item.objects.filter(pk__in=found).select_related("consultation", "leaf")
        }

    return there


@dataclass(frozen=True)
class _Needs:
    """What new items need of the database before their rows can be made: it is asked for together
    with the look for what is known, as if none were, so that there is one answer to wait for.

    many: of them. numbers: the first of theirs in the series. leaves, items, entries: keys.
    """

    series: str
    many: int
    numbers: Callable[[], int]
    leaves: Callable[[], Sequence[int | None]]
    items: Callable[[], Sequence[int | None]]
    entries: Callable[[], Sequence[int | None]]

    @classmethod
    def asked(cls, consultation: Consultation, parcels: Sequence[Parcel]) -> "_Needs":
        sources = [parcel.item.source for parcel in parcels]
        series, many = f"{consultation.slug}/R", len({*sources} - {""}) + sources.count("")
        numbers = ask_numbers(series, many)
        keys = (ask_keys(model, many) for model in (Leaf, Item, AuditEntry))
        return cls(series, many, numbers, *keys)


def _demand_same_bytes(item: Item, before: list[str], now: list[str]) -> None:
    if before != now:
        raise Refused(
            _("“%(source)s” was not taken again.") % {"source": item.source},
            _(
                "It was taken before as %(reference)s, with other bytes, and what was received is "
                "never replaced."
            )
            % {"reference": item.reference},
            _("Give it another name, or send it as a correction."),
        )


def _item(consultation: Consultation, arrival: Arrival, sha256: str, by: User | str) -> Item:
    """The item of an arrival, with neither number nor leaf yet."""
    claimed = cast(dict[str, Any], without_nul(dict(arrival.claimed)))
    return Item(
        consultation=consultation,
        channel=arrival.channel,
        received_at=arrival.received_at or timezone.now(),
        sent_at=arrival.sent_at,
        sender=cast(str, without_nul(arrival.sender))[:300],
        claimed=claimed,
        original_id=sha256,
        source=arrival.source,
        message_id=str(claimed.get("message_id") or "")[:300] or None,
        receipt_to=arrival.receipt_to,
        opened_at=arrival.opened_at,
        begun_at=arrival.begun_at,
        grace=arrival.grace,
        taken_by=by if isinstance(by, User) else None,
    )


def _save(consultation: Consultation, new: list[Parcel], needs: _Needs, by: User | str) -> None:
    """Number the new items and write all that goes with them, a statement for each table."""
    many = len(new)
    for number, key, parcel in zip(count(needs.numbers()), needs.items()[:many], new, strict=False):
        parcel.item.number, parcel.item.pk = number, key
    digests = [digest_of(about_item(parcel.item, parcel.hashes)) for parcel in new]
    leaves = append_all(LeafKind.ITEM, digests, needs.leaves()[:many])
    for leaf, parcel in zip(leaves, new, strict=True):
        parcel.item.leaf = leaf
    insert_all(parcel.item for parcel in new)
    insert_all(
        Attachment(item=parcel.item, order=order, original_id=part.sha256, filename=name)
        for parcel in new
        for order, (name, part) in enumerate(parcel.attached, start=1)
    )
    insert_all(
        [_reading(consultation, *each) for parcel in new for each in _files(parcel)],
        leave_known=True,  # the same bytes are read once
    )
    particulars = (
        (
            parcel.item,
            {
                "channel": parcel.item.channel,
                "sha256": parcel.item.original_id,
                "attachments": parcel.hashes[1:],
            },
        )
        for parcel in new
    )
    record_all(
        "contributions.receive_item",
        particulars,
        by=by,
        consultation=consultation.slug,
        keys=needs.entries(),
    )


def _files(parcel: Parcel) -> Iterator[tuple[Item, str, str]]:
    """The files in which it says what it says (`queries.files_of`), by their hashes."""
    item = parcel.item
    if is_file_itself(item.channel, item.claimed):
        yield item, str(item.claimed.get("filename", "")), parcel.whole.sha256
    for name, part in parcel.attached:
        yield item, name, part.sha256


def _reading(consultation: Consultation, item: Item, filename: str, sha256: str) -> Reading:
    stated = item.claimed.get("language")
    return Reading(
        original_id=sha256,
        filename=plain_filename(filename)[:300],
        languages=[stated] if stated else list(consultation.languages),
    )

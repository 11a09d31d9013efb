"""Looking at what arrived, in the background, so that a page of the queue need not."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from rapporteur.base.models import Original
from rapporteur.base.together import giving_way
from rapporteur.core.text.languages import tell_language
from rapporteur.core.text.sketches import likeness, sketch
from rapporteur.stages.contributions.choices import Ground
from rapporteur.stages.contributions.models import (
    Attachment,
    Item,
    Reading,
    Resemblance,
    Shingle,
    Sighting,
)
from rapporteur.stages.contributions.queries.queue import not_known_yet, proposal_of
from rapporteur.stages.contributions.queries.texts import Said, said_in
from rapporteur.stages.contributions.rules import (
    LONGEST_TEXT,
    fingerprint,
    name_key,
    search_key,
)
from rapporteur.stages.mandate.models import Consultation

BATCH = 500
FEWEST_WORDS = 20  # of a text that is held against others: "I agree." is near to every other
NEAR = 0.5  # of the runs of words that two texts share, as `core.campaigns.near` has it
FINDERS = 8  # numbers of a sketch that are looked for: two texts that share half miss 1 in 250
SEEN = 40  # items that one such number is followed to
NEAREST = 3  # resemblances to near texts that are kept of one item


def sight_new(consultation: Consultation | None = None, *, most: int = BATCH) -> int:
    """Let the queue know of the items that arrived since, and say of how many.

    Their text waits for `look_at_waiting`. The numbers of a consultation are given one after the
    other under a lock, so whatever is newer than the newest that is known is not known yet.
    """
    if consultation is not None:
        return _sight_new(consultation, most)
    with_items = Consultation.objects.filter(
        Exists(Item.objects.filter(consultation=OuterRef("pk")))
    )
    seen = sum(_sight_new(each, most) for each in with_items)
    if Item.objects.count() == Sighting.objects.count():
        return seen
    # More than `most` came; or rows are missing among others, as after a copy was brought back.
    unseen = Item.objects.filter(sighting__isnull=True).order_by("pk")
    return seen + _see(unseen, most)


def look_at_waiting(*, most: int = 1000) -> int:
    """Look at the text of what arrived, once all of it was read, and say of how many items."""
    sight_new(most=most)
    done = 0
    while done < most and (batch := list(_readable()[: min(BATCH, most - done)])):
        looked = sum(_look_at(pk) for pk in batch)
        done += looked
        if not looked:  # somebody else is at all of them
            break
    return done


def look_again(original: Original) -> None:
    """Let the items that an original came with be looked at anew: its text was read or typed."""
    attached = Attachment.objects.filter(original=original).values("item")
    about = Q(item__original=original) | Q(item__in=attached)
    Sighting.objects.filter(about).update(looked_at=None)


def _sight_new(consultation: Consultation, most: int) -> int:
    return _see(not_known_yet(consultation).order_by("number"), most)


def _see(items: QuerySet[Item], most: int) -> int:
    rows = [_first_sight(item) for item in items.select_related("consultation")[:most]]
    if rows:
        Sighting.objects.bulk_create(rows, ignore_conflicts=True)  # two may come at once
    return len(rows)


def _first_sight(item: Item) -> Sighting:
    claimed = item.claimed
    sighting = Sighting(
        item=item,
        consultation_id=item.consultation_id,
        received_at=item.received_at,
        channel=item.channel,
        doubtful=bool(claimed.get("doubts")),
        automatic=bool(claimed.get("automatic")),
        sender_key=_sender_key(item),
        sought=_sought(item),
    )
    sighting.proposed = proposal_of(sighting).kind or ""
    return sighting


def _readable() -> QuerySet[Sighting, int]:
    """The sightings whose items have no file that waits to be read, the first to arrive first."""
    unread = Reading.objects.filter(read_at__isnull=True)
    attached = Attachment.objects.filter(item=OuterRef("item"), original__in=unread.values("pk"))
    return (
        Sighting.objects.filter(looked_at__isnull=True)
        .filter(~Exists(unread.filter(original=OuterRef("item__original"))), ~Exists(attached))
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _look_at(pk: int) -> bool:
    with giving_way():
        return _looked_at(pk)


def _looked_at(pk: int) -> bool:
    held = Sighting.objects.select_for_update(skip_locked=True, of=("self",))
    sighting = (
        held.select_related("item__consultation").filter(pk=pk, looked_at__isnull=True).first()
    )
    if sighting is None:  # somebody else looks at it, or has
        return False
    item, said = sighting.item, said_in(sighting.item)
    whole = said.whole
    sighting.words = len(whole.split())
    sighting.opening = " ".join(whole[:2000].split())[:300]
    sighting.sought = _sought(item, sighting.opening)
    sighting.language = _language(said)
    sighting.fingerprint = fingerprint(said.texts)
    sighting.unreadable = not sighting.fingerprint
    sighting.sketch = list(sketch(whole[:LONGEST_TEXT])) if sighting.words >= FEWEST_WORDS else []
    before = Item.objects.filter(consultation=sighting.consultation_id, number__lt=item.number)
    sighting.twin = before.filter(original=item.original_id).order_by("number").first()
    sighting.same_words, sighting.other_name = _same_words(sighting)
    sighting.looked_at = timezone.now()
    sighting.proposed = proposal_of(sighting).kind or ""
    sighting.save()
    _relate(sighting)
    if sighting.fingerprint:  # what came later may have been read sooner
        later = Sighting.objects.filter(
            consultation=sighting.consultation_id,
            fingerprint=sighting.fingerprint,
            pk__gt=pk,
            same_words__isnull=True,
        )
        later.update(looked_at=None)
    return True


def _same_words(sighting: Sighting) -> tuple[Item | None, bool]:
    """The first item with the same words, rather one under the same name; and whether only under
    another name."""
    if not sighting.fingerprint:
        return None, False
    name = _name_of(sighting.item)
    first = None
    for each in islice(_earlier(sighting).filter(fingerprint=sighting.fingerprint), 200):
        theirs = _name_of(each.item)
        if not name or not theirs or name == theirs or each.sender_key == sighting.sender_key:
            return each.item, False
        first = first or each.item
    return first, first is not None


def _relate(sighting: Sighting) -> None:
    """Note what came before and may be the same thing, anew; what was settled stays."""
    Shingle.objects.filter(item=sighting.item).delete()
    Resemblance.objects.filter(later=sighting.item, settled_at__isnull=True).delete()
    found: dict[int, Resemblance] = {}
    leader = True
    for ground, other, alike in _resembled(sighting):
        leader = leader and ground not in (Ground.WORDS, Ground.NEAR)
        earlier, later = sorted((other, sighting.pk))
        pair = Resemblance(later_id=later, earlier_id=earlier, ground=ground, likeness=alike)
        found.setdefault(other, pair)
    Resemblance.objects.bulk_create(found.values(), ignore_conflicts=True)
    if leader:
        Shingle.objects.bulk_create(
            Shingle(consultation_id=sighting.consultation_id, value=value, item=sighting.item)
            for value in sighting.sketch[:FINDERS]
        )


def _resembled(sighting: Sighting) -> Iterator[tuple[Ground, int, int | None]]:
    """Ground, item and likeness of what an item resembles, the surest first."""
    if sighting.twin_id:
        yield Ground.BYTES, sighting.twin_id, 100
    if sighting.same_words_id:
        yield Ground.WORDS, sighting.same_words_id, 100
    near = [
        (alike, -each.pk)
        for each in _candidates(sighting)
        if (alike := likeness(each.sketch, sighting.sketch)) >= NEAR
    ]
    for alike, item in sorted(near, reverse=True)[:NEAREST]:
        yield Ground.NEAR, -item, round(100 * alike)
    if sighting.sender_key:
        of_sender = _earlier(sighting).filter(sender_key=sighting.sender_key)
        if (last := of_sender.last()) is not None:
            alike = likeness(last.sketch, sighting.sketch)
            yield Ground.SENDER, last.pk, round(100 * alike) if alike else None


def _candidates(sighting: Sighting) -> QuerySet[Sighting]:
    """The items that share one of the numbers of its sketch by which it is found: those before it,
    and those after it that were read sooner."""
    found: set[int] = set()
    for value in sighting.sketch[:FINDERS]:
        shared = Shingle.objects.filter(consultation=sighting.consultation_id, value=value)
        found.update(shared.order_by("item_id").values_list("item_id", flat=True)[:SEEN])
    return Sighting.objects.filter(pk__in=found - {sighting.pk})


def _earlier(sighting: Sighting) -> QuerySet[Sighting]:
    found = Sighting.objects.filter(consultation=sighting.consultation_id, pk__lt=sighting.pk)
    return found.select_related("item").order_by("pk")


def _language(said: Said) -> str:
    told = tell_language(said.whole[:20_000]) if said.whole else None
    return (told or next(iter(said.languages), ""))[:2]


def _name_of(item: Item) -> str:
    return name_key(str(item.claimed.get("name") or item.sender))


def _sender_key(item: Item) -> str:
    """An address means one sender; a name does where it has two words at least."""
    if address := str(item.claimed.get("email") or "").strip().casefold():
        return address[:320]
    name = _name_of(item)
    return name[:320] if " " in name else ""


def _sought(item: Item, opening: str = "") -> str:
    claimed = (item.claimed.get(each) for each in ("name", "organization", "title", "email"))
    return search_key(
        " ".join([item.reference, item.sender, *map(str, filter(None, claimed)), opening])
    )

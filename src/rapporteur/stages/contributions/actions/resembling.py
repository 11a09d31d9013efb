"""Noting which items may be the same thing, of several at once: the same bytes, the same words,
nearly the same words, the same sender."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from rapporteur.base.rows import insert_all
from rapporteur.core.text.sketches import likeness
from rapporteur.stages.contributions.choices import Ground
from rapporteur.stages.contributions.models import Item, Resemblance, Shingle, Sighting, Step
from rapporteur.stages.contributions.queries.items import withdrawn_items
from rapporteur.stages.contributions.queries.queue import first_with_bytes
from rapporteur.stages.contributions.rules import name_key
from rapporteur.stages.mandate.models import Consultation

NEAR = 0.5  # of the runs of words that two texts share, as `core.campaigns.near` has it
A_COPY = 90  # per cent: what is near to such a copy is near to what it is a copy of
FINDERS = 8  # numbers of a sketch that are looked for: two texts that share half miss 1 in 250
SEEN = 40  # items that one such number leads to
NEAREST = 3  # resemblances to near texts that are kept of one item
SAME = 200  # items with the same words among which one under the same name is looked for


def relate(consultation: Consultation, sightings: Sequence[Sighting]) -> None:
    """Note what may be the same thing as some items, anew; what was settled stays. What its sender
    took back is like nothing: nobody's words are set aside for it.

    sightings: of the consultation, ascending, saved with what their texts said. What is found of
    each (`twin`, `same_words`, `other_name`) is set on it and not saved. In the caller's
    transaction, in which nobody else relates items of the consultation.
    """
    _forget(sightings)
    known = _Known(consultation, sightings)
    pairs: list[Resemblance] = []
    finders: list[Shingle] = []
    for sighting in sightings:
        known.set_first_of(sighting)
        found: dict[int, Resemblance] = {}
        leads = True
        for ground, other, alike in known.resembled(sighting):
            leads = leads and not (ground in (Ground.WORDS, Ground.NEAR) and (alike or 0) >= A_COPY)
            earlier, later = sorted((other, sighting.pk))
            pair = Resemblance(later_id=later, earlier_id=earlier, ground=ground, likeness=alike)
            found.setdefault(other, pair)
        pairs += found.values()
        if leads:
            finders += known.finders_of(sighting)
    Resemblance.objects.bulk_create(pairs, ignore_conflicts=True)
    insert_all(finders)
    look_anew(_alone_with_the_words_of(consultation, sightings))
    look_anew(_after_words_that_changed(sightings))


def look_anew(sightings: QuerySet[Sighting]) -> None:
    """Let items be looked at once more. Whoever looks at them now loses the lease, and so does not
    write what is no longer so."""
    sightings.update(looked_at=None, leased_until=None, tries=0)


def name_of(item: Item) -> str:
    return _name(item.claimed, item.sender)


def _name(claimed: Mapping[str, object], sender: str) -> str:
    return name_key(str(claimed.get("name") or sender))


def _forget(sightings: Sequence[Sighting]) -> None:
    items = [each.pk for each in sightings]
    Shingle.objects.filter(item__in=items).delete()
    # A pair that was acted on stays although that was undone: the act says of what it was.
    acted_on = Exists(Step.objects.filter(resemblance=OuterRef("pk")))
    Resemblance.objects.filter(~acted_on, later__in=items, settled_at__isnull=True).delete()


def _alone_with_the_words_of(
    consultation: Consultation, sightings: Sequence[Sighting]
) -> QuerySet[Sighting]:
    """Those that came after one of some items with the same words, and were read sooner."""
    first: dict[str, int] = {}
    for each in sightings:
        first.setdefault(each.fingerprint, each.pk)
    alone = Sighting.objects.filter(
        consultation=consultation, fingerprint__in=first.keys() - {""}, same_words__isnull=True
    ).exclude(pk__in=[each.pk for each in sightings])
    said = alone.values_list("pk", "fingerprint")
    return Sighting.objects.filter(pk__in=[pk for pk, words in said if pk > first[words]])


def _after_words_that_changed(sightings: Sequence[Sighting]) -> QuerySet[Sighting]:
    """Those that had the words of one of some items, of which more or other words are known now:
    a scan among its files was read, or was typed."""
    items = [each.pk for each in sightings]
    words_now = Sighting.objects.filter(pk=OuterRef("same_words")).values("fingerprint")
    pairs = Resemblance.objects.filter(earlier__in=items, ground=Ground.WORDS)
    led = Sighting.objects.filter(pk__in=pairs.values("later"), same_words__in=items)
    return led.exclude(fingerprint=Subquery(words_now))


class _Same(NamedTuple):
    """An item with certain words. name: empty where nobody's is stated."""

    item: int
    sender_key: str
    name: str


class _Known:
    """What has to be known to tell what some items resemble, asked once for all of them."""

    def __init__(self, consultation: Consultation, sightings: Sequence[Sighting]) -> None:
        self._consultation = consultation
        self._twins = first_with_bytes(consultation, {each.original_id for each in sightings})
        before, self._last_of_sender = self._before(sightings)
        self._same = {
            words: self._with_words(words)
            for words in {each.fingerprint for each in sightings if each.pk in before}
        }
        self._finders = self._by_finder(sightings)
        self._sketches = self._sketches_of(sightings)
        self._items = self._first_ones(sightings)

    def set_first_of(self, sighting: Sighting) -> None:
        """Say which item came first with the same bytes, and which with the same words, rather
        under the same name; and whether those came only under another name."""
        twin = self._twins.get(sighting.original_id)
        same, other_name = self._same_words(sighting)
        sighting.twin = self._items.get(twin) if twin and twin < sighting.pk else None
        sighting.same_words, sighting.other_name = self._items.get(same or 0), other_name

    def resembled(self, sighting: Sighting) -> Iterator[tuple[Ground, int, int | None]]:
        """Ground, item and likeness of what an item resembles, the surest first."""
        if sighting.twin_id:
            yield Ground.BYTES, sighting.twin_id, 100
        if sighting.same_words_id:
            yield Ground.WORDS, sighting.same_words_id, 100
        near = [
            (alike, -other)
            for other in self._candidates(sighting)
            if (alike := likeness(self._sketches[other], sighting.sketch)) >= NEAR
        ]
        for alike, item in sorted(near, reverse=True)[:NEAREST]:
            yield Ground.NEAR, -item, round(100 * alike)
        if last := self._last_of_sender.get(sighting.pk):
            alike = likeness(self._sketches[last], sighting.sketch)
            yield Ground.SENDER, last, round(100 * alike) if alike else None

    def finders_of(self, sighting: Sighting) -> Iterator[Shingle]:
        """Have an item found by its sketch from now on. A number that leads to enough items leads
        to no more, so what is asked for by it is never long."""
        for value in sighting.sketch[:FINDERS]:
            led_to = self._finders.setdefault(value, [])
            if len(led_to) < SEEN:
                led_to.append(sighting.pk)
                yield Shingle(consultation=self._consultation, value=value, item=sighting.item)

    def _candidates(self, sighting: Sighting) -> set[int]:
        """The items that share one of the numbers of its sketch by which it is found: those before
        it, and those after it that were read sooner."""
        found: set[int] = set()
        for value in sighting.sketch[:FINDERS]:
            found.update(self._finders.get(value, ()))
        return found - {sighting.pk}

    def _same_words(self, sighting: Sighting) -> tuple[int | None, bool]:
        name = name_of(sighting.item)
        first = None
        for other in self._same.get(sighting.fingerprint, ()):
            if other.item >= sighting.pk:
                break
            if (
                not name
                or not other.name
                or name == other.name
                or other.sender_key == sighting.sender_key
            ):
                return other.item, False
            first = first or other.item
        return first, first is not None

    def _before(self, sightings: Sequence[Sighting]) -> tuple[set[int], dict[int, int]]:
        """Those whose words came before; and the last item of the same sender before each."""
        earlier = Sighting.objects.filter(
            consultation=OuterRef("consultation"), pk__lt=OuterRef("pk")
        ).exclude(pk__in=withdrawn_items())
        of_sender = earlier.filter(sender_key=OuterRef("sender_key")).order_by("-pk")
        asked = Sighting.objects.filter(pk__in=[each.pk for each in sightings]).annotate(
            came=Exists(earlier.filter(fingerprint=OuterRef("fingerprint"))),
            last=Subquery(of_sender.values("pk")[:1]),
        )
        told = list(asked.values_list("pk", "fingerprint", "came", "sender_key", "last"))
        return (
            {pk for pk, words, came, _key, _last in told if words and came},
            {pk: last for pk, _words, _came, key, last in told if key and last},
        )

    def _with_words(self, words: str) -> list[_Same]:
        said = Sighting.objects.filter(consultation=self._consultation, fingerprint=words)
        said = said.exclude(pk__in=withdrawn_items())
        rows = said.order_by("pk").values_list("pk", "sender_key", "item__claimed", "item__sender")
        return [_Same(pk, key, _name(claimed, sender)) for pk, key, claimed, sender in rows[:SAME]]

    def _by_finder(self, sightings: Sequence[Sighting]) -> dict[int, list[int]]:
        values = {value for each in sightings for value in each.sketch[:FINDERS]}
        found = Shingle.objects.filter(consultation=self._consultation, value__in=values)
        found = found.exclude(item__in=withdrawn_items())
        leads: dict[int, list[int]] = {}
        for value, item in found.order_by("item_id").values_list("value", "item_id"):
            leads.setdefault(value, []).append(item)
        return leads

    def _sketches_of(self, sightings: Sequence[Sighting]) -> dict[int, Sequence[int]]:
        wanted = {item for led_to in self._finders.values() for item in led_to}
        wanted |= set(self._last_of_sender.values())
        own = {each.pk: each.sketch for each in sightings}
        found = Sighting.objects.filter(pk__in=wanted - own.keys()).values_list("pk", "sketch")
        return dict(found) | own

    def _first_ones(self, sightings: Sequence[Sighting]) -> dict[int, Item]:
        firsts = {self._twins[each.original_id] for each in sightings}
        said = {other.item for rows in self._same.values() for other in rows}
        items = Item.objects.in_bulk(firsts | said)
        for item in items.values():
            item.consultation = self._consultation
        return items

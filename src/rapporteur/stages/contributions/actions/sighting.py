"""Looking at what arrived, in the background, so that a page of the queue need not."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from rapporteur.base.leases import give_up, is_free, others_go_on
from rapporteur.base.models import Original
from rapporteur.base.rows import update_all
from rapporteur.base.together import giving_way
from rapporteur.core.text.languages import tell_language
from rapporteur.core.text.own_words import own_words
from rapporteur.core.text.sketches import sketch
from rapporteur.stages.contributions.actions.resembling import look_anew, name_of, relate
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.models import Attachment, Item, Reading, Sighting
from rapporteur.stages.contributions.queries.queue import not_known_yet, proposal_of
from rapporteur.stages.contributions.queries.texts import Said, said_in_all
from rapporteur.stages.contributions.rules import LONGEST_TEXT, fingerprint, search_key
from rapporteur.stages.mandate.models import Consultation

BATCH = 50  # items that are looked at in one go: what is held against others is then little
MOST_NEW = 500
AT_ONCE = 10  # items whose texts are in memory
LEASE = timedelta(minutes=5)
FEWEST_WORDS = 20  # of a text that is held against others: "I agree." is near to every other
OF_THE_TEXT = (
    "words",
    "opening",
    "sought",
    "language",
    "fingerprint",
    "unreadable",
    "sketch",
    "confidence",
)
OF_THE_OTHERS = (
    "twin",
    "same_words",
    "other_name",
    "looked_at",
    "leased_until",
    "proposed",
    "tries",
)


def sight_new(consultation: Consultation | None = None, *, most: int = MOST_NEW) -> int:
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
    """Look at the text of what arrived, once all of it was read, and say of how many items.

    Some at a time are leased, so that of several workers each looks at others. What their texts
    say is told outside any transaction; what they resemble, in a short one. Where something in one
    of them makes that fail, each is looked at by itself; of which nothing comes after
    `leases.TRIES` times is set aside, and the queue says so.
    """
    sight_new(most=most)
    done = 0
    while done < most and (leased := _lease(min(BATCH, most - done))):
        with others_go_on(f"Looking at {leased[0]} and {len(leased) - 1} others"):
            for first in range(0, len(leased), AT_ONCE):
                _read_texts(leased[first : first + AT_ONCE])
            done += _write(leased)
            leased = []
        _release(leased)
    return done


def look_again(original: Original) -> None:
    """Let the items that an original came with be looked at anew: its text was read or typed."""
    attached = Attachment.objects.filter(original=original).values("item")
    about = Q(original=original) | Q(item__in=attached)
    look_anew(Sighting.objects.filter(about))


def relate_anew(items: Iterable[int]) -> None:
    """Tell anew what some items resemble that were looked at, from what their texts said then.

    items: by their keys, few enough to be in memory. One whose text waits to be looked at is left
    alone: it is told then.
    """
    keys = list(items)
    for first in range(0, len(keys), BATCH):
        some = Sighting.objects.filter(
            pk__in=keys[first : first + BATCH], looked_at__isnull=False
        ).order_by("pk")
        consultations = Consultation.objects.filter(pk__in=some.order_by().values("consultation"))
        with giving_way():
            _in_turn(consultations)
            held = some.select_for_update(of=("self",)).select_related("item__consultation")
            _save_related(list(held))


def _sight_new(consultation: Consultation, most: int) -> int:
    return _see(not_known_yet(consultation).order_by("number"), most)


def _see(items: QuerySet[Item], most: int) -> int:
    rows = [_first_sight(item) for item in items.select_related("consultation")[:most]]
    if rows:
        with giving_way():
            Sighting.objects.bulk_create(rows, ignore_conflicts=True)  # two may come at once
    return len(rows)


def _first_sight(item: Item) -> Sighting:
    claimed = item.claimed
    sighting = Sighting(
        item=item,
        consultation_id=item.consultation_id,
        received_at=item.received_at,
        channel=item.channel,
        original_id=item.original_id,
        doubtful=bool(claimed.get("doubts")),
        automatic=bool(claimed.get("automatic")),
        sender_key=_sender_key(item),
        sought=_sought(item),
    )
    sighting.proposed = proposal_of(sighting).kind or ""
    return sighting


def _readable() -> QuerySet[Sighting]:
    """Those that nobody looks at and whose items have no file that waits to be read."""
    unread = Reading.objects.filter(read_at__isnull=True)
    attached = Attachment.objects.filter(item=OuterRef("item"), original__in=unread.values("pk"))
    return _free().filter(~Exists(unread.filter(original=OuterRef("original"))), ~Exists(attached))


def _free() -> QuerySet[Sighting]:
    return Sighting.objects.filter(is_free(timezone.now()), looked_at__isnull=True)


def _lease(most: int) -> list[Sighting]:
    """Some that nobody else looks at, the first to arrive first; none where there are none.

    One that was leased before, and of which nothing came, is leased alone.
    """
    _set_aside()
    while wanted := _first(_readable().filter(tries=0), most) or _first(_readable(), 1):
        until = timezone.now() + LEASE
        with giving_way():
            free = _free().select_for_update().filter(pk__in=wanted).order_by("pk")
            held = list(free.values_list("pk", flat=True))
            Sighting.objects.filter(pk__in=held).update(leased_until=until, tries=F("tries") + 1)
        if held:  # or somebody else was sooner, and others wait
            leased = Sighting.objects.filter(pk__in=held, leased_until=until).order_by("pk")
            return list(leased.select_related("item__consultation", "item__original"))
    return []


def _first(sightings: QuerySet[Sighting], most: int) -> list[int]:
    return list(sightings.order_by("pk").values_list("pk", flat=True)[:most])


def _set_aside() -> None:
    """`tries` stays, and says why nothing is known of their text."""
    waiting = Sighting.objects.filter(looked_at__isnull=True)
    give_up(waiting, looked_at=timezone.now(), unreadable=True, proposed="")


def _release(leased: Sequence[Sighting]) -> None:
    """Let each be looked at by itself at once; a single one waits until its lease runs out, since
    what it stumbled on may pass."""
    if len(leased) > 1:  # none where all was well
        until = leased[0].leased_until
        held = Sighting.objects.filter(pk__in=[each.pk for each in leased], leased_until=until)
        with giving_way():
            held.update(leased_until=None)


def _read_texts(sightings: Sequence[Sighting]) -> None:
    """Set on each what its text says, by itself."""
    said_in_each = said_in_all([each.item for each in sightings])
    for sighting in sightings:
        said = said_in_each[sighting.pk]
        whole = said.whole
        sighting.words = len(whole.split())
        sighting.opening = " ".join(whole[:2000].split())[:300]
        sighting.sought = _sought(sighting.item, sighting.opening)
        sighting.language = _language(said)
        sighting.fingerprint = _words_of(said)
        sighting.unreadable = not sighting.fingerprint
        sighting.confidence = said.confidence
        long_enough = sighting.words >= FEWEST_WORDS
        sighting.sketch = list(sketch(_to_compare(sighting, said))) if long_enough else []


def _words_of(said: Said) -> str:
    """The same for the same words. Two that say “see what is attached” are the same only where
    what is attached says the same too, or is the same file."""
    words = fingerprint(said.texts)
    return fingerprint([words, *said.unsaid]) if words and said.unsaid else words


def _to_compare(sighting: Sighting, said: Said) -> str:
    texts = said.texts
    if sighting.channel == ItemChannel.EMAIL:
        texts = tuple(own_words(each) for each in texts)
    return "\n\n".join(texts)[:LONGEST_TEXT]


def _write(leased: Sequence[Sighting]) -> int:
    """Save what was seen of those that are leased still, with what they resemble; say of how many.

    In each consultation one does so at a time, or two workers would not find what the other finds.
    """
    until = leased[0].leased_until
    consultations = {each.consultation_id for each in leased}
    with giving_way():
        _in_turn(Consultation.objects.filter(pk__in=consultations))
        ours = Sighting.objects.filter(pk__in=[each.pk for each in leased], leased_until=until)
        held = set(ours.select_for_update().order_by("pk").values_list("pk", flat=True))
        seen = [each for each in leased if each.pk in held]
        update_all(seen, OF_THE_TEXT)
        now = timezone.now()
        for each in seen:
            each.looked_at, each.leased_until, each.tries = now, None, 0
        _save_related(seen)
    return len(seen)


def _in_turn(consultations: QuerySet[Consultation]) -> None:
    """Wait until nobody else relates items of some consultations, in the present transaction."""
    list(consultations.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _save_related(seen: Sequence[Sighting]) -> None:
    """Tell of some items, in ascending order, what they resemble and what follows from it."""
    consultations = {each.consultation_id: each.item.consultation for each in seen}
    for key, consultation in consultations.items():
        relate(consultation, [each for each in seen if each.consultation_id == key])
    for each in seen:
        each.proposed = proposal_of(each).kind or ""
    update_all(seen, OF_THE_OTHERS)


def _language(said: Said) -> str:
    told = tell_language(said.whole[:20_000]) if said.whole else None
    return (told or next(iter(said.languages), ""))[:2]


def _sender_key(item: Item) -> str:
    """An address means one sender; a name does where it has two words at least."""
    if address := str(item.claimed.get("email") or "").strip().casefold():
        return address[:320]
    name = name_of(item)
    return name[:320] if " " in name else ""


def _sought(item: Item, opening: str = "") -> str:
    claimed = (item.claimed.get(each) for each in ("name", "organization", "title", "email"))
    return search_key(
        " ".join([item.reference, item.sender, *map(str, filter(None, claimed)), opening])
    )

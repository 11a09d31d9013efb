"""The queue: what waits for a decision, found and sorted without looking at all of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.leases import TRIES
from rapporteur.base.models import User
from rapporteur.stages.contributions.choices import NOT_READ, SET_ASIDE, ItemChannel
from rapporteur.stages.contributions.models import (
    Attachment,
    Batch,
    Disposition,
    Item,
    Pending,
    Resemblance,
    Sighting,
)
from rapporteur.stages.contributions.queries.items import is_decided, withdrawn_items
from rapporteur.stages.contributions.queries.register import last_date
from rapporteur.stages.contributions.rules import (
    SURE,
    Lateness,
    Proposal,
    Sent,
    lateness,
    propose,
    search_key,
)
from rapporteur.stages.mandate.models import Consultation

UNDONE_WITHIN = timedelta(hours=1)  # in which the last decision can be taken back at one press
NEWEST = "newest"
SIGNS = {  # the filter of the queue by what is odd about an item, and what it asks for
    "none": Q(doubtful=False, automatic=False, unreadable=False, looked_at__isnull=False)
    & (Q(confidence__isnull=True) | Q(confidence__gte=SURE)),
    "robot": Q(doubtful=True),
    "automatic": Q(automatic=True),
    "unreadable": Q(unreadable=True),
    "unsure": Q(confidence__lt=SURE),
    "unread": Q(looked_at__isnull=True),
}
NOTHING = Q(pk__in=[])
LATE = "late"
NO_PROPOSAL = "none"


@dataclass(frozen=True)
class Waiting:
    """An undecided item as a row of the queue: how long it waits, what is proposed and why, and how
    it stands to the closing instant where it came at or after it."""

    sighting: Sighting
    days: int
    proposal: Proposal
    lateness: Lateness | None
    files: int = 0

    @property
    def unsure(self) -> bool:
        """Whether a page of it was recognised so that somebody has to compare it."""
        return self.sighting.confidence is not None and self.sighting.confidence < SURE

    @property
    def item(self) -> Item:
        return self.sighting.item

    @property
    def name(self) -> str:
        return str(self.item.claimed.get("name") or self.item.sender)


def waiting(consultation: Consultation) -> QuerySet[Sighting]:
    """What is undecided, as far as the queue knows of it (`actions.sight_new`); what was decided
    by a press and follows in the background is not among it."""
    coming = Exists(Pending.objects.filter(item=OuterRef("item"), refused=""))
    found = Sighting.objects.filter(~is_decided("item"), ~coming, consultation=consultation)
    return found.select_related(
        "item__consultation", "twin__consultation", "same_words__consultation"
    )


def find(consultation: Consultation, asked: Mapping[str, str]) -> QuerySet[Sighting]:
    """What is undecided and fits all that is asked; an unknown value fits none.

    asked: any of words, channel, proposed, sign, language, order. What may come from a machine
    stands last; before that the oldest first, or the newest where `order` says so.
    """
    found = waiting(consultation).filter(_asked(consultation, asked))
    if asked.get("order") == NEWEST:
        return found.order_by("doubtful", "-received_at", "-item_id")
    return found.order_by("doubtful", "received_at", "item_id")


def how_many(consultation: Consultation, asked: Mapping[str, str]) -> int:
    """How many `find` finds: those that fit, less those of them that are decided, or will be in a
    moment. That takes a fraction of asking of every one whether it is decided."""
    fit = Sighting.objects.filter(_asked(consultation, asked), consultation=consultation)
    decided = Disposition.objects.filter(ended_at__isnull=True).order_by()
    coming = Pending.objects.filter(item__isnull=False, refused="").order_by()
    gone = decided.values("item_id").union(coming.values("item_id"))
    return fit.count() - fit.filter(item_id__in=gone).count()


def _asked(consultation: Consultation, asked: Mapping[str, str]) -> Q:
    wanted = Q()
    for word in search_key(asked.get("words", "")).split()[:10]:
        wanted &= Q(sought__contains=word)
    for name in ("channel", "language"):
        if value := asked.get(name):
            wanted &= Q((name, value))
    if proposed := asked.get("proposed"):
        wanted &= Q(proposed="" if proposed == NO_PROPOSAL else proposed)
    if sign := asked.get("sign"):
        wanted &= _sign(consultation, sign)
    return wanted


def _sign(consultation: Consultation, sign: str) -> Q:
    if sign == LATE:
        last = last_date(consultation)
        if last is None:
            return NOTHING
        return Q(received_at__gte=last.at) & ~Q(channel=ItemChannel.IMPORT)
    return SIGNS.get(sign, NOTHING)


def rows_between(found: QuerySet[Sighting], start: int, end: int, many: int) -> list[Sighting]:
    """The rows of one page, of as many as there are. Of the second half they are read from behind,
    so that no page is further away than the middle one."""
    if start * 2 < many:
        return list(found[start:end])
    return list(found.reverse()[many - min(end, many) : many - start])[::-1]


def files_with(sightings: Iterable[Sighting]) -> dict[int, int]:
    """How many files came with each item, by its key; those with none are left out."""
    came = Attachment.objects.filter(item__in=[each.pk for each in sightings])
    counted = came.order_by().values("item").annotate(many=Count("pk"))
    return {each["item"]: each["many"] for each in counted}


def as_row(
    sighting: Sighting, *, closing: datetime | None, now: datetime, files: int = 0
) -> Waiting:
    """closing: the closing instant, where one was announced. files: that came with it.

    What was brought in from a folder did not arrive here, so it is neither early nor late.
    """
    if sighting.channel == ItemChannel.IMPORT:
        closing = None
    return Waiting(
        sighting,
        days=(now - sighting.received_at).days,
        proposal=proposal_of(sighting),
        lateness=lateness(sighting.item.timing, closing),
        files=files,
    )


def proposal_of(sighting: Sighting) -> Proposal:
    """What is proposed for an item, from what was seen of it; in the active language."""
    item = sighting.item
    corrects = item.claimed.get("corrects")
    return propose(
        corrects=f"{item.consultation.prefix}/R-{corrects}" if corrects else "",
        same_bytes_as=str(sighting.twin or ""),
        same_words_as=str(sighting.same_words or ""),
        other_name=sighting.other_name,
        not_read=sighting.looked_at is None,
        set_aside=sighting.tries >= TRIES,
        empty=sighting.unreadable,
        confidence=sighting.confidence,
        doubts=item.claimed.get("doubts", ()),
        sent=Sent.claimed(item.claimed),
    )


def first_with_bytes(consultation: Consultation, originals: Iterable[str]) -> dict[str, int]:
    """The first item of a consultation with each of some originals, of those that the queue knows
    and that were not withdrawn.

    Not asked for by the consultation, or SQLite would look at all of its items, in their order,
    rather than at those with the original.
    """
    came = Sighting.objects.filter(original__in=originals).order_by()
    came = came.exclude(pk__in=withdrawn_items())
    firsts = came.values("consultation", "original").annotate(first=Min("pk"))
    return {
        each["original"]: each["first"]
        for each in firsts
        if each["consultation"] == consultation.pk
    }


def not_known_yet(consultation: Consultation) -> QuerySet[Item]:
    """The items that arrived after the newest that the queue knows of."""
    arrived = Item.objects.filter(consultation=consultation)
    known = arrived.filter(sighting__isnull=False).order_by("-number")
    last = known.values_list("number", flat=True).first() or 0
    return arrived.filter(number__gt=last)


def resemblances(consultation: Consultation) -> QuerySet[Resemblance]:
    """The pairs of which nobody has said what they are: the later one is undecided, and it has not
    been said that both stand. The surest ground first in each."""
    found = Resemblance.objects.filter(
        ~is_decided("later"), later__consultation=consultation, settled_at__isnull=True
    )
    return found.select_related("later__consultation", "earlier__consultation").order_by(
        "later_id", "id"
    )


def undoable(consultation: Consultation, user: User, now: datetime | None = None) -> Batch | None:
    """The last decision of an official that was not undone, while it can be undone at one press."""
    now = now or timezone.now()
    mine = Batch.objects.filter(consultation=consultation, decided_by=user, undone_at__isnull=True)
    last = mine.order_by("-id").first()
    return last if last is not None and now < undone_until(last) else None


def pending(consultation: Consultation, user: User, *, deciding: bool) -> QuerySet[Pending]:
    """What an official pressed and is still to come, or came to nothing (`refused`). deciding:
    whether it was to be decided; else it was to be published."""
    return Pending.objects.filter(
        consultation=consultation, ordered_by=user, batch__isnull=not deciding
    )


def undone_until(batch: Batch) -> datetime:
    return batch.decided_at + UNDONE_WITHIN


def why_not_read(sighting: Sighting) -> str:
    """Why the text of an item says nothing yet, in a sentence; empty where it was read."""
    if sighting.looked_at is None:
        return _(NOT_READ)
    if sighting.tries >= TRIES:
        return _(SET_ASIDE)
    return _("No word could be read in it: it has to be looked at.") if sighting.unreadable else ""

"""What officials see: what is proposed for an item, the register, and what is to be done next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from rapporteur.stages.contributions.choices import Attribution, Consent, Origin
from rapporteur.stages.contributions.models import (
    Contribution,
    Disposition,
    Document,
    Finding,
    Item,
    Version,
)
from rapporteur.stages.contributions.queries.items import first_of, items
from rapporteur.stages.contributions.queries.queue import first_with_bytes
from rapporteur.stages.contributions.queries.register import STANDING, entries
from rapporteur.stages.contributions.queries.texts import said_by
from rapporteur.stages.contributions.rules import (
    Proposal,
    Sent,
    Standing,
    Submission,
    fingerprint,
    name_key,
    propose,
)
from rapporteur.stages.mandate.models import Consultation


def proposal_for(
    item: Item, submission: Submission | None, documents: Sequence[Document]
) -> Proposal:
    """What is proposed for one item whose files have been read."""
    first = first_with_bytes(item.consultation, [item.original_id]).get(item.original_id, item.pk)
    twin = items(item.consultation).get(pk=first) if first < item.pk else None
    said = said_by(submission, list(documents))
    print_ = fingerprint(said.texts)
    same = (
        Version.objects.filter(
            fingerprint=print_,
            contribution__consultation=item.consultation,
            contribution__voided_at__isnull=True,
            contribution__withdrawn_at__isnull=True,
        )
        .exclude(contribution__items=item)
        .select_related("contribution__consultation")
        .first()
        if print_ and not said.unsaid
        else None
    )
    return propose(
        corrects=str(first_of(item)) if item.claimed.get("corrects") else "",
        same_bytes_as=str(twin or ""),
        same_words_as=str(same.contribution) if same else "",
        other_name=same is not None and _is_another_name(item, same.contribution),
        not_read=not print_ and said.waits,
        empty=not print_,
        confidence=said.confidence,
        doubts=item.claimed.get("doubts", ()),
        sent=Sent.claimed(item.claimed),
    )


def _is_another_name(item: Item, entry: Contribution) -> bool:
    """Whether both name somebody, and not the same."""
    name = name_key(str(item.claimed.get("name") or item.sender))
    theirs = {name_key(each) for each in (entry.contributor, entry.organization)} - {""}
    return bool(name and theirs) and name not in theirs


@dataclass(frozen=True)
class Overview:
    """How things stand, in numbers. oldest: how long the oldest undecided item has waited."""

    received: int
    registered: int
    set_aside: int
    undecided: int
    oldest: timedelta | None
    to_confirm: int
    to_publish: int
    to_admit: int
    to_place: int


def overview(consultation: Consultation, now: datetime | None = None) -> Overview:
    """The counts of the desk's front page, in few queries however much there is."""
    decided = Disposition.objects.filter(item=OuterRef("pk"), ended_at__isnull=True)
    counts = (
        Item.objects.filter(consultation=consultation)
        .annotate(
            is_decided=Exists(decided), is_registered=Exists(decided.filter(kind="contribution"))
        )
        .aggregate(
            received=Count("pk"),
            registered=Count("pk", filter=Q(is_registered=True)),
            undecided=Count("pk", filter=Q(is_decided=False)),
            oldest=Min("received_at", filter=Q(is_decided=False)),
        )
    )
    todo = entries(consultation).aggregate(
        to_confirm=Count("pk", filter=to_confirm()),
        to_publish=Count("pk", filter=to_publish()),
        to_admit=Count("pk", filter=STANDING[Standing.LATE]),
        to_place=Count("pk", filter=Q(STANDING[Standing.COUNTED], group__isnull=True)),
    )
    oldest = counts.pop("oldest")
    return Overview(
        **counts,
        set_aside=counts["received"] - counts["registered"] - counts["undecided"],
        oldest=(now or timezone.now()) - oldest if oldest else None,
        **todo,
    )


def to_confirm() -> Q:
    """Entries whose name nobody has confirmed."""
    return (
        Q(attribution=Attribution.CLAIMED, voided_at__isnull=True, withdrawn_at__isnull=True)
        & ~Q(origin=Origin.RECONSTRUCTION)
        & ~Q(contributor="", entity__isnull=True)
    )


def to_publish() -> Q:
    """Entries that may be published and are not, or not as they are now (`is_shown_as_it_is`)."""
    newer = Version.objects.filter(
        contribution=OuterRef("pk"), number__gt=OuterRef("shown__version__number")
    )
    otherwise = Q(published_at__isnull=False) & (
        ~Q(shown__consent=F("consent"))
        | Q(shown__version__screened_at__isnull=True)
        | Q(shown__version__screened_at__gt=F("shown__made_at"))
    )
    return (Q(published_at__isnull=True) | Q(Exists(newer)) | otherwise) & Q(
        voided_at__isnull=True,
        withdrawn_at__isnull=True,
        consent__in=[Consent.NAMED, Consent.UNNAMED],
    )


def with_undecided(found: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Entries, each with how many findings in its last version wait for a person, as `undecided`
    (None where there are none), and whether that waits to be looked through, as `to_screen`."""
    last = Version.objects.filter(contribution=OuterRef("pk")).order_by("-number").values("pk")[:1]
    waiting = Finding.objects.filter(version=OuterRef("last"), decision="").order_by()
    counted = waiting.values("version").annotate(many=Count("pk")).values("many")
    waits = Exists(Version.objects.filter(pk=OuterRef("last"), to_screen=True))
    return found.annotate(last=Subquery(last)).annotate(
        undecided=Subquery(counted), to_screen=waits
    )


STATES = {  # the filter of the register's page, and what it asks for
    "counted": STANDING[Standing.COUNTED],
    "published": Q(published_at__isnull=False, voided_at__isnull=True, withdrawn_at__isnull=True),
    "unpublished": to_publish(),
    "unconfirmed": to_confirm(),
    "late": STANDING[Standing.LATE],
    "withdrawn": STANDING[Standing.WITHDRAWN],
    "voided": STANDING[Standing.VOIDED],
}


def filtered(
    consultation: Consultation,
    *,
    words: str = "",
    mode: str = "",
    group: str = "",
    timeliness: str = "",
    state: str = "",
) -> QuerySet[Contribution]:
    """The entries of the register that fit all that is asked; an unknown value fits none."""
    found = entries(consultation).order_by("mode", "number")
    for word in words.split()[:10]:
        found = found.filter(
            Q(contributor__icontains=word)
            | Q(organization__icontains=word)
            | Q(title__icontains=word)
        )
    if mode:
        found = found.filter(mode=mode)
    if group:
        found = found.filter(group__key=group)
    if timeliness:
        found = found.filter(timeliness=timeliness)
    if state:
        found = found.filter(STATES[state]) if state in STATES else found.none()
    return found

"""Reading the mandate."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.languages import said
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.drawing import Drawing, Edge, Node, chain
from rapporteur.stages.mandate import rules
from rapporteur.stages.mandate.choices import DeadlineKind, Phase, RelationKind, Role
from rapporteur.stages.mandate.models import Channel, Consultation, Deadline, Instrument, Relation

LOOKS_AHEAD = {RelationKind.REQUESTS, RelationKind.TRANSMITS}


def announced(now: datetime | None = None) -> QuerySet[Consultation]:
    """The consultations that the public may see."""
    return Consultation.objects.filter(announced_at__lte=now or timezone.now())


def seen_by(user: User) -> QuerySet[Consultation]:
    """The consultations whose desk a person may enter."""
    if user.is_superuser:
        return Consultation.objects.all()
    return Consultation.objects.filter(
        appointments__user=user, appointments__ended_at__isnull=True
    ).distinct()


def roles_of(user: User, consultation: Consultation) -> frozenset[Role]:
    """The roles that a person holds in a consultation now; an empty set makes them a stranger."""
    if user.is_superuser:
        return frozenset(Role)
    held = consultation.appointments.filter(user=user.pk, ended_at__isnull=True)
    return frozenset(Role(role) for role in held.values_list("role", flat=True))


def consultation_named(slug: str) -> Consultation:
    """The consultation of a slug. Raises Refused where there is none, naming those there are."""
    try:
        return Consultation.objects.get(slug=slug)
    except Consultation.DoesNotExist:
        known = ", ".join(Consultation.objects.values_list("slug", flat=True)) or "none yet"
        raise Refused(
            f"There is no consultation “{slug}”.",
            f"Known are: {known}.",
            "Check the name, or load one with “rapporteur load”.",
        ) from None


def deadlines_in_force(consultation: Consultation) -> dict[DeadlineKind, Deadline]:
    """The deadline of each kind that holds now: of several, the one announced last."""
    rows = consultation.deadlines.order_by("announced_at", "id")
    return {DeadlineKind(row.kind): row for row in rows}


def phase_of(consultation: Consultation, now: datetime | None = None) -> Phase:
    """Where the consultation stands, from its dates (rules.phase). A reconstructed one is over,
    whether or not its sources state a date by which contributions were asked for."""
    if consultation.reconstructed and consultation.announced_at is not None:
        return Phase.CLOSED
    held = deadlines_in_force(consultation)
    preferred, final = held.get(DeadlineKind.PREFERRED), held.get(DeadlineKind.FINAL)
    return rules.phase(
        announced_at=consultation.announced_at,
        preferred=preferred.at if preferred else None,
        final=final.at if final else None,
        now=now or timezone.now(),
    )


def channels_now(consultation: Consultation, now: datetime | None = None) -> QuerySet[Channel]:
    """The channels announced as in use today. Old ones stay watched, so none is ever removed."""
    today = (now or timezone.now()).date()
    return consultation.channels.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=today),
        Q(valid_to__isnull=True) | Q(valid_to__gte=today),
    )


@dataclass(frozen=True)
class Chain:
    """A consultation's instruments by date, and the relations between them."""

    instruments: tuple[Instrument, ...]
    relations: tuple[Relation, ...]

    def entries(self) -> list[tuple[Instrument, list[Relation]]]:
        """Each instrument with what it says of the others."""
        return [
            (instrument, [each for each in self.relations if each.source_id == instrument.pk])
            for instrument in self.instruments
        ]

    def drawing(self, *, mirrored: bool = False) -> Drawing:
        """The chain as boxes and arrows (core.drawing.chain)."""
        return chain(
            [
                Node(each.pk, each.symbol, each.body or str(each.get_kind_display()))
                for each in self.instruments
            ],
            [
                Edge(each.source_id, each.target_id, str(each.get_kind_display()))
                for each in self.relations
            ],
            mirrored=mirrored,
        )


def chain_of(consultation: Consultation) -> Chain:
    """The instruments that the consultation names or answers, and how they stand to one another."""
    instruments = (
        Instrument.objects.filter(
            Q(pk__in=consultation.instruments.values("pk"))
            | Q(provisions__in=consultation.answers.values("pk"))
        )
        .distinct()
        .prefetch_related("provisions")
    )
    relations = (
        Relation.objects.filter(source__in=instruments, target__in=instruments)
        .select_related("source", "target", "source_provision")
        .prefetch_related("target_provisions")
    )
    # What speaks of another came after it, save a request, which comes before what it asks for.
    # Not every source gives a date, so the order is the chain's own first and by date then.
    by_key = {each.pk: each for each in instruments}
    earlier = {
        (each.source_id, each.target_id)
        if each.kind in LOOKS_AHEAD
        else (each.target_id, each.source_id)
        for each in relations
    }
    wished = sorted(by_key, key=lambda key: rules.when(by_key[key].dated, by_key[key].stated_date))
    ordered = rules.in_order(wished, earlier)
    return Chain(tuple(by_key[key] for key in ordered), tuple(relations))


@dataclass(frozen=True)
class Moment:
    """One entry of a timeline: the day, its words, the instant where one was announced, and the
    address of the page that says more."""

    when: date
    label: str
    text: str = ""
    at: datetime | None = None
    zone: str = "UTC"
    url: str = ""

    def state(self, today: date) -> Literal["past", "now", "future"]:
        if self.when == today:
            return "now"
        return "past" if self.when < today else "future"


def moments(consultation: Consultation) -> list[Moment]:
    """The mandate's own part of the timeline, by day: instruments and every date announced.

    An extended date stays on the timeline beside the one that replaced it, and says so.
    """
    dates = consultation.deadlines.all()
    in_force = {row.kind: row for row in sorted(dates, key=lambda row: row.at)}
    found = [
        Moment(each.dated, each.symbol, said(each.titles))
        for each in chain_of(consultation).instruments
        if each.dated is not None
    ]
    for row in dates:
        day = row.stated or row.at.astimezone(ZoneInfo(row.zone)).date()
        instant = None if row.stated else row.at
        text = row.reason if in_force[row.kind] is row else _("It was extended since.")
        found.append(Moment(day, str(row.get_kind_display()), text, instant, row.zone))
    return sorted(found, key=lambda moment: moment.when)

"""Reading the meeting."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from rapporteur.base.outbox.queries import is_held_back
from rapporteur.core.text.mailboxes import mailbox_of
from rapporteur.stages.contributions import queries as contributions
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.meeting import rules
from rapporteur.stages.meeting.choices import InterventionKind, OrderRule, RegistrationState
from rapporteur.stages.meeting.models import Intervention, Meeting, Registration, Speaker
from rapporteur.stages.representation import queries as representation
from rapporteur.stages.representation.models import Designation
from rapporteur.stages.stakeholders import queries as stakeholders
from rapporteur.stages.stakeholders.choices import UsualGroup
from rapporteur.stages.stakeholders.models import Group


def meetings(consultation: Consultation) -> QuerySet[Meeting]:
    """The meetings of a consultation by their first day."""
    return Meeting.objects.filter(consultation=consultation).select_related("consultation")


def held_on(consultation: Consultation) -> date | None:
    """The last day of the consultation's last meeting at which somebody spoke, if there is one."""
    held = meetings(consultation).filter(interventions__isnull=False).order_by("-ends_on").first()
    return held.ends_on if held else None


def room(meeting: Meeting) -> rules.Room:
    """The room as it is filled now. Lock the meeting first where a seat is given by it."""
    confirmed = meeting.registrations.filter(state=RegistrationState.CONFIRMED)
    by_category = Counter(confirmed.values_list("category", flat=True))
    seated = set(
        confirmed.filter(guaranteed_by__isnull=False).values_list("guaranteed_by", flat=True)
    )
    accepted = set(representation.in_force(meeting.consultation).values_list("pk", flat=True))
    return rules.Room(
        seats=meeting.seats,
        taken=sum(by_category.values()),
        held=len(accepted - seated),
        quotas={
            each["key"]: each["seats"]
            for each in meeting.categories
            if each.get("seats") is not None
        },
        taken_by_category=by_category,
    )


def registrations(meeting: Meeting) -> QuerySet[Registration]:
    """Every registration of a meeting, cancelled ones too, in the order in which they came."""
    return meeting.registrations.select_related(
        "meeting", "group", "guaranteed_by__entity", "guaranteed_by__group", "entity"
    )


def waiting(meeting: Meeting) -> QuerySet[Registration]:
    """The waiting list: representatives whose seat was guaranteed, then in the order in which they
    were confirmed; those that were registered by an officer were so at once."""
    guaranteed = Case(
        When(guaranteed_by__isnull=False, then=0), default=1, output_field=IntegerField()
    )
    return (
        registrations(meeting)
        .filter(state=RegistrationState.WAITING)
        .order_by(guaranteed, Coalesce("confirmed_at", "registered_at"), "id")
    )


def place_in_line(registration: Registration) -> int:
    """How many stand before a person on the waiting list, plus one; 0 for one not on it."""
    keys = list(waiting(registration.meeting).values_list("pk", flat=True))
    return keys.index(registration.pk) + 1 if registration.pk in keys else 0


def from_mailbox(meeting: Meeting, address: str) -> int:
    """How many people hold or await a seat whose registrations state a mailbox."""
    standing = meeting.registrations.filter(
        state__in=[RegistrationState.CONFIRMED, RegistrationState.WAITING]
    )
    stated = standing.exclude(email="").values_list("email", flat=True)
    return [mailbox_of(each) for each in stated].count(mailbox_of(address))


def mail_is_held_back(registration: Registration) -> bool:
    """Whether the link to confirm was not mailed, since many messages were to its address."""
    return is_held_back(confirming_mail(registration))


def confirming_mail(registration: Registration) -> str:
    """The key of the message with the link to confirm a registration."""
    return f"registration:{registration.pk}:confirm"


def participants(meeting: Meeting) -> QuerySet[Registration]:
    """Those who have a seat, by category and name: the list of participants."""
    return (
        registrations(meeting)
        .filter(state=RegistrationState.CONFIRMED)
        .order_by("category", "organization", "family_name", "first_name")
    )


def holder_of(meeting: Meeting, code: str) -> Registration | None:
    """Whose badge has a code, as it was scanned or typed; None where nobody's has."""
    tokens = registrations(meeting).filter(state=RegistrationState.CONFIRMED)
    for pk, token in tokens.values_list("pk", "token"):
        if rules.same_code(code, rules.badge_code(token)):
            return registrations(meeting).get(pk=pk)
    return None


@dataclass(frozen=True)
class HeldPlace:
    """The seat kept for a group's accepted representative, and who took it."""

    designation: Designation
    registration: Registration | None


def held_places(meeting: Meeting) -> list[HeldPlace]:
    """One entry for each accepted representative of the consultation."""
    taken = {
        each.guaranteed_by_id: each
        for each in registrations(meeting).filter(guaranteed_by__isnull=False)
        if each.state != RegistrationState.CANCELLED
    }
    return [
        HeldPlace(each, taken.get(each.pk))
        for each in representation.in_force(meeting.consultation)
    ]


def category_names(meeting: Meeting) -> dict[str, dict[str, str]]:
    """The names of the categories on the form, by key."""
    return {each["key"]: each["names"] for each in meeting.categories}


def speakers(meeting: Meeting) -> QuerySet[Speaker]:
    """Everybody who asked for the floor and did not withdraw, in the order decided so far."""
    return meeting.speakers.filter(withdrawn_at__isnull=True).select_related(
        "meeting__consultation",
        "group",
        "entity",
        "designation__entity",
        "designation__group",
        "designation__constituency",
        "agenda_item",
        "intervention__contribution__consultation",
    )


def yet_to_speak(meeting: Meeting) -> QuerySet[Speaker]:
    """Those still on the list: they have not begun, and nothing is recorded of them."""
    return speakers(meeting).filter(began_at__isnull=True, intervention__isnull=True)


def has_the_floor(meeting: Meeting) -> Speaker | None:
    """Whoever is speaking now."""
    return speakers(meeting).filter(began_at__isnull=False, ended_at__isnull=True).first()


def to_record(meeting: Meeting) -> QuerySet[Speaker]:
    """Those who have spoken and whose intervention is not in the register yet."""
    return speakers(meeting).filter(ended_at__isnull=False, intervention__isnull=True)


def interventions(meeting: Meeting) -> QuerySet[Intervention]:
    """What was said, in the order in which it was said."""
    return meeting.interventions.select_related(
        "contribution__consultation",
        "contribution__group",
        "contribution__shown",
        "contribution__entity",
        "contribution__speaks_for_group",
        "contribution__speaks_for_constituency",
        "agenda_item",
    )


def public_interventions(meeting: Meeting) -> QuerySet[Intervention]:
    """Of what was said at a meeting, what is published."""
    published = contributions.public(meeting.consultation)
    return interventions(meeting).filter(contribution__in=published.values("pk"))


@dataclass(frozen=True)
class GroupTime:
    """What one group has had of the floor. group: None for those counted in no group."""

    group: Group | None
    presentations: int
    informal: int
    seconds: int

    @property
    def minutes(self) -> str:
        """Minutes and seconds as `7:05`."""
        return f"{self.seconds // 60}:{self.seconds % 60:02}"


def time_by_group(meeting: Meeting) -> list[GroupTime]:
    """How often and how long each group spoke, every group of the consultation named."""
    spoken = [
        (each.contribution.group_id, each.kind, each.started_at, each.ended_at)
        for each in interventions(meeting)
    ] + [(each.group_id, each.kind, each.began_at, each.ended_at) for each in to_record(meeting)]
    seconds = rules.time_used((str(group or ""), began, ended) for group, _, began, ended in spoken)
    counts = Counter((group, kind) for group, kind, _, _ in spoken)
    rows: list[Group | None] = list(stakeholders.groups(meeting.consultation))
    if any(group is None for group, *_ in spoken):
        rows.append(None)
    return [
        GroupTime(
            group,
            counts[(group.pk if group else None, InterventionKind.PRESENTATION)],
            counts[(group.pk if group else None, InterventionKind.INFORMAL)],
            seconds.get(str(group.pk if group else ""), 0),
        )
        for group in rows
    ]


@dataclass(frozen=True)
class ProposedSpeaker:
    """A speaker where the rule would put them, with the reason in words and the time used."""

    speaker: Speaker
    place: rules.Place

    @property
    def reason(self) -> str:
        return str(self.place.reason.label)

    @property
    def minutes_used(self) -> int:
        return self.place.used // 60


def proposed_order(meeting: Meeting) -> list[ProposedSpeaker]:
    """Those who have yet to speak, in the order that the meeting's rule proposes."""
    asked = {each.pk: each for each in yet_to_speak(meeting).order_by("id")}
    used = {each.group.key if each.group else "": each.seconds for each in time_by_group(meeting)}
    places = rules.propose_order(
        [_request(each) for each in asked.values()], OrderRule(meeting.order_rule), used
    )
    return [ProposedSpeaker(asked[place.key], place) for place in places]


def _request(speaker: Speaker) -> rules.Request:
    meeting = speaker.meeting
    presents = speaker.kind == InterventionKind.PRESENTATION
    group = speaker.group.key if speaker.group else ""
    speaks_for_others = bool(speaker.designation_id or speaker.speaks_for)
    return rules.Request(
        key=speaker.pk,
        group=group,
        for_states=group == UsualGroup.GOVERNMENTS and speaks_for_others,
        representative=speaker.designation_id is not None,
        seconds=60 * (meeting.minutes_presentation if presents else meeting.minutes_informal),
    )


@dataclass(frozen=True)
class CategoryCount:
    """How full a category of the registration form is. quota: None where it has none."""

    names: dict[str, str]
    quota: int | None
    confirmed: int
    waiting: int


def category_counts(meeting: Meeting) -> list[CategoryCount]:
    """One entry for each category on the form, in its order."""
    counts = Counter(meeting.registrations.values_list("category", "state"))
    return [
        CategoryCount(
            each["names"],
            each.get("seats"),
            counts[(each["key"], RegistrationState.CONFIRMED)],
            counts[(each["key"], RegistrationState.WAITING)],
        )
        for each in meeting.categories
    ]


def with_counts(found: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """The meetings with `confirmed`, `in_line` and `said`: persons seated and waiting, speeches."""
    of_meeting = Registration.objects.filter(meeting=OuterRef("pk")).order_by()
    spoken = Intervention.objects.filter(meeting=OuterRef("pk")).order_by()

    def count(rows: QuerySet[Any]) -> Coalesce:
        each = rows.values("meeting").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(each), 0)

    return found.annotate(
        confirmed=count(of_meeting.filter(state=RegistrationState.CONFIRMED)),
        in_line=count(of_meeting.filter(state=RegistrationState.WAITING)),
        said=count(spoken),
    )

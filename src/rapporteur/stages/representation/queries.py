"""Reading the representation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from rapporteur.stages.contributions import queries as contributions
from rapporteur.stages.contributions.models import Contribution, Item
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.representation import rules
from rapporteur.stages.representation.choices import DesignationState, Stand
from rapporteur.stages.representation.models import (
    Designation,
    Inquiry,
    Objection,
    Response,
    Statement,
    Summary,
)
from rapporteur.stages.stakeholders.models import Constituency, Entity, Group


def designations(consultation: Consultation) -> QuerySet[Designation]:
    """Every designation of a consultation, in the order in which they were made."""
    return Designation.objects.filter(consultation=consultation).select_related(
        "consultation", "group", "constituency", "entity", "alternate_to__entity"
    )


def state_of(designation: Designation, today: date | None = None) -> DesignationState:
    """Where a designation stands today (`rules.state`)."""
    return rules.state(
        designation.answer,
        designation.reply_by,
        designation.outcome_unknown,
        today or timezone.localdate(),
    )


def in_force(consultation: Consultation) -> QuerySet[Designation]:
    """The designations that were accepted: those who do speak for a group or constituency."""
    return designations(consultation).filter(answer="accepted")


def same_place(designation: Designation) -> QuerySet[Designation]:
    """All designations for the same group or constituency, this one included."""
    return designations(designation.consultation).filter(
        group=designation.group_id, constituency=designation.constituency_id
    )


def standing_in_the_way(
    consultation: Consultation, spoken_for: Group | Constituency, today: date | None = None
) -> Designation | None:
    """The designation that is accepted or still waited for there; None where there is room."""
    place = Q(group=spoken_for) if isinstance(spoken_for, Group) else Q(constituency=spoken_for)
    for each in designations(consultation).filter(place):
        if rules.stands_in_the_way(state_of(each, today)):
            return each
    return None


def wants_alternate(designation: Designation, today: date | None = None) -> bool:
    """Whether this one left the place open, and nobody was asked in its stead."""
    return (
        rules.makes_room_for_an_alternate(state_of(designation, today))
        and not designation.alternates.exists()
        and standing_in_the_way(designation.consultation, designation.speaks_for, today) is None
    )


def possible_alternates(designation: Designation) -> list[Entity]:
    """Whom an officer may want to ask next: those of the group whose contributions are in the
    register under their confirmed name, and who were not asked yet; most contributions first.
    """
    asked = set(same_place(designation).values_list("entity_id", flat=True))
    counts: dict[Entity, int] = {}
    for each in basis(designation).select_related("entity"):
        if each.entity is not None and each.entity_id not in asked:
            counts[each.entity] = counts.get(each.entity, 0) + 1
    return sorted(counts, key=lambda entity: (-counts[entity], str(entity)))


def basis(designation: Designation) -> QuerySet[Contribution]:
    """The contributions in the register on which the group's summary rests, published or not.

    The summary itself, when its speaker delivers it, is not one of them.
    """
    return _of_place(designation, _registered(designation.consultation))


def seen_by_coordinator(designation: Designation) -> QuerySet[Contribution]:
    """What the coordinator works on: the published contributions of the group, no others."""
    return _of_place(designation, contributions.public(designation.consultation))


def _registered(consultation: Consultation) -> QuerySet[Contribution]:
    return Contribution.objects.filter(
        consultation=consultation, voided_at__isnull=True, withdrawn_at__isnull=True
    )


def _of_place(designation: Designation, found: QuerySet[Contribution]) -> QuerySet[Contribution]:
    if designation.group_id is not None:
        kept = found.filter(group=designation.group_id).exclude(
            speaks_for_group=designation.group_id
        )
    else:
        kept = found.filter(speaks_for_constituency=designation.constituency_id)
    return kept.select_related("consultation", "entity", "group")


def draft(designation: Designation) -> Summary | None:
    """The version that is being written, if there is one."""
    return designation.summaries.filter(circulated_at__isnull=True).first()


def circulated(designation: Designation) -> QuerySet[Summary]:
    """The versions that were circulated, the latest first, whole with all that was said of them."""
    return (
        designation.summaries.filter(circulated_at__isnull=False)
        .order_by("-number")
        .prefetch_related(*_WHOLE)
    )


_WITH_CONSULTATION = Contribution.objects.select_related("consultation", "entity", "group")
_WHOLE = (
    Prefetch(
        "statements",
        Statement.objects.prefetch_related(Prefetch("contributions", _WITH_CONSULTATION)),
    ),
    Prefetch(
        "responses",
        Response.objects.filter(ended_at__isnull=True).select_related(
            "contribution__consultation", "contribution__entity"
        ),
    ),
    Prefetch(
        "inquiries",
        Inquiry.objects.select_related("contribution__consultation", "contribution__entity"),
    ),
)


@dataclass(frozen=True)
class Coverage:
    """What a summary does with the published contributions of its group.

    later: published after the summary was circulated, so it could not reflect them.
    unpublished: how many are in the register but not public; they are counted, and nothing else
    is said of them.
    """

    reflected: tuple[Contribution, ...]
    left_out: tuple[Contribution, ...]
    later: tuple[Contribution, ...]
    unpublished: int

    @property
    def total(self) -> int:
        return len(self.reflected) + len(self.left_out) + len(self.later) + self.unpublished


def coverage(summary: Summary) -> Coverage:
    """Which contributions a summary reflects, and which it leaves out."""
    designation = summary.designation
    tied = Statement.objects.filter(summary=summary).values_list("contributions", flat=True)
    return _cover(
        summary, set(tied), list(seen_by_coordinator(designation)), basis(designation).count()
    )


def _cover(
    summary: Summary, tied: set[int], published: list[Contribution], registered: int
) -> Coverage:
    reflected, left_out, later = [], [], []
    for each in published:
        if each.pk in tied:
            reflected.append(each)
        elif _after(each.published_at, summary.circulated_at):
            later.append(each)
        else:
            left_out.append(each)
    return Coverage(tuple(reflected), tuple(left_out), tuple(later), registered - len(published))


def _after(published: datetime | None, circulated_at: datetime | None) -> bool:
    return bool(published and circulated_at and published > circulated_at)


def address_of_contributor(contribution: Contribution) -> tuple[str, Item] | None:
    """Where a contributor can be written to, and the item whose private link is theirs.

    The address that they gave with the latest item that has one; None where none has: what came
    by fax or post is answered by fax or post.
    """
    for item in reversed(contribution.items.all()):
        address = str(item.claimed.get("email") or "").strip()
        if "@" not in address and "@" in item.sender:
            address = item.sender.strip()
        if "@" in address:
            return address, item
    return None


def item_by_token(consultation: Consultation, token: str) -> Item | None:
    """The item whose private link it is."""
    return Item.objects.filter(consultation=consultation, token=token).first()


@dataclass(frozen=True)
class Asked:
    """A contribution, the summary of its group in its latest circulated version, and what its
    contributor has said of it so far."""

    contribution: Contribution
    summary: Summary
    reflected: bool
    response: Response | None
    inquiries: tuple[Inquiry, ...]


def asked_of(item: Item) -> list[Asked]:
    """What the sender of an item is asked to look at: one entry a contribution and summary."""
    mine = list(
        item.contributions.filter(voided_at__isnull=True, withdrawn_at__isnull=True).select_related(
            "consultation", "group", "entity"
        )
    )
    found = []
    for designation in in_force(item.consultation):
        own = [each for each in mine if _belongs(each, designation)]
        summary = circulated(designation).first() if own else None
        if summary is not None:
            found += [_asked(each, summary) for each in own]
    return found


def _asked(contribution: Contribution, summary: Summary) -> Asked:
    def of_it(said: Response | Inquiry) -> bool:
        return said.contribution_id == contribution.pk

    responses = [each for each in summary.responses.all() if of_it(each)]
    return Asked(
        contribution,
        summary,
        contribution.pk in _tied(summary),
        responses[0] if responses else None,
        tuple(each for each in summary.inquiries.all() if of_it(each)),
    )


def overdue(consultation: Consultation, now: datetime | None = None) -> QuerySet[Inquiry]:
    """The inquiries whose time to be answered has run out."""
    return open_inquiries(consultation).filter(answer_by__lt=now or timezone.now())


def open_inquiries(consultation: Consultation) -> QuerySet[Inquiry]:
    """The inquiries that nobody has answered yet, the soonest due first."""
    return (
        Inquiry.objects.filter(
            summary__designation__consultation=consultation, answered_at__isnull=True
        )
        .select_related("summary__designation__entity", "contribution__consultation")
        .order_by("answer_by")
    )


def unsorted_objections(consultation: Consultation) -> QuerySet[Objection]:
    """The objections that no officer has looked at yet."""
    return Objection.objects.filter(
        designation__consultation=consultation, sorted_at__isnull=True
    ).select_related("designation__entity", "designation__group", "designation__constituency")


def names_shown(consultation: Consultation, wanted: Iterable[Contribution]) -> dict[int, str]:
    """The names under which contributions may be spoken of in public, by primary key.

    A contribution that is not public is not in it: its sender may say what they say of a summary
    in public, but the register says nothing of them.
    """
    keys = {each.pk for each in wanted}
    return {
        each.pk: contributions.shown_name(each)
        for each in contributions.public(consultation).filter(pk__in=keys).select_related("entity")
    }


@dataclass(frozen=True)
class Voice:
    """Words said of a summary, with the name under which they may be shown ("" for none)."""

    name: str
    number: str
    said: Response | Inquiry


@dataclass(frozen=True)
class PublicSummary:
    """A circulated summary as everybody sees it."""

    summary: Summary
    coverage: Coverage
    endorsements: tuple[Voice, ...]
    dissents: tuple[Voice, ...]
    inquiries: tuple[Voice, ...]


@dataclass(frozen=True)
class PublicDesignation:
    """A designation as everybody sees it: its state, what was said against it, its summaries."""

    designation: Designation
    state: DesignationState
    objections: tuple[Objection, ...]
    received: int
    summaries: tuple[PublicSummary, ...]


def public_designations(consultation: Consultation) -> list[PublicDesignation]:
    """All that the public page says; the number of queries does not grow with what there is."""
    rows = list(
        designations(consultation).prefetch_related(
            "objections",
            "outreach",
            Prefetch(
                "summaries",
                Summary.objects.filter(circulated_at__isnull=False)
                .order_by("-number")
                .prefetch_related(*_WHOLE),
            ),
        )
    )
    said = [
        voice.contribution
        for row in rows
        for summary in row.summaries.all()
        for voice in (*summary.responses.all(), *summary.inquiries.all())
    ]
    names = names_shown(consultation, said)
    published = list(contributions.public(consultation).select_related("consultation", "entity"))
    registered = list(
        _registered(consultation).only("group", "speaks_for_group", "speaks_for_constituency")
    )
    found = []
    for row in rows:
        seen = [each for each in published if _belongs(each, row)]
        count = sum(_belongs(each, row) for each in registered)
        found.append(
            PublicDesignation(
                row,
                state_of(row),
                tuple(each for each in row.objections.all() if each.shown),
                len(row.objections.all()),
                tuple(_public(each, names, seen, count) for each in row.summaries.all()),
            )
        )
    return found


def _belongs(contribution: Contribution, designation: Designation) -> bool:
    """The same as `_of_place`, of a row that is here already."""
    if designation.group_id is None:
        return contribution.speaks_for_constituency_id == designation.constituency_id
    return (
        contribution.group_id == designation.group_id
        and contribution.speaks_for_group_id != designation.group_id
    )


def _public(
    summary: Summary, names: dict[int, str], published: list[Contribution], registered: int
) -> PublicSummary:
    def voice(said: Response | Inquiry) -> Voice:
        name = names.get(said.contribution_id)
        if name is None:
            return Voice("", "", said)
        return Voice(name, said.contribution.register_number, said)

    responses = list(summary.responses.all())
    return PublicSummary(
        summary,
        _cover(summary, _tied(summary), published, registered),
        tuple(voice(each) for each in responses if each.stand == Stand.ENDORSES),
        tuple(voice(each) for each in responses if each.stand == Stand.DISSENTS),
        tuple(voice(each) for each in summary.inquiries.all()),
    )


def _tied(summary: Summary) -> set[int]:
    """The contributions that a summary's statements are tied to, of a summary loaded whole."""
    return {
        each.pk for statement in summary.statements.all() for each in statement.contributions.all()
    }

"""The summaries of a group: what they rest on, whom they are put to, what is asked of them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from rapporteur.stages.contributions.models import Contribution, Item
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.representation.models import (
    Designation,
    Inquiry,
    Response,
    Statement,
    Summary,
)
from rapporteur.stages.representation.queries.designations import in_force
from rapporteur.stages.representation.queries.grounds import basis, belongs, seen_by_coordinator

WITH_CONSULTATION = Contribution.objects.select_related("consultation", "entity", "group")


WHOLE = (
    Prefetch(
        "statements",
        Statement.objects.prefetch_related(Prefetch("contributions", WITH_CONSULTATION)),
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


def draft(designation: Designation) -> Summary | None:
    """The version that is being written, if there is one."""
    return designation.summaries.filter(circulated_at__isnull=True).first()


def circulated(designation: Designation) -> QuerySet[Summary]:
    """The versions that were circulated, the latest first, whole with all that was said of them."""
    return (
        designation.summaries.filter(circulated_at__isnull=False)
        .order_by("-number")
        .prefetch_related(*WHOLE)
    )


def statements(summary: Summary | None) -> QuerySet[Statement]:
    """The statements of a summary with the contributions that they are tied to; of none, none."""
    return Statement.objects.filter(summary=summary, summary__isnull=False).prefetch_related(
        Prefetch("contributions", WITH_CONSULTATION)
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
    return cover(
        summary, set(tied), list(seen_by_coordinator(designation)), basis(designation).count()
    )


def cover(
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


def tied_to(summary: Summary) -> set[int]:
    """The contributions that a summary's statements are tied to, of a summary loaded whole."""
    return {
        each.pk for statement in summary.statements.all() for each in statement.contributions.all()
    }


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
        own = [each for each in mine if belongs(each, designation)]
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
        contribution.pk in tied_to(summary),
        responses[0] if responses else None,
        tuple(each for each in summary.inquiries.all() if of_it(each)),
    )


def open_inquiries(consultation: Consultation) -> QuerySet[Inquiry]:
    """The inquiries that nobody has answered yet, the soonest due first."""
    return (
        Inquiry.objects.filter(
            summary__designation__consultation=consultation, answered_at__isnull=True
        )
        .select_related("summary__designation__entity", "contribution__consultation")
        .order_by("answer_by")
    )


def overdue(consultation: Consultation, now: datetime | None = None) -> QuerySet[Inquiry]:
    """The inquiries whose time to be answered has run out."""
    return open_inquiries(consultation).filter(answer_by__lt=now or timezone.now())

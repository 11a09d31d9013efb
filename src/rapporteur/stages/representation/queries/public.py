"""What everybody sees of who speaks for whom."""

from dataclasses import dataclass

from django.db.models import Prefetch

from rapporteur.stages.contributions import queries as contributions
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.representation.choices import DesignationState, Stand
from rapporteur.stages.representation.models import (
    Designation,
    Inquiry,
    Objection,
    Response,
    Summary,
)
from rapporteur.stages.representation.queries.designations import designations, state_of
from rapporteur.stages.representation.queries.grounds import belongs, names_shown, registered
from rapporteur.stages.representation.queries.summaries import WHOLE, Coverage, cover, tied_to


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
    unsorted: int
    summaries: tuple[PublicSummary, ...]


def public_designations(
    consultation: Consultation, *, only: Designation | None = None
) -> list[PublicDesignation]:
    """All that the public page says; the number of queries does not grow with what there is."""
    asked = designations(consultation)
    rows = list(
        (asked.filter(pk=only.pk) if only else asked).prefetch_related(
            "objections",
            "outreach",
            Prefetch(
                "summaries",
                Summary.objects.filter(circulated_at__isnull=False)
                .order_by("-number")
                .prefetch_related(*WHOLE),
            ),
        )
    )
    summaries = [summary for row in rows for summary in row.summaries.all()]
    said = [each.contribution for one in summaries for each in one.responses.all()]
    said += [each.contribution for one in summaries for each in one.inquiries.all()]
    names = names_shown(consultation, said)
    published = list(contributions.public(consultation).select_related("consultation", "entity"))
    in_register = list(
        registered(consultation).only("group", "speaks_for_group", "speaks_for_constituency")
    )
    found = []
    for row in rows:
        seen = [each for each in published if belongs(each, row)]
        count = sum(belongs(each, row) for each in in_register)
        found.append(
            PublicDesignation(
                row,
                state_of(row),
                tuple(each for each in row.objections.all() if each.shown),
                len(row.objections.all()),
                sum(each.sorted_at is None for each in row.objections.all()),
                tuple(_public(each, names, seen, count) for each in row.summaries.all()),
            )
        )
    return found


def public_summaries(designation: Designation) -> list[PublicSummary]:
    """The circulated versions of one designation as everybody sees them, the latest first."""
    mine = public_designations(designation.consultation, only=designation)
    return list(mine[0].summaries)


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
        cover(summary, tied_to(summary), published, registered),
        tuple(voice(each) for each in responses if each.stand == Stand.ENDORSES),
        tuple(voice(each) for each in responses if each.stand == Stand.DISSENTS),
        tuple(voice(each) for each in summary.inquiries.all()),
    )

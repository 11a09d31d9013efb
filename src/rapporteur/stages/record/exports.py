"""What is public, as files for other programs."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from rapporteur.base.languages import said
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.contributions.queries import shown_name
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import deadlines_in_force
from rapporteur.stages.record.queries import Finding, copies_shown, state_of

COLUMNS = (
    "number",
    "mode",
    "contributor",
    "group",
    "title",
    "languages",
    "channel",
    "received_at",
    "timeliness",
    "published_at",
    "page",
)


def address_of(contribution: Contribution) -> str:
    """The address of a contribution's public page, without the site's own."""
    slug, letter = contribution.consultation.slug, contribution.mode[0].upper()
    return reverse("record:contribution", args=[slug, letter, contribution.number])


def row_of(contribution: Contribution) -> dict[str, Any]:
    """One public contribution as the downloads and the API give it; the columns are COLUMNS."""
    return {
        "number": contribution.register_number,
        "mode": contribution.mode,
        "contributor": shown_name(contribution),
        "group": said(contribution.group.names) if contribution.group else "",
        "title": contribution.shown_title,
        "languages": contribution.languages,
        "channel": contribution.channel,
        "received_at": _iso(contribution.received_at),
        "timeliness": contribution.timeliness,
        "published_at": _iso(contribution.published_at),
        "page": address_of(contribution),
    }


def register_rows(found: QuerySet[Contribution]) -> Iterator[list[Any]]:
    """The rows of the register's CSV, in the order of COLUMNS, one at a time."""
    for contribution in found.iterator(chunk_size=500):
        row = row_of(contribution)
        row["languages"] = " ".join(row["languages"])
        yield [row[column] for column in COLUMNS]


def finding_of(finding: Finding) -> dict[str, Any]:
    """One demand of the mandate and what the record says of it."""
    requirement = finding.requirement
    return {
        "demand": said(requirement.texts),
        "provision": str(requirement.provision or ""),
        "verdict": finding.verdict,
        "ground": finding.ground or said(requirement.evidence) or _("no evidence recorded"),
    }


def _iso(moment: Any) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def whole_of(contribution: Contribution) -> dict[str, Any]:
    """A public contribution with its words: the row, and what its last version says."""
    shown, _earlier = copies_shown(contribution)
    return {
        **row_of(contribution),
        "abstract": shown.abstract,
        "keywords": shown.keywords,
        "region": shown.region,
        "speaks_for": shown.speaks_for,
        "version": shown.version.number,
        "answers": [
            {"question": said(answer.question.texts), "text": answer.text}
            for answer in shown.answers.all()
        ],
        "text": shown.text,
        "documents": [
            {
                "media_type": document.media_type,
                "form": document.form,
                "pages": document.pages,
                "file_sha256": document.original_id,
            }
            for document in shown.documents.all()
        ],
        "removed": shown.removed,
        "sha256": shown.sha256,
    }


def consultation_of(consultation: Consultation) -> dict[str, Any]:
    """A consultation as the API gives it."""
    return {
        "slug": consultation.slug,
        "titles": consultation.titles,
        "descriptions": consultation.descriptions,
        "state": state_of(consultation),
        "convener": consultation.convener,
        "on_behalf_of": consultation.on_behalf_of,
        "languages": consultation.languages,
        "announced_at": _iso(consultation.announced_at),
        "reconstructed": consultation.reconstructed,
        "deadlines": [
            {"kind": row.kind, "at": _iso(row.at), "stated": row.stated, "zone": row.zone}
            for row in deadlines_in_force(consultation).values()
        ],
    }

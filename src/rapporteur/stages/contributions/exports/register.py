"""The register and the tally as open formats."""

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from rapporteur.base.spreadsheets import csv_lines
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.contributions.queries import entries
from rapporteur.stages.contributions.queries.tally import Tally
from rapporteur.stages.contributions.rules import standing
from rapporteur.stages.mandate.models import Consultation

REGISTER_COLUMNS = (
    "number",
    "mode",
    "group",
    "contributor",
    "organization",
    "entity",
    "attribution",
    "region",
    "title",
    "languages",
    "channel",
    "origin",
    "items",
    "received_at",
    "registered_at",
    "timeliness",
    "standing",
    "consent",
    "published_at",
    "voided_because",
)


def register_rows(consultation: Consultation) -> Iterator[dict[str, object]]:
    """Every entry of the register, for officials: names are those stated, consent beside them."""
    rows = entries(consultation).order_by("mode", "number").prefetch_related("items__consultation")
    for row in rows.iterator(chunk_size=500):
        values = (
            row.register_number,
            row.mode,
            row.group.key if row.group else "",
            row.contributor,
            row.organization,
            str(row.entity or ""),
            row.attribution,
            row.region,
            row.title,
            " ".join(row.languages),
            row.channel,
            row.origin,
            " ".join(item.reference for item in row.items.all()),
            row.received_at.isoformat() if row.received_at else "",
            row.registered_at.isoformat(),
            row.timeliness,
            _standing(row),
            row.consent,
            row.published_at.isoformat() if row.published_at else "",
            row.voided_because,
        )
        yield dict(zip(REGISTER_COLUMNS, values, strict=True))


def register_csv(consultation: Consultation) -> Iterator[str]:
    """The register as CSV, line by line; the first holds the names of the columns."""
    records = (list(record.values()) for record in register_rows(consultation))
    return csv_lines(REGISTER_COLUMNS, records)


def register_json(consultation: Consultation) -> Iterator[str]:
    """The register as JSON, entry by entry: `{"consultation": …, "entries": […]}`."""
    yield f'{{"consultation": {json.dumps(consultation.slug)}, "entries": ['
    for number, record in enumerate(register_rows(consultation)):
        yield (",\n" if number else "\n") + json.dumps(record, ensure_ascii=False)
    yield "\n]}\n"


def tally_rows(tally: Tally) -> list[list[object]]:
    """The table as rows: headings, a row for each group, the totals."""
    return [
        [_("Stakeholder group"), *(column.heading for column in tally.columns), _("Total")],
        *([row.label, *row.counts, row.total] for row in tally.rows),
        [_("Total"), *tally.totals, tally.total],
    ]


def tally_csv(tally: Tally) -> Iterator[str]:
    """The table as CSV, without its notes."""
    headings, *rows = tally_rows(tally)
    return csv_lines([str(heading) for heading in headings], rows)


def tally_json(tally: Tally) -> str:
    """The table with everything that belongs to it, as JSON."""
    return json.dumps(
        {
            "consultation": tally.consultation.slug,
            "columns": [
                {
                    "mode": column.mode.value,
                    "heading": column.heading,
                    "rule": column.rule,
                    "in_headline": column.in_headline,
                    "total": column.total,
                }
                for column in tally.columns
            ],
            "rows": [
                {
                    "group": row.group.key if row.group else None,
                    "label": row.label,
                    "counts": dict(
                        zip(
                            (column.mode.value for column in tally.columns), row.counts, strict=True
                        )
                    ),
                    "total": row.total,
                }
                for row in tally.rows
            ],
            "total": tally.total,
            "headline": tally.headline,
            "distinct_texts": tally.distinct_texts,
            "distinct_contributors": tally.distinct_contributors,
            "left_out": {
                "voided": tally.left_out.voided,
                "withdrawn": tally.left_out.withdrawn,
                "late": tally.left_out.late,
            },
        },
        ensure_ascii=False,
        indent=2,
    )


def _standing(row: Contribution) -> str:
    return standing(
        voided=row.voided_at is not None,
        withdrawn=row.withdrawn_at is not None,
        late=row.timeliness == "late",
        admitted=row.admitted_at is not None,
    ).value

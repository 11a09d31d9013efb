"""The codings as open data."""

import json
from collections.abc import Iterator
from itertools import islice

from django.db.models import F

from rapporteur.base.spreadsheets import as_csv
from rapporteur.stages.analysis.choices import CodingState
from rapporteur.stages.analysis.models import Coding
from rapporteur.stages.analysis.queries import codings, public_words
from rapporteur.stages.analysis.queries.codings import analysed
from rapporteur.stages.contributions.queries import shown_name
from rapporteur.stages.mandate.models import Consultation

PUBLIC_COLUMNS = (
    "register_number",
    "contributor",
    "group",
    "mode",
    "theme",
    "theme_name",
    "kind",
    "stance",
    "state",
    "method",
    "found_by",
    "probability",
    "part",
    "page",
    "start",
    "end",
    "language",
    "passage",
)
BATCH = 2000
DESK_COLUMNS = (*PUBLIC_COLUMNS, "note", "decided_by", "decided_at")


def public_codings(consultation: Consultation, to: str) -> str:
    """The codings of published contributions, rejected ones left out, as "csv" or "json".

    A passage's start and end count characters of the part of the contribution that it stands in
    (its text, an answer, or a page of a document). state says whether a person confirmed it;
    found_by are the words by which the method in `method` proposed it, probability how likely a
    learner held it to be.
    """
    found = codings(consultation, contributions=analysed(consultation, public_only=True))
    rows = found.exclude(state=CodingState.REJECTED).filter(
        passage__version=F("passage__contribution__shown__version")
    )
    return _written(PUBLIC_COLUMNS, _as_the_public_reads(rows.iterator(BATCH)), to)


def desk_codings(consultation: Consultation, to: str) -> str:
    """Every coding in force, published or not, rejected ones too, with who decided and when."""
    rows = (
        {
            **_public_row(coding),
            "contributor": coding.passage.contribution.contributor,
            "note": coding.note,
            "decided_by": coding.decided_by.name if coding.decided_by else None,
            "decided_at": coding.decided_at.isoformat() if coding.decided_at else None,
        }
        for coding in codings(consultation).iterator(2000)
    )
    return _written(DESK_COLUMNS, rows, to)


def _public_row(coding: Coding) -> dict[str, object]:
    passage, theme = coding.passage, coding.theme
    contribution = passage.contribution
    return {
        "register_number": contribution.register_number,
        "contributor": shown_name(contribution),
        "group": contribution.group.key if contribution.group else None,
        "mode": contribution.mode,
        "theme": theme.key,
        "theme_name": str(theme),
        "kind": theme.kind,
        "stance": coding.stance,
        "state": coding.state,
        "method": coding.method or "person",
        "found_by": coding.reason,
        "probability": None if coding.probability is None else round(coding.probability, 3),
        "part": passage.part,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "language": passage.language,
        "passage": passage.text,
    }


def _as_the_public_reads(codings: Iterator[Coding]) -> Iterator[dict[str, object]]:
    """The rows without what was cut before publication, with places in what is published."""
    while batch := [*islice(codings, BATCH)]:
        shown = public_words(coding.passage for coding in batch)
        for coding in batch:
            left = shown[coding.passage_id]
            by = [each.strip() for each in coding.reason.split(";")]
            yield {
                **_public_row(coding),
                "found_by": "; ".join(each for each in by if each in left.text),
                "start": left.span.start,
                "end": left.span.end,
                "passage": left.text,
            }


def _written(columns: tuple[str, ...], rows: Iterator[dict[str, object]], to: str) -> str:
    if to == "json":
        return json.dumps(list(rows), ensure_ascii=False, indent=1)
    return as_csv(columns, ([row[column] for column in columns] for row in rows))

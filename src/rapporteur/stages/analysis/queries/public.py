"""What the public reads of passages: the words without what was cut before publication."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapporteur.core.screening.redaction import moved, passage_left
from rapporteur.core.text.spans import Span
from rapporteur.stages.analysis.models import Passage
from rapporteur.stages.contributions.choices import FindingDecision, Part
from rapporteur.stages.contributions.models import Finding
from rapporteur.stages.contributions.queries.screening import cuts_at


@dataclass(frozen=True)
class PublicWords:
    """A passage as the public reads it: its words, and where they stand in what is published."""

    text: str
    span: Span


def public_words(passages: Iterable[Passage]) -> dict[int, PublicWords]:
    """By their keys, passages of published versions as the public reads them; what was cut there is
    no more in them. One question to the database, however many they are."""
    held = list(passages)
    findings: dict[int, list[Finding]] = defaultdict(list)
    for finding in Finding.objects.filter(
        version__in={each.version_id for each in held}, decision=FindingDecision.CUT
    ):
        findings[finding.version_id].append(finding)
    found = {}
    for passage in held:
        cuts = cuts_at(findings[passage.version_id], _spot(passage))
        found[passage.pk] = PublicWords(
            passage_left(passage.text, passage.start, cuts),
            moved(Span(passage.start, passage.end), cuts),
        )
    return found


def _spot(passage: Passage) -> tuple[str, int | None, int | None, int | None]:
    part = Part.TEXT
    if passage.document_id is not None:
        part = Part.PAGE
    elif passage.answer_id is not None:
        part = Part.ANSWER
    return part, passage.answer_id, passage.document_id, passage.page

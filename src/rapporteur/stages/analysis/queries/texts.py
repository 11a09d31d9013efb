"""The texts of which the analysis is made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from rapporteur.core.text.languages import LANGUAGES, tell_language
from rapporteur.stages.contributions.models import Answer, Contribution, Document, Version
from rapporteur.stages.contributions.queries import current_versions, entries
from rapporteur.stages.mandate.models import Consultation


def readable(consultation: Consultation) -> QuerySet[Contribution]:
    """What there is to analyse: every entry that is neither voided nor withdrawn. Late ones too,
    since they may be admitted; the tables leave them out until they are."""
    return entries(consultation).filter(voided_at__isnull=True, withdrawn_at__isnull=True)


def texts_of(contributions: QuerySet[Contribution]) -> QuerySet[Version]:
    """The current version of each of these contributions, with all that `places` reads."""
    versions = current_versions(contributions).select_related("contribution__consultation")
    return versions.prefetch_related("answers__question", "documents").order_by("contribution_id")


@dataclass(frozen=True)
class Place:
    """One text of a version: its own, an answer to a guiding question, or a page of a document.

    language: one of the six; where nothing says it and the words do not tell, English.
    """

    version: Version
    text: str
    language: str
    answer: Answer | None = None
    document: Document | None = None
    page: int | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages to look for: its own, and those that its file and the contribution are
        said to be in, since a text may go on in another than it began."""
        of_file = self.document.language if self.document else ""
        said = (of_file, *self.version.contribution.languages)
        return tuple(dict.fromkeys((self.language, *(code for code in said if code in LANGUAGES))))

    @property
    def spot(self) -> tuple[int, int | None, int | None, int | None]:
        """What tells places apart, as a passage holds it: version, answer, document, page."""
        return (
            self.version.pk,
            self.answer.pk if self.answer else None,
            self.document.pk if self.document else None,
            self.page,
        )


def places(version: Version) -> Iterator[Place]:
    """Every text of a version that is not blank, in the order in which they are read."""
    if version.text.strip():
        yield Place(version, version.text, _language(version, version.text))
    for answer in version.answers.all():
        if answer.text.strip():
            yield Place(version, answer.text, _language(version, answer.text), answer=answer)
    for document in version.documents.all():
        yield from _pages(version, document)


def _pages(version: Version, document: Document) -> Iterator[Place]:
    whole = "\n".join(page["text"][:2000] for page in document.pages[:3])
    language = document.language or _language(version, whole)
    for page in document.pages:
        text = page["text"]
        if text.strip():
            told = tell_language(text) or language
            yield Place(version, text, told, document=document, page=int(page["number"]))


def _language(version: Version, text: str) -> str:
    stated: Iterable[str] = version.contribution.languages
    return tell_language(text) or next((code for code in stated if code in LANGUAGES), "en")

"""Keeping the public search in step with what is public."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce, Greatest

from rapporteur.core.text.tokens import tokens
from rapporteur.stages.contributions.models import PublicCopy
from rapporteur.stages.contributions.queries import public, shown_name
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.record.models import SearchEntry

BATCH = 100


def refresh_search(consultation: Consultation) -> int:
    """Index what became public or was corrected, and drop what is public no more; says how many
    entries changed. Where nothing changed it costs two questions to the database.

    A search calls it first, so that nobody has to remember it; a large import calls it itself, so
    that the first reader does not wait.
    """
    shown = public(consultation)
    gone = SearchEntry.objects.filter(consultation=consultation).exclude(
        contribution__in=shown.values("pk")
    )
    stale = list(gone.values_list("pk", flat=True))
    made_at = OuterRef("shown__made_at")
    now = Greatest(made_at, Coalesce(OuterRef("confirmed_at"), made_at))
    held = SearchEntry.objects.filter(contribution=OuterRef("pk"), copied_at=now)
    waiting = list(shown.filter(~Exists(held)).values_list("shown", flat=True))
    if stale:
        SearchEntry.objects.filter(pk__in=stale).delete()
    for start in range(0, len(waiting), BATCH):
        _index(waiting[start : start + BATCH])
    return len(stale) + len(waiting)


@transaction.atomic
def _index(pks: list[int]) -> None:
    copies = (
        PublicCopy.objects.filter(pk__in=pks)
        .select_related("contribution__entity", "contribution__consultation")
        .prefetch_related("answers", "documents")
    )
    for copy in copies:
        SearchEntry.objects.update_or_create(
            contribution=copy.contribution,
            defaults={
                "consultation": copy.contribution.consultation,
                "version_id": copy.version_id,
                "copied_at": max(copy.made_at, copy.contribution.confirmed_at or copy.made_at),
                "tokens": " ".join(_tokens(copy)),
            },
        )


def _tokens(copy: PublicCopy) -> list[str]:
    """The tokens of all that the public page shows: number, name, title and words."""
    contribution = copy.contribution
    said = [
        contribution.register_number,
        shown_name(contribution),
        copy.title,
        copy.abstract,
        copy.keywords,
        copy.text,
        *(answer.text for answer in copy.answers.all()),
        *(page["text"] for document in copy.documents.all() for page in document.pages),
    ]
    return [token for text in said if text for token in tokens(text)]

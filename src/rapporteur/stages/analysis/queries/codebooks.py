"""Reading the codebook."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from rapporteur.stages.analysis.models import Codebook, Theme
from rapporteur.stages.mandate.models import Consultation


def codebooks(consultation: Consultation) -> QuerySet[Codebook]:
    """Every version of a consultation's codebook, the first first."""
    return Codebook.objects.filter(consultation=consultation)


def codebook_in_force(consultation: Consultation) -> Codebook | None:
    """The version published last, by which contributions are coded; None before there is one."""
    return codebooks(consultation).filter(published_at__isnull=False).last()


def draft_codebook(consultation: Consultation) -> Codebook | None:
    """The version that is being worked on; None where every version is published."""
    return codebooks(consultation).filter(published_at__isnull=True).last()


def theme_in_force(consultation: Consultation, key: str) -> Theme | None:
    """The theme of a key in the codebook in force."""
    codebook = codebook_in_force(consultation)
    return codebook.themes.filter(key=key).select_related("parent").first() if codebook else None


@dataclass(frozen=True)
class Branch:
    """A theme and how deep it stands in the tree, 0 at the top."""

    theme: Theme
    depth: int


def branches(codebook: Codebook | None) -> list[Branch]:
    """The themes of a codebook as a tree is read: each above those that belong under it."""
    if codebook is None:
        return []
    under: dict[int | None, list[Theme]] = defaultdict(list)
    for theme in codebook.themes.all():
        under[theme.parent_id].append(theme)

    def grown(parent: int | None, depth: int) -> Iterator[Branch]:
        for theme in under[parent]:
            yield Branch(theme, depth)
            yield from grown(theme.pk, depth + 1)

    return list(grown(None, 0))

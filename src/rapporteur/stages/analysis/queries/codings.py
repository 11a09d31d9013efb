"""Reading the codings in force."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q, QuerySet

from rapporteur.base.models import User
from rapporteur.stages.analysis.choices import CodingState
from rapporteur.stages.analysis.models import Coding, Passage, Theme
from rapporteur.stages.analysis.queries.texts import readable
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.contributions.queries import counted, current_versions, public
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.models import Group


def analysed(
    consultation: Consultation, *, public_only: bool, before: datetime | None = None
) -> QuerySet[Contribution]:
    """The contributions that a table of themes counts: those of the register's own table
    (`contributions.queries.counted`), and for the public those of them that are published."""
    found = counted(consultation, before=before)
    return found.filter(pk__in=public(consultation).values("pk")) if public_only else found


def codings(
    consultation: Consultation, *, contributions: QuerySet[Contribution] | None = None
) -> QuerySet[Coding]:
    """The codings in force of what contributions say now, in the order of the register.

    contributions: those to look at; where not given, all that can be read. A passage of an
    earlier version is history: it is not among them.
    """
    if contributions is None:
        contributions = readable(consultation)
    return (
        codings_alone(contributions)
        .select_related(
            "theme",
            "decided_by",
            "passage__answer__question",
            "passage__document",
            "passage__contribution__consultation",
            "passage__contribution__group",
            "passage__contribution__entity",
        )
        .defer("passage__document__pages", "passage__answer__text")
    )


def codings_alone(contributions: QuerySet[Contribution]) -> QuerySet[Coding]:
    """The same without what hangs on them, for who needs little of it or reads very many."""
    return Coding.objects.filter(
        ended_at__isnull=True,
        passage__version__in=current_versions(contributions).values("pk"),
    ).order_by(
        "passage__contribution__mode",
        "passage__contribution__number",
        # The version's own text stands before answers and documents, on every database.
        F("passage__answer__question__number").asc(nulls_first=True),
        F("passage__document__order").asc(nulls_first=True),
        F("passage__page").asc(nulls_first=True),
        "passage__start",
        "id",
    )


def proposals(
    consultation: Consultation, *, theme: Theme | None = None, group: Group | None = None
) -> QuerySet[Coding]:
    """The codings that wait for a person, of one theme or one group where they are named."""
    found = codings(consultation).filter(state=CodingState.PROPOSED)
    if theme is not None:
        found = found.filter(theme=theme)
    if group is not None:
        found = found.filter(passage__contribution__group=group)
    return found


def passages_of(
    theme: Theme,
    *,
    public_only: bool = False,
    group: Group | None = None,
    confirmed_only: bool = False,
) -> QuerySet[Coding]:
    """The codings with a theme that a table counts, each with its passage; never a rejected one."""
    consultation = theme.codebook.consultation
    found = codings(
        consultation, contributions=analysed(consultation, public_only=public_only)
    ).filter(theme=theme)
    if public_only:
        found = found.filter(passage__version=F("passage__contribution__shown__version"))
    if group is not None:
        found = found.filter(passage__contribution__group=group)
    if confirmed_only:
        return found.filter(state=CodingState.CONFIRMED)
    return found.exclude(state=CodingState.REJECTED)


def passages_named(consultation: Consultation, keys: Iterable[int]) -> dict[int, Passage]:
    """Passages by their keys, with their contributions: those that a proposal is like."""
    found = Passage.objects.filter(contribution__consultation=consultation, pk__in=keys)
    return found.select_related("contribution__consultation").in_bulk()


def last_decisions(consultation: Consultation, user: User) -> QuerySet[Coding]:
    """What a person decided last, at one stroke: what undoing would undo."""
    own = Coding.objects.filter(
        theme__codebook__consultation=consultation, decided_by=user, ended_at__isnull=True
    )
    last = own.order_by("-decided_at").values_list("decided_at", flat=True).first()
    return own.filter(decided_at=last) if last else own.filter(Q(pk__in=[]))

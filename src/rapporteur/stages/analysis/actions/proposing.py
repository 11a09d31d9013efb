"""Proposing codings by the terms of the codebook and by what persons confirmed, for a person to
decide."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.base.together import giving_way
from rapporteur.core.coding import terms
from rapporteur.core.text.languages import tell_language
from rapporteur.stages.analysis.models import Codebook, Coding, Passage, Theme
from rapporteur.stages.analysis.queries import Place, codebook_in_force, places, readable
from rapporteur.stages.analysis.queries.texts import texts_of
from rapporteur.stages.contributions.models import Contribution, Version
from rapporteur.stages.mandate.models import Consultation

AT_ONCE = 20  # contributions to a transaction: while one is written, nothing else is
ROWS = 500  # to a statement: SQLite takes 32,766 values

Spot = tuple[int, int | None, int | None, int | None, int, int]  # a place, start, end


@dataclass(frozen=True)
class Find:
    """A passage and a theme that a method found: the place and span, the theme's key, and what the
    coding is to say of it. language: of the place, for a passage too short to tell its own."""

    place: Place
    start: int
    end: int
    theme: str
    method: str
    reason: str
    language: str
    probability: float | None = None
    like: tuple[int, ...] = ()

    @property
    def spot(self) -> Spot:
        return (*self.place.spot, self.start, self.end)


@dataclass(frozen=True)
class Proposed:
    """What a run has found: contributions read, and passages and codings that are new."""

    contributions: int
    passages: int
    codings: int


def propose_codings(
    consultation: Consultation,
    *,
    by: User | str,
    contributions: QuerySet[Contribution] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Proposed:
    """Propose a coding wherever a sentence holds a term of a theme of the codebook in force.

    contributions: those to read; where not given, all that can be read. progress: told how many
    of how many were read. A passage that was ever coded with a theme, by whomever and however it
    was decided, is not proposed for it again: so running it again adds only what is new, and
    never disturbs what a person decided.

    It is written in portions, each whole in itself, since reading takes long and nobody who sends
    a contribution meanwhile should wait for it; a run that is cut short is gone on with by the
    next. Raises Refused when no codebook is published.
    """
    codebook = codebook_to_propose_by(consultation)
    by_language = terms.codebooks(terms_of(codebook))

    def find(version: Version) -> Iterator[Find]:
        for place in places(version):
            for language in place.languages:
                for one in by_language[language].propose(place.text):
                    yield Find(
                        place, one.start, one.end, one.theme, terms.METHOD, one.found, language
                    )

    return propose_in_portions(
        codebook, find, method=terms.METHOD, by=by, contributions=contributions, progress=progress
    )


def terms_of(codebook: Codebook) -> list[terms.ThemeTerms]:
    """The terms of its themes, as `core.coding` takes them."""
    return [terms.ThemeTerms(theme.key, theme.terms) for theme in codebook.themes.all()]


def codebook_to_propose_by(consultation: Consultation) -> Codebook:
    """The codebook in force. Raises Refused when none is published."""
    codebook = codebook_in_force(consultation)
    if codebook is None:
        raise Refused(
            _("Nothing was proposed."),
            _("No codebook is published."),
            _("Write one, or begin from one that comes along, and publish it."),
        )
    return codebook


def propose_in_portions(
    codebook: Codebook,
    find: Callable[[Version], Iterable[Find]],
    *,
    method: str,
    by: User | str,
    contributions: QuerySet[Contribution] | None,
    progress: Callable[[int, int], None] | None,
) -> Proposed:
    """Keep what `find` finds in each contribution, portion by portion."""
    consultation = codebook.consultation
    themes = {theme.key: theme for theme in codebook.themes.all()}
    chosen = readable(consultation) if contributions is None else contributions
    numbers = list(texts_of(chosen).values_list("pk", flat=True))
    read = passages = codings = 0
    for portion in _portions(numbers, AT_ONCE):
        versions = list(texts_of(chosen).filter(pk__in=portion))
        found = [one for version in versions for one in find(version)]
        new = _keep(codebook, themes, versions, found)
        read, passages, codings = read + len(versions), passages + new[0], codings + new[1]
        if progress is not None:
            progress(read, len(numbers))
    with giving_way():
        record(
            "analysis.propose_codings",
            codebook,
            by=by,
            consultation=consultation.slug,
            method=method,
            contributions=read,
            codings=codings,
        )
    return Proposed(read, passages, codings)


@giving_way()
def _keep(
    codebook: Codebook,
    themes: dict[str, Theme],
    versions: Sequence[Version],
    found: Sequence[Find],
) -> tuple[int, int]:
    """Write what is new of what was found; how many passages and codings it was."""
    Codebook.objects.select_for_update().get(pk=codebook.pk)  # one run at a time
    held = {
        _spot_of(passage): passage.pk
        for passage in Passage.objects.filter(version__in=versions).defer("text")
    }
    coded = set(
        Coding.objects.filter(passage__version__in=versions).values_list("passage", "theme__key")
    )
    fresh: dict[Spot, Passage] = {}
    for one in found:
        if one.spot not in held and one.spot not in fresh:
            place, text = one.place, one.place.text[one.start : one.end]
            fresh[one.spot] = Passage(
                contribution_id=place.version.contribution_id,
                version=place.version,
                answer=place.answer,
                document=place.document,
                page=place.page,
                start=one.start,
                end=one.end,
                text=text,
                language=tell_language(text) or one.language,
            )
    Passage.objects.bulk_create(fresh.values(), batch_size=ROWS)
    held |= {spot: passage.pk for spot, passage in fresh.items()}
    codings: dict[tuple[int, str], Coding] = {}
    for one in found:
        key = (held[one.spot], one.theme)
        if key not in coded and key not in codings:
            codings[key] = Coding(
                passage_id=held[one.spot],
                theme=themes[one.theme],
                method=one.method,
                reason=one.reason,
                probability=one.probability,
                like=list(one.like),
            )
    Coding.objects.bulk_create(codings.values(), batch_size=ROWS)
    return len(fresh), len(codings)


def _spot_of(passage: Passage) -> Spot:
    return (
        passage.version_id,
        passage.answer_id,
        passage.document_id,
        passage.page,
        passage.start,
        passage.end,
    )


def _portions(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]

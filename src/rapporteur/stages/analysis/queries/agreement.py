"""How far two persons agree on what passages say, and so how often a coding is right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rapporteur.base.models import User
from rapporteur.core.evidence.agreement import Agreement, TooFew, ac1, alpha, kappa
from rapporteur.core.evidence.quantifiers.checking import Coder
from rapporteur.stages.analysis.choices import CodingState
from rapporteur.stages.analysis.models import Coding, SecondReading
from rapporteur.stages.analysis.queries.codings import codings
from rapporteur.stages.mandate.models import Consultation

LEAST = 20  # second readings from which on a share is worked with
RESAMPLES = 300  # for the intervals of agreement, while somebody waits for the page

Pair = tuple[str, str]


@dataclass(frozen=True)
class Measure:
    """A measure of agreement; None where too few were read twice, or (alpha) without the extra."""

    name: str
    agreement: Agreement | None


@dataclass(frozen=True)
class Agreed:
    """How two persons agree on one question. units: passages read twice; same: on how many of
    them both say the same."""

    units: int
    same: int
    measures: tuple[Measure, ...]

    @property
    def percent(self) -> int:
        return round(100 * self.same / self.units) if self.units else 0


@dataclass(frozen=True)
class Agreements:
    """themes: whether the passage speaks of the theme. stances: what it says of it, where both
    say that it does and the first gave a stance."""

    themes: Agreed
    stances: Agreed


@dataclass(frozen=True)
class Rightness:
    """How often codings are right, measured by second readings. readings: of how many.

    Each share is smoothed after Laplace, (same + 1) / (read + 2), so that few readings are not
    taken for certainty. themes: that a passage speaks of a theme. stances: that it takes a stance;
    right_no there is how seldom somebody else would have given another one.
    """

    themes: Coder | None
    stances: Coder | None
    readings: int

    @property
    def percent(self) -> int:
        """How many of 100 stances are right; 0 where it is not measured."""
        return round(100 * self.stances.right_yes) if self.stances else 0


def to_read_again(consultation: Consultation, by: User, many: int) -> list[Coding]:
    """Decided codings that this person has neither decided nor read a second time, drawn at
    random: a choice would measure whatever was chosen."""
    found: QuerySet[Coding] = (
        codings(consultation)
        .exclude(state=CodingState.PROPOSED)
        .exclude(decided_by=by)
        .exclude(second_readings__read_by=by)
    )
    return list(found.order_by("?")[:many])


def agreements(consultation: Consultation) -> Agreements:
    """Agreement of the persons who decided with those who read a second time."""
    rows = _rows(consultation)
    return Agreements(
        _agreed([(first, second) for first, _, second, _ in rows]),
        _agreed([(stance, other) for stance, other in _stances(rows) if other is not None]),
    )


def rightness(consultation: Consultation) -> Rightness:
    """How often a coding is right, as far as it is measured; each None below LEAST readings."""
    rows = _rows(consultation)
    yes = [second for first, _, second, _ in rows if first == CodingState.CONFIRMED]
    no = [second for first, _, second, _ in rows if first == CodingState.REJECTED]
    themes = stances = None
    if len(yes) >= LEAST:
        right = _share(sum(each == CodingState.CONFIRMED for each in yes), len(yes))
        wrong_no = _share(sum(each == CodingState.REJECTED for each in no), len(no))
        themes = Coder(right, wrong_no if len(no) >= LEAST else right)
    pairs = _stances(rows)
    if len(pairs) >= LEAST:
        same = sum(one == other for one, other in pairs)
        another = sum(bool(other) and one != other for one, other in pairs)
        stances = Coder(_share(same, len(pairs)), 1 - _share(another, len(pairs)))
    return Rightness(themes, stances, len(rows))


def _rows(consultation: Consultation) -> list[tuple[str, str, str, str]]:
    """First state and stance, second state and stance."""
    return list(
        SecondReading.objects.filter(coding__theme__codebook__consultation=consultation)
        .order_by("id")
        .values_list("coding__state", "coding__stance", "state", "stance")
    )


def _stances(rows: Sequence[tuple[str, str, str, str]]) -> list[tuple[str, str | None]]:
    """The stances of those that the first confirmed with one; None where the second says that the
    passage does not speak of the theme."""
    return [
        (stance, other if second == CodingState.CONFIRMED else None)
        for first, stance, second, other in rows
        if first == CodingState.CONFIRMED and stance
    ]


def _share(same: int, read: int) -> float:
    return (same + 1) / (read + 2)


def _agreed(pairs: Sequence[Pair]) -> Agreed:
    ways: tuple[tuple[str, Callable[[], Agreement]], ...] = (
        (_("Krippendorff’s alpha"), lambda: alpha(pairs, resamples=RESAMPLES)),
        (_("Cohen’s kappa"), lambda: kappa(pairs, resamples=RESAMPLES)),
        (_("Gwet’s AC1"), lambda: ac1(pairs, resamples=RESAMPLES)),
    )
    measures = tuple(Measure(name, _measured(way)) for name, way in ways)
    return Agreed(len(pairs), sum(one == other for one, other in pairs), measures)


def _measured(way: Callable[[], Agreement]) -> Agreement | None:
    try:
        return way()
    except (TooFew, ModuleNotFoundError):
        return None

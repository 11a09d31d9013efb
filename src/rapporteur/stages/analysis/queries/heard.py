"""Every confirmed coding at once, with who speaks in it: what whole reports are checked against."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rapporteur.core.evidence.voices import Three, Voice, three
from rapporteur.stages.analysis.choices import CodingState
from rapporteur.stages.analysis.models import Coding
from rapporteur.stages.analysis.queries.carried import whom_they_carry
from rapporteur.stages.analysis.queries.codings import analysed, codings_alone
from rapporteur.stages.analysis.queries.table import speakers_of
from rapporteur.stages.analysis.rules import Speaker
from rapporteur.stages.mandate.models import Consultation


@dataclass(frozen=True)
class Heard:
    """codings: those in force that a person confirmed, in the order of the register. speakers:
    every contribution that is counted, by its key. carried: whom those that speak on behalf of
    many carry, by the same key."""

    codings: tuple[Coding, ...]
    speakers: dict[int, Speaker]
    carried: dict[int, frozenset[str]]

    def three(self, contributions: Iterable[int]) -> Three:
        """The three counts of contributions, by their keys, and how many others they carry."""
        held = [self.speakers[key] for key in contributions if key in self.speakers]
        return three(
            Voice(
                contribution=each.contribution,
                theme="",
                text=each.fingerprint,
                contributors=each.contributors,
                carried=self.carried.get(each.contribution, frozenset()),
            )
            for each in held
        )


def heard(consultation: Consultation, *, before: datetime | None = None) -> Heard:
    """What is coded in the contributions that the tables count, as far as a person confirmed it.

    before: only contributions registered before that instant (the cut-off of a report). The
    number of database queries does not grow with them.
    """
    contributions = analysed(consultation, public_only=False, before=before)
    # Themes, groups and the consultation are few: each is read once, not once a coding.
    found = (
        codings_alone(contributions)
        .select_related("passage__contribution")
        .prefetch_related(
            "theme", "passage__contribution__group", "passage__contribution__consultation"
        )
    )
    speakers = speakers_of(contributions)
    return Heard(
        tuple(found.filter(state=CodingState.CONFIRMED)),
        speakers,
        whom_they_carry(contributions.order_by().values("pk")),
    )

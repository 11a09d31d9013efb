"""What persons confirmed, with who speaks in it: what whole reports are checked against.

There may be tens of thousands of codings, and a page shows few of them. So they are gone through
by their keys alone, and those that are shown are read whole.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q

from rapporteur.core.evidence.voices import Three, Voice, three
from rapporteur.stages.analysis.choices import CodingState
from rapporteur.stages.analysis.models import Coding
from rapporteur.stages.analysis.queries.carried import whom_they_carry
from rapporteur.stages.analysis.queries.codings import analysed, codings_alone
from rapporteur.stages.analysis.queries.table import speakers_of
from rapporteur.stages.analysis.rules import Speaker
from rapporteur.stages.mandate.models import Consultation


class Confirmed(NamedTuple):
    """A confirmed coding by the keys of what it joins, with its stance ("" where it has none)."""

    coding: int
    theme: int
    stance: str
    passage: int
    contribution: int


class Heard:
    """The codings in force of the contributions that the tables count, as far as a person
    confirmed them.

    before: only contributions registered before that instant (the cut-off of a report). Each
    method takes a number of database queries that does not grow with the codings.
    """

    def __init__(self, consultation: Consultation, *, before: datetime | None = None) -> None:
        self._contributions = analysed(consultation, public_only=False, before=before)
        self._codings = codings_alone(self._contributions).filter(state=CodingState.CONFIRMED)

    def said(self, *, themes: Collection[int] | None = None) -> list[Confirmed]:
        """Those with these themes, or all of them, in the order of the register."""
        return self._said(Q() if themes is None else Q(theme__in=themes))

    def said_in(
        self, *, passages: Collection[int], contributions: Collection[int]
    ) -> list[Confirmed]:
        """Those of these passages and of these whole contributions, by their keys."""
        return self._said(Q(passage__in=passages) | Q(passage__contribution__in=contributions))

    def _said(self, which: Q) -> list[Confirmed]:
        found = self._codings.filter(which)
        rows = found.values_list(
            "pk", "theme_id", "stance", "passage_id", "passage__contribution_id"
        )
        return [Confirmed(*row) for row in rows]

    def codings(self, keys: Sequence[int]) -> dict[int, Coding]:
        """Codings to be shown, by their keys, with all that a page says of them."""
        # Themes, groups and the consultation are few: each is read once, not once a coding.
        found = Coding.objects.select_related("passage__contribution").prefetch_related(
            "theme", "passage__contribution__group", "passage__contribution__consultation"
        )
        return found.in_bulk(keys)

    def behalf(self) -> dict[int, str]:
        """For whom contributions speak, as they state it, by their keys."""
        found = self._contributions.exclude(speaks_for="").order_by()
        return dict(found.values_list("pk", "speaks_for"))

    def group(self, contribution: int) -> int | None:
        """The group in which a contribution is counted, by their keys."""
        return self._speakers[contribution].group

    def contributors(self, contribution: int) -> frozenset[object]:
        """Whoever speaks in a contribution."""
        return self._speakers[contribution].contributors

    def three(self, contributions: Iterable[int]) -> Three:
        """The three counts of contributions, by their keys, and how many others they carry."""
        return three(self._voices[each] for each in contributions)

    @cached_property
    def _voices(self) -> dict[int, Voice]:
        carried = whom_they_carry(self._contributions.order_by().values("pk"))
        return {
            key: Voice(
                contribution=key,
                theme="",
                text=each.fingerprint,
                contributors=each.contributors,
                carried=carried.get(key, frozenset()),
            )
            for key, each in self._speakers.items()
        }

    @cached_property
    def _speakers(self) -> dict[int, Speaker]:
        return speakers_of(self._contributions)

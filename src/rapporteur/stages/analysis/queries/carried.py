"""Whom statements on behalf of many carry."""

import re
from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from rapporteur.stages.analysis.models import Carried
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.contributions.rules import name_key
from rapporteur.stages.stakeholders.states.lookup import find_state

_BETWEEN = re.compile(r"\s*[,;،、]\s*|\s+(?:and|et|y|и)\s+|\s+و(?=\w)")


def carried_by(contribution: Contribution) -> Carried | None:
    """Whom one contribution carries; None where nobody has said."""
    return Carried.objects.filter(contribution=contribution).first()


def whom_they_carry(
    contributions: Collection[int] | QuerySet[Contribution, Any],
) -> dict[int, frozenset[str]]:
    """Those whom each of these contributions (or their keys) carries, by its key.

    A State that two statements carry is one; those who are only counted are others for each.
    """
    chosen = contributions if isinstance(contributions, QuerySet) else list(contributions)
    found = Carried.objects.filter(contribution__in=chosen)
    return {each.contribution_id: _whom(each) for each in found}


def states_named(contribution: Contribution) -> tuple[str, ...]:
    """The States in "on behalf of", as stated, where it names nothing but States: a proposal for
    whoever says whom the statement carries."""
    parts = [part for part in _BETWEEN.split(contribution.speaks_for) if part.strip()]
    return tuple(parts) if parts and all(map(find_state, parts)) else ()


def _whom(carried: Carried) -> frozenset[str]:
    named = {_who(name) for name in carried.names}
    unnamed = range(carried.number - len(carried.names))
    return frozenset({*named, *(f"{carried.contribution_id}/{number}" for number in unnamed)})


def _who(name: str) -> str:
    """The same for every way of writing a State's name."""
    state = find_state(name)
    return state.iso3 if state is not None else name_key(name) or name

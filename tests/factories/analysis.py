"""Codebooks and codings for tests, made the way the product makes them."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from rapporteur.base.models import User
from rapporteur.stages.analysis import actions
from rapporteur.stages.analysis.choices import CodingState
from rapporteur.stages.analysis.models import Codebook, Coding, Theme
from rapporteur.stages.analysis.queries import Place, places
from rapporteur.stages.analysis.rules import ThemeDraft
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.contributions.queries import current_version
from rapporteur.stages.mandate.models import Consultation
from tests.factories.mandate import make_user

_numbers = count(1)

SPAM = ThemeDraft(
    "spam",
    {"en": "Spam", "ar": "الرسائل الاقتحامية"},
    terms={"en": ["spam"], "ar": ["الرسائل الاقتحامية"], "fr": ["pourriel"]},
)
PRIVACY = ThemeDraft(
    "privacy",
    {"en": "Privacy", "ar": "الخصوصية"},
    terms={"en": ["privacy", "personal data"], "ar": ["الخصوصية"]},
)


def make_codebook(
    consultation: Consultation, *themes: ThemeDraft, published: bool = True
) -> Codebook:
    """A codebook with these themes, or with spam and privacy."""
    codebook = actions.begin_codebook(consultation, by="tests", themes=themes or (SPAM, PRIVACY))
    return actions.publish_codebook(codebook, by="tests") if published else codebook


def make_theme(codebook: Codebook, name: str = "", **fields: Any) -> Theme:
    """A theme of a codebook that is being worked on."""
    name = name or f"Theme {next(_numbers)}"
    return actions.add_theme(codebook, **{"names": {"en": name}, "by": "tests", **fields})


def place_of(contribution: Contribution, number: int = 0) -> Place:
    """The first text of what a contribution says now, or the one of another number."""
    version = current_version(contribution)
    assert version is not None
    return list(places(version))[number]


def make_coding(
    contribution: Contribution, theme: Theme, *, by: User | None = None, **fields: Any
) -> Coding:
    """The whole first text of a contribution, coded with a theme by a person."""
    place = place_of(contribution)
    return actions.code_passage(
        place,
        **{"start": 0, "end": len(place.text), "theme": theme, "by": by or make_user(), **fields},
    )


def make_proposals(consultation: Consultation, *contributions: Contribution) -> Sequence[Coding]:
    """What the codebook's terms find, undecided, in the order in which it was found."""
    before = set(Coding.objects.values_list("pk", flat=True))
    actions.propose_codings(consultation, by="tests")
    wanted: Mapping[str, Any] = (
        {"passage__contribution__in": contributions} if contributions else {}
    )
    return list(Coding.objects.filter(state=CodingState.PROPOSED, **wanted).exclude(pk__in=before))

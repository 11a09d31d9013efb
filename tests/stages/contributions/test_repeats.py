"""Nobody's words are taken back by whoever sent the same under their name."""

from contextlib import contextmanager

import pytest
from click.testing import CliRunner

from rapporteur.base.models import AuditEntry
from rapporteur.cli import rapporteur
from rapporteur.stages.contributions.actions import (
    decide_many,
    look_at_waiting,
    reopen,
    repeats,
    sight_new,
)
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.actions.repeats import RULE, return_repeats
from rapporteur.stages.contributions.actions.submissions import withdraw_by_link
from rapporteur.stages.contributions.choices import DispositionKind, QueueDecision
from rapporteur.stages.contributions.models import Item, Sighting
from rapporteur.stages.contributions.queries import undecided
from rapporteur.stages.mandate.choices import Role
from tests.factories.contributions import make_item
from tests.factories.mandate import make_consultation, make_official

pytestmark = pytest.mark.django_db
WORDS = b"We ask that every coast be warned in time by radio, in every language spoken there."


@pytest.fixture
def twice():
    """The same words under one name, first from somebody who knew of them; both looked at."""
    consultation = make_consultation()
    for number, ending in enumerate((b"", b"\n")):
        claimed = {"name": "Ana Example", "filename": f"{number}.txt"}
        make_item(consultation, content=WORDS + ending, claimed=claimed)
    sight_new()
    read_waiting()
    look_at_waiting()
    return list(Item.objects.select_related("consultation").order_by("number"))


def decide(items, decision):
    consultation = items[0].consultation
    seen = Item.objects.select_related("consultation", "sighting").filter(
        pk__in=[each.pk for each in items]
    )
    ada = make_official(consultation, Role.REGISTRAR)
    assert decide_many(consultation, seen, decision=decision, by=ada).done == len(items)


@pytest.mark.parametrize("is_registered", [True, False])
def test_what_repeats_comes_back_when_the_other_is_withdrawn(twice, is_registered):
    first, second = twice
    if is_registered:
        decide([first], QueueDecision.REGISTER)
    decide([second], QueueDecision.AS_PROPOSED)
    assert second.dispositions.get().kind == DispositionKind.DUPLICATE
    assert return_repeats() == 0
    withdraw_by_link(first)
    CliRunner().invoke(rapporteur, ["work"], catch_exceptions=False)
    assert list(undecided(first.consultation)) == [second]
    noted = AuditEntry.objects.get(act="contributions.reopen_item")
    assert noted.actor == RULE
    assert noted.particulars["reason"].startswith(f"{first}, which it repeats")
    decide([second], QueueDecision.AS_PROPOSED)
    assert second.contributions.get().withdrawn_at is None
    assert return_repeats() == 0


def test_nothing_is_proposed_because_it_repeats_what_is_withdrawn(twice):
    first, second = twice
    assert Sighting.objects.get(item=second).proposed == DispositionKind.DUPLICATE
    withdraw_by_link(first)
    assert return_repeats() == 0
    assert Sighting.objects.get(item=second).proposed == DispositionKind.CONTRIBUTION


def test_what_somebody_decides_anew_meanwhile_stays_decided(twice, monkeypatch):
    first, second = twice
    decide([second], QueueDecision.AS_PROPOSED)
    withdraw_by_link(first)
    ada = make_official(second.consultation, Role.REGISTRAR)

    @contextmanager
    def after_somebody_else():
        reopen(second, reason="It is not the same.", by=ada)
        decide([second], QueueDecision.REGISTER)
        yield

    monkeypatch.setattr(repeats, "giving_way", after_somebody_else)
    Sighting.objects.update(twin=None, same_words=None)
    assert return_repeats() == 0
    assert second.dispositions.get(ended_at=None).kind == DispositionKind.CONTRIBUTION

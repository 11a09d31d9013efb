"""Nobody's words are taken back by whoever sent the same under their name."""

from contextlib import contextmanager

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rapporteur.base.models import AuditEntry
from rapporteur.cli import rapporteur
from rapporteur.stages.contributions.actions import (
    decide_many,
    look_at_waiting,
    register,
    reopen,
    repeats,
    sight_new,
    withdraw,
)
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.actions.repeats import RULE, return_repeats
from rapporteur.stages.contributions.actions.submissions import withdraw_by_link
from rapporteur.stages.contributions.choices import (
    DispositionKind,
    Ground,
    Mode,
    Origin,
    QueueDecision,
)
from rapporteur.stages.contributions.models import Item, Resemblance, Sighting
from rapporteur.stages.contributions.queries import undecided
from rapporteur.stages.contributions.queries.queue import proposal_of, resemblances
from rapporteur.stages.mandate.choices import Role
from tests.factories.contributions import make_item
from tests.factories.mandate import make_consultation, make_official

pytestmark = pytest.mark.django_db
WORDS = (
    b"We ask that every coast be warned in time by radio, in every language spoken there, and that "
    b"nobody who fishes by night is forgotten, wherever they live and whatever they are called."
)


@pytest.fixture
def twice():
    """The same words under one name, first from somebody who knew of them; both looked at."""
    consultation = make_consultation()
    for number, ending in enumerate((b"", b"\n")):
        claimed = {"name": "Ana Example", "filename": f"{number}.txt"}
        make_item(consultation, content=WORDS + ending, claimed=claimed)
    look()
    return list(Item.objects.select_related("consultation").order_by("number"))


def look():
    sight_new()
    read_waiting()
    look_at_waiting()


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


def proposed_of(item):
    sighting = Sighting.objects.select_related("item__consultation").get(item=item)
    return proposal_of(sighting)


@pytest.mark.parametrize("endings", [(b"", b"", b""), (b"", b"\n", b"\n\n"), (b"", b"\n", b"\n")])
def test_of_three_the_third_repeats_the_second_when_the_first_is_withdrawn(endings):
    consultation = make_consultation()
    for number, ending in enumerate(endings):
        claimed = {"name": "Ana Example", "filename": f"{number}.txt"}
        make_item(consultation, content=WORDS + ending, claimed=claimed)
    look()
    first, second, third = Item.objects.select_related("consultation").order_by("number")
    decide([second, third], QueueDecision.AS_PROPOSED)
    withdraw_by_link(first)
    assert return_repeats() == 2
    assert proposed_of(second).kind == DispositionKind.CONTRIBUTION
    proposed = proposed_of(third)
    assert proposed.kind == DispositionKind.DUPLICATE
    assert str(second) in proposed.reason
    assert [(pair.later, pair.earlier) for pair in resemblances(consultation)] == [(third, second)]
    seen = list(Sighting.objects.order_by("pk").values())
    assert return_repeats() == 0
    assert list(Sighting.objects.order_by("pk").values()) == seen


def test_near_words_find_the_second_when_the_first_is_withdrawn(twice):
    first, second = twice
    withdraw_by_link(first)
    return_repeats()
    near = WORDS.replace(b"by radio", b"by siren")
    make_item(first.consultation, content=near, claimed={"name": "Bo", "filename": "3.txt"})
    look()
    [pair] = resemblances(first.consultation)
    assert (pair.earlier, pair.ground) == (second, Ground.NEAR)


def test_what_comes_after_repeats_nothing_that_was_withdrawn(twice):
    first, second = twice
    for each in (first, second):
        withdraw_by_link(each)
    make_item(first.consultation, content=WORDS, claimed={"name": "Ana Example"})
    look()
    third = Item.objects.latest("number")
    assert proposed_of(third).kind == DispositionKind.CONTRIBUTION
    assert not resemblances(first.consultation).exists()


def test_what_stands_on_in_another_entry_is_not_withdrawn(twice):
    first, second = twice
    decide([first], QueueDecision.REGISTER)
    entry = first.contributions.get()
    other = register(
        first.consultation,
        mode=Mode.WRITTEN,
        origin=Origin.ITEMS,
        items=[first],
        contributor="Bo",
        further=True,
        by="rule",
    )
    decide([second], QueueDecision.AS_PROPOSED)
    withdraw(entry, by="rule")
    assert return_repeats() == 0
    withdraw(other, by="rule")
    assert return_repeats() == 1


def test_where_both_were_said_to_stand_nothing_is_proposed_for_what_is_withdrawn(twice):
    first, second = twice
    Resemblance.objects.update(settled_by="Ada", settled_at=timezone.now())
    withdraw_by_link(first)
    return_repeats()
    assert Sighting.objects.get(item=second).same_words is None
    assert Resemblance.objects.get().settled_by == "Ada"


def test_a_turn_without_work_asks_twice_and_looks_through_no_table(twice):
    withdraw_by_link(twice[0])
    return_repeats()
    with CaptureQueriesContext(connection) as asked:
        assert return_repeats() == 0
    assert len(asked) == 2
    if connection.vendor == "sqlite":
        plans = [connection.cursor().execute(f"EXPLAIN QUERY PLAN {each['sql']}") for each in asked]
        steps = [row[-1] for plan in plans for row in plan]
        read_whole = [each for each in steps if each.startswith("SCAN") and "INDEX" not in each]
        assert not [each for each in read_whole if "mandate" not in each]


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

    Resemblance.objects.all().delete()
    Sighting.objects.update(twin=None, same_words=None)
    monkeypatch.setattr(repeats, "giving_way", after_somebody_else)
    assert return_repeats() == 0
    assert second.dispositions.get(ended_at=None).kind == DispositionKind.CONTRIBUTION

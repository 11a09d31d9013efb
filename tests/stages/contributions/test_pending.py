"""What was pressed on hundreds and follows in the background."""

import pytest
from click.testing import CliRunner
from django.db import connection
from django.urls import reverse
from django.utils.translation import override

from rapporteur.base.leases import TRIES
from rapporteur.cli import rapporteur
from rapporteur.stages.contributions.actions import (
    decide_many,
    dispose,
    look_at_waiting,
    undo,
    void,
)
from rapporteur.stages.contributions.actions import pending as background
from rapporteur.stages.contributions.actions.batches import leave_pending
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.actions.pending import go_on
from rapporteur.stages.contributions.choices import DispositionKind, QueueDecision
from rapporteur.stages.contributions.models import Batch, Contribution, Item, Pending
from rapporteur.stages.contributions.queries import public, undecided
from rapporteur.stages.mandate.choices import Role
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation, make_official
from tests.factories.turns import writing_out_of_turn

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation():
    return make_consultation(prefix="P")


@pytest.fixture
def ada(consultation):
    return make_official(consultation, Role.REGISTRAR)


@pytest.fixture
def items(consultation):
    for number in range(4):
        claimed = {"name": f"Person {number}", "filename": "a.txt"}
        make_item(consultation, content=f"Buy number {number}.".encode(), claimed=claimed)
    read_waiting()
    look_at_waiting()
    found = Item.objects.filter(consultation=consultation).order_by("number")
    return list(found.select_related("consultation", "sighting"))


def press(consultation, items, by, decision=QueueDecision.SPAM, **how):
    return decide_many(consultation, items, decision=decision, by=by, seconds=-1, **how)


def queue(consultation):
    return reverse("contributions:queue", args=[consultation.slug])


def test_what_there_was_no_time_for_follows_with_its_reason_and_is_one_act(
    consultation, items, ada
):
    outcome = press(consultation, items, ada, reason="All from one place.")
    assert (outcome.done, outcome.to_come, outcome.left) == (0, 4, [])
    assert undecided(consultation).count() == 4
    CliRunner().invoke(rapporteur, ["work"], catch_exceptions=False)
    assert not Pending.objects.exists()
    assert {
        (each.kind, each.reason, each.decided_by)
        for item in items
        for each in item.dispositions.all()
    } == {(DispositionKind.SPAM, "All from one place.", ada)}
    batch = Batch.objects.get()
    assert batch.steps.count() == 4
    assert undo(batch, by=ada).done == 4
    assert undecided(consultation).count() == 4


def test_a_reason_that_nobody_wrote_is_in_the_language_of_who_pressed(consultation, items, ada):
    with override("ar"):
        press(consultation, items[:1], ada)
    go_on()
    reason = items[0].dispositions.get().reason
    assert reason
    assert reason.isascii() is False


def test_undone_before_its_turn_it_is_not_done_at_all(consultation, items, ada):
    batch = press(consultation, items, ada).batch
    go_on(most=1)
    outcome = undo(batch, by=ada)
    assert (outcome.done, outcome.to_come) == (1, 3)
    assert go_on() == 0
    assert undecided(consultation).count() == 4


def test_undone_while_its_turn_begins_it_is_not_done(consultation, items, ada, monkeypatch):
    batch = press(consultation, items, ada).batch
    lease = background.lease

    def leased_and_undone(*args, **also):
        row = lease(*args, **also)
        undo(batch, by=ada)
        return row

    monkeypatch.setattr(background, "lease", leased_and_undone)
    go_on(most=1)
    assert undecided(consultation).count() == 4


def test_what_somebody_decides_meanwhile_stays_and_is_told_once(client, consultation, items, ada):
    press(consultation, items, ada)
    dispose(items[1], kind=DispositionKind.MISDIRECTED, reason="Not ours.", by="Somebody")
    assert go_on() == 4
    assert items[1].dispositions.get().kind == DispositionKind.MISDIRECTED
    client.force_login(ada)
    told = f"{items[1]} was not decided again. It is decided: misdirected (Somebody)."
    assert told in client.get(queue(consultation)).content.decode()
    assert told not in client.get(queue(consultation)).content.decode()
    assert not Pending.objects.exists()


def test_what_fails_again_and_again_is_given_up_and_told(
    client, consultation, items, ada, monkeypatch
):
    press(consultation, items, ada)
    carry_out = background.carry_out

    def breaks(thing, *args):
        if thing == items[0]:
            raise ValueError("a fault of ours")
        return carry_out(thing, *args)

    monkeypatch.setattr(background, "carry_out", breaks)
    for _turn in range(TRIES + 1):
        go_on()
        Pending.objects.update(leased_until=None)
    assert undecided(consultation).get() == items[0]
    client.force_login(ada)
    page = client.get(queue(consultation)).content.decode()
    assert f"{items[0]} was left. It failed again and again, and was given up." in page


def test_the_queue_says_how_many_are_to_come_and_offers_them_no_second_time(
    client, consultation, items, ada, monkeypatch
):
    monkeypatch.setattr("rapporteur.stages.contributions.views.queue.SECONDS", -1)
    client.force_login(ada)
    sent = {"decision": "spam", "chosen": [each.number for each in items[:3]]}
    page = client.post(queue(consultation), sent, follow=True).content.decode()
    assert "3 more follow in the background" in page
    assert "1 item waits." in page
    assert items[0].reference not in page
    assert items[3].reference in page
    again = client.post(queue(consultation), {"act": "go_on"}, follow=True).content.decode()
    assert "3 more" in again  # there was no time for any
    monkeypatch.setattr("rapporteur.stages.contributions.views.queue.SECONDS", 60)
    done = client.post(queue(consultation), {"act": "go_on"}, follow=True).content.decode()
    assert "background" not in done
    assert undecided(consultation).count() == 1


def test_others_are_told_nothing_of_it(client, consultation, items, ada):
    press(consultation, items, ada)
    client.force_login(make_official(consultation, Role.REGISTRAR))
    assert "follow in the background" not in client.get(queue(consultation)).content.decode()


def test_what_there_was_no_time_to_publish_follows(client, monkeypatch):
    consultation = make_consultation()
    made = [make_contribution(consultation) for _each in range(3)]
    ada = make_official(consultation, Role.REGISTRAR)
    client.force_login(ada)
    monkeypatch.setattr("rapporteur.stages.contributions.views.desk.SECONDS", -1)
    place = reverse("contributions:publish_many", args=[consultation.slug])
    page = client.post(place, {"chosen": [each.pk for each in made]}, follow=True)
    assert "3 more follow in the background" in page.content.decode()
    assert f'value="{made[0].pk}"' not in page.content.decode()
    assert not public(consultation).exists()
    void(made[0], reason="Twice.", by="tests")
    go_on()
    assert Contribution.objects.get(pk=made[2].pk).published_by == str(ada)
    page = client.get(place).content.decode()
    assert f"{made[0]} was not published. Its number was voided." in page
    assert not Pending.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_is_decided_and_published_in_turn(consultation, items, ada):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has them write side by side")
    press(consultation, items, ada)
    entry = make_contribution(consultation)
    leave_pending(consultation, [entry], by=ada, batch=None)
    with writing_out_of_turn() as found:
        assert go_on() == 5
    assert found == []
    assert not Pending.objects.exists()
    assert public(consultation).get() == entry


def test_a_press_that_came_to_nothing_can_be_undone_all_the_same(consultation, items, ada):
    batch = press(consultation, items, ada, decision=QueueDecision.DUPLICATE).batch
    go_on()
    assert Pending.objects.exclude(refused="").count() == 4
    assert undo(batch, by=ada).done == 0

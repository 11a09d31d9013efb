"""The account that everybody may read: right, and of the same cost however much was received."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.ledger.actions import sequence_and_sign
from rapporteur.stages.contributions.actions import dispose
from rapporteur.stages.contributions.actions.accounting import draw_up_accounts
from rapporteur.stages.contributions.choices import DispositionKind
from rapporteur.stages.contributions.models import Account, Item
from rapporteur.stages.contributions.queries import account_of, reconciliation
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db


@pytest.fixture
def few(monkeypatch):
    """Two items are looked at while a reader waits, and no more."""
    for place in ("actions.accounting", "queries.account"):
        monkeypatch.setattr(f"rapporteur.stages.contributions.{place}.SMALL", 2)


def page(client, consultation, **asked):
    return client.get(reverse("record:account", args=[consultation.slug]), asked)


def test_few_items_are_accounted_for_as_they_are_now(client):
    consultation = make_consultation()
    make_contribution(consultation)
    dispose(make_item(consultation), kind=DispositionKind.SPAM, reason="No words.", by="tests")
    assert draw_up_accounts(timezone.now()) == 0
    assert account_of(consultation).sentence == (
        "2 received = 1 registered + 1 set aside + 0 undecided; 1 counted."
    )
    assert account_of(consultation).sentence in page(client, consultation).content.decode()


def test_many_are_accounted_for_as_it_was_drawn_up(client, few):
    consultation = make_consultation()
    for _each in range(3):
        make_item(consultation)
    assert account_of(consultation) is None
    assert "has not been drawn up yet" in page(client, consultation).content.decode()
    assert client.get(f"/api/consultations/{consultation.slug}/account").status_code == 404
    sequence_and_sign(timezone.now())
    assert draw_up_accounts(timezone.now()) == 1
    held, exact = account_of(consultation), reconciliation(consultation, originals=False)
    assert (held.sentence, held.differences, held.leaves) == (exact.sentence, (), 3)
    make_item(consultation)  # since
    shown = page(client, consultation).content.decode()
    assert "3 received = 0 registered" in shown
    assert "The ledger then had 3 signed leaves." in shown
    assert f"{consultation.prefix}/R-4" not in shown
    assert client.get(f"/api/consultations/{consultation.slug}/account").json()["received"] == 3


def test_it_is_drawn_up_again_when_anything_happened_and_not_otherwise(few):
    consultation = make_consultation()
    items = [make_item(consultation) for _each in range(3)]
    now = timezone.now()
    assert [draw_up_accounts(now), draw_up_accounts(now + timedelta(hours=1))] == [1, 0]
    dispose(items[0], kind=DispositionKind.SPAM, reason="No words.", by="tests")
    assert draw_up_accounts(now + timedelta(hours=1)) == 1
    assert account_of(consultation).set_aside == 1
    Account.objects.update(seconds=60, acts=0)
    assert draw_up_accounts(now + timedelta(hours=1, minutes=19)) == 0  # it rests
    assert draw_up_accounts(now + timedelta(hours=1, minutes=21)) == 1


def test_what_does_not_agree_is_said(client, few):
    consultation = make_consultation()
    items = [make_item(consultation) for _each in range(3)]
    Item.objects.filter(pk=items[1].pk).update(received_at=timezone.now() - timedelta(days=9))
    draw_up_accounts(timezone.now())
    shown = page(client, consultation).content.decode()
    assert "Something does not agree" in shown
    assert f"{items[1].reference} is not as the ledger has it." in shown


@pytest.mark.parametrize("small", [True, False])
def test_a_page_costs_the_same_however_much_was_received(client, request, small):
    if small:
        request.getfixturevalue("few")
    costs = []
    for many in (3, 9):
        consultation = make_consultation()
        for _each in range(many):
            make_contribution(consultation)
        draw_up_accounts(timezone.now())
        page(client, consultation)
        with CaptureQueriesContext(connection) as asked:
            assert page(client, consultation).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_pages_of_it_follow_the_numbers(client, few):
    consultation = make_consultation()
    for _each in range(53):
        make_item(consultation)
    draw_up_accounts(timezone.now())
    first, second = (page(client, consultation, page=n).content.decode() for n in (1, 2))
    assert first.count('class="symbol">') == 50
    assert [f"{consultation.prefix}/R-{n}<" in second for n in (50, 51, 53)] == [
        False, True, True,
    ]  # fmt: skip

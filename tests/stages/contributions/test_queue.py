"""The page of the queue: what stands on it, what is found in it, and what it asks the database."""

from copy import copy
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction
from django.db.models.base import ModelState
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.numbering.actions import next_number
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.actions import dispose, look_at_waiting
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.choices import DispositionKind, ItemChannel
from rapporteur.stages.contributions.models import Contribution, Disposition, Item, Sighting
from rapporteur.stages.contributions.queries.queue import find, how_many
from rapporteur.stages.mandate.choices import Role
from tests.factories.contributions import make_item
from tests.factories.mandate import make_consultation, make_official

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def url(consultation, view="queue", *rest):
    return reverse(f"contributions:{view}", args=[consultation.slug, *rest])


def look():
    read_waiting()
    while look_at_waiting():
        pass


@pytest.fixture
def consultation():
    closed = (NOW - timedelta(days=4)).date()  # at 12:00 UTC of the day after
    return make_consultation(prefix="P", preferred=None, final=closed)


@pytest.fixture
def registrar(client, consultation):
    client.force_login(make_official(consultation, Role.REGISTRAR))
    return client


def item(consultation, text, **fields):
    claimed = {"name": "Ada Marin", "filename": "a.txt", **fields.pop("claimed", {})}
    return make_item(consultation, content=text.encode(), claimed=claimed, **fields)


def found(client, consultation, query=""):
    page = client.get(url(consultation) + query)
    assert page.status_code == 200
    return [each.item.number for each in page.context["rows"]]


@pytest.fixture
def several(consultation):
    """Of every kind one."""
    long_ago = NOW - timedelta(days=9)
    item(consultation, "Radio reaches every boat.", received_at=long_ago)
    item(
        consultation,
        "La radio atteint chaque bateau, et les sirènes ne le font pas.",
        channel=ItemChannel.FAX,
        received_at=NOW - timedelta(days=5, hours=1),
        claimed={"name": "Zoé Marée", "organization": "Vigie des côtes"},
    )
    item(consultation, "Buy.", claimed={"doubts": ["too-soon"]}, received_at=long_ago)
    item(consultation, "", channel=ItemChannel.POST, received_at=NOW - timedelta(days=1))
    item(consultation, "Gone.", claimed={"automatic": "bounce", "undelivered": "x@example.org"})
    decided = item(consultation, "Radio, again.")
    dispose(decided, kind=DispositionKind.SPAM, reason="r", by="tests")
    look()
    return consultation


def test_the_oldest_stand_first_and_what_may_be_a_machines_last(registrar, several):
    assert found(registrar, several) == [1, 2, 4, 5, 3]
    assert found(registrar, several, "?order=newest") == [5, 4, 2, 1, 3]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("?words=radio", [1, 2]),
        ("?words=SIRÈNES+radio", [2]),
        ("?words=vigie", [2]),
        ("?words=P/R-4", [4]),
        ("?words=%25", []),
        ("?channel=fax", [2]),
        ("?language=fr", [2]),
        ("?proposed=bounce", [5]),
        ("?proposed=none", [4, 3]),
        ("?proposed=contribution", [1, 2]),
        ("?sign=none", [1, 2]),
        ("?sign=robot", [3]),
        ("?sign=automatic", [5]),
        ("?sign=unreadable", [4]),
        ("?sign=unread", []),
        ("?sign=late", [4, 5]),
        ("?sign=late&channel=post", [4]),
        ("?channel=pigeon", [1, 2, 4, 5, 3]),  # no choice of the form: it asks for nothing
        ("?page=99", [1, 2, 4, 5, 3]),
    ],
)
def test_what_is_asked_for_is_found(registrar, several, query, numbers):
    assert found(registrar, several, query) == numbers


def test_a_row_says_what_is_proposed_and_why_and_how_long_it_waits(registrar, several):
    shown = registrar.get(url(several)).content.decode()
    for words in (
        "Proposed: belongs to a contribution.</strong> It has words of its own.",
        "Nothing proposed.</strong> The form was sent within three seconds of being opened.",
        "Nothing proposed.</strong> No word could be read in it: it has to be looked at.",
        "It says that a message did not reach x@example.org.",
        "waits 5 days",
        "Radio reaches every boat.",
        "Vigie des côtes",
        'lang="fr"',
        "may come from a machine",
        "written by a machine in answer",
        "no word could be read",
        '<span class="pill" data-status="late">late</span>',
        "5 items wait.",
    ):
        assert words in shown


@pytest.mark.parametrize("query", ["", "?order=newest"])
def test_every_item_stands_on_one_page_and_in_its_order(registrar, consultation, query):
    fill(consultation, 130)
    numbers = []
    for page in ("1", "2", "3"):
        shown = registrar.get(url(consultation) + (query or "?") + f"&page={page}")
        numbers.append([each.item.number for each in shown.context["rows"]])
    assert [len(each) for each in numbers] == [50, 50, 30]
    ordered = list(find(consultation, {"order": query[7:]}).values_list("item__number", flat=True))
    assert [*numbers[0], *numbers[1], *numbers[2]] == ordered


@pytest.mark.parametrize(
    "asked", [{}, {"sign": "late"}, {"words": "radio"}, {"sign": "x"}, {"sign": "none"}]
)
def test_what_is_counted_is_what_is_found(several, asked):
    assert how_many(several, asked) == find(several, asked).count()


def test_scripts_in_what_was_sent_are_text(registrar, consultation):
    item(consultation, "<script>alert(1)</script>", claimed={"name": "<b>", "title": '"><img>'})
    look()
    shown = registrar.get(url(consultation)).content.decode()
    assert "<script>alert" not in shown
    assert "<img>" not in shown


def test_nothing_found_says_how_to_go_on(registrar, several):
    shown = registrar.get(url(several) + "?words=nowhere").content.decode()
    assert "Nothing that waits fits" in shown


def test_what_arrived_a_moment_ago_stands_there_though_nobody_has_read_it(registrar, consultation):
    item(consultation, "Words.")
    page = registrar.get(url(consultation))
    assert [each.proposal.kind for each in page.context["rows"]] == [None]
    assert "It has not been read yet" in page.content.decode()


def test_what_is_still_to_be_sorted_in_is_told(registrar, consultation, monkeypatch):
    for number in range(4):
        item(consultation, f"Item {number}.")
    one_at_a_time = partial(actions.sight_new, most=1)
    monkeypatch.setattr(actions, "sight_new", one_at_a_time)
    assert "3 more items have arrived" in registrar.get(url(consultation)).content.decode()


def fill(consultation, many):
    """So many items that were looked at, without the way that each of them takes."""
    first = item(consultation, "Words of the first.")
    look()
    pattern = Sighting.objects.get(item=first)
    with transaction.atomic():
        number = next_number(f"{consultation.slug}/R", many=many - 1)
    rows = [
        copied(first, pk=None, number=each, leaf=None, token=f"t{each}", source=f"s{each}")
        for each in range(number, number + many - 1)
    ]
    Item.objects.bulk_create(rows)
    Sighting.objects.bulk_create(copied(pattern, item=row) for row in rows)


def copied(row, **changed):
    made = copy(row)
    made._state = ModelState()
    for name, value in changed.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize("view", ["queue", "pairs", "late"])
def test_a_page_asks_the_same_of_10_items_and_of_300(
    registrar, consultation, django_assert_num_queries, view
):
    fill(consultation, 5)
    fill(consultation, 5)
    registrar.get(url(consultation, view))
    with CaptureQueriesContext(connection) as captured:
        registrar.get(url(consultation, view))
    few = len(captured)  # read now: the next request begins the log anew
    fill(consultation, 290)
    registrar.get(url(consultation, view))
    with django_assert_num_queries(few):
        registrar.get(url(consultation, view))


def decide(client, consultation, decision, *numbers, query="", **more):
    sent = {"decision": decision, "chosen": list(numbers), **more}
    answer = client.post(url(consultation) + query, sent)
    assert answer.status_code == 302
    return answer, client.get(answer["Location"].partition("#")[0]).content.decode()


def test_what_is_marked_is_decided_and_the_reader_goes_on_where_they_were(registrar, several):
    answer, shown = decide(
        registrar, several, "misdirected", 1, 2, query="?channel=", next="4", reason="For the port"
    )
    assert answer["Location"] == url(several) + "?channel=#R-4"
    assert "2 items are decided: misdirected." in shown
    assert found(registrar, several) == [4, 5, 3]


def test_all_that_fits_is_decided_marked_or_not(registrar, several):
    _, shown = decide(registrar, several, "spam", query="?sign=late", all="1")
    assert "2 items are decided: spam." in shown
    assert found(registrar, several) == [1, 2, 3]


@pytest.mark.parametrize(
    ("decision", "numbers", "words"),
    [
        ("spam", [], "mark an item first"),
        ("", [1], "choose one of the decisions"),
        ("admit", [1], "choose one of the decisions"),
        ("spam", ["x", "9" * 30, 4000], "mark an item first"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(
    registrar, several, decision, numbers, words
):
    numbers = numbers if decision != "spam" or not numbers else ["x", "9" * 30]
    _, shown = decide(registrar, several, decision, *numbers)
    assert words in shown
    assert found(registrar, several) == [1, 2, 4, 5, 3]


def test_an_item_of_another_consultation_is_not_decided_here(registrar, several):
    other = make_consultation()
    for number in range(9):
        item(other, f"Theirs {number}.")
    look()
    decide(registrar, several, "spam", *range(1, 10))
    assert not Disposition.objects.filter(item__consultation=other).exists()


def test_a_reader_sees_the_queue_without_its_buttons(client, several):
    client.force_login(make_official(several, Role.ANALYST))
    shown = client.get(url(several)).content.decode()
    assert "Radio reaches every boat." in shown
    assert 'name="decision"' not in shown
    refused = client.post(url(several), {"decision": "spam", "chosen": [1]})
    assert refused.status_code == 403
    assert "This is for the registrar of this consultation" in refused.content.decode()
    assert not Contribution.objects.exists()

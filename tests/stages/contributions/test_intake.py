"""Nothing that arrives is lost or taken twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.base.models import AuditEntry
from rapporteur.base.originals import queries as originals
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.actions import receive
from rapporteur.stages.contributions.actions.intake import Arrival, receive_all
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.models import Item
from tests.factories.contributions import make_item
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db


def test_what_arrives_is_kept_byte_for_byte_and_numbered():
    consultation = make_consultation(prefix="EC")
    first = make_item(
        consultation, content=b"\x00\xff words", attachments=[("../a.pdf", [b"one", b"two"])]
    )
    second = make_item(consultation, content=b"")

    assert [str(first), str(second)] == ["EC/R-1", "EC/R-2"]
    assert originals.read(first.original) == b"\x00\xff words"
    assert originals.read(second.original) == b""
    (attachment,) = first.attachments.all()
    assert (attachment.filename, originals.read(attachment.original)) == ("a.pdf", b"onetwo")
    assert AuditEntry.objects.filter(act="contributions.receive_item").count() == 2


def test_each_consultation_numbers_for_itself():
    one, other = make_consultation(), make_consultation()
    assert [make_item(one).number, make_item(other).number, make_item(one).number] == [1, 1, 2]


def test_the_same_source_taken_again_is_the_same_item():
    consultation = make_consultation()
    first, again = (
        make_item(consultation, content=b"x", attachments=[("a", b"y")], source="folder/1")
        for _turn in range(2)
    )
    assert first == again
    assert make_item(consultation).number == 2


@pytest.mark.parametrize("changed", [{"content": b"other"}, {"attachments": [("a", b"other")]}])
def test_the_same_source_with_other_bytes_is_refused_by_name(changed):
    consultation = make_consultation(prefix="P")
    as_sent = {"content": b"x", "attachments": [("a", b"y")], "source": "folder/1"}
    make_item(consultation, **as_sent)
    with pytest.raises(
        Refused, match=r"“folder/1” was not taken again\. It was taken before as P/R-1"
    ):
        make_item(consultation, **{**as_sent, **changed})
    assert Item.objects.count() == 1


def test_the_same_bytes_twice_are_stored_once_and_received_twice():
    consultation = make_consultation()
    one, two = (make_item(consultation, content=b"same") for _turn in range(2))
    assert one.original == two.original
    assert one != two


def test_what_is_too_large_is_refused_whole_and_leaves_no_number(settings):
    settings.MAX_ORIGINAL = 2_000_000
    consultation = make_consultation()
    with pytest.raises(Refused) as refusal:
        make_item(consultation, attachments=[("big.pdf", [b"x" * 1_000_000] * 3)])
    assert str(refusal.value) == (
        "“big.pdf” was not taken, and nothing that came with it was taken either. It is larger "
        "than 2 MB, the largest that is kept. Send it in parts, or ask the secretariat for "
        "another way."
    )
    assert make_item(consultation).number == 1


def test_a_reconstruction_receives_nothing():
    consultation = make_consultation(reconstructed=True)
    with pytest.raises(Refused, match="was reconstructed from published documents"):
        make_item(consultation)


def test_times_are_ours_and_the_claims_are_kept_as_claims():
    consultation = make_consultation()
    sent = datetime(1970, 1, 1, tzinfo=UTC)
    item = receive(
        consultation,
        channel=ItemChannel.FAX,
        content=b"fax",
        sender="+1 212\0",
        claimed={"name": "Government\0 of X"},
        sent_at=sent,
        by="gateway",
    )
    item.refresh_from_db()
    assert (item.sent_at, item.sender, item.claimed) == (
        sent,
        "+1 212␀",
        {"name": "Government␀ of X"},
    )
    assert item.received_at.year > 2020


def _taken(consultation, many):
    arrivals = [
        Arrival(channel=ItemChannel.FORM, content=b"%d %d" % (many, each), source=f"{many}/{each}")
        for each in range(many)
    ]
    with CaptureQueriesContext(connection) as queries:
        receive_all(consultation, arrivals, by="a test")
    return queries.captured_queries


def test_many_take_as_many_statements_as_one():
    consultation = make_consultation()
    make_item(consultation)
    assert len(_taken(consultation, 1)) == len(_taken(consultation, 20)) <= 13


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what is there")
def test_what_was_taken_before_is_looked_up_in_the_index():
    asked = [
        each["sql"] for each in _taken(make_consultation(), 3) if "source = named" in each["sql"]
    ]
    [look] = asked
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {look}")
        plan = " ".join(row[-1] for row in cursor.fetchall())
    assert "item_source_once" in plan


@pytest.mark.django_db(transaction=True)
def test_what_arrives_at_the_same_time_shares_a_commit_and_each_has_its_own(monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("a database in memory is one connection's; this needs several")
    consultation, many = make_consultation(), 12
    gate = Barrier(many)

    def arrive(number):
        arrivals = [
            Arrival(channel=ItemChannel.EMAIL, content=b"%d %d" % (number, part))
            for part in range(number % 3 + 1)
        ]
        gate.wait()
        try:
            items = receive_all(consultation, arrivals, by=f"way {number % 2}")
            return [originals.read(item.original) for item in items]
        finally:
            connection.close()

    with ThreadPoolExecutor(many) as threads:
        for number, kept in enumerate(threads.map(arrive, range(many))):
            assert kept == [b"%d %d" % (number, part) for part in range(number % 3 + 1)]
    numbers = Item.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 25))
    acts = AuditEntry.objects.filter(act="contributions.receive_item")
    assert set(acts.values_list("actor", flat=True)) == {"way 0", "way 1"}

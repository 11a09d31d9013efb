"""Rows that are inserted at once are those that the ORM would have inserted one by one."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from rapporteur.base.models import AuditEntry, Leaf, Original
from rapporteur.base.rows import few_trips, hold, insert_all, update_all
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.models import Item
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def original(letter, content=None):
    return Original(sha256=letter * 64, size=1, content=content)


def test_what_is_read_back_is_what_the_orm_would_have_written():
    consultation = make_consultation()
    insert_all([original("a")])

    def item(number):
        return Item(
            consultation=consultation,
            number=number,
            channel=ItemChannel.FORM,
            received_at=MOMENT,
            sender="Ömer, “O'Neil” %s ✓",
            claimed={"name": "نور", "parts": [1, None, {"a": "\\'"}]},
            original_id="a" * 64,
            grace=timedelta(minutes=15, microseconds=7),
        )

    ours, theirs = item(1), item(2)
    insert_all([ours])
    theirs.save()
    rows = Item.objects.order_by("number").values()
    same = [{k: v for k, v in row.items() if k not in ("id", "number", "token")} for row in rows]
    assert same[0] == same[1]
    assert Item.objects.get(number=1) == ours


def test_each_is_told_its_key_in_order_however_many_there_are():
    leaves = insert_all(
        Leaf(kind="item", commitment=f"{number:064x}", nonce="") for number in range(500)
    )
    kept = dict(Leaf.objects.values_list("pk", "commitment"))
    assert [kept[leaf.pk] for leaf in leaves] == [leaf.commitment for leaf in leaves]
    assert not leaves[0]._state.adding


def test_the_moment_is_put_in_and_told():
    with time_machine.travel(MOMENT, tick=False):
        [entry] = insert_all([AuditEntry(act="a.b", actor="x", about="y", label="z")])
    assert entry.at == AuditEntry.objects.get().at == MOMENT


def test_what_is_known_already_is_left_as_it_is():
    with time_machine.travel(MOMENT, tick=False):
        insert_all([original("a")])
    insert_all([original("a"), original("b")], leave_known=True)
    assert Original.objects.get(pk="a" * 64).kept_at == MOMENT
    assert Original.objects.count() == 2
    with pytest.raises(IntegrityError):
        insert_all([original("b")])


def test_bytes_are_kept_as_they_are_and_no_rows_are_no_statement(django_assert_num_queries):
    insert_all([original("a", content=b"\0\xff'%s\\")])
    assert bytes(Original.objects.get().content) == b"\0\xff'%s\\"
    with django_assert_num_queries(0):
        assert insert_all([]) == []


def test_a_row_that_may_be_left_out_is_not_told_a_key():
    with pytest.raises(ValueError, match="left out"):
        insert_all([Leaf(kind="item", commitment="0" * 64)], leave_known=True)


def test_a_value_that_is_too_long_is_not_cut():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps texts of any length")
    with pytest.raises(DataError):
        insert_all([Leaf(kind="item", commitment="0" * 65, made_at=timezone.now())])


def test_rows_are_changed_as_the_orm_would_change_them():
    consultation = make_consultation()
    insert_all([original("a"), original("b")])
    known = {"consultation": consultation, "channel": ItemChannel.FORM, "received_at": MOMENT}
    ours, theirs, other = insert_all(
        Item(number=number, original_id="a" * 64, **known) for number in (1, 2, 3)
    )
    for item in (ours, theirs, other):
        item.claimed = {"name": "نور", "parts": [1, None, {"a": "\\'"}]}
        item.sender, item.original_id = "Ömer, “O'Neil” %s ✓", "b" * 64
        item.opened_at, item.grace = MOMENT, timedelta(minutes=15, microseconds=7)
    gone = Item(pk=other.pk + 1, number=4, original_id="a" * 64, **known)
    fields = ("claimed", "sender", "original", "opened_at", "grace")
    update_all([ours, gone], fields)
    theirs.save(update_fields=fields)
    rows = list(Item.objects.order_by("number").values(*fields))
    assert rows[0] == rows[1]
    assert rows[0]["claimed"] == ours.claimed
    assert rows[2]["sender"] == ""
    assert Item.objects.count() == 3
    update_all([], fields)


def test_what_fails_on_a_shared_trip_raises_what_it_would_have_raised_alone():
    insert_all([original("a")])

    @transaction.atomic
    def three():
        with few_trips():
            for letter in "bac":
                insert_all([original(letter)])

    with pytest.raises(IntegrityError):
        three()
    assert list(Original.objects.values_list("pk", flat=True)) == ["a" * 64]


def test_what_shares_a_trip_is_told_its_keys_and_kept():
    with few_trips():
        insert_all([original("a")])
        leaves = insert_all(Leaf(kind="item", commitment=f"{n:064x}", nonce="") for n in range(3))
        insert_all([original("b")])
    assert [leaf.pk for leaf in leaves] == list(Leaf.objects.values_list("pk", flat=True))
    assert Original.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_row_is_held_until_the_transaction_ends():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite locks no rows: whoever writes has the whole database")
    consultation = make_consultation()
    with closing(connection.copy()) as other, transaction.atomic():
        hold(consultation)
        with other.cursor() as cursor, pytest.raises(OperationalError, match="lock"):
            cursor.execute(
                "SELECT 1 FROM mandate_consultation WHERE id = %s FOR UPDATE NOWAIT",
                [consultation.pk],
            )


def test_postgresql_keeps_no_index_for_beginnings_of_hashes():
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL is given such indexes")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE indexname LIKE %s AND tablename = ANY(%s)",
            ["%_like", ["base_original", "base_content", "contributions_item", "base_auditentry"]],
        )
        assert cursor.fetchall() == []

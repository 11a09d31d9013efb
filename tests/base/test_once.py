import pytest
from django.db import connection

from rapporteur.base.models import AuditEntry
from rapporteur.base.once import each_once

pytestmark = pytest.mark.django_db


def noted(*labels):
    for label in labels:
        AuditEntry.objects.create(act="a.b", actor="x", about="y", label=label)
    return AuditEntry.objects.values_list("label")


def test_each_is_told_once_and_in_order():
    noted("c", "a", "b", "a", "d", "e")
    labels = AuditEntry.objects.values_list("label")
    acts = AuditEntry.objects.values_list("act")
    with each_once(labels) as found:
        assert list(found.batches(9)) == [["a", "b", "c", "d", "e"]]
    with each_once(labels, acts) as found:
        assert len(found) == 6
        assert list(found.batches(2)) == [["a", "a.b"], ["b", "c"], ["d", "e"]]
        assert list(found.batches(4)) == [["a", "a.b", "b", "c"], ["d", "e"]]


def test_what_comes_meanwhile_changes_nothing():
    with each_once(noted("a", "b", "c")) as found:
        batches = found.batches(1)
        assert next(batches) == ["a"]
        noted("d")
        assert (list(batches), len(found)) == ([["b"], ["c"]], 3)


def test_nothing_is_no_batch_and_one_that_broke_off_is_in_nobodys_way():
    nothing = AuditEntry.objects.filter(act="none").values_list("label")
    with pytest.raises(ZeroDivisionError), each_once(noted("a")) as found:
        1 / len(list(nothing))
    with each_once(nothing) as found:
        assert (len(found), list(found.batches(5))) == (0, [])


def test_it_is_written_beside_the_database():
    with each_once(noted("a")):
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("SELECT name FROM sqlite_temp_master WHERE type = 'table'")
                assert ("each_once",) in cursor.fetchall()
        assert "each_once" not in connection.introspection.django_table_names()

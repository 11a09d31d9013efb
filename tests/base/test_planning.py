import pytest
from django.db import connection

from rapporteur.base.models import AuditEntry
from rapporteur.base.planning import count_what_grew
from rapporteur.base.rows import insert_all
from tests.factories.turns import writing_out_of_turn

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does it by itself"),
]


@pytest.fixture(autouse=True)
def uncounted():
    """As a new database is; and as those of other tests are to find it."""

    def forget():
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE sqlite_schema")  # makes the table where there is none
            cursor.execute("DELETE FROM sqlite_stat1")
            cursor.execute("ANALYZE sqlite_schema")

    forget()
    yield
    forget()


def acts(many):
    return insert_all(AuditEntry(act="a.b", actor="x", consultation="c") for _turn in range(many))


def counted(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = %s", [table])
        return [int(stat.split()[0]) for (stat,) in cursor.fetchall()]


def asked_for():
    return AuditEntry.objects.filter(consultation="c").exists()


def test_what_grew_is_counted_once_and_again_when_it_has_grown_much():
    acts(50)
    asked_for()
    assert count_what_grew() > 0
    assert max(counted("base_auditentry")) == 50
    asked_for()
    assert count_what_grew() == 0
    acts(2000)
    asked_for()
    assert count_what_grew() == 1
    assert max(counted("base_auditentry")) > 1000


def test_it_is_written_in_turn_and_what_nobody_asked_for_is_left():
    connection.close()
    acts(50)
    with writing_out_of_turn() as found:
        count_what_grew()
    assert found == []
    assert counted("base_series") == []

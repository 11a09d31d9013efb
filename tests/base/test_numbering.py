from threading import Thread

import pytest
from django.db import connection, transaction

from rapporteur.base.models import Series
from rapporteur.base.numbering.actions import next_number


def take(key: str = "T/W", **fields: int) -> int:
    with transaction.atomic():
        return next_number(key, **fields)


@pytest.mark.django_db
def test_numbers_run_from_one_without_gaps_each_series_its_own() -> None:
    assert [take(), take(), take("T/P"), take()] == [1, 2, 1, 3]


@pytest.mark.django_db
def test_many_are_taken_at_once() -> None:
    assert [take(many=5), take()] == [1, 6]


@pytest.mark.django_db(transaction=True)
def test_a_rollback_gives_the_number_back() -> None:
    take()
    with transaction.atomic():
        next_number("T/W")
        transaction.set_rollback(True)
    assert take() == 2


@pytest.mark.django_db(transaction=True)
def test_a_number_is_not_taken_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError):
        next_number("T/W")
    assert Series.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_no_two_get_the_same_number_at_the_same_time() -> None:
    found: list[int] = []

    def work() -> None:
        try:
            found.extend(take() for _turn in range(10))
        finally:
            connection.close()

    take()  # the series is there, as it is after the first entry
    threads = [Thread(target=work) for _worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == list(range(2, 42))

"""Taking the next number of a series."""

from collections.abc import Callable

from django.db import connection, transaction

from rapporteur.base.numbering.models import Series
from rapporteur.base.rows import ask

_MOVE_ON = "UPDATE base_series SET last = last + %s WHERE key = %s RETURNING last"


def next_number(key: str, *, many: int = 1) -> int:
    """The next number of the series `key`, from 1 on; with `many`, the first of that many.

    Call it inside the transaction that uses the number: the series' row stays locked until that
    commits, and a rollback gives the number back, so there are no gaps and no doubles.
    (A sequence of the database would leave gaps; SQLite has none.)
    """
    return ask_numbers(key, many)()


def ask_numbers(key: str, many: int) -> Callable[[], int]:
    """As `next_number` with `many`; the answer is waited for when it is read (`rows.ask`)."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction that uses it")
    answer = ask(_MOVE_ON, [many, key])

    def first() -> int:
        found = answer()
        if not found:  # there is no such series yet
            Series.objects.get_or_create(key=key)
            found = ask(_MOVE_ON, [many, key])()
        [(last,)] = found
        return int(last) - many + 1

    return first


def give_back(key: str, many: int) -> None:
    """Give back the last of the numbers that this very transaction took, and used for nothing."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE base_series SET last = last - %s WHERE key = %s", [many, key])

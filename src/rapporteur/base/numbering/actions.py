"""Taking the next number of a series."""

from typing import cast

from django.db import connection, transaction

from rapporteur.base.numbering.models import Series

_MOVE_ON = "UPDATE base_series SET last = last + %s WHERE key = %s RETURNING last"


def next_number(key: str, *, many: int = 1) -> int:
    """The next number of the series `key`, from 1 on; with `many`, the first of that many.

    Call it inside the transaction that uses the number: the series' row stays locked until that
    commits, and a rollback gives the number back, so there are no gaps and no doubles.
    (A sequence of the database would leave gaps; SQLite has none.)
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction that uses it")
    last = _moved_on(key, many)
    if last is None:
        Series.objects.get_or_create(key=key)
        last = _moved_on(key, many)
    return cast(int, last) - many + 1


def _moved_on(key: str, many: int) -> int | None:
    """The last number then, by one statement where the ORM needs two; None for no such series."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_ON, [many, key])
        found: tuple[int] | None = cursor.fetchone()
    return found[0] if found else None

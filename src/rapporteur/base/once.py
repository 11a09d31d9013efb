"""Going through texts that many rows have, each once, however many rows there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Once:
    """The texts that queries answered, each once and in order. They stand beside the database, in a
    table that is this connection's own, so that going through them holds up nobody who writes."""

    def __len__(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM each_once")
            return int(cursor.fetchone()[0])

    def batches(self, size: int) -> Iterator[list[str]]:
        """So many at a time."""
        last, batch = "", [""] * size
        while len(batch) == size:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT value FROM each_once WHERE value > %s ORDER BY value LIMIT %s",
                    [last, size],
                )
                batch = [value for (value,) in cursor.fetchall()]
            if batch:
                yield batch
                last = batch[-1]


@contextmanager
def each_once(asked: QuerySet[Any, Any], *others: QuerySet[Any, Any]) -> Iterator[Once]:
    """The texts that some queries of one column each answer, none of them empty.

    One statement reads all of them; the memory that it takes is the database's, which goes to the
    disk with it. One at a time on a connection.
    """
    apart = [each.order_by() for each in others]
    words, values = asked.order_by().union(*apart, all=True).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS each_once")  # where the one before broke off
        cursor.execute("CREATE TEMPORARY TABLE each_once (value varchar(300) PRIMARY KEY)")
        cursor.execute(
            f"INSERT INTO each_once SELECT DISTINCT * FROM ({words}) AS found ORDER BY 1",  # noqa: S608
            values,
        )
    try:
        yield Once()
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("DROP TABLE each_once")

"""Having the database know what its tables hold, by which it chooses among its indexes."""

from django.db import connection

from rapporteur.base.together import giving_way

ROWS = 1000  # of each index that are looked at: enough to choose by, and a moment's work


def count_what_grew() -> int:
    """Have SQLite look anew at the tables that have grown much since it last did, and say at how
    many.

    PostgreSQL does so by itself. SQLite never does unless it is told to (`PRAGMA optimize`), and
    takes it that every index leads to ten rows. Which tables it would look at it says without
    looking, and it names those alone that this connection has asked for: so this comes after the
    work. Each is looked at in a turn of its own, and nobody who sends a form waits for two.
    """
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {ROWS}")
        cursor.execute("PRAGMA optimize(-1)")
        grown = [table for (words,) in cursor.fetchall() if (table := _with_rows(words))]
        for table in grown:
            with giving_way():
                cursor.execute(f"ANALYZE {table}")
    return len(grown)


def _with_rows(words: str) -> str:
    """The table that is to be looked at; none where it is empty, of which nothing would be kept."""
    table = words.removeprefix("ANALYZE ")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table})")  # noqa: S608 -- SQLite's own words
        return table if cursor.fetchone()[0] else ""

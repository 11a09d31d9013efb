"""Indexes that Django makes unasked, and that nothing here ever reads."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def without_patterns(*columns: tuple[str, str]) -> migrations.RunPython:
    """Drop, with PostgreSQL, the second index of a text that is a key, which serves LIKE alone.

    columns: tables and columns whose texts are hashes and tokens, asked for whole and never by
    their beginning. A million of them come in no order, so each such index is a page that is
    written for every one that arrives. To be repeated where a later migration alters the column.
    """

    def drop(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        database = schema_editor.connection
        if database.vendor != "postgresql":
            return
        with database.cursor() as cursor:
            for table, column in columns:
                cursor.execute(
                    "SELECT indexname FROM pg_indexes WHERE tablename = %s AND indexname ~ %s",
                    [table, f"^{table}_{column}_[0-9a-f]+_like$"],
                )
                for (name,) in cursor.fetchall():
                    schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")

    return migrations.RunPython(drop, migrations.RunPython.noop)


def without_index(table: str, column: str) -> migrations.RunPython:
    """Drop what index there is of one column alone, and is no constraint.

    The model's field has `db_index=False` from then on, which a migration says beside this as to
    the state alone: by itself Django would have SQLite copy the whole table for it.
    """

    def drop(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        database = schema_editor.connection
        with database.cursor() as cursor:
            there = database.introspection.get_constraints(cursor, table)
        for name, of in there.items():
            if of["index"] and not of["unique"] and of["columns"] == [column]:
                schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")

    return migrations.RunPython(drop, migrations.RunPython.noop)

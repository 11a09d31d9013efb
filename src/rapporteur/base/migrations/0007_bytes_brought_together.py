"""The bytes of small originals are brought from their own table into the rows of the originals.

A million of them are some gigabytes, which are written anew once. SQLite does it in portions, and
the room that one leaves is where the next goes; interrupted, it goes on where it was.
"""

from django.apps.registry import Apps
from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PORTION = 5000  # rows
PLACES = "(SELECT rowid FROM base_content ORDER BY rowid LIMIT %s)"
# ruff: noqa: S608 -- our own words
ALL_BROUGHT = """
    UPDATE base_original SET content = found.content FROM base_content AS found
    WHERE base_original.sha256 = found.original_id AND base_original.content IS NULL
"""
SOME_BROUGHT = f"{ALL_BROUGHT} AND found.rowid IN {PLACES}"
SOME_GONE = f"DELETE FROM base_content WHERE rowid IN {PLACES}"


def bring_together(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    database = schema_editor.connection
    if database.vendor != "sqlite":
        schema_editor.execute(ALL_BROUGHT)
        return
    brought = PORTION
    while brought == PORTION:
        with transaction.atomic(using=database.alias), database.cursor() as cursor:
            cursor.execute(SOME_BROUGHT, [PORTION])
            cursor.execute(SOME_GONE, [PORTION])
            brought = cursor.rowcount


class Migration(migrations.Migration):
    atomic = False  # portions are committed

    dependencies = [("base", "0006_bytes_in_the_row")]

    operations = [migrations.RunPython(bring_together, migrations.RunPython.noop)]

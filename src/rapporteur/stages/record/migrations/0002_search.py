"""The full-text index over the search tokens, as each database has it."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """
CREATE VIRTUAL TABLE record_search
    USING fts5(tokens, content='record_searchentry', content_rowid='id');
CREATE TRIGGER record_search_added AFTER INSERT ON record_searchentry BEGIN
    INSERT INTO record_search (rowid, tokens) VALUES (new.id, new.tokens);
END;
CREATE TRIGGER record_search_removed AFTER DELETE ON record_searchentry BEGIN
    INSERT INTO record_search (record_search, rowid, tokens)
        VALUES ('delete', old.id, old.tokens);
END;
CREATE TRIGGER record_search_changed AFTER UPDATE ON record_searchentry BEGIN
    INSERT INTO record_search (record_search, rowid, tokens)
        VALUES ('delete', old.id, old.tokens);
    INSERT INTO record_search (rowid, tokens) VALUES (new.id, new.tokens);
END;
"""
SQLITE_BACK = """
DROP TRIGGER record_search_added;
DROP TRIGGER record_search_removed;
DROP TRIGGER record_search_changed;
DROP TABLE record_search;
"""
POSTGRESQL = """
CREATE INDEX record_search ON record_searchentry USING gin (to_tsvector('simple', tokens));
"""
POSTGRESQL_BACK = "DROP INDEX record_search;"


def _run(schema_editor: BaseDatabaseSchemaEditor, sqlite: str, postgresql: str) -> None:
    script = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for statement in _statements(script):
        schema_editor.execute(statement)


def _statements(script: str) -> list[str]:
    """The statements of a script; what stands between BEGIN and END belongs to one."""
    found: list[str] = []
    for piece in script.split(";\n"):
        inside = found and "BEGIN" in found[-1] and not found[-1].rstrip().endswith("END")
        if inside:
            found[-1] += f";\n{piece}"
        elif piece.strip():
            found.append(piece.strip())
    return found


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _run(schema_editor, SQLITE, POSTGRESQL)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]

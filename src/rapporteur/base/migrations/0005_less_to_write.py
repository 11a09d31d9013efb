from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from rapporteur.base.indexes import without_patterns


def keep_forms_in_their_rows(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """PostgreSQL would cut what is longer than 2 KB in pieces, for a table and an index beside."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE base_content SET (toast_tuple_target = 8160)")


class Migration(migrations.Migration):
    dependencies = [("base", "0004_scans")]

    operations = [
        migrations.AlterField(
            model_name="auditentry",
            name="consultation",
            field=models.SlugField(blank=True, db_index=False, max_length=80),
        ),
        without_patterns(("base_original", "sha256"), ("base_content", "original_id")),
        migrations.RunPython(keep_forms_in_their_rows, migrations.RunPython.noop),
    ]

"""The bytes of a small original are to stand in its row: there is room for them."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_forms_in_their_rows(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """PostgreSQL would cut what is longer than 2 KB in pieces, for a table and an index beside."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE base_original SET (toast_tuple_target = 8160)")


class Migration(migrations.Migration):
    dependencies = [("base", "0005_less_to_write")]

    operations = [
        migrations.AlterField(  # of the state alone: originals have a field of that name from now on
            model_name="content",
            name="original",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                primary_key=True,
                related_name="+",
                serialize=False,
                to="base.original",
            ),
        ),
        migrations.AddField(
            model_name="original",
            name="content",
            field=models.BinaryField(help_text="the bytes of a small one", null=True),
        ),
        migrations.RunPython(keep_forms_in_their_rows, migrations.RunPython.noop),
        migrations.AlterModelOptions(name="original", options={"base_manager_name": "objects"}),
    ]

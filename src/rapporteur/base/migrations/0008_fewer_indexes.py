from django.db import migrations, models

from rapporteur.base.indexes import without_index


class Migration(migrations.Migration):
    dependencies = [("base", "0007_bytes_brought_together")]

    operations = [
        migrations.DeleteModel(name="Content"),
        migrations.AddIndex(
            model_name="original",
            index=models.Index(
                condition=models.Q(("erased_at__isnull", True)),
                fields=["-kept_at", "sha256"],
                name="original_last",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[without_index("base_auditentry", "at")],
            state_operations=[
                migrations.AlterField(
                    model_name="auditentry",
                    name="at",
                    field=models.DateTimeField(auto_now_add=True),
                )
            ],
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models

from rapporteur.base.indexes import without_index


class Migration(migrations.Migration):
    dependencies = [("contributions", "0023_comments")]

    operations = [
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                condition=models.Q(("withdrawn_at__isnull", False)),
                fields=["id"],
                name="contribution_withdrawn",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[without_index("contributions_disposition", "duplicate_of_id")],
            state_operations=[
                migrations.AlterField(
                    model_name="disposition",
                    name="duplicate_of",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contributions.item",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="disposition",
            index=models.Index(
                condition=models.Q(("duplicate_of__isnull", False)),
                fields=["duplicate_of"],
                name="disposition_of_first",
            ),
        ),
        migrations.AddIndex(
            model_name="disposition",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True), ("kind", "withdrawn")),
                fields=["item"],
                name="disposition_withdrawn",
            ),
        ),
    ]

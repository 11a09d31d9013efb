import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from rapporteur.base.indexes import without_index


class Migration(migrations.Migration):
    dependencies = [
        ("base", "0008_fewer_indexes"),
        ("contributions", "0018_pending"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="sighting",
            name="original",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="base.original",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                without_index("contributions_item", "original_id"),
                without_index("contributions_item", "taken_by_id"),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="item",
                    name="original",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="base.original",
                    ),
                ),
                migrations.AlterField(
                    model_name="item",
                    name="taken_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]

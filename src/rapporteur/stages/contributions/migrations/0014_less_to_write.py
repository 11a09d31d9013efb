import django.db.models.deletion
from django.db import migrations, models

from rapporteur.base.indexes import without_patterns


class Migration(migrations.Migration):
    dependencies = [("contributions", "0013_accounts")]

    operations = [
        migrations.AlterField(
            model_name="item",
            name="consultation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="mandate.consultation",
            ),
        ),
        without_patterns(
            ("contributions_item", "original_id"), ("contributions_item", "token")
        ),
    ]

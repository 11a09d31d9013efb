import django.db.models.deletion
from django.db import migrations, models

from rapporteur.base.indexes import without_patterns


class Migration(migrations.Migration):
    dependencies = [("contributions", "0020_bytes_of_what_was_seen")]

    operations = [
        migrations.AlterField(
            model_name="sighting",
            name="original",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="base.original",
            ),
        ),
        without_patterns(("contributions_sighting", "original_id")),
    ]

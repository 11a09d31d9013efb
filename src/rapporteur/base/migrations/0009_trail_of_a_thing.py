from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("base", "0008_fewer_indexes")]

    operations = [
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["about", "-id"], name="base_audite_about_99cb70_idx"),
        ),
    ]

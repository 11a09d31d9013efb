from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("contributions", "0011_published_as_a_copy")]

    operations = [
        migrations.AddField(
            model_name='sighting',
            name='leased_until',
            field=models.DateTimeField(null=True),
        ),
    ]

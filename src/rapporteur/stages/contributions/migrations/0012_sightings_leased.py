from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("contributions", "0012_in_the_background")]

    operations = [
        migrations.AddField(
            model_name='sighting',
            name='leased_until',
            field=models.DateTimeField(null=True),
        ),
    ]

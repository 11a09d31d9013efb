from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meeting", "0002_returned_form")]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="confirmed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RemoveConstraint(model_name="registration", name="registration_state_known"),
        migrations.AlterField(
            model_name="registration",
            name="state",
            field=models.CharField(
                choices=[
                    ("pending", "not confirmed yet"),
                    ("confirmed", "has a seat"),
                    ("waiting", "on the waiting list"),
                    ("cancelled", "cancelled"),
                ],
                default="confirmed",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["pending", "confirmed", "waiting", "cancelled"])
                ),
                name="registration_state_known",
            ),
        ),
    ]

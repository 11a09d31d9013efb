from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("base", "0009_trail_of_a_thing")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="mailbox",
            field=models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name="message", name="message_state_known"),
        migrations.AlterField(
            model_name="message",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "queued"),
                    ("sent", "sent"),
                    ("failed", "failed"),
                    ("held", "held back"),
                ],
                default="queued",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["queued", "sent", "failed", "held"])),
                name="message_state_known",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("mailbox", ""), _negated=True),
                fields=["mailbox", "posted_at"],
                name="message_to_stranger",
            ),
        ),
    ]

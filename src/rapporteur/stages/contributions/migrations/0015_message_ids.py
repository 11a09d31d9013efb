"""The Message-ID of an item stands in a column of its own, so that replies find it by an index."""

from django.db import migrations, models


def fill(apps, schema_editor):
    items = apps.get_model("contributions", "Item").objects
    named = items.filter(channel__in=["email", "fax"]).only("claimed")
    for item in named.iterator(chunk_size=2000):
        if message_id := str(item.claimed.get("message_id") or "")[:300]:
            items.filter(pk=item.pk).update(message_id=message_id)


class Migration(migrations.Migration):
    atomic = False  # PostgreSQL makes no index in a transaction that has written rows

    dependencies = [("contributions", "0014_less_to_write")]

    operations = [
        migrations.AddField(
            model_name="item",
            name="message_id",
            field=models.CharField(
                help_text="of the message that it is, by which replies name it",
                max_length=300,
                null=True,
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("message_id__isnull", False)),
                fields=["message_id"],
                name="item_of_message",
            ),
        ),
    ]

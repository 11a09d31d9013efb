from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("contributions", "0019_found_by_their_bytes")]

    operations = [
        migrations.RunSQL(
            "UPDATE contributions_sighting SET original_id = "
            "(SELECT original_id FROM contributions_item "
            "WHERE contributions_item.id = contributions_sighting.item_id)",
            migrations.RunSQL.noop,
        )
    ]

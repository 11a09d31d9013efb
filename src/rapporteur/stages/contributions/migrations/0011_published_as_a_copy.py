from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("contributions", "0010_copies_of_what_is_public")]

    operations = [
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('shown__isnull', True)), models.Q(('published_at__isnull', False), ('shown__isnull', False)), _connector='OR'), name='contribution_published_as_a_copy'),
        ),
    ]

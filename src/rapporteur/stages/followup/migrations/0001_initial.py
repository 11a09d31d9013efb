import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('base', '__first__'),
        ('mandate', '0001_initial'),
        ('report', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActionTaken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('taken_on', models.DateField(blank=True, null=True, verbose_name='date')),
                ('text', models.TextField(verbose_name='what was done')),
                ('noted_at', models.DateTimeField(auto_now_add=True)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mandate.consultation')),
                ('instrument', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mandate.instrument')),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'actions taken',
                'ordering': ['taken_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Transmission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(verbose_name='order')),
                ('body', models.CharField(max_length=200, verbose_name='body')),
                ('session', models.CharField(blank=True, max_length=200, verbose_name='session')),
                ('agenda_item', models.CharField(blank=True, max_length=200, verbose_name='agenda item')),
                ('transmitted_on', models.DateField(blank=True, null=True, verbose_name='date')),
                ('symbol', models.CharField(blank=True, max_length=80, verbose_name='symbol')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('noted_at', models.DateTimeField(auto_now_add=True)),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='report.report')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('report', 'order'), name='transmission_order_once')],
            },
        ),
    ]

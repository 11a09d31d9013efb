import django.core.serializers.json
import django.db.models.deletion
import rapporteur.base.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('base', '__first__'),
        ('contributions', '0001_initial'),
        ('mandate', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(default='en', max_length=2, verbose_name='language')),
                ('titles', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='title')),
                ('symbol', models.CharField(blank=True, max_length=80, verbose_name='symbol')),
                ('dated', models.DateField(blank=True, null=True, verbose_name='date')),
                ('masthead', models.JSONField(default=dict)),
                ('cut_off', models.DateTimeField(blank=True, null=True, verbose_name='cut-off')),
                ('begun_at', models.DateTimeField(auto_now_add=True)),
                ('issued_at', models.DateTimeField(null=True)),
                ('snapshot', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, help_text='the register and every computed figure, frozen when the report was issued', null=True)),
                ('begun_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mandate.consultation')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('issued_at__isnull', True), ('issued_by__isnull', True)), models.Q(('issued_at__isnull', False), ('issued_by__isnull', False)), _connector='OR'), name='report_issued_by_and_at')],
            },
        ),
        migrations.CreateModel(
            name='Consideration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='reason')),
                ('considered_at', models.DateTimeField(auto_now_add=True)),
                ('considered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contributions.contribution')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='considerations', to='report.report')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('report', 'contribution'), name='considered_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='considered_with_reason')],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('tree', models.JSONField()),
                ('drafted_at', models.DateTimeField(auto_now_add=True)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('cleared_at', models.DateTimeField(null=True)),
                ('returned_at', models.DateTimeField(null=True)),
                ('returned_because', models.TextField(blank=True, verbose_name='why it was sent back')),
                ('cleared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('drafted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='report.report')),
                ('returned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='revision_submitted_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('cleared_at__isnull', True), ('cleared_by__isnull', True)), models.Q(('cleared_at__isnull', False), ('cleared_by__isnull', False)), _connector='OR'), name='revision_cleared_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('returned_at__isnull', True), ('returned_by__isnull', True)), models.Q(('returned_at__isnull', False), ('returned_by__isnull', False)), _connector='OR'), name='revision_returned_by_and_at'), models.CheckConstraint(condition=models.Q(('returned_at__isnull', True), models.Q(('returned_because', ''), _negated=True), _connector='OR'), name='revision_returned_with_reason'), models.CheckConstraint(condition=models.Q(('cleared_at__isnull', True), ('returned_at__isnull', True), _connector='OR'), name='revision_cleared_or_returned'), models.UniqueConstraint(fields=('report', 'number'), name='revision_number_once'), models.CheckConstraint(condition=models.Q(('cleared_by__isnull', True), models.Q(('cleared_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='revision_cleared_by_another')],
            },
        ),
    ]

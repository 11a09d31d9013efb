import django.db.models.deletion
import rapporteur.base.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('base', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Instrument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('symbol', models.CharField(max_length=80, unique=True, verbose_name='symbol')),
                ('kind', models.CharField(choices=[('resolution', 'resolution'), ('decision', 'decision'), ('outcome', 'outcome document'), ('report', 'report'), ('note', 'note'), ('letter', 'letter')], max_length=20, verbose_name='kind')),
                ('body', models.CharField(blank=True, max_length=200, verbose_name='body')),
                ('session', models.CharField(blank=True, max_length=100, verbose_name='session')),
                ('dated', models.DateField(blank=True, null=True, verbose_name='date')),
                ('stated_date', models.CharField(blank=True, help_text='where no day is given', max_length=60, verbose_name='date as stated')),
                ('titles', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='title')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('dated'), nulls_last=True), 'symbol'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['resolution', 'decision', 'outcome', 'report', 'note', 'letter'])), name='instrument_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Provision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, verbose_name='paragraph')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='provisions', to='mandate.instrument')),
            ],
            options={
                'ordering': ['instrument', 'id'],
                'constraints': [models.UniqueConstraint(fields=('instrument', 'number'), name='provision_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='name in addresses')),
                ('prefix', models.CharField(help_text='for example EC2010', max_length=20, verbose_name='prefix of register numbers')),
                ('titles', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='title')),
                ('descriptions', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='what it is about')),
                ('kind', models.CharField(choices=[('open', 'open consultation'), ('call', 'call for contributions with workshop'), ('named', 'reports from named organizations')], default='open', max_length=10, verbose_name='kind')),
                ('convener', models.CharField(blank=True, max_length=200, verbose_name='convener')),
                ('on_behalf_of', models.CharField(blank=True, max_length=200, verbose_name='on behalf of')),
                ('languages', models.JSONField(default=list, verbose_name='languages')),
                ('zone', models.CharField(default='UTC', max_length=50, verbose_name='time zone')),
                ('announced_at', models.DateTimeField(blank=True, null=True, verbose_name='announced')),
                ('reconstructed', models.BooleanField(default=False, help_text='nothing was received here and nothing can be sent from here', verbose_name='reconstructed from published documents')),
                ('consent_rule', rapporteur.base.fields.Multilingual(blank=True, default=dict, help_text='what the invitation says of publishing contributions by e-mail, fax and post', verbose_name='publication rule')),
                ('instruments', models.ManyToManyField(blank=True, related_name='+', to='mandate.instrument')),
                ('answers', models.ManyToManyField(blank=True, related_name='+', to='mandate.provision')),
            ],
            options={
                'ordering': ['-announced_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['open', 'call', 'named'])), name='consultation_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('texts', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='question')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='mandate.consultation')),
                ('provisions', models.ManyToManyField(blank=True, related_name='+', to='mandate.provision')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('consultation', 'number'), name='question_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('requests', 'requests'), ('endorses', 'endorses'), ('takes-note', 'takes note of'), ('welcomes', 'welcomes'), ('responds', 'responds to'), ('supplements', 'supplements'), ('transmits', 'transmits through')], max_length=20, verbose_name='relation')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='mandate.instrument')),
                ('source_provision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mandate.provision')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations_to', to='mandate.instrument')),
                ('target_provisions', models.ManyToManyField(blank=True, related_name='+', to='mandate.provision')),
            ],
            options={
                'ordering': ['source', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['requests', 'endorses', 'takes-note', 'welcomes', 'responds', 'supplements', 'transmits'])), name='relation_kind_known'), models.UniqueConstraint(fields=('source', 'kind', 'target'), name='relation_once'), models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='relation_to_another')],
            },
        ),
        migrations.CreateModel(
            name='Requirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('texts', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='demand')),
                ('check_by', models.CharField(choices=[('qualitative', 'shown with its evidence'), ('held-before', 'the meeting was held before a date'), ('transmitted', 'the report was transmitted to the bodies named, in order'), ('all-considered', 'every contribution was considered')], default='qualitative', max_length=20, verbose_name='how it is checked')),
                ('by_date', models.DateField(blank=True, null=True, verbose_name='date demanded')),
                ('bodies', models.JSONField(blank=True, default=list, verbose_name='bodies, in order')),
                ('evidence', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='evidence recorded')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirements', to='mandate.consultation')),
                ('provision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mandate.provision')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('check_by__in', ['qualitative', 'held-before', 'transmitted', 'all-considered'])), name='requirement_check_known')],
            },
        ),
        migrations.CreateModel(
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('form', 'online form'), ('email', 'e-mail'), ('fax', 'fax'), ('post', 'post')], max_length=10, verbose_name='kind')),
                ('address', models.TextField(blank=True, verbose_name='address')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='channels', to='mandate.consultation')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['form', 'email', 'fax', 'post'])), name='channel_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('registrar', 'registrar'), ('analyst', 'analyst'), ('drafter', 'drafter'), ('clearing', 'clearing officer'), ('conference', 'conference officer'), ('administrator', 'administrator')], max_length=20, verbose_name='role')),
                ('appointed_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('appointed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appointments', to='mandate.consultation')),
            ],
            options={
                'ordering': ['role', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['registrar', 'analyst', 'drafter', 'clearing', 'conference', 'administrator'])), name='appointment_role_known'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='appointment_ended_by_and_at'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('consultation', 'user', 'role'), name='appointment_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('preferred', 'contributions preferably by'), ('final', 'contributions no later than'), ('reply', 'replies by'), ('registration', 'registration by'), ('publication', 'contributions published by'), ('report', 'report due')], max_length=20, verbose_name='kind')),
                ('at', models.DateTimeField(help_text='what arrives before it is in time', verbose_name='instant')),
                ('stated', models.DateField(blank=True, help_text='where no hour was given', null=True, verbose_name='date as announced')),
                ('zone', models.CharField(default='UTC', max_length=50, verbose_name='time zone')),
                ('announced_at', models.DateTimeField(verbose_name='announced')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='where it is announced')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deadlines', to='mandate.consultation')),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['preferred', 'final', 'reply', 'registration', 'publication', 'report'])), name='deadline_kind_known')],
            },
        ),
    ]

import django.db.models.deletion
import django.utils.timezone
import rapporteur.base.fields
import rapporteur.stages.contributions.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('base', '0001_initial'),
        ('base', '__first__'),
        ('contributions', '0001_initial'),
        ('mandate', '0001_initial'),
        ('representation', '0001_initial'),
        ('stakeholders', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titles', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='title')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('starts_at', models.DateTimeField(blank=True, null=True, verbose_name='begins')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='ends')),
                ('zone', models.CharField(default='UTC', max_length=50, verbose_name='time zone')),
                ('venue', models.CharField(blank=True, max_length=300, verbose_name='venue')),
                ('room', models.CharField(blank=True, max_length=100, verbose_name='room')),
                ('seats', models.PositiveIntegerField(blank=True, null=True, verbose_name='seats')),
                ('registration_by', models.DateField(blank=True, null=True, verbose_name='registration by')),
                ('categories', models.JSONField(blank=True, default=list, verbose_name='categories on the registration form')),
                ('asks_hotel', models.BooleanField(default=False, verbose_name='the form asks for the hotel')),
                ('return_to', models.CharField(blank=True, max_length=200, verbose_name='forms are returned to')),
                ('order_rule', models.CharField(choices=[('inscription', "States' groups first, then in order of inscription"), ('alternating', 'alternating groups')], default='inscription', max_length=20, verbose_name='order of speakers')),
                ('minutes_presentation', models.PositiveSmallIntegerField(default=5, verbose_name='minutes for a presentation')),
                ('minutes_informal', models.PositiveSmallIntegerField(default=2, verbose_name='minutes for an informal intervention')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mandate.consultation')),
            ],
            options={
                'ordering': ['starts_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='meeting_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='meeting_ends_later_than_it_begins'), models.CheckConstraint(condition=models.Q(('order_rule__in', ['inscription', 'alternating'])), name='meeting_order_rule_known')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('texts', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='item')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda', to='meeting.meeting')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='agenda_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, choices=[('mr', 'Mr.'), ('mrs', 'Mrs.'), ('ms', 'Ms.'), ('miss', 'Miss')], max_length=5, verbose_name='title')),
                ('family_name', models.CharField(max_length=150, verbose_name='family name')),
                ('first_name', models.CharField(max_length=150, verbose_name='first name')),
                ('category', models.CharField(blank=True, max_length=60, verbose_name='category')),
                ('organization', models.CharField(blank=True, max_length=300, verbose_name='name of the administration or organization')),
                ('address', models.TextField(blank=True, verbose_name='complete address')),
                ('telephone', models.CharField(blank=True, max_length=60, verbose_name='telephone')),
                ('fax', models.CharField(blank=True, max_length=60, verbose_name='fax')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('hotel', models.CharField(blank=True, max_length=200, verbose_name='hotel')),
                ('hotel_telephone', models.CharField(blank=True, max_length=60, verbose_name='telephone of the hotel')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='date')),
                ('signature', models.CharField(blank=True, max_length=200, verbose_name='signature')),
                ('state', models.CharField(choices=[('confirmed', 'has a seat'), ('waiting', 'on the waiting list'), ('cancelled', 'cancelled')], default='confirmed', max_length=10, verbose_name='state')),
                ('came_by', models.CharField(choices=[('form', 'online form'), ('fax', 'returned form, typed in'), ('desk', 'entered by an officer')], max_length=5)),
                ('registered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('late', models.BooleanField(default=False, verbose_name='after the registration date')),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('language', models.CharField(default='en', max_length=2, verbose_name='language to write in')),
                ('token', models.CharField(default=rapporteur.stages.contributions.models.new_token, max_length=32, unique=True)),
                ('submission', models.CharField(max_length=32, null=True, unique=True)),
                ('arrived_at', models.DateTimeField(null=True)),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.entity')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.group')),
                ('guaranteed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='representation.designation')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registrations', to='meeting.meeting')),
            ],
            options={
                'ordering': ['registered_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('state', 'cancelled')), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancelled_at__isnull', True)), _connector='OR'), name='registration_cancelled_at_when_cancelled'), models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('meeting', 'guaranteed_by'), name='registration_one_place_a_designation'), models.CheckConstraint(condition=models.Q(('state__in', ['confirmed', 'waiting', 'cancelled'])), name='registration_state_known'), models.CheckConstraint(condition=models.Q(('came_by__in', ['form', 'fax', 'desk'])), name='registration_came_by_known')],
            },
        ),
        migrations.CreateModel(
            name='Speaker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('speaks_for', models.CharField(blank=True, max_length=300, verbose_name='on behalf of, as stated')),
                ('kind', models.CharField(choices=[('presentation', 'presentation'), ('informal', 'informal intervention')], max_length=20, verbose_name='kind')),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('order', models.PositiveSmallIntegerField(null=True)),
                ('began_at', models.DateTimeField(null=True, verbose_name='began')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('agenda_item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meeting.agendaitem')),
                ('designation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='representation.designation')),
                ('entity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.entity')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.group')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speakers', to='meeting.meeting')),
                ('registration', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meeting.registration')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('order'), nulls_last=True), 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['presentation', 'informal'])), name='speaker_kind_known'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('began_at')), _connector='OR'), name='speaker_ends_after_they_begin'), models.UniqueConstraint(condition=models.Q(('began_at__isnull', False), ('ended_at__isnull', True)), fields=('meeting',), name='speaker_one_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Intervention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('presentation', 'presentation'), ('informal', 'informal intervention')], max_length=20, verbose_name='kind')),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='began')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('statement_filename', models.CharField(blank=True, max_length=300)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('agenda_item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meeting.agendaitem')),
                ('contribution', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contributions.contribution')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('statement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='base.original')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interventions', to='meeting.meeting')),
                ('speaker', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='intervention', to='meeting.speaker')),
            ],
            options={
                'ordering': ['started_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['presentation', 'informal'])), name='intervention_kind_known'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='intervention_ends_after_it_begins')],
            },
        ),
    ]

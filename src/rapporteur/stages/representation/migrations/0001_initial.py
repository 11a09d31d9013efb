import django.db.models.deletion
import rapporteur.stages.contributions.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('base', '__first__'),
        ('contributions', '0001_initial'),
        ('invitations', '0001_initial'),
        ('mandate', '0001_initial'),
        ('stakeholders', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Designation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tasks', models.JSONField(default=list, verbose_name='asked to')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                ('reply_by', models.DateField(blank=True, null=True, verbose_name='reply by')),
                ('answer', models.CharField(blank=True, choices=[('accepted', 'accepted'), ('declined', 'declined')], max_length=10, verbose_name='answer')),
                ('answered_at', models.DateTimeField(null=True)),
                ('answer_note', models.TextField(blank=True, verbose_name='words of the answer')),
                ('outcome_unknown', models.BooleanField(default=False)),
                ('token', models.CharField(default=rapporteur.stages.contributions.models.new_token, max_length=32, unique=True)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('nominated_at', models.DateTimeField(auto_now_add=True)),
                ('alternate_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alternates', to='representation.designation')),
                ('answer_entered_by', models.ForeignKey(help_text='the official who typed in an answer that came by letter or telephone', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('constituency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.constituency')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mandate.consultation')),
                ('entity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.entity')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.group')),
                ('letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='invitations.letter')),
                ('nominated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('constituency__isnull', True), ('group__isnull', False)), models.Q(('constituency__isnull', False), ('group__isnull', True)), _connector='OR'), name='designation_for_a_group_or_a_constituency'), models.CheckConstraint(condition=models.Q(('answer', ''), ('answer__in', ['accepted', 'declined']), _connector='OR'), name='designation_answer_known'), models.CheckConstraint(condition=models.Q(('answered_at__isnull', True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='designation_answered_with_an_answer'), models.UniqueConstraint(condition=models.Q(('answer', 'accepted')), fields=('group',), name='designation_one_speaks_for_a_group'), models.UniqueConstraint(condition=models.Q(('answer', 'accepted')), fields=('constituency',), name='designation_one_speaks_for_a_constituency')],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('text', models.TextField(verbose_name='objection')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('sorted_at', models.DateTimeField(null=True)),
                ('set_aside_because', models.TextField(blank=True, verbose_name='why it is not shown')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('designation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='representation.designation')),
                ('sorted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sorted_at__isnull', True), ('sorted_by__isnull', True)), models.Q(('sorted_at__isnull', False), ('sorted_by__isnull', False)), _connector='OR'), name='objection_sorted_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='objection_answered_by_and_at'), models.CheckConstraint(condition=models.Q(('set_aside_because', ''), ('sorted_at__isnull', False), _connector='OR'), name='objection_set_aside_by_someone'), models.CheckConstraint(condition=models.Q(('answered_at__isnull', True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='objection_answered_with_words')],
            },
        ),
        migrations.CreateModel(
            name='Outreach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('done_on', models.DateField(verbose_name='date')),
                ('text', models.TextField(verbose_name='what was done')),
                ('noted_at', models.DateTimeField(auto_now_add=True)),
                ('designation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outreach', to='representation.designation')),
            ],
            options={
                'verbose_name_plural': 'outreach',
                'ordering': ['done_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Summary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('drafted_at', models.DateTimeField(auto_now_add=True)),
                ('circulated_at', models.DateTimeField(null=True)),
                ('answer_within', models.PositiveSmallIntegerField(default=7, verbose_name='days to answer an inquiry')),
                ('designation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='summaries', to='representation.designation')),
            ],
            options={
                'verbose_name_plural': 'summaries',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('designation', 'number'), name='summary_number_once'), models.UniqueConstraint(condition=models.Q(('circulated_at__isnull', True)), fields=('designation',), name='summary_one_draft_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.TextField(verbose_name='statement')),
                ('contributions', models.ManyToManyField(related_name='+', to='contributions.contribution')),
                ('summary', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='representation.summary')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('summary', 'order'), name='statement_order_once')],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stand', models.CharField(choices=[('endorses', 'endorses'), ('dissents', 'dissents')], max_length=10, verbose_name='stand')),
                ('words', models.TextField(blank=True, verbose_name='words')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contributions.contribution')),
                ('summary', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='representation.summary')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('stand__in', ['endorses', 'dissents'])), name='response_stand_known'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('summary', 'contribution'), name='response_one_in_force'), models.CheckConstraint(condition=models.Q(models.Q(('stand', 'dissents'), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='response_dissent_has_words')],
            },
        ),
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='question')),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('answer_by', models.DateTimeField(verbose_name='answer due')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(null=True)),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contributions.contribution')),
                ('summary', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inquiries', to='representation.summary')),
            ],
            options={
                'verbose_name_plural': 'inquiries',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('answered_at__isnull', True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='inquiry_answered_with_words')],
            },
        ),
    ]

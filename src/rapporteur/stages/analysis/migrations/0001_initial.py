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
            name='Codebook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('begun_at', models.DateTimeField(auto_now_add=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('published_by', models.CharField(blank=True, max_length=200)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mandate.consultation')),
            ],
            options={
                'ordering': ['version'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('published_by', '')), models.Q(models.Q(('published_by', ''), _negated=True), ('published_at__isnull', False)), _connector='OR'), name='codebook_published_by_and_at'), models.UniqueConstraint(fields=('consultation', 'version'), name='codebook_version_once')],
            },
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.PositiveIntegerField(null=True)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('language', models.CharField(blank=True, max_length=2)),
                ('answer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contributions.answer')),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contributions.contribution')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contributions.document')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contributions.version')),
            ],
            options={
                'ordering': ['contribution', 'answer', 'document', 'page', 'start'],
                'constraints': [models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='passage_has_length'), models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', True), ('page__isnull', True)), models.Q(('document__isnull', False), ('page__isnull', False)), _connector='OR'), name='passage_page_in_document'), models.CheckConstraint(condition=models.Q(('document__isnull', True), ('answer__isnull', True), _connector='OR'), name='passage_in_one_place'), models.UniqueConstraint(condition=models.Q(('document__isnull', False)), fields=('document', 'page', 'start', 'end'), name='passage_once_in_document'), models.UniqueConstraint(condition=models.Q(('answer__isnull', False)), fields=('answer', 'start', 'end'), name='passage_once_in_answer'), models.UniqueConstraint(condition=models.Q(('answer__isnull', True), ('document__isnull', True)), fields=('version', 'start', 'end'), name='passage_once_in_text')],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, verbose_name='key')),
                ('kind', models.CharField(choices=[('issue', 'issue'), ('mechanism', 'mechanism'), ('role', 'role'), ('position', 'position')], default='issue', max_length=10, verbose_name='kind')),
                ('names', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='name')),
                ('definitions', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='definition')),
                ('terms', models.JSONField(blank=True, default=dict, verbose_name='terms')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('codebook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='analysis.codebook')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='analysis.theme')),
            ],
            options={
                'ordering': ['order', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['issue', 'mechanism', 'role', 'position'])), name='theme_kind_known'), models.UniqueConstraint(fields=('codebook', 'key'), name='theme_key_once')],
            },
        ),
        migrations.CreateModel(
            name='Coding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stance', models.CharField(blank=True, choices=[('supports', 'supports'), ('opposes', 'opposes'), ('proposes', 'proposes'), ('reports', 'reports')], max_length=10, verbose_name='stance')),
                ('state', models.CharField(choices=[('proposed', 'proposed'), ('confirmed', 'confirmed'), ('rejected', 'rejected')], default='proposed', max_length=10, verbose_name='state')),
                ('method', models.CharField(blank=True, max_length=60)),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('proposed_at', models.DateTimeField(auto_now_add=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='analysis.coding')),
                ('passage', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='analysis.passage')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codings', to='analysis.theme')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['theme', 'state'], name='analysis_co_theme_i_c5a475_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'confirmed', 'rejected'])), name='coding_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='coding_decided_by_and_at'), models.CheckConstraint(condition=models.Q(('state', 'proposed'), ('decided_by__isnull', False), _connector='OR'), name='coding_decided_by_a_person'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('passage', 'theme'), name='coding_one_in_force')],
            },
        ),
    ]

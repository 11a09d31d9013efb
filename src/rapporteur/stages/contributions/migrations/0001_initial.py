import django.db.models.deletion
import rapporteur.base.fields
import rapporteur.stages.contributions.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('base', '0001_initial'),
        ('base', '__first__'),
        ('mandate', '0001_initial'),
        ('stakeholders', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='its reference is PREFIX/R-number')),
                ('channel', models.CharField(choices=[('form', 'online form'), ('email', 'e-mail'), ('fax', 'fax'), ('post', 'post'), ('meeting', 'delivered at a meeting'), ('import', 'brought in from a folder')], max_length=10, verbose_name='channel')),
                ('received_at', models.DateTimeField(verbose_name='received')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='sent, as the sender says')),
                ('sender', models.CharField(blank=True, max_length=300, verbose_name='sender, as stated')),
                ('claimed', models.JSONField(default=dict)),
                ('source', models.CharField(blank=True, help_text='what names it where it came from, so that importing twice takes it once', max_length=300)),
                ('token', models.CharField(default=rapporteur.stages.contributions.models.new_token, max_length=32, unique=True)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mandate.consultation')),
                ('original', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='base.original')),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['received_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('channel__in', ['form', 'email', 'fax', 'post', 'meeting', 'import'])), name='item_channel_known'), models.UniqueConstraint(fields=('consultation', 'number'), name='item_number_once'), models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('consultation', 'source'), name='item_source_once')],
            },
        ),
        migrations.CreateModel(
            name='Disposition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('contribution', 'belongs to a contribution'), ('duplicate', 'duplicate of another item'), ('registration', 'a registration for a meeting'), ('reply', 'a reply to a letter'), ('bounce', 'a bounced letter'), ('correspondence', 'correspondence'), ('misdirected', 'misdirected'), ('spam', 'spam'), ('withdrawn', 'withdrawn by its sender before it was registered')], max_length=20, verbose_name='disposition')),
                ('reason', models.TextField(verbose_name='reason')),
                ('rule', models.CharField(blank=True, help_text='the rule, where no person', max_length=100)),
                ('decided_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('duplicate_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contributions.item')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dispositions', to='contributions.item')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['contribution', 'duplicate', 'registration', 'reply', 'bounce', 'correspondence', 'misdirected', 'spam', 'withdrawn'])), name='disposition_kind_known'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('item',), name='disposition_one_in_force'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', False), models.Q(('rule', ''), _negated=True), _connector='OR'), name='disposition_has_a_name'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='disposition_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'duplicate'), _negated=True), ('duplicate_of__isnull', False), _connector='OR'), name='disposition_duplicate_of_what')],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mode', models.CharField(choices=[('written', 'Written comments'), ('presentation', 'Presentations'), ('informal', 'Informal interventions')], max_length=20, verbose_name='mode')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('origin', models.CharField(choices=[('items', 'items received'), ('intervention', 'an intervention at a meeting'), ('reconstruction', 'reconstructed from a published count')], max_length=20, verbose_name='origin')),
                ('contributor', models.CharField(blank=True, max_length=300, verbose_name='contributor, as stated')),
                ('organization', models.CharField(blank=True, max_length=300, verbose_name='organization, as stated')),
                ('attribution', models.CharField(choices=[('claimed', 'claimed'), ('confirmed', 'confirmed')], default='claimed', max_length=10)),
                ('attribution_reason', models.TextField(blank=True, verbose_name='why the name is confirmed')),
                ('confirmed_by', models.CharField(blank=True, max_length=200)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('region', models.CharField(blank=True, max_length=200, verbose_name='region, as stated')),
                ('capacity', models.CharField(choices=[('own', 'on its own behalf'), ('group', 'on behalf of others')], default='own', max_length=10, verbose_name='capacity')),
                ('speaks_for', models.CharField(blank=True, max_length=300, verbose_name='on behalf of, as stated')),
                ('title', models.CharField(blank=True, max_length=500, verbose_name='title')),
                ('abstract', models.TextField(blank=True, verbose_name='abstract')),
                ('keywords', models.JSONField(default=list, verbose_name='keywords')),
                ('languages', models.JSONField(default=list, verbose_name='languages')),
                ('channel', models.CharField(blank=True, choices=[('form', 'online form'), ('email', 'e-mail'), ('fax', 'fax'), ('post', 'post'), ('meeting', 'delivered at a meeting'), ('import', 'brought in from a folder')], max_length=10, verbose_name='channel')),
                ('received_at', models.DateTimeField(null=True, verbose_name='received')),
                ('authored_on', models.DateField(blank=True, null=True, verbose_name='dated')),
                ('timeliness', models.CharField(choices=[('preferred', 'by the preferred date'), ('final', 'by the final date'), ('late', 'late'), ('unknown', 'not known')], default='unknown', max_length=10, verbose_name='timeliness')),
                ('admitted_by', models.CharField(blank=True, max_length=200)),
                ('admitted_at', models.DateTimeField(null=True)),
                ('consent', models.CharField(choices=[('named', 'publish with name'), ('unnamed', 'publish without name'), ('withheld', 'do not publish')], default='withheld', max_length=10, verbose_name='consent')),
                ('registered_by', models.CharField(max_length=200)),
                ('registered_at', models.DateTimeField(auto_now_add=True)),
                ('published_by', models.CharField(blank=True, max_length=200)),
                ('published_at', models.DateTimeField(null=True)),
                ('voided_by', models.CharField(blank=True, max_length=200)),
                ('voided_at', models.DateTimeField(null=True)),
                ('voided_because', models.TextField(blank=True, verbose_name='reason of voiding')),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.category')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mandate.consultation')),
                ('entity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.entity')),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.group')),
                ('speaks_for_constituency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.constituency')),
                ('speaks_for_group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.group')),
                ('items', models.ManyToManyField(related_name='contributions', to='contributions.item')),
            ],
            options={
                'ordering': ['mode', 'number'],
                'indexes': [models.Index(fields=['consultation', 'published_at'], name='contributio_consult_7b9004_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('mode__in', ['written', 'presentation', 'informal'])), name='contribution_mode_known'), models.CheckConstraint(condition=models.Q(('origin__in', ['items', 'intervention', 'reconstruction'])), name='contribution_origin_known'), models.CheckConstraint(condition=models.Q(('consent__in', ['named', 'unnamed', 'withheld'])), name='contribution_consent_known'), models.CheckConstraint(condition=models.Q(('timeliness__in', ['preferred', 'final', 'late', 'unknown'])), name='contribution_timeliness_known'), models.CheckConstraint(condition=models.Q(('capacity__in', ['own', 'group'])), name='contribution_capacity_known'), models.UniqueConstraint(fields=('consultation', 'mode', 'number'), name='contribution_number_once'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('confirmed_by', ''), _negated=True), ('confirmed_at__isnull', False)), models.Q(('confirmed_at__isnull', True), ('confirmed_by', '')), _connector='OR'), name='contribution_confirmed_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('admitted_by', ''), _negated=True), ('admitted_at__isnull', False)), models.Q(('admitted_at__isnull', True), ('admitted_by', '')), _connector='OR'), name='contribution_admitted_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('published_by', ''), _negated=True), ('published_at__isnull', False)), models.Q(('published_at__isnull', True), ('published_by', '')), _connector='OR'), name='contribution_published_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('voided_by', ''), _negated=True), ('voided_at__isnull', False)), models.Q(('voided_at__isnull', True), ('voided_by', '')), _connector='OR'), name='contribution_voided_by_and_at'), models.CheckConstraint(condition=models.Q(('attribution', 'claimed'), models.Q(('confirmed_at__isnull', False), models.Q(('attribution_reason', ''), _negated=True)), _connector='OR'), name='contribution_confirmed_with_reason'), models.CheckConstraint(condition=models.Q(('voided_at__isnull', True), models.Q(('voided_because', ''), _negated=True), _connector='OR'), name='contribution_voided_with_reason'), models.CheckConstraint(condition=models.Q(('published_at__isnull', True), models.Q(('consent', 'withheld'), _negated=True), _connector='OR'), name='contribution_published_with_consent'), models.CheckConstraint(condition=models.Q(models.Q(('origin', 'reconstruction'), _negated=True), ('received_at__isnull', True), _connector='OR'), name='contribution_reconstructed_has_no_arrival')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('filename', models.CharField(max_length=300)),
                ('original', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='base.original')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='contributions.item')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('item', 'order'), name='attachment_order_once')],
            },
        ),
        migrations.CreateModel(
            name='Reclassification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='reason')),
                ('decided_by', models.CharField(max_length=200)),
                ('decided_at', models.DateTimeField(auto_now_add=True)),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reclassifications', to='contributions.contribution')),
                ('from_group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.group')),
                ('to_group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.group')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Signatory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('lead', models.BooleanField(default=False, verbose_name='lead signatory')),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatories', to='contributions.contribution')),
                ('entity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.entity')),
            ],
            options={
                'verbose_name_plural': 'signatories',
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('contribution', 'order'), name='signatory_order_once'), models.UniqueConstraint(condition=models.Q(('lead', True)), fields=('contribution',), name='signatory_one_lead')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('first', 'as first received'), ('correction', 'correction'), ('withdrawal', 'withdrawal')], max_length=10)),
                ('at', models.DateTimeField()),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('fingerprint', models.CharField(blank=True, db_index=True, help_text='SHA-256 of all its words, normalised: equal where the texts are the same', max_length=64)),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='contributions.contribution')),
                ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contributions.item')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['first', 'correction', 'withdrawal'])), name='version_kind_known'), models.UniqueConstraint(fields=('contribution', 'number'), name='version_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('filename', models.CharField(max_length=300)),
                ('media_type', models.CharField(blank=True, max_length=100)),
                ('language', models.CharField(blank=True, max_length=2)),
                ('pages', models.JSONField(default=list)),
                ('problem', models.TextField(blank=True)),
                ('original', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='base.original')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='contributions.version')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('version', 'order'), name='document_order_once')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mandate.question')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='contributions.version')),
            ],
            options={
                'ordering': ['question'],
                'constraints': [models.UniqueConstraint(fields=('version', 'question'), name='answer_once')],
            },
        ),
        migrations.CreateModel(
            name='CountingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mode', models.CharField(choices=[('written', 'Written comments'), ('presentation', 'Presentations'), ('informal', 'Informal interventions')], max_length=20)),
                ('columns', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='heading of the column')),
                ('texts', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='rule')),
                ('in_headline', models.BooleanField(verbose_name='enters the headline')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mandate.consultation')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('mode__in', ['written', 'presentation', 'informal'])), name='counting_rule_mode_known'), models.UniqueConstraint(fields=('consultation', 'mode'), name='counting_rule_once')],
            },
        ),
    ]

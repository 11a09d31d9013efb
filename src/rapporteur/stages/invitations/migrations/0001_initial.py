import django.db.models.deletion
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
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('open', 'open letter'), ('personal', 'personal letter'), ('circular', 'circular with form'), ('note-verbale', 'note verbale'), ('relay', 'relay through another body'), ('report-request', 'request for a report'), ('reminder', 'reminder'), ('acknowledgement', 'acknowledgement'), ('designation', 'designation'), ('thanks', 'thanks')], max_length=20, verbose_name='kind')),
                ('reference', models.CharField(blank=True, max_length=60, verbose_name='reference')),
                ('dated', models.DateField(blank=True, null=True, verbose_name='date')),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='place')),
                ('letterhead', models.TextField(blank=True, verbose_name='letterhead')),
                ('signatory', models.CharField(blank=True, max_length=200, verbose_name='signatory')),
                ('signatory_office', models.CharField(blank=True, max_length=200, verbose_name='office of the signatory')),
                ('originator', models.CharField(blank=True, max_length=60, verbose_name='originator')),
                ('addressees', models.CharField(blank=True, max_length=300, verbose_name='addressees, as stated')),
                ('contact_name', models.CharField(blank=True, max_length=200, verbose_name='contact')),
                ('contact_telephone', models.CharField(blank=True, max_length=60, verbose_name='telephone')),
                ('contact_fax', models.CharField(blank=True, max_length=60, verbose_name='fax')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('enclosures', models.TextField(blank=True, verbose_name='enclosures')),
                ('reply_by', models.DateField(blank=True, null=True, verbose_name='reply by')),
                ('written_at', models.DateTimeField(auto_now_add=True)),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mandate.consultation')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['dated', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['open', 'personal', 'circular', 'note-verbale', 'relay', 'report-request', 'reminder', 'acknowledgement', 'designation', 'thanks'])), name='letter_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='LetterText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=2, verbose_name='language')),
                ('subject', models.CharField(blank=True, max_length=300, verbose_name='subject')),
                ('salutation', models.CharField(max_length=200, verbose_name='salutation')),
                ('body', models.TextField(help_text='paragraphs are parted by an empty line', verbose_name='body')),
                ('closing', models.CharField(max_length=100, verbose_name='closing')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='invitations.letter')),
            ],
            options={
                'ordering': ['letter', 'id'],
                'constraints': [models.UniqueConstraint(fields=('letter', 'language'), name='letter_language_once')],
            },
        ),
        migrations.CreateModel(
            name='Mailing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.JSONField(default=dict)),
                ('carriers', models.JSONField(default=list, help_text='in the order of preference')),
                ('drafted_at', models.DateTimeField(auto_now_add=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mandate.consultation')),
                ('drafted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mailings', to='invitations.letter')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='mailing_approved_by_and_at'), models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='mailing_approved_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=2, verbose_name='language')),
                ('carrier', models.CharField(choices=[('email', 'e-mail'), ('fax', 'fax'), ('post', 'post')], max_length=10, verbose_name='carrier')),
                ('address', models.TextField(blank=True, verbose_name='address')),
                ('state', models.CharField(choices=[('unreachable', 'cannot be reached'), ('drafted', 'drafted'), ('approved', 'approved'), ('queued', 'queued'), ('sent', 'sent'), ('delivered', 'delivered'), ('bounced', 'bounced'), ('failed', 'failed')], default='drafted', max_length=12, verbose_name='state')),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='stakeholders.contact')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='base.original')),
                ('entity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.entity')),
                ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='base.message')),
                ('mailing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dispatches', to='invitations.mailing')),
            ],
            options={
                'verbose_name_plural': 'dispatches',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['unreachable', 'drafted', 'approved', 'queued', 'sent', 'delivered', 'bounced', 'failed'])), name='dispatch_state_known'), models.CheckConstraint(condition=models.Q(('carrier__in', ['email', 'fax', 'post'])), name='dispatch_carrier_known'), models.UniqueConstraint(fields=('mailing', 'entity'), name='dispatch_once')],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('accepted', 'accepted'), ('declined', 'declined'), ('noted', 'answered otherwise')], max_length=10, verbose_name='answer')),
                ('received_on', models.DateField(verbose_name='received')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('entity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.entity')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='invitations.letter')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'replies',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('answer__in', ['accepted', 'declined', 'noted'])), name='reply_answer_known')],
            },
        ),
    ]

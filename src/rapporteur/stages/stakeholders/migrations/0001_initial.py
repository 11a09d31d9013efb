import django.db.models.deletion
import rapporteur.base.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('base', '0001_initial'),
        ('base', '__first__'),
        ('mandate', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60, unique=True, verbose_name='key')),
                ('names', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='name')),
                ('suggests', models.SlugField(blank=True, verbose_name='suggests the group')),
            ],
            options={
                'verbose_name_plural': 'categories',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Entity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('state', 'State'), ('organization', 'organization'), ('individual', 'individual')], max_length=20, verbose_name='kind')),
                ('names', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='name')),
                ('acronym', models.CharField(blank=True, max_length=40, verbose_name='acronym')),
                ('country', models.CharField(blank=True, help_text='ISO 3166-1, three letters', max_length=3, verbose_name='country')),
                ('region', models.CharField(blank=True, max_length=100, verbose_name='region')),
                ('language', models.CharField(default='en', max_length=2, verbose_name='preferred language')),
                ('address', models.TextField(blank=True, verbose_name='postal address')),
                ('telephone', models.CharField(blank=True, max_length=60, verbose_name='telephone')),
                ('fax', models.CharField(blank=True, max_length=60, verbose_name='fax')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('own_accord', models.BooleanField(default=False, verbose_name='joined of its own accord')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('listed_key', models.CharField(blank=True, help_text='what names it on the list it came from, so that importing twice changes nothing', max_length=120)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name_plural': 'entities',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['state', 'organization', 'individual'])), name='entity_kind_known'), models.UniqueConstraint(condition=models.Q(('listed_key', ''), _negated=True), fields=('listed_key',), name='entity_listed_once')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, max_length=20, verbose_name='title')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('family_name', models.CharField(blank=True, help_text='as a letter greets', max_length=100, verbose_name='family name')),
                ('office', models.CharField(blank=True, max_length=200, verbose_name='office')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('telephone', models.CharField(blank=True, max_length=60, verbose_name='telephone')),
                ('focal_point', models.BooleanField(default=False, verbose_name='focal point')),
                ('entity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='stakeholders.entity')),
            ],
            options={
                'ordering': ['-focal_point', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(verbose_name='key')),
                ('names', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='name')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mandate.consultation')),
            ],
            options={
                'ordering': ['order', 'id'],
                'constraints': [models.UniqueConstraint(fields=('consultation', 'key'), name='group_key_once')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source list')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='stakeholders.category')),
                ('entity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='stakeholders.entity')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('entity', 'category', 'valid_from'), name='membership_once_from'), models.UniqueConstraint(condition=models.Q(('valid_from__isnull', True)), fields=('entity', 'category'), name='membership_once_undated')],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='reason')),
                ('moved', models.JSONField(default=dict, help_text='model → keys of the rows that went over, so that they can go back')),
                ('merged_at', models.DateTimeField(auto_now_add=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merged_here', to='stakeholders.entity')),
                ('merged', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merged_away', to='stakeholders.entity')),
                ('merged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='merge_undone_by_and_at'), models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('merged',), name='merged_once'), models.CheckConstraint(condition=models.Q(('kept', models.F('merged')), _negated=True), name='merge_of_two')],
            },
        ),
        migrations.CreateModel(
            name='NameKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(db_index=True, max_length=300)),
                ('entity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='name_keys', to='stakeholders.entity')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('entity', 'key'), name='name_key_once')],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='reason')),
                ('decided_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.category')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mandate.consultation')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='stakeholders.entity')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='stakeholders.group')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('consultation', 'entity'), name='placement_one_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='RosterImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filename', models.CharField(max_length=200)),
                ('columns', models.JSONField(default=dict, help_text="our field → the list's column")),
                ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('outcome', models.JSONField(default=dict, help_text='counts, and the problems by line')),
                ('category', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.category')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mandate.consultation')),
                ('original', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='base.original')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='StatedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('texts', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='of what')),
                ('stated', models.PositiveIntegerField(verbose_name='stated')),
                ('approximate', models.BooleanField(default=False, verbose_name='stated as approximate')),
                ('named', models.PositiveIntegerField(blank=True, null=True, verbose_name='named')),
                ('source', models.CharField(max_length=200, verbose_name='source')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mandate.consultation')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Constituency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(verbose_name='key')),
                ('names', rapporteur.base.fields.Multilingual(blank=True, default=dict, verbose_name='name')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mandate.consultation')),
            ],
            options={
                'verbose_name_plural': 'constituencies',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('consultation', 'key'), name='constituency_key_once')],
            },
        ),
        migrations.CreateModel(
            name='Eligibility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('precedence', models.PositiveSmallIntegerField(verbose_name='precedence')),
                ('basis', models.CharField(choices=[('invited', 'invited'), ('eligible', 'eligible to take part')], default='invited', max_length=10, verbose_name='basis')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='eligibilities', to='stakeholders.category')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mandate.consultation')),
            ],
            options={
                'verbose_name_plural': 'eligibilities',
                'ordering': ['precedence'],
                'constraints': [models.CheckConstraint(condition=models.Q(('basis__in', ['invited', 'eligible'])), name='eligibility_basis_known'), models.UniqueConstraint(fields=('consultation', 'category'), name='eligibility_once'), models.UniqueConstraint(fields=('consultation', 'precedence'), name='eligibility_precedence_once')],
            },
        ),
    ]

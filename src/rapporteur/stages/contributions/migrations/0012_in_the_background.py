from django.db import migrations, models


def give_what_is_there(apps, schema_editor):
    """Copies were made for the consent that holds; what may be published waits to be screened."""
    PublicCopy = apps.get_model("contributions", "PublicCopy")
    Contribution = apps.get_model("contributions", "Contribution")
    consent = Contribution.objects.filter(pk=models.OuterRef("contribution")).values("consent")
    PublicCopy.objects.update(consent=models.Subquery(consent))
    apps.get_model("contributions", "Version").objects.filter(
        screened_at__isnull=True,
        contribution__in=Contribution.objects.filter(
            published_at__isnull=True,
            voided_at__isnull=True,
            withdrawn_at__isnull=True,
            consent__in=["named", "unnamed"],
        ).values("pk"),
    ).update(to_screen=True)


class Migration(migrations.Migration):

    dependencies = [("contributions", "0011_published_as_a_copy")]

    operations = [
        migrations.AddField(
            model_name="publiccopy",
            name="consent",
            field=models.CharField(choices=[("named", "publish with name"), ("unnamed", "publish without name"), ("withheld", "do not publish")], default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publicdocument",
            name="leased_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="publicdocument",
            name="to_copy",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="publicdocument",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="version",
            name="leased_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="version",
            name="to_screen",
            field=models.BooleanField(default=False, help_text="it waits in the background"),
        ),
        migrations.AddIndex(
            model_name="publicdocument",
            index=models.Index(condition=models.Q(("to_copy", True)), fields=["leased_until"], name="public_file_to_copy"),
        ),
        migrations.AddIndex(
            model_name="version",
            index=models.Index(condition=models.Q(("to_screen", True)), fields=["leased_until"], name="version_to_screen"),
        ),
        migrations.RunPython(give_what_is_there, migrations.RunPython.noop),
    ]

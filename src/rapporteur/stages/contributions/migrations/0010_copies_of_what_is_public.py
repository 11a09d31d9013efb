"""What was public before there were copies is public as it was: its words as a copy of each version.

Its files were given as they were received; no copy of them was made, so they stand as text until
the contribution is published again.
"""

import hashlib
import json

from django.db import migrations

BEFORE = "The file is not given: it was published before copies were made."
RULE = "published before there was screening"


def copy_what_is_public(apps, schema_editor):
    def model(name):
        return apps.get_model("contributions", name)

    for contribution in model("Contribution").objects.filter(published_at__isnull=False).iterator():
        for version in model("Version").objects.filter(contribution=contribution).order_by("number"):
            own = {
                "title": contribution.title,
                "abstract": contribution.abstract,
                "keywords": ", ".join(contribution.keywords),
                "region": contribution.region,
                "speaks_for": contribution.speaks_for,
                "text": version.text,
            }
            answers = list(model("Answer").objects.filter(version=version).order_by("question"))
            documents = list(model("Document").objects.filter(version=version).order_by("order"))
            said = [
                [*own.values(), *(each.text for each in answers)],
                [[page["text"] for page in each.pages] for each in documents],
            ]
            written = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
            copy = model("PublicCopy").objects.create(
                contribution=contribution,
                version=version,
                made_by=RULE,
                made_at=contribution.published_at,
                sha256=hashlib.sha256(written.encode("utf-8", "replace")).hexdigest(),
                **own,
            )
            model("PublicAnswer").objects.bulk_create(
                model("PublicAnswer")(copy=copy, question_id=each.question_id, text=each.text)
                for each in answers
            )
            model("PublicDocument").objects.bulk_create(
                model("PublicDocument")(
                    copy=copy,
                    document=each,
                    order=each.order,
                    filename=each.filename if contribution.consent == "named" else "",
                    media_type=each.media_type,
                    language=each.language,
                    pages=each.pages,
                    problem=each.problem,
                    form="text",
                    note=BEFORE,
                )
                for each in documents
            )
            contribution.shown = copy
        contribution.save(update_fields=["shown"])


class Migration(migrations.Migration):

    dependencies = [("contributions", "0009_screening")]

    operations = [migrations.RunPython(copy_what_is_public, migrations.RunPython.noop)]

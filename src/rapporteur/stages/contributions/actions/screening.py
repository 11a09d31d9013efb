"""Looking through what is to be published for personal data."""

from django.db import transaction
from django.utils import timezone

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.core.screening.screen import find
from rapporteur.core.text.media import is_picture
from rapporteur.stages.contributions.choices import (
    UNREAD,
    Consent,
    FindingKind,
    Part,
)
from rapporteur.stages.contributions.models import Finding, Version
from rapporteur.stages.contributions.queries.screening import (
    is_screened,
    names_withheld,
    words_of,
)


def screen(version: Version, *, by: User | str) -> int:
    """Look a version through for personal data; how many findings it has now that wait for a
    person. Again, for the same consent, changes nothing.

    What was decided before stays decided. The names are looked for where they are withheld.
    """
    if not is_screened(version):
        found = _found(version)  # before the transaction: a long text takes seconds
        with transaction.atomic():
            version = Version.objects.select_for_update().get(pk=version.pk)
            held = {(each.spot, each.start, each.end) for each in version.findings.all()}
            Finding.objects.bulk_create(
                each for each in found if (each.spot, each.start, each.end) not in held
            )
            version.screened_at = timezone.now()
            version.screened_for = version.contribution.consent
            version.save(update_fields=["screened_at", "screened_for"])
            record_on("screen_version", version, by, found=len(found))
    return version.findings.filter(decision="").count()


def _found(version: Version) -> list[Finding]:
    persons, organizations = names_withheld(version.contribution)
    findings = [
        Finding(
            version=version,
            part=words.part,
            answer=words.answer,
            document=words.document,
            page=words.page,
            start=found.start,
            end=found.end,
            kind=found.kind,
            ground=found.ground,
            language=words.language,
        )
        for words in words_of(version)
        for found in find(words.text, persons=persons, organizations=organizations)
    ]
    if version.contribution.consent == Consent.NAMED:
        findings += [
            Finding(
                version=version,
                part=Part.FILE,
                document=document,
                start=0,
                end=0,
                kind=FindingKind.UNREAD,
                ground=UNREAD,
            )
            for document in version.documents.all()
            if is_picture(document.media_type)
            and not any(page["text"].strip() for page in document.pages)
        ]
    return findings


def record_on(verb: str, version: Version, by: User | str, **particulars: object) -> None:
    """Note an act on a version on the audit trail of its contribution."""
    record(
        f"contributions.{verb}",
        version.contribution,
        by=by,
        consultation=version.contribution.consultation.slug,
        version=version.number,
        **particulars,
    )

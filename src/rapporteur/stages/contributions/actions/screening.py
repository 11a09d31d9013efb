"""Looking through what is to be published for personal data."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from rapporteur.base.audit.actions import record
from rapporteur.base.leases import lease, others_go_on
from rapporteur.base.models import User
from rapporteur.base.originals import queries as originals
from rapporteur.base.refusals import Refused
from rapporteur.base.together import giving_way
from rapporteur.core.screening.finder import find_killably, unseen_killably
from rapporteur.core.screening.finding import Finding as Found
from rapporteur.core.screening.finding import Ground, Kind
from rapporteur.core.text.extraction import READER, Extracted, extract
from rapporteur.core.text.extraction.recognition import program
from rapporteur.core.text.media import is_picture
from rapporteur.stages.contributions.actions.documents import storable
from rapporteur.stages.contributions.choices import (
    UNREAD,
    Consent,
    FindingKind,
    Part,
)
from rapporteur.stages.contributions.models import Document, Finding, Reading, Version
from rapporteur.stages.contributions.queries.screening import (
    Words,
    is_screened,
    names_withheld,
    words_in,
    words_of,
)

RULE = "screening in the background"
LEASE = timedelta(minutes=10)  # beyond the longest that one text takes


def screen_waiting(*, most: int = 1000) -> int:
    """Look through what was registered or corrected since, and say how many versions it was: what
    is found waits ready for a person. Scans are looked through once they were recognised."""
    for done in range(most):
        version = lease(_waiting(), LEASE, "pk")
        if version is None:
            return done
        with others_go_on(f"Looking through {version}"):
            screen(version, by=RULE)
    return most


def screen_again(version: Version) -> None:
    """Let a version be looked through anew before it is published: its words, or the names that may
    not stand in it, are others."""
    version.screened_at, version.screened_for = None, ""
    version.to_screen = version.contribution.consent != Consent.WITHHELD
    version.save(update_fields=["screened_at", "screened_for", "to_screen"])


def carry_findings(document: Document, before: Mapping[int, str]) -> None:
    """Have the decisions on a document's pages follow their words to where they stand now that the
    text of the pages is another; what is not decided is found anew.

    before: the text of the pages by number.
    """
    now = {int(page["number"]): page["text"] for page in document.pages}
    changed = {number for number, text in before.items() if now.get(number) != text}
    behind = dict.fromkeys(changed, 0)  # how far each page's text is used up
    for finding in Finding.objects.filter(document=document).order_by("start"):
        if finding.part == Part.FILE:
            if any(text.strip() for text in now.values()):
                finding.delete()  # it can be looked through now
            continue
        if finding.page not in changed or finding.part == Part.AREA:
            continue
        words = before[finding.page][finding.start : finding.end]
        text = now.get(finding.page, "")
        at = text.find(words, behind[finding.page]) if finding.decision else -1
        if at == -1:
            finding.delete()
            continue
        finding.start, finding.end = at, at + len(words)
        behind[finding.page] = finding.end
        finding.save(update_fields=["start", "end"])


def _waiting() -> QuerySet[Version]:
    """The versions to be looked through; one with a scan that is still to be recognised waits for
    that, where it can be recognised at all."""
    waiting = Version.objects.filter(to_screen=True)
    if program() is None:
        return waiting
    scans = Reading.objects.filter(to_recognise=True).values("pk")
    of_version = Document.objects.filter(version=OuterRef("pk"), original__in=scans)
    return waiting.filter(~Exists(of_version))


def screen(version: Version, *, by: User | str) -> int:
    """Look a version through for personal data; how many findings it has now that wait for a
    person. Again, for the same consent, changes nothing.

    What was decided before stays decided. The names are looked for where they are withheld.
    """
    if not is_screened(version):
        found = _found(version)  # before the transaction: a long text takes seconds
        with giving_way():
            version = Version.objects.select_for_update().get(pk=version.pk)
            held = {each.place for each in version.findings.all()}
            fresh = {each.place: each for each in found if each.place not in held}
            Finding.objects.bulk_create(fresh.values())
            version.screened_at = timezone.now()
            version.screened_for = version.contribution.consent
            version.documents.update(reader=READER)
            version.to_screen, version.leased_until = False, None
            version.save(update_fields=["screened_at", "screened_for", "to_screen", "leased_until"])
            record_on("screen_version", version, by, found=len(found))
    elif version.to_screen:
        with giving_way():
            Version.objects.filter(pk=version.pk).update(to_screen=False, leased_until=None)
    return version.findings.filter(decision="").count()


def _found(version: Version) -> list[Finding]:
    persons, organizations = names_withheld(version.contribution)
    findings = [
        _finding(version, words, found)
        for words in words_of(version)
        for found in find_killably(words.text, persons=persons, organizations=organizations)
    ]
    for document in version.documents.filter(reader__lt=READER):
        findings += _unseen_in(document, version)
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


def _finding(version: Version, words: Words, found: Found) -> Finding:
    return Finding(
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


def _unseen_in(document: Document, version: Version) -> Iterator[Finding]:
    """What is not seen in a file that was read before such words were marked.

    Its text stays as it is, since passages of it may have been coded; the file is read anew beside
    it. Where that is no longer possible, a person looks at all of it.
    """
    try:
        raw = originals.read(document.original)
    except Refused:
        read = Extracted((), document.media_type)
    else:
        read = extract(raw, document.filename)
    anew = {page.number: storable(page.text) for page in read.pages}
    for page, words in zip(document.pages, words_in(document, version), strict=True):
        text, now = words.text, anew.get(int(page["number"]))
        if "how" in page or not text.strip() or text == now:
            continue
        whole = (Found(0, len(text), Kind.PASSAGE, Ground.FAILED),)
        for found in whole if now is None else unseen_killably(text, now):
            yield _finding(version, words, found)


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

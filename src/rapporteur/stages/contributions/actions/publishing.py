"""Publishing: the public reads a copy of what was contributed, never the original."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.base.together import giving_way
from rapporteur.base.viruses.actions import scan
from rapporteur.base.viruses.daemon import NoDaemon
from rapporteur.base.viruses.models import Verdict
from rapporteur.core.screening.redaction import redacted
from rapporteur.core.screening.screen import find
from rapporteur.stages.contributions import rules
from rapporteur.stages.contributions.actions.copying import put_file, why_no_file
from rapporteur.stages.contributions.actions.holding import hold
from rapporteur.stages.contributions.actions.screening import record_on, screen
from rapporteur.stages.contributions.choices import (
    FILE_NOTES,
    Consent,
    CopyForm,
    FindingDecision,
    Part,
)
from rapporteur.stages.contributions.models import (
    Contribution,
    Document,
    Finding,
    PublicAnswer,
    PublicCopy,
    PublicDocument,
    Version,
)
from rapporteur.stages.contributions.queries.register import current_version
from rapporteur.stages.contributions.queries.screening import (
    OWN,
    Spot,
    against_publishing,
    cuts_at,
    decisions_on,
    is_shown_as_it_is,
    words_of,
)


@dataclass(frozen=True)
class Prepared:
    """A copy that is not saved yet. decided: the decisions by which it was made."""

    fields: Mapping[str, Any]
    answers: tuple[PublicAnswer, ...]
    documents: tuple[PublicDocument, ...]
    decided: frozenset[tuple[int, str]]


def publish(contribution: Contribution, *, by: User | str, later: bool = False) -> Contribution:
    """Let the public read a contribution as its contributor consented: the last version's copy,
    without what was cut. Again, of the same version for the same consent, changes nothing.

    later: whether the copies of its files are left to `copy_waiting`; its words are public at once
    either way. What nobody looked through yet is looked through now. Raises Refused when its
    contributor does not consent, when it is voided or withdrawn, while a finding in it is
    undecided, when a virus is in a file of it, and when the scanner that the settings name cannot
    scan one.
    """
    contribution.refresh_from_db()
    version = current_version(contribution)
    if is_shown_as_it_is(contribution, version):
        return contribution
    _check(contribution, _against(contribution))
    screen(version, by=by)
    _check(
        contribution,
        against_publishing(version.findings.all()),
        _("Keep or cut each on its page for screening."),
    )
    _check(contribution, *_viruses_against(version))
    prepared = _prepared(version, later=later)  # before the transaction: files take seconds
    with giving_way():
        hold(contribution)
        _check(contribution, _against(contribution))
        if contribution.consent != prepared.fields["consent"]:
            _check(contribution, _("Its contributor consented otherwise meanwhile."))
        contribution.shown = _saved(version, prepared, by)
        if contribution.published_at is None:
            contribution.published_by, contribution.published_at = str(by)[:200], timezone.now()
        contribution.save(update_fields=["published_by", "published_at", "shown"])
        record_on(
            "publish_contribution",
            version,
            by,
            sha256=contribution.shown.sha256,
            removed=contribution.shown.removed,
        )
    return contribution


def renew_copy(
    version: Version, *, by: User | str, without: Iterable[tuple[re.Pattern[str], str]] = ()
) -> None:
    """Make what the public reads of a version anew, after decisions on it; where it is not public,
    nothing. What was cut is gone at once: the files are not given until new copies were made.

    without: words that were cut, each with its gap. They are taken out of the title and the other
    texts of the entry in the copy of an earlier version, which are nowhere else any more.
    """
    copy = PublicCopy.objects.filter(version=version).first()
    if copy is not None:
        own: dict[Part, str] = {part: getattr(copy, field) for part, field in OWN.items()}
        for pattern, gap in without:
            own = {part: pattern.sub(gap, text) for part, text in own.items()}
        prepared = _prepared(version, later=True, own=own)
        with transaction.atomic():
            _saved(version, prepared, by)


def unpublish(contribution: Contribution) -> None:
    """Take back what the public reads, with the copies of earlier versions."""
    contribution.published_by, contribution.published_at, contribution.shown = "", None, None
    contribution.save(update_fields=["published_by", "published_at", "shown"])
    contribution.copies.all().delete()


def _against(contribution: Contribution) -> str:
    if contribution.voided_at is not None:
        return _("Its number was voided.")
    if contribution.withdrawn_at is not None:
        return _("It was withdrawn.")
    if contribution.consent == Consent.WITHHELD:
        return _("Its contributor has not consented to publication.")
    return ""


def _viruses_against(version: Version) -> tuple[str, str]:
    """Why its files keep a version from being published, and what to do; empty where they do not.

    Where no scanner is named, none is scanned, and the pages say so."""
    files = [each.original for each in version.documents.select_related("original")]
    try:
        scans = scan(files)
    except NoDaemon as fault:
        return (
            _("A file could not be scanned for viruses: the scanner does not answer (%(why)s).")
            % {"why": fault},
            _("Publish it when the scanner is there again."),
        )
    for each in scans:
        if each.verdict == Verdict.INFECTED:
            return (
                _("A virus was found in a file of it: %(virus)s.") % {"virus": each.virus},
                _("It stays kept, and is not given to the public."),
            )
        if each.verdict == Verdict.TOO_LARGE:
            return _("A file of it is too large for the virus scanner."), ""
    return "", ""


def _check(contribution: Contribution, why: str, then: str = "") -> None:
    if why:
        raise Refused(_("%(number)s was not published.") % {"number": contribution}, why, then)


def _prepared(version: Version, *, later: bool, own: Mapping[Part, str] | None = None) -> Prepared:
    """The copy of a version with what is cut taken out of it. own: the texts of the entry, for a
    version that was corrected since."""
    findings = list(version.findings.all())
    texts = {
        words.spot: redacted(words.text, cuts_at(findings, words.spot)).text
        for words in words_of(version)
    }
    own = {part: texts.get((part, None, None, None), (own or {}).get(part, "")) for part in OWN}
    text = texts[Part.TEXT, None, None, None]
    answers = [
        PublicAnswer(question_id=each.question_id, text=texts[Part.ANSWER, each.pk, None, None])
        for each in version.answers.all()
    ]
    documents = [
        _document_copied(each, findings, texts, version.contribution, later=later)
        for each in version.documents.all()
    ]
    fields = {
        **{OWN[part]: words for part, words in own.items()},
        "text": text,
        "consent": version.contribution.consent,
        "removed": dict(
            Counter(
                each.kind
                for each in findings
                if each.decision == FindingDecision.CUT and each.part != Part.FILE
            )
        ),
        "sha256": rules.digest_of_copy(
            [*own.values(), text, *(each.text for each in answers)],
            [[page["text"] for page in each.pages] for each in documents],
        ),
    }
    return Prepared(fields, tuple(answers), tuple(documents), decisions_on(findings))


def _saved(version: Version, prepared: Prepared, by: User | str) -> PublicCopy:
    """Raises Refused where somebody decided otherwise while the copy was made."""
    if decisions_on(version.findings.select_for_update(of=("self",))) != prepared.decided:
        raise Refused(
            _("%(number)s was not published.") % {"number": version.contribution},
            _("Somebody decided on a passage of it meanwhile."),
            _("Look at it again."),
        )
    made = {"made_at": timezone.now(), "made_by": str(by)[:200]}
    copy, is_new = PublicCopy.objects.update_or_create(
        version=version,
        defaults={**prepared.fields, **made, "contribution": version.contribution},
    )
    if not is_new:
        copy.answers.all().delete()
        copy.documents.all().delete()
    for answer in prepared.answers:
        answer.copy = copy
    for document in prepared.documents:
        document.copy = copy
    PublicAnswer.objects.bulk_create(prepared.answers)
    PublicDocument.objects.bulk_create(prepared.documents)
    return copy


def _document_copied(
    document: Document,
    findings: Sequence[Finding],
    texts: Mapping[Spot, str],
    contribution: Contribution,
    *,
    later: bool,
) -> PublicDocument:
    made = PublicDocument(
        document=document,
        order=document.order,
        media_type=document.media_type,
        language=document.language,
        problem=document.problem,
        form=CopyForm.TEXT,
        pages=[
            {**page, "text": texts[Part.PAGE, None, document.pk, int(page["number"])]}
            for page in document.pages
        ],
    )
    for page in made.pages:
        page.pop("doubtful", None)  # places in the words as they were read
    if contribution.consent != Consent.NAMED:
        made.note = FILE_NOTES["unnamed"]
        return made
    made.filename = "" if find(document.filename) else document.filename
    made.note = why_no_file(document, findings)
    if not made.note:
        made.note, made.to_copy = FILE_NOTES["waits"], True
        if not later:
            put_file(made, findings)
    return made

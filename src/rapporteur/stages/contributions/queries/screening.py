"""What there is to look through before publication, and what stands against publishing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from rapporteur.base.models import Original, Scan
from rapporteur.base.viruses.models import Verdict
from rapporteur.core.screening.copies import Area
from rapporteur.core.screening.finding import Kind
from rapporteur.core.screening.redaction import Cut, redacted
from rapporteur.core.text.extraction import READER
from rapporteur.core.text.languages import LANGUAGES, tell_language
from rapporteur.stages.contributions.choices import Consent, FindingDecision, FindingKind, Part
from rapporteur.stages.contributions.models import (
    Answer,
    Contribution,
    Document,
    Finding,
    PublicCopy,
    PublicDocument,
    Version,
)
from rapporteur.stages.mandate.models import Consultation

AROUND = 120  # characters of context on either side of a finding
PREVIEWED = 20_000  # characters of one text
Spot = tuple[str, int | None, int | None, int | None]


@dataclass(frozen=True)
class Words:
    """One text of a version that may become public, as it is before anything is cut.

    language: that in which a gap in it is named; of the six, else English.
    """

    part: Part
    text: str
    language: str
    answer: Answer | None = None
    document: Document | None = None
    page: int | None = None

    @property
    def spot(self) -> Spot:
        """As `Finding.spot`."""
        return (
            self.part,
            self.answer.pk if self.answer else None,
            self.document.pk if self.document else None,
            self.page,
        )


OWN = {
    Part.TITLE: "title",
    Part.ABSTRACT: "abstract",
    Part.KEYWORDS: "keywords",
    Part.REGION: "region",
    Part.SPEAKS_FOR: "speaks_for",
}
"""The texts of the entry itself, with their fields, which those of a copy are called like."""


def words_of(version: Version) -> Iterator[Words]:
    """Every text of a version that may become public, the entry's own first.

    Of a version that was corrected since, its own words alone: the entry's are those of the last.
    """
    contribution = version.contribution
    stated = _stated(contribution)
    if not contribution.versions.filter(number__gt=version.number).exists():
        for part, field in OWN.items():
            text = getattr(contribution, field)
            yield Words(part, text if isinstance(text, str) else ", ".join(text), stated)
    for answer in version.answers.select_related("question"):
        yield Words(Part.ANSWER, answer.text, _language(answer.text, stated), answer=answer)
    yield Words(Part.TEXT, version.text, _language(version.text, stated))
    for document in version.documents.all():
        yield from words_in(document, version)


def words_in(document: Document, version: Version) -> Iterator[Words]:
    """The texts of the pages of a document of a version."""
    language = (
        document.language if document.language in LANGUAGES else _stated(version.contribution)
    )
    for page in document.pages:
        yield Words(Part.PAGE, page["text"], language, document=document, page=int(page["number"]))


def _stated(contribution: Contribution) -> str:
    return next((code for code in contribution.languages if code in LANGUAGES), "en")


def _language(text: str, stated: str) -> str:
    return tell_language(text[:2000]) or stated


def cuts_at(findings: Iterable[Finding], spot: Spot) -> list[Cut]:
    """What was decided to be cut of one text of a version."""
    return [
        Cut(each.start, each.end, Kind(each.kind), each.language)
        for each in findings
        if each.decision == FindingDecision.CUT and each.spot == spot and each.part != Part.FILE
    ]


def area_of(box: Iterable[float], language: str) -> Area:
    """A box of a finding, as core draws it."""
    left, top, width, height = (each / 100 for each in box)
    return Area(left, top, width, height, language)


def areas_at(findings: Iterable[Finding], document: Document, page: int) -> list[Area]:
    """What was decided to be blacked out of the picture of a page."""
    return [
        area_of(finding.box, finding.language)
        for finding in findings
        if finding.decision == FindingDecision.CUT
        and finding.box
        and (finding.document_id, finding.page) == (document.pk, page)
    ]


def decisions_on(findings: Iterable[Finding]) -> frozenset[tuple[int, str]]:
    """Findings with their decisions, to be held against those of another moment."""
    return frozenset((each.pk, each.decision) for each in findings)


def is_screened(version: Version) -> bool:
    """Whether it was looked through for the consent that holds now, with what is not seen in the
    files that were read before that was marked."""
    return (
        version.screened_at is not None
        and version.screened_for == version.contribution.consent
        and not version.documents.filter(reader__lt=READER).exists()
    )


def earlier_public(contribution: Contribution) -> QuerySet[Version]:
    """The versions before the last that the public reads, too."""
    last = contribution.versions.order_by("-number").values("number")[:1]
    return contribution.versions.filter(copy__isnull=False).exclude(number=Subquery(last))


def is_shown_as_it_is(contribution: Contribution, version: Version) -> bool:
    """Whether the public reads a version, its last one, as it is: with the consent that holds now
    and the words that it has now, as they were looked through."""
    shown = contribution.shown
    return (
        shown is not None
        and (shown.version_id, shown.consent) == (version.pk, contribution.consent)
        and version.screened_at is not None
        and version.screened_at <= shown.made_at
    )


def against_publishing(findings: Iterable[Finding]) -> str:
    """Why a version that was looked through cannot be published yet; empty where it can."""
    open_ = Counter(each.kind for each in findings if not each.decision)
    if open_:
        return ngettext(
            "%(many)d passage is not decided yet: %(kinds)s.",
            "%(many)d passages are not decided yet: %(kinds)s.",
            sum(open_.values()),
        ) % {"many": sum(open_.values()), "kinds": counted_kinds(open_)}
    return ""


@dataclass(frozen=True)
class Scanned:
    """How a file stands to the virus scanner.

    virus: what was found in it, or empty. is_clean: it was scanned, and nothing was found; what was
    not scanned is not clean.
    """

    virus: str = ""
    is_clean: bool = False


def scanned(originals: Iterable[Original]) -> dict[str, Scanned]:
    """By hash, how files stand to the virus scanner."""
    wanted = {each.pk for each in originals}
    found = dict.fromkeys(wanted, Scanned())
    for scan in Scan.objects.filter(pk__in=wanted):
        found[scan.pk] = Scanned(scan.virus, scan.verdict == Verdict.CLEAN)
    return found


def clean_of(copy: PublicCopy) -> set[int]:
    """Of the documents of a copy, by their keys, those whose file was received and scanned, with
    nothing found in it."""
    documents = list(copy.documents.select_related("document__original"))
    found = scanned(each.document.original for each in documents)
    return {each.pk for each in documents if found[each.document.original_id].is_clean}


def files_to_copy(consultation: Consultation) -> int:
    """How many files of what is public wait for their copies."""
    waiting = PublicDocument.objects.filter(to_copy=True)
    return waiting.filter(copy__contribution__consultation=consultation).count()


def files_scanned(version: Version) -> list[tuple[Document, Scanned]]:
    """The files of a version, each with how it stands to the virus scanner."""
    documents = list(version.documents.select_related("original"))
    found = scanned(each.original for each in documents)
    return [(each, found[each.original_id]) for each in documents]


def counted_kinds(counts: Mapping[str, int]) -> str:
    """ "telephone number (2), name (1)", in the order of the kinds."""
    named = [
        _("%(kind)s (%(many)d)") % {"kind": kind.label, "many": counts[kind]}
        for kind in FindingKind
        if counts.get(kind)
    ]
    return pgettext("between items", ", ").join(named)


@dataclass(frozen=True)
class InContext:
    """A finding with the words before and after it, for the person who decides."""

    finding: Finding
    before: str
    words: str
    after: str
    place: str
    language: str


@dataclass(frozen=True)
class Screened:
    """A version as whoever decides sees it.

    findings: in the order in which they are read. kinds: each kind with how many there are and how
    many of them are undecided. against: why it cannot be published yet, or empty. preview: what the
    public would read if it were published now, as place, words, language; of a long page its first
    20,000 characters. What is undecided still stands in it.
    """

    version: Version
    findings: tuple[InContext, ...]
    kinds: tuple[tuple[FindingKind, int, int], ...]
    against: str
    preview: tuple[tuple[str, str, str], ...]


def screened(version: Version) -> Screened:
    """What was found in a version and how it was decided, with its words around, and what is left
    of it for the public."""
    findings = list(version.findings.select_related("document", "answer__question"))
    texts = {words.spot: words for words in words_of(version)}
    kinds = Counter(each.kind for each in findings)
    undecided = Counter(each.kind for each in findings if not each.decision)
    return Screened(
        version,
        tuple(_in_context(each, texts.get(each.spot)) for each in findings),
        tuple((kind, kinds[kind], undecided[kind]) for kind in FindingKind if kinds[kind]),
        against_publishing(findings),
        tuple(
            (
                _place(words),
                redacted(words.text, cuts_at(findings, words.spot)).text[:PREVIEWED],
                words.language,
            )
            for words in texts.values()
            if words.text.strip()
        ),
    )


def _in_context(finding: Finding, words: Words | None) -> InContext:
    text = words.text if words else ""
    before = text[max(finding.start - AROUND, 0) : finding.start]
    after = text[finding.end : finding.end + AROUND]
    return InContext(
        finding,
        ("… " if finding.start > AROUND else "") + before,
        text[finding.start : finding.end] if words else _without_words(finding),
        after + (" …" if len(text) > finding.end + AROUND else ""),
        _place(finding),
        words.language if words else "",
    )


def _without_words(finding: Finding) -> str:
    if not finding.box:
        return str(finding.document or "")
    left, top, width, height = (f"{each:g}" for each in finding.box)
    return _("%(left)s %% from the left, %(top)s %% from the top, %(wide)s × %(high)s %%") % {
        "left": left,
        "top": top,
        "wide": width,
        "high": height,
    }


def _place(of: Words | Finding) -> str:
    if of.answer is not None:
        return _("answer to question %(number)s") % {"number": of.answer.question.number}
    if of.document is not None and of.page is not None:
        return _("%(file)s, page %(number)d") % {"file": of.document.filename, "number": of.page}
    return str(Part(of.part).label)


def names_withheld(contribution: Contribution) -> tuple[list[str], list[str]]:
    """The names of persons and of organizations that may not stand in what is published; none where
    the contributor consents to the name."""
    if contribution.consent != Consent.UNNAMED:
        return [], []
    persons = [contribution.contributor]
    organizations = [contribution.organization, contribution.speaks_for]
    persons += contribution.signatories.values_list("name", flat=True)
    for item in contribution.items.all():
        persons.append(str(item.claimed.get("name") or ""))
        organizations.append(str(item.claimed.get("organization") or ""))
    if contribution.entity is not None:
        organizations += [*contribution.entity.names.values(), contribution.entity.acronym]
    return [each for each in persons if each], [each for each in organizations if each]

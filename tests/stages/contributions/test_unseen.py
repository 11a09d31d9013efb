"""What a reader of a file does not see is not published before a person has decided on it."""

from collections.abc import Callable
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from rapporteur.base.originals.actions import keep
from rapporteur.base.refusals import Refused
from rapporteur.core.screening.finding import Kind
from rapporteur.core.screening.redaction import gap
from rapporteur.core.text.extraction import READER
from rapporteur.stages.contributions.actions import decide_kind, publish, record_consent
from rapporteur.stages.contributions.actions.screening import screen, screen_waiting
from rapporteur.stages.contributions.choices import Consent, FindingDecision, FindingKind
from rapporteur.stages.contributions.models import Contribution, PublicDocument, Version
from rapporteur.stages.contributions.queries import current_version
from rapporteur.stages.contributions.queries.screening import screened
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation
from tests.factories.unseen import ATTACHED, COMMENTS, HIDDEN, SEEN

pytestmark = pytest.mark.django_db
CUT, KEPT = FindingDecision.CUT, FindingDecision.KEPT
WORDS, PHONE = "Hold out for more", "+41 22 730 5111"
Make = Callable[[str], bytes]
CARRIED = [
    pytest.param(kind, make, id=f"{kind} in {name}")
    for kind, made in (
        (Kind.HIDDEN, HIDDEN),
        (Kind.COMMENT, COMMENTS),
        (Kind.ATTACHED, ATTACHED),
    )
    for name, make in made.items()
]


def sent(raw: bytes) -> Contribution:
    return make_contribution(make_consultation(), text="", documents=[("file", keep(raw))])


def published() -> str:
    return "\n".join(page["text"] for page in PublicDocument.objects.get().pages)


@pytest.mark.parametrize(("kind", "make"), CARRIED)
def test_it_waits_for_a_decision_and_is_gone_once_it_is_cut(kind: Kind, make: Make) -> None:
    contribution = sent(make(WORDS))
    with pytest.raises(Refused):
        publish(contribution, by="an officer")
    assert not PublicDocument.objects.exists()
    version = current_version(contribution)
    assert [each.kind for each in version.findings.all()] == [kind]
    decide_kind(version, FindingKind(kind), CUT, by="an officer")
    publish(contribution, by="an officer")
    assert WORDS not in published()
    assert gap(kind) in published()
    assert PublicDocument.objects.get().original is None  # nor is the file, which has it still


@pytest.mark.parametrize(("kind", "make"), CARRIED)
def test_it_is_there_once_a_person_has_kept_it(kind: Kind, make: Make) -> None:
    contribution = sent(make(WORDS))
    with pytest.raises(Refused):
        publish(contribution, by="an officer")
    decide_kind(current_version(contribution), FindingKind(kind), KEPT, by="an officer")
    publish(contribution, by="an officer")
    assert WORDS in published()


@pytest.mark.parametrize(("kind", "make"), CARRIED)
def test_whoever_keeps_it_decides_on_a_number_in_it_too(kind: Kind, make: Make) -> None:
    contribution = sent(make(f"Call {PHONE}"))
    with pytest.raises(Refused):
        publish(contribution, by="an officer")
    version = current_version(contribution)
    decide_kind(version, FindingKind(kind), KEPT, by="an officer")
    with pytest.raises(Refused, match="telephone"):
        publish(contribution, by="an officer")
    decide_kind(version, FindingKind.TELEPHONE, CUT, by="an officer")
    publish(contribution, by="an officer")
    assert f"Call {gap(Kind.TELEPHONE)}" in published()
    assert PHONE not in published()


def test_what_is_cut_takes_along_what_was_found_in_it_and_was_not_decided() -> None:
    contribution = sent(HIDDEN["odt"](f"Call {PHONE}"))
    with pytest.raises(Refused):
        publish(contribution, by="an officer")
    version = current_version(contribution)
    assert decide_kind(version, FindingKind.HIDDEN, CUT, by="an officer") == 2
    publish(contribution, by="an officer")
    assert published().endswith(gap(Kind.HIDDEN))


def test_what_is_cut_leaves_what_was_found_before_and_behind_it() -> None:
    text = f"{PHONE} [[Hidden: {PHONE}]] {PHONE}"
    version = current_version(make_contribution(make_consultation(), text=text))
    screen(version, by="tests")
    assert decide_kind(version, FindingKind.HIDDEN, CUT, by="an officer") == 2
    phones = version.findings.filter(kind=FindingKind.TELEPHONE).order_by("start")
    assert [each.decision for each in phones] == ["", CUT, ""]


# What was read before such words were marked


def old(raw: bytes, texts: list[str]) -> Contribution:
    """A contribution whose file was read, and looked through, before its words were marked."""
    contribution = sent(raw)
    version = current_version(contribution)
    document = version.documents.get()
    for page, text in zip(document.pages, texts, strict=True):
        page["text"] = text
    document.reader = 0
    document.save()
    version.screened_at, version.screened_for = timezone.now(), contribution.consent
    version.to_screen = False
    version.save()
    return contribution


OLD = {
    "word": (HIDDEN["docx"], [f"{SEEN}\n\n{WORDS}"], WORDS, Kind.HIDDEN),
    "slides": (HIDDEN["pptx"], [SEEN, WORDS], WORDS, Kind.HIDDEN),
    "column": (HIDDEN["xlsx, column"], [f"Sheet\n{SEEN}\t{WORDS}"], WORDS, Kind.HIDDEN),
    "comment": (COMMENTS["doc"], [f"{SEEN}\n\n{WORDS}"], WORDS, Kind.COMMENT),
    "file": (
        ATTACHED["pdf"],
        ["", f"annex.txt\n\n{WORDS}"],
        f"annex.txt\n\n{WORDS}",
        Kind.ATTACHED,
    ),
    "other": (HIDDEN["odt"], ["Read otherwise."], "Read otherwise.", Kind.HIDDEN),
}


@pytest.mark.parametrize("name", OLD)
def test_an_older_text_is_looked_through_before_it_is_published_and_stays_as_it_is(
    name: str,
) -> None:
    make, texts, words, kind = OLD[name]
    contribution = old(make(WORDS), texts)
    with pytest.raises(Refused):
        publish(contribution, by="an officer")
    version = current_version(contribution)
    assert [page["text"] for page in version.documents.get().pages] == texts
    assert [(each.finding.kind, each.words) for each in screened(version).findings] == [
        (kind, words)
    ]
    decide_kind(version, FindingKind(kind), CUT, by="an officer")
    publish(contribution, by="an officer")
    assert WORDS not in published()


def test_a_gap_in_an_older_text_of_no_known_language_is_named_in_that_of_its_sender() -> None:
    contribution = old(HIDDEN["rtf"](WORDS), [f"{SEEN}\n\n{WORDS}"])
    contribution.languages = ["ar"]
    contribution.save()
    version = current_version(contribution)
    version.documents.update(language="")
    screen(version, by="tests")
    assert [each.language for each in version.findings.all()] == ["ar"]


def test_an_older_text_of_a_file_that_hides_nothing_is_published() -> None:
    contribution = old(b"Just words.", ["Just words."])
    assert publish(contribution, by="an officer").shown is not None
    assert current_version(contribution).documents.get().reader == READER


def test_an_older_text_that_cannot_be_read_anew_is_looked_at_by_a_person() -> None:
    contribution = old(b"PK\x03\x04 broken", [])
    document = current_version(contribution).documents.get()
    document.pages = [{"number": 1, "text": WORDS}, {"number": 2, "text": "x", "how": "typed"}]
    document.save()
    with pytest.raises(Refused, match="passage chosen by hand"):
        publish(contribution, by="an officer")
    [found] = screened(current_version(contribution)).findings
    assert (found.finding.page, found.words) == (1, WORDS)


def test_older_texts_are_looked_through_in_the_background_once_the_release_is_there() -> None:
    contribution = old(HIDDEN["rtf"](WORDS), [f"{SEEN}\n\n{WORDS}"])
    other = sent(b"x")
    record_consent(other, consent=Consent.WITHHELD, reason="They wrote so.", by="tests")
    Version.objects.update(to_screen=False)
    migration = import_module("rapporteur.stages.contributions.migrations.0026_reader")
    migration.look_through_anew(apps, None)
    assert not current_version(other).to_screen
    screen_waiting()
    assert [each.kind for each in current_version(contribution).findings.all()] == [Kind.HIDDEN]

"""Before the public reads anything, a person has decided; what was cut is nowhere in public."""

import json
from io import BytesIO

import pytest
from django.urls import reverse

from rapporteur.base.models import AuditEntry
from rapporteur.base.originals.actions import keep
from rapporteur.base.originals.queries import read
from rapporteur.base.refusals import Refused
from rapporteur.core.screening.finding import Ground, Kind
from rapporteur.core.screening.redaction import gap
from rapporteur.stages.contributions.actions import (
    correct,
    cut_passage,
    decide_findings,
    decide_kind,
    publish,
    record_consent,
    screen,
)
from rapporteur.stages.contributions.choices import (
    FILE_NOTES,
    GROUNDS,
    Consent,
    FindingDecision,
    FindingKind,
    Part,
)
from rapporteur.stages.contributions.models import PublicCopy, PublicDocument
from rapporteur.stages.contributions.queries import current_version, public
from rapporteur.stages.contributions.queries.screening import counted_kinds, screened
from rapporteur.stages.contributions.rules import digest_of_copy
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Question
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_official
from tests.factories.scans import scan as scanned

pytestmark = pytest.mark.django_db
CUT, KEPT = FindingDecision.CUT, FindingDecision.KEPT
PHONE, MAIL = "+41 22 730 5111", "mary@example.org"
WORDS = f"Call {PHONE} or write to {MAIL}. We support it."


def made(**fields):
    consultation = fields.pop("consultation", None) or make_consultation()
    contribution = make_contribution(consultation, **{"text": WORDS, **fields})
    return contribution, current_version(contribution)


def found(version):
    return [
        (each.finding.kind, each.words, each.finding.decision)
        for each in screened(version).findings
    ]


# Looking through, and deciding


def test_every_text_that_may_become_public_is_looked_through():
    consultation = make_consultation()
    question = Question.objects.create(consultation=consultation, number=1, texts={"en": "Why?"})
    _contribution, version = made(
        consultation=consultation,
        title=f"Title {MAIL}",
        abstract="Abstract +1 212 963 1234",
        keywords=["spam", "a@example.org"],
        region="Region b@example.org",
        speaks_for="c@example.org",
        answers={question: "Answer d@example.org"},
        documents=[("d.txt", keep(b"Page one.\fPage e@example.org"))],
    )
    assert screen(version, by="tests") == 9
    assert [(each.finding.part, each.place, each.words) for each in screened(version).findings] == [
        (Part.TITLE, "title", MAIL),
        (Part.ABSTRACT, "abstract", "+1 212 963 1234"),
        (Part.KEYWORDS, "keywords", "a@example.org"),
        (Part.REGION, "region, as stated", "b@example.org"),
        (Part.SPEAKS_FOR, "on behalf of, as stated", "c@example.org"),
        (Part.ANSWER, "answer to question 1", "d@example.org"),
        (Part.TEXT, "text", PHONE),
        (Part.TEXT, "text", MAIL),
        (Part.PAGE, "d.txt, page 2", "e@example.org"),
    ]
    assert AuditEntry.objects.filter(act="contributions.screen_version").count() == 1


def test_looking_again_changes_nothing_and_keeps_decisions():
    _contribution, version = made()
    assert screen(version, by="tests") == 2
    decide_kind(version, FindingKind.EMAIL, KEPT, by="an officer")
    assert screen(version, by="tests") == 1
    assert found(version) == [("telephone", PHONE, ""), ("email", MAIL, "kept")]


def test_a_decision_has_a_name_and_a_time_and_can_be_changed():
    _contribution, version = made()
    screen(version, by="tests")
    first = version.findings.get(kind="telephone")
    assert decide_findings(version, [(first, CUT)], by="an officer") == 1
    assert decide_findings(version, [(first, CUT)], by="another") == 0
    first.refresh_from_db()
    assert (first.decided_by, first.decided_at is not None) == ("an officer", True)
    assert decide_findings(version, [(first, KEPT)], by="another") == 1
    first.refresh_from_db()
    assert (first.decision, first.decided_by) == ("kept", "another")
    trail = AuditEntry.objects.filter(act="contributions.decide_findings")
    assert [each.particulars["decisions"] for each in trail] == [
        [[first.pk, "telephone", "kept"]],
        [[first.pk, "telephone", "cut"]],
    ]


def test_words_chosen_by_hand_are_cut_wherever_they_stand():
    contribution, version = made(
        text="My doctor says so.\nMy  doctor says more.", title="My doctor"
    )
    assert cut_passage(version, words="My doctor", by="an officer") == 3
    publish(contribution, by="tests")
    assert contribution.shown.text == (
        f"{gap(Kind.PASSAGE)} says so.\n{gap(Kind.PASSAGE)} says more."
    )
    assert contribution.shown.title == gap(Kind.PASSAGE)
    assert contribution.shown.removed == {"passage": 3}


def test_a_gap_says_what_it_is_said_to_be():
    contribution, version = made(text="I am Mary.")
    cut_passage(version, words="Mary", kind=FindingKind.NAME, by="an officer")
    assert publish(contribution, by="tests").shown.text == f"I am {gap(Kind.NAME)}."


@pytest.mark.parametrize("words", ["", "  \n", "words that are not there", "x" * 20_001])
def test_what_does_not_stand_there_cannot_be_cut(words):
    _contribution, version = made()
    with pytest.raises(Refused, match="Nothing was cut"):
        cut_passage(version, words=words, by="tests")
    assert not version.findings.exists()


# Publishing


def test_what_is_undecided_is_not_published():
    contribution, version = made()
    with pytest.raises(Refused) as refusal:
        publish(contribution, by="tests")
    assert str(refusal.value) == (
        f"{contribution} was not published. 2 passages are not decided yet: e-mail address (1), "
        "telephone number (1). Keep or cut each on its page for screening."
    )
    assert version.findings.count() == 2  # looked through all the same
    assert not public(contribution.consultation).exists()


def test_the_public_reads_the_copy_and_the_original_stays_as_it_was():
    contribution, version = made()
    screen(version, by="tests")
    decide_kind(version, FindingKind.TELEPHONE, CUT, by="an officer")
    decide_kind(version, None, KEPT, by="an officer")
    publish(contribution, by="an officer")
    shown = contribution.shown
    assert shown.text == f"Call {gap(Kind.TELEPHONE)} or write to {MAIL}. We support it."
    assert shown.removed == {"telephone": 1}
    assert counted_kinds(shown.removed) == "telephone number (1)"
    assert shown.sha256 == digest_of_copy([shown.title, "", "", "", "", shown.text], [])
    version.refresh_from_db()
    assert version.text == WORDS


def test_a_decision_on_what_is_public_changes_what_is_public():
    contribution, version = made()
    screen(version, by="tests")
    decide_kind(version, None, KEPT, by="an officer")
    publish(contribution, by="an officer")
    before, at = contribution.shown.sha256, contribution.published_at
    decide_findings(version, [(version.findings.get(kind="email"), CUT)], by="an officer")
    contribution.refresh_from_db()
    assert MAIL not in contribution.shown.text
    assert contribution.shown.sha256 != before
    assert (contribution.published_at, PublicCopy.objects.count()) == (at, 1)


def test_a_correction_is_not_public_until_it_was_looked_through():
    contribution, _version = made(text="First words.")
    publish(contribution, by="tests")
    correct(contribution, text=f"Second words, {PHONE}.", title="New title", by="tests")
    contribution.refresh_from_db()
    assert (contribution.shown.text, contribution.shown_title) != ("Second words", "New title")
    with pytest.raises(Refused):
        publish(contribution, by="tests")
    decide_kind(current_version(contribution), None, CUT, by="an officer")
    publish(contribution, by="tests")
    assert contribution.shown.text == f"Second words, {gap(Kind.TELEPHONE)}."
    assert contribution.shown_title == "New title"
    assert [each.text for each in contribution.copies.all()] == [
        "First words.",
        contribution.shown.text,
    ]


def test_without_the_name_the_name_is_looked_for_in_the_words():
    text = "I, Ada Byron of the Analytical Society, say so. BYRON!"
    contribution, version = made(
        text=text,
        contributor="Ada Byron",
        organization="Analytical Society",
        consent=Consent.UNNAMED,
    )
    screen(version, by="tests")
    assert [words for _kind, words, _decision in found(version)] == [
        "Ada Byron",
        "Analytical Society",
        "BYRON",
    ]
    decide_kind(version, None, CUT, by="an officer")
    name = gap(Kind.NAME)
    assert (
        publish(contribution, by="tests").shown.text == f"I, {name} of the {name}, say so. {name}!"
    )


def test_who_takes_back_the_name_is_not_public_until_the_name_was_looked_for():
    contribution, version = made(text="I am Ada Byron.", contributor="Ada Byron")
    publish(contribution, by="tests")
    record_consent(contribution, consent=Consent.UNNAMED, reason="By letter.", by="tests")
    assert (contribution.published_at, contribution.shown) == (None, None)
    assert not PublicCopy.objects.exists()
    with pytest.raises(Refused, match=r"name that is not to be published \(1\)"):
        publish(contribution, by="tests")
    assert found(version) == [("name", "Ada Byron", "")]


# Files


def test_a_text_file_is_given_with_its_gaps_and_its_own_hash():
    raw = f"Call {PHONE}.".encode()
    contribution, version = made(text="", documents=[("letter.txt", keep(raw))])
    screen(version, by="tests")
    decide_kind(version, None, CUT, by="an officer")
    publish(contribution, by="tests")
    document = contribution.shown.documents.get()
    assert read(document.original).decode() == f"Call {gap(Kind.TELEPHONE)}."
    assert document.original_id != version.documents.get().original_id
    assert read(version.documents.get().original) == raw


def test_a_file_of_which_no_sure_copy_can_be_made_is_given_as_text():
    raw = b"{\\rtf1\\ansi Words.}"
    contribution, _version = made(text="", documents=[("letter.rtf", keep(raw))])
    document = publish(contribution, by="tests").shown.documents.get()
    assert (document.form, document.original) == ("text", None)
    assert document.note == FILE_NOTES["kind"]
    assert document.pages[0]["text"].strip() == "Words."


def test_a_name_of_a_file_that_holds_an_address_is_not_shown():
    contribution, _version = made(text="", documents=[(f"{MAIL}.txt", keep(b"Words."))])
    assert publish(contribution, by="tests").shown.documents.get().filename == ""


def test_a_picture_that_nobody_could_read_has_to_be_decided():
    file = BytesIO()
    scanned("en").save(file, "PNG")
    contribution, version = made(text="", documents=[("scan.png", keep(file.getvalue()))])
    with pytest.raises(Refused, match=r"file that nobody could look through \(1\)"):
        publish(contribution, by="tests")
    decide_kind(version, None, KEPT, by="an officer")
    document = publish(contribution, by="tests").shown.documents.get()
    assert (document.form, document.media_type) == ("stripped", "image/png")
    decide_findings(version, [(version.findings.get(), CUT)], by="an officer")
    document = PublicDocument.objects.get()
    assert (document.original, document.note) == (None, FILE_NOTES["unread"])


# Words


def test_what_core_says_has_its_translation():
    assert set(GROUNDS) == {str(ground) for ground in Ground}
    assert {str(kind) for kind in Kind} == set(FindingKind.values) - {"unread"}


# The page


def address(contribution, view="screening", *rest):
    return reverse(
        f"contributions:{view}",
        args=[contribution.consultation.slug, "W", contribution.number, *rest],
    )


def test_the_page_shows_each_finding_in_its_words_and_the_form_decides(client):
    contribution, version = made()
    client.force_login(make_official(contribution.consultation, Role.REGISTRAR))
    assert "Nobody has looked it through" in client.get(address(contribution)).content.decode()
    assert client.post(address(contribution), {"act": "look"}).status_code == 302
    page = client.get(address(contribution)).content.decode()
    assert f"Call <mark>{PHONE}</mark> or write to {MAIL}" in page
    assert "It is a valid telephone number in its international form." in page
    telephone = version.findings.get(kind="telephone")
    client.post(address(contribution), {f"finding-{telephone.pk}": "cut", "finding-x": "cut"})
    client.post(address(contribution), {"act": "kept:email"})
    assert found(version) == [("telephone", PHONE, "cut"), ("email", MAIL, "kept")]
    page = client.get(address(contribution)).content.decode()
    assert "Everything is decided" in page
    assert "[■ telephone number removed]" in page
    client.post(address(contribution, "act", "publish"))
    contribution.refresh_from_db()
    assert contribution.published_at is not None


def test_words_are_cut_by_form_and_what_does_not_stand_there_is_said(client):
    contribution, version = made()
    client.force_login(make_official(contribution.consultation, Role.REGISTRAR))
    sent = {"act": "passage", "words": "support it", "kind": "passage"}
    assert client.post(address(contribution), sent).status_code == 302
    assert (
        "[■ passage removed]"
        in {place: text for place, text, _language in screened(version).preview}["text"]
    )
    refused = client.post(address(contribution), {**sent, "words": "nothing of it"})
    assert refused.status_code == 422
    assert "These words do not stand in the contribution." in refused.content.decode()
    assert client.post(address(contribution), {**sent, "kind": "unread"}).status_code == 422


def test_officials_read_it_and_only_the_registrar_and_the_administrator_decide(client):
    contribution, version = made()
    screen(version, by="tests")
    consultation = contribution.consultation
    place = address(contribution)
    assert client.get(place).status_code == 302  # to sign in
    client.force_login(make_official(make_consultation(), Role.REGISTRAR))
    assert client.get(place).status_code == 404
    client.force_login(make_official(consultation, Role.ANALYST))
    page = client.get(place)
    assert page.status_code == 200
    assert 'name="act"' not in page.content.decode()
    assert client.post(place, {"act": "cut:"}).status_code == 403
    client.force_login(make_official(consultation, Role.ADMINISTRATOR))
    assert client.post(place, {"act": "cut:"}).status_code == 302
    assert not version.findings.filter(decision="").exists()


def test_publishing_in_one_go_says_what_waits_and_publishes_the_rest(client):
    consultation = make_consultation()
    waits, _version = made(consultation=consultation)
    ready, _version = made(consultation=consultation, text="Nothing personal.")
    client.force_login(make_official(consultation, Role.REGISTRAR))
    place = reverse("contributions:publish_many", args=[consultation.slug])
    page = client.post(place, {"chosen": [waits.pk, ready.pk]}, follow=True).content.decode()
    assert "1 contribution is public." in page
    assert f"{waits} was not published. 2 passages are not decided yet" in page
    assert "2 undecided" in page
    assert list(public(consultation)) == [ready]


def test_the_page_asks_the_database_as_often_for_many_findings_as_for_one(
    client, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    consultation = make_consultation()
    client.force_login(make_official(consultation, Role.REGISTRAR))
    few, version = made(consultation=consultation, text="a@example.org")
    screen(version, by="tests")
    many, version = made(consultation=consultation, text=" ".join(["a@example.org"] * 9))
    screen(version, by="tests")
    client.get(address(few))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(address(few))
    with django_assert_num_queries(len(asked)):
        client.get(address(many))


# Nothing of it leaks


def test_what_was_cut_stands_nowhere_in_public(client):
    consultation = make_consultation()
    document = keep(f"In a file: {PHONE}.".encode())
    contribution, version = made(
        consultation=consultation,
        title=f"Title {PHONE}",
        abstract=PHONE,
        keywords=[PHONE],
        region=PHONE,
        capacity="group",
        speaks_for=PHONE,
        documents=[("d.txt", document)],
    )
    screen(version, by="tests")
    decide_kind(version, None, CUT, by="an officer")
    publish(contribution, by="tests")
    args = [consultation.slug, "W", contribution.number]
    given = contribution.shown.documents.get()
    shown = {
        "record:contribution": args,
        "record:document": [*args, given.pk],
        "record:register": [consultation.slug],
        "record:register_csv": [consultation.slug],
        "record:register_json": [consultation.slug],
        "record:feed": [consultation.slug],
    }
    pages = {name: client.get(reverse(name, args=rest)).getvalue() for name, rest in shown.items()}
    api = f"/api/consultations/{consultation.slug}/contributions"
    pages["api"] = client.get(f"{api}/W-{contribution.number}").getvalue()
    pages["api list"] = client.get(api).getvalue()
    for name, page in pages.items():
        assert PHONE.encode() not in page, name
        assert b"730" not in page, name
    assert "[■ telephone number removed]" in pages["record:contribution"].decode()
    assert (
        "8 passages were removed before publication: telephone number (7), e-mail address (1)."
        in (
            pages["record:contribution"]
            .decode()
            .replace(
                "e-mail address (1), telephone number (7)",
                "telephone number (7), e-mail address (1)",
            )
        )
    )
    assert json.loads(pages["api"])["removed"] == {"telephone": 7, "email": 1}
    search = client.get(reverse("record:register", args=[consultation.slug]), {"q": "5111"})
    assert contribution.register_number not in search.content.decode()
    # The file as it was received is at no address: not under its own number either.
    for key in (version.documents.get().pk, given.pk + 1):
        if key != given.pk:
            place = reverse("record:document", args=[*args, key])
            assert client.get(place).status_code == 404

import csv
import io
import json
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.base.originals.actions import keep
from rapporteur.stages.contributions import actions as contributions
from rapporteur.stages.contributions.choices import Consent
from rapporteur.stages.contributions.models import Contribution, Document, PublicDocument
from rapporteur.stages.mandate import actions as mandate
from rapporteur.stages.mandate.choices import DeadlineKind, RequirementCheck, Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.meeting.models import Meeting
from rapporteur.stages.record.queries import Verdict, findings, timeline
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_official, make_user

pytestmark = pytest.mark.django_db

PAGES = [
    "overview",
    "register",
    "register_csv",
    "register_json",
    "feed",
    "statistics",
    "tally_csv",
    "tally_json",
    "compliance",
    "account",
    "data",
]


def read(client: Client, name: str, consultation: Consultation, *args: object, **asked: str) -> str:
    response = client.get(reverse(f"record:{name}", args=[consultation.slug, *args]), asked)
    assert response.status_code == 200, name
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return body.decode()


@pytest.mark.parametrize("name", PAGES)
def test_before_it_is_announced_only_its_officials_see_it(client: Client, name: str) -> None:
    consultation = make_consultation(announced=False)
    address = reverse(f"record:{name}", args=[consultation.slug])
    assert client.get(address).status_code == 404
    client.force_login(make_user("A stranger"))
    assert client.get(address).status_code == 404
    client.force_login(make_official(consultation, Role.ANALYST))
    assert client.get(address).status_code == 200


def test_the_desk_page_is_for_officials(client: Client) -> None:
    consultation = make_consultation()
    address = reverse("record:desk", args=[consultation.slug])
    assert client.get(address).status_code == 302
    client.force_login(make_user("A stranger"))
    assert client.get(address).status_code == 404
    client.force_login(make_official(consultation, Role.REGISTRAR))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_nothing_unpublished_leaks(client: Client, name: str) -> None:
    consultation = make_consultation()
    secret = {"contributor": "Zebedee Secret", "title": "Secret title", "text": "Secret words."}
    make_contribution(consultation, **secret)
    make_contribution(consultation, **secret, consent=Consent.WITHHELD)
    voided = make_contribution(consultation, **secret, published=True)
    contributions.void(voided, reason="Secret reason.", by="tests")
    assert "Secret" not in read(client, name, consultation)


def test_an_unpublished_contribution_has_no_page_not_even_for_those_who_know_its_number(
    client: Client,
) -> None:
    consultation = make_consultation()
    hidden = make_contribution(consultation)
    address = reverse("record:contribution", args=[consultation.slug, "W", hidden.number])
    assert client.get(address).status_code == 404
    assert (
        client.get(f"/api/consultations/{consultation.slug}/contributions/W-1").status_code == 404
    )
    contributions.publish(hidden, by="tests")
    assert client.get(address).status_code == 200
    assert (
        client.get(f"/api/consultations/{consultation.slug}/contributions/W-1").status_code == 200
    )


def make_with_file(consultation: Consultation, consent: Consent) -> tuple[Contribution, Document]:
    made = make_contribution(
        consultation,
        contributor="Zebedee",
        consent=consent,
        documents=[("zebedee.txt", keep(b"Words in a file."))],
        published=True,
    )
    return made, Document.objects.get(version__contribution=made)


def test_a_date_that_was_extended_says_so_on_the_timeline(client: Client) -> None:
    consultation = make_consultation(preferred=None)
    for stated, reason in ((date(2100, 1, 10), ""), (date(2100, 1, 20), "Asked for")):
        mandate.announce_deadline(
            consultation, kind=DeadlineKind.PREFERRED, stated=stated, reason=reason, by="tests"
        )
    said = [each.text for each in timeline(consultation) if each.when.year == 2100]
    assert said[:2] == ["It was extended since.", "Asked for"]


def test_what_was_public_and_is_withdrawn_says_so_and_nothing_else(client: Client) -> None:
    consultation = make_consultation()
    public = make_contribution(consultation, title="Zebedee", text="Zebedee.", published=True)
    hidden = make_contribution(consultation)
    for each in (public, hidden):
        contributions.withdraw(each, by="tests")
    gone, never = (
        client.get(reverse("record:contribution", args=[consultation.slug, "W", each.number]))
        for each in (public, hidden)
    )
    assert (gone.status_code, never.status_code) == (410, 404)
    assert "Its contributor has withdrawn it" in gone.content.decode()
    assert "Zebedee" not in gone.content.decode()
    assert public.contributor not in gone.content.decode()


def test_the_file_of_a_named_contribution_is_a_copy_to_be_saved(client: Client) -> None:
    consultation = make_consultation()
    made, document = make_with_file(consultation, Consent.NAMED)
    copy = PublicDocument.objects.get(document=document)
    address = reverse("record:document", args=[consultation.slug, "W", made.number, copy.pk])
    response = client.get(address)
    assert response.getvalue() == b"Words in a file."
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Content-Disposition"] == 'attachment; filename="zebedee.txt"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_without_the_name_neither_name_nor_file_nor_its_name_is_shown(client: Client) -> None:
    consultation = make_consultation()
    made, document = make_with_file(consultation, Consent.UNNAMED)
    page = read(client, "contribution", consultation, "W", made.number)
    assert "Words in a file." in page
    assert "ebedee" not in page
    assert document.original_id not in page
    address = reverse("record:document", args=[consultation.slug, "W", made.number, document.pk])
    assert client.get(address).status_code == 404


def test_a_whole_email_is_never_public_for_its_head_holds_addresses(client: Client) -> None:
    consultation = make_consultation()
    raw = b"From: ada@example.org\nSubject: Our words\n\nWe support it."
    made = make_contribution(
        consultation, documents=[("message.eml", keep(raw))], text="", published=True
    )
    document = Document.objects.get(version__contribution=made)
    page = read(client, "contribution", consultation, "W", made.number)
    assert "We support it." in page
    assert "ada@example.org" not in page
    address = reverse("record:document", args=[consultation.slug, "W", made.number, document.pk])
    assert client.get(address).status_code == 404


def test_a_file_is_reached_only_through_its_own_contribution(client: Client) -> None:
    consultation = make_consultation()
    _hidden, document = make_with_file(consultation, Consent.UNNAMED)
    other, _own = make_with_file(consultation, Consent.NAMED)
    address = reverse("record:document", args=[consultation.slug, "W", other.number, document.pk])
    assert client.get(address).status_code == 404


def test_what_people_write_is_shown_as_text(client: Client) -> None:
    consultation = make_consultation()
    words = "<script>alert(1)</script>"
    made = make_contribution(consultation, title=words, text=words, published=True)
    for page in (
        read(client, "contribution", consultation, "W", made.number),
        read(client, "register", consultation, q="alert"),
        read(client, "feed", consultation),
    ):
        assert words not in page
        assert "&lt;script&gt;alert(1)" in page


def test_the_register_says_what_it_filtered_and_pages_keep_it(client: Client) -> None:
    consultation = make_consultation()
    for number in range(30):
        make_contribution(consultation, text=f"Zebra {number}.", published=True)
    make_contribution(consultation, text="A lion.", published=True)
    page = read(client, "register", consultation, q="zebra", mode="written")
    assert "in which “zebra” stands, of the kind “Written comments”: 30." in page
    assert "?q=zebra&amp;mode=written&amp;page=2" in page
    rows = list(csv.DictReader(io.StringIO(read(client, "register_csv", consultation, q="lion"))))
    assert [row["title"] for row in rows] == [Contribution.objects.latest("pk").title]
    assert json.loads(read(client, "register_json", consultation, q="zebra"))["count"] == 30


def test_a_formula_in_a_title_stays_a_text_in_the_spreadsheet(client: Client) -> None:
    consultation = make_consultation()
    make_contribution(consultation, title="=HYPERLINK(1)", published=True)
    (row,) = csv.DictReader(io.StringIO(read(client, "register_csv", consultation)))
    assert row["title"] == "'=HYPERLINK(1)"


def test_unknown_filters_are_taken_as_not_asked(client: Client) -> None:
    consultation = make_consultation()
    make_contribution(consultation, title="Here", published=True)
    page = read(
        client, "register", consultation, mode="x", group="y", language="zz", page="no number"
    )
    assert "Here" in page


def test_the_language_filter_finds_what_is_in_that_language(client: Client) -> None:
    consultation = make_consultation()
    make_contribution(consultation, title="Une langue", languages=["fr"], published=True)
    make_contribution(consultation, title="Otra lengua", languages=["es"], published=True)
    page = read(client, "register", consultation, language="fr")
    assert ("Une langue" in page, "Otra lengua" in page) == (True, False)


@pytest.mark.parametrize("name", ["overview", "register", "statistics", "account", "register_csv"])
def test_pages_ask_no_more_of_the_database_when_their_lists_grow(client: Client, name: str) -> None:
    counts = []
    for rows in (1, 3):
        consultation = make_consultation()
        for _turn in range(rows):
            make_contribution(consultation, languages=["en"], published=True)
        with CaptureQueriesContext(connection) as captured:
            read(client, name, consultation)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_api_is_described_and_gives_what_the_pages_give(client: Client) -> None:
    consultation = make_consultation()
    make_contribution(consultation, title="Shown", published=True)
    make_contribution(consultation, title="Hidden")
    make_consultation(announced=False, slug="not-yet")
    described = client.get("/api/openapi.json").json()
    assert "/api/consultations/{slug}/contributions" in described["paths"]
    assert [each["slug"] for each in client.get("/api/consultations").json()] == [consultation.slug]
    found = client.get(f"/api/consultations/{consultation.slug}/contributions").json()
    assert ([each["title"] for each in found["items"]], found["count"]) == (["Shown"], 1)
    assert client.get("/api/consultations/not-yet/contributions").status_code == 404
    account = client.get(f"/api/consultations/{consultation.slug}/account").json()
    assert account.pop("at")
    assert account == {
        "leaves": 0,
        "received": 2,
        "registered": 2,
        "set_aside": 0,
        "undecided": 0,
        "counted": 2,
    }
    assert client.get(f"/api/consultations/{consultation.slug}/tally").json()["total"] == 2


def demand(consultation: Consultation, check: RequirementCheck, **fields: object) -> str:
    mandate.add_requirement(
        consultation,
        texts={"en": "x"},
        check_by=check,
        by="tests",
        **fields,
    )
    return list(findings(consultation))[-1].verdict


def test_a_demand_for_a_date_is_met_missed_or_pending() -> None:
    consultation = make_consultation()
    check, limit = RequirementCheck.HELD_BEFORE, date(2010, 12, 31)
    assert demand(consultation, check, by_date=limit) == Verdict.NOT_MET
    assert demand(consultation, check, by_date=date(2090, 1, 1)) == Verdict.PENDING
    Meeting.objects.create(
        consultation=consultation, starts_on=date(2010, 12, 14), ends_on=date(2010, 12, 14)
    )
    assert demand(consultation, check, by_date=limit) == Verdict.MET
    assert demand(consultation, check, by_date=date(2010, 12, 13)) == Verdict.NOT_MET


def test_what_is_qualitative_is_shown_and_never_declared_met() -> None:
    assert demand(make_consultation(), RequirementCheck.QUALITATIVE) == Verdict.SHOWN

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.stages.contributions.choices import Consent
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report import actions, queries
from tests.factories.analysis import make_codebook, make_coding
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_official, make_user
from tests.factories.report import (
    draft_of,
    make_cleared_report,
    make_issued_report,
    make_report,
    write,
)

pytestmark = pytest.mark.django_db

READ = ["desk", "draft", "masthead", "cut_off", "revisions", "coverage", "clearance"]
DRAFTERS = {
    "draft": 422,
    "masthead": 422,
    "cut_off": 422,
    "submit": 404,
    "take_mend": 404,
    "desk": 409,
}
CLEARERS = {"clearance": 422, "clear": 404, "issue": 409}


def at(name: str, consultation: Consultation, *rest: object) -> str:
    return reverse(f"report:{name}", args=[consultation.slug, *rest])


def page(client: Client, name: str, consultation: Consultation, *rest: object) -> str:
    return client.get(at(name, consultation, *rest)).content.decode()


@pytest.mark.parametrize("name", READ)
def test_who_may_read_a_page_of_the_desk(client: Client, name: str) -> None:
    consultation = make_consultation()
    make_report(consultation)
    address = at(name, consultation)
    assert client.get(address).status_code == 302
    people = {200: make_official(consultation, Role.REGISTRAR), 404: make_user("A stranger")}
    for status, person in people.items():
        client.force_login(person)
        assert client.get(address).status_code == status


@pytest.mark.parametrize(
    ("name", "right", "wrong", "status"),
    [
        *((name, Role.DRAFTER, Role.CLEARING, status) for name, status in DRAFTERS.items()),
        *((name, Role.CLEARING, Role.DRAFTER, status) for name, status in CLEARERS.items()),
    ],
)
def test_who_may_send_a_form_of_the_desk(
    client: Client, name: str, right: Role, wrong: Role, status: int
) -> None:
    consultation = make_consultation()
    make_report(consultation)
    address = at(name, consultation)
    assert client.post(address).status_code == 302
    for person, expected in (
        (make_official(consultation, right), status),
        (make_official(consultation, wrong), 403),
        (make_user("A stranger"), 404),
    ):
        client.force_login(person)
        assert client.post(address).status_code == expected


@pytest.mark.parametrize("name", ["revision", "consider", "desk_file"])
def test_who_may_see_one_thing(client: Client, name: str) -> None:
    consultation = make_consultation()
    make_contribution(consultation)
    make_report(consultation)
    rest: dict[str, list[object]] = {"revision": [1], "consider": ["W", 1], "desk_file": ["txt"]}
    address = at(name, consultation, *rest[name])
    assert client.get(address).status_code == 302
    client.force_login(make_official(consultation, Role.REGISTRAR))
    assert client.get(address).status_code == 200
    assert client.post(address).status_code in (403, 405)
    client.force_login(make_user("A stranger"))
    assert client.get(address).status_code == 404


def test_before_a_report_is_begun_the_desk_says_how(client: Client) -> None:
    consultation = make_consultation()
    client.force_login(make_official(consultation, Role.REGISTRAR))
    assert "A drafter of this consultation begins it." in page(client, "desk", consultation)
    assert client.get(at("draft", consultation)).status_code == 409
    client.force_login(make_official(consultation, Role.DRAFTER))
    assert client.post(at("desk", consultation), {"language": "xx"}).status_code == 422
    sent = client.post(at("desk", consultation), {"language": "fr"})
    assert sent.headers["Location"] == at("draft", consultation)
    report = queries.report_of(consultation)
    assert report is not None
    assert report.language == "fr"


def test_two_persons_carry_a_report_from_the_draft_to_its_issue(client: Client) -> None:
    consultation = make_consultation()
    first, second = (make_contribution(consultation, published=True) for _ in range(2))
    drafter = make_official(consultation, Role.DRAFTER)
    clearing = make_official(consultation, Role.CLEARING)
    client.force_login(drafter)

    def send(name: str, *rest: object, **fields: object) -> None:
        sent = client.post(at(name, consultation, *rest), fields)
        assert sent.status_code == 302, sent.content.decode()

    send("desk", language="en")
    send("masthead", titles_en="The report", symbol="A/80/77", bodies="General Assembly")
    report = queries.report_of(consultation)
    assert report is not None
    words = f"# Views\n\nMost said so [[{first}]].\n\n{draft_of(report)}"
    send("draft", text=words, based_on=1)
    send("consider", "W", second.number, reason="It is on floods.")
    send("submit", revision=2)
    client.force_login(clearing)
    assert "Clear revision 2" in page(client, "clearance", consultation)
    send("clear", revision=2)
    assert "nothing hinders the issue" in page(client, "desk", consultation)
    send("issue")
    client.logout()
    shown = page(client, "public", consultation)
    for expected in ("A/80/77", "The report", "General Assembly", "Most said so"):
        assert expected in shown
    assert "Draft —" not in shown
    considered = page(client, "considered", consultation)
    assert "It is on floods." in considered


def test_a_preview_saves_nothing(client: Client) -> None:
    consultation = make_consultation()
    report = make_report(consultation)
    client.force_login(make_official(consultation, Role.DRAFTER))
    fields = {"text": "# Views\n\nIt is {{ total }}.", "based_on": 1, "preview": "1"}
    sent = client.post(at("draft", consultation), fields)
    assert sent.status_code == 200
    assert "It is zero." in sent.content.decode()
    assert report.revisions.count() == 1


def test_a_draft_that_is_refused_stays_in_the_field_with_its_lines(client: Client) -> None:
    consultation = make_consultation()
    report = make_report(consultation)
    client.force_login(make_official(consultation, Role.DRAFTER))
    fields = {"text": "# Views\n\nIt is {{ guess }} <b>.\n\n#", "based_on": 1}
    sent = client.post(at("draft", consultation), fields)
    words = sent.content.decode()
    assert sent.status_code == 422
    for expected in (
        "Line 3, paragraph 1: There is no figure “guess”.",
        "Line 5: A heading has no words.",
        "It is {{ guess }} &lt;b&gt;.",
    ):
        assert expected in words
    assert "<b>." not in words
    assert report.revisions.count() == 1


def test_a_revision_saved_meanwhile_is_not_cleared_unread(client: Client) -> None:
    consultation = make_consultation()
    report = make_cleared_report(consultation)
    revision = write(report, "More.", by=make_user())
    actions.submit(revision, by=make_user())
    client.force_login(make_official(consultation, Role.CLEARING))
    assert client.post(at("clear", consultation), {"revision": 2}).status_code == 409
    assert client.post(at("clear", consultation), {"revision": 3}).status_code == 302


def test_no_one_outside_sees_a_draft(client: Client) -> None:
    consultation = make_consultation()
    make_cleared_report(consultation, "A secret view.")
    shown = client.get(at("public", consultation))
    assert shown.status_code == 200
    assert "A secret view." not in shown.content.decode()
    assert "The report is not issued yet" in shown.content.decode()
    for name, rest in (("considered", []), ("evidence", []), ("file", ["html"])):
        assert client.get(at(name, consultation, *rest)).status_code == 404


def test_nothing_unpublished_shows_on_the_public_pages(client: Client) -> None:
    consultation = make_consultation()
    theme = make_codebook(consultation).themes.get(key="spam")
    hidden = make_contribution(
        consultation, contributor="Hidden One", title="Hidden title", text="Hidden words.",
        consent=Consent.WITHHELD,
    )  # fmt: skip
    seen = make_contribution(
        consultation, contributor="Seen One", text="Seen words.", published=True
    )
    passages = [make_coding(each, theme).passage.pk for each in (hidden, seen)]
    cited = ", ".join(f"p{pk}" for pk in passages)
    make_issued_report(consultation, f"Most said so [[{cited}]].")
    asked = ",".join(f"p{pk}" for pk in [*passages, 999])
    shown = (
        page(client, "public", consultation)
        + page(client, "considered", consultation)
        + client.get(at("evidence", consultation), {"of": asked}).content.decode()
        + client.get(at("file", consultation, "html")).content.decode()
        + client.get(at("file", consultation, "json")).content.decode()
    )
    for expected in (str(hidden), "Seen One", "Seen words.", "This contribution is not published."):
        assert expected in shown
    assert "Hidden" not in shown


def test_a_cited_contribution_is_one_step_away(client: Client) -> None:
    consultation = make_consultation()
    entry = make_contribution(consultation, published=True)
    make_issued_report(consultation, f"So [[{entry}]].")
    address = reverse("record:contribution", args=[consultation.slug, "W", entry.number])
    assert f'href="{address}"' in page(client, "public", consultation)


@pytest.mark.parametrize("kind", ["html", "pdf", "docx", "epub", "txt", "json"])
def test_an_issued_report_is_a_file(client: Client, kind: str) -> None:
    consultation = make_consultation()
    make_issued_report(consultation)
    sent = client.get(at("file", consultation, kind))
    assert sent.status_code == 200
    assert sent.headers["Content-Disposition"] == f'attachment; filename="A-80-77.{kind}"'
    assert client.get(at("file", consultation, "exe")).status_code == 404


def _contributions(consultation: Consultation, many: int) -> list[Contribution]:
    return [make_contribution(consultation, published=True) for _ in range(many)]


@pytest.mark.parametrize("name", ["desk", "draft", "coverage", "revisions", "clearance"])
def test_pages_of_the_desk_ask_no_more_when_their_lists_grow(client: Client, name: str) -> None:
    counts = []
    for many in (1, 3):
        consultation = make_consultation()
        report = make_report(consultation)
        officer = make_official(consultation, Role.ADMINISTRATOR)
        for entry in _contributions(consultation, many):
            write(report, f"So [[{entry}]].", by=officer)
            make_contribution(consultation)
            actions.consider(report, entry, reason="x", by=officer)
        client.force_login(officer)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(at(name, consultation)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", ["public", "considered"])
def test_public_pages_ask_no_more_when_their_lists_grow(client: Client, name: str) -> None:
    counts = []
    for many in (1, 3):
        consultation = make_consultation()
        entries = _contributions(consultation, many)
        _contributions(consultation, many)
        make_issued_report(consultation, " ".join(f"So [[{entry}]]." for entry in entries))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(at(name, consultation)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_pages_stand_in_arabic(client: Client) -> None:
    consultation = make_consultation()
    make_issued_report(consultation)
    client.force_login(make_official(consultation, Role.DRAFTER))
    addresses = [at(name, consultation) for name in ("desk", "public", "considered", "revisions")]
    for address in addresses:
        shown = client.get(f"/ar{address}")
        assert shown.status_code == 200
        assert 'dir="rtl"' in shown.content.decode()


def test_a_drafter_takes_the_mend_of_an_editorial_finding(client: Client) -> None:
    consultation = make_consultation()
    report = make_report(consultation)
    write(report, "All member states of the *UN* spoke.")
    client.force_login(make_official(consultation, Role.DRAFTER))
    shown = page(client, "draft", consultation)
    assert "What an editor would say" in shown
    assert "<del>member states</del> <ins>Member States</ins>" in shown
    tree = queries.tree_of(queries.last_revision(report))
    key = next(
        remark.finding.key
        for remark in queries.editing(tree, tree).remarks
        if remark.words == "member states"
    )
    sent = client.post(at("take_mend", consultation), {"finding": key, "based_on": 2})
    assert sent.status_code == 302
    assert "All Member States of the *UN* spoke." in draft_of(report)
    for based_on, finding in ((2, key), (3, key), (3, "spelling-0-0-4")):
        again = client.post(
            at("take_mend", consultation), {"finding": finding, "based_on": based_on}
        )
        assert again.status_code == 409
    assert queries.last_revision(report).number == 3


def test_who_only_reads_sees_the_findings_without_a_button(client: Client) -> None:
    consultation = make_consultation()
    write(make_report(consultation), "All member states spoke.")
    client.force_login(make_official(consultation, Role.REGISTRAR))
    shown = page(client, "draft", consultation)
    assert "<ins>Member States</ins>" in shown
    assert "Take this mend" not in shown


def test_a_preview_is_looked_over_without_a_button(client: Client) -> None:
    consultation = make_consultation()
    report = make_report(consultation)
    client.force_login(make_official(consultation, Role.DRAFTER))
    fields = {
        "text": f"# A\n\nThe labor was 5%.\n\n{draft_of(report)}",
        "based_on": 1,
        "preview": 1,
    }
    shown = client.post(at("draft", consultation), fields).content.decode()
    assert "<ins>5 per cent</ins>" in shown
    assert "Take this mend" not in shown

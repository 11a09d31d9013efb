"""A Word file of the report goes out, is edited, comes back, and is taken over change by change."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.refusals import Refused
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report import actions, exports, queries
from rapporteur.stages.report.models import EditedFile, Report
from tests.core.document.docx.edits import Edited
from tests.factories.mandate import make_consultation, make_official, make_user
from tests.factories.report import draft_of, make_issued_report, make_report, write

pytestmark = pytest.mark.django_db


def drafted() -> tuple[Consultation, Report]:
    consultation = make_consultation()
    report = make_report(consultation)
    write(report, "Many found it useful, and {{ total }} came in.[^1]\n\n[^1]: See the register.")
    return consultation, report


def edited_of(report: Report) -> Edited:
    return Edited(exports.render(report, "docx", now=timezone.now()))


def brought(report: Report, edited: Edited) -> EditedFile:
    return actions.bring_edited(
        report,
        content=edited.saved(),
        filename="edited.docx",
        number=queries.last_revision(report).number,
        by=make_official(report.consultation, Role.CLEARING),
    )


def test_an_unedited_file_changes_nothing() -> None:
    _consultation, report = drafted()

    assert queries.proposed(brought(report, edited_of(report))).changes == ()


def test_what_is_accepted_becomes_a_revision_and_figures_stay_computed() -> None:
    _consultation, report = drafted()
    edited = edited_of(report)
    edited.tracked("Many found it useful", "Most found it useful")
    edited.reword("See the register.", "See the public register.")
    held = brought(report, edited)
    words, note = queries.proposed(held).changes
    before = queries.last_revision(report).number
    saved = actions.take_edits(held, accepted=[words.id], by=make_user("D"))

    assert saved.number == before + 1
    draft = draft_of(report)
    assert "Most found it useful, and {{ total }} came in." in draft
    assert "See the register." in draft
    held.refresh_from_db()
    assert held.accepted == [words.id]
    assert note.id not in held.accepted
    with pytest.raises(Refused, match="decided before"):
        actions.take_edits(held, accepted=[note.id], by=make_user("E"))


def test_with_nothing_accepted_nothing_is_saved() -> None:
    _consultation, report = drafted()
    edited = edited_of(report)
    edited.reword("Many", "Most")
    held = brought(report, edited)
    before = queries.last_revision(report).number

    assert actions.take_edits(held, accepted=[], by=make_user("D")).number == before


def test_a_change_of_words_that_were_drafted_anew_is_refused() -> None:
    _consultation, report = drafted()
    edited = edited_of(report)
    edited.reword("Many found", "Most found")
    held = brought(report, edited)
    [change] = queries.proposed(held).changes
    anew = draft_of(report).replace("Many found", "Several found")
    actions.save_revision(report, text=anew, by="tests")

    with pytest.raises(Refused, match="stand no more"):
        actions.take_edits(held, accepted=[change.id], by=make_user("D"))


@pytest.mark.parametrize("content", [b"", b"words", b"PK\x03\x04 broken"])
def test_what_is_no_word_file_is_not_taken(content: bytes) -> None:
    _consultation, report = drafted()

    with pytest.raises(Refused, match="The file was not taken"):
        actions.bring_edited(
            report, content=content, filename="x.docx", number=1, by=make_user("C")
        )


def test_an_issued_report_takes_no_file() -> None:
    report = make_issued_report(make_consultation())

    with pytest.raises(Refused, match="what is issued does not change"):
        actions.bring_edited(report, content=b"", filename="x", number=1, by=make_user("C"))


def test_the_pages_from_bringing_to_taking_over(client: Client) -> None:
    consultation, report = drafted()
    edited = edited_of(report)
    edited.tracked("Many found", "Most <b>found</b>")
    officer = make_official(consultation, Role.CLEARING)
    client.force_login(officer)
    number = queries.last_revision(report).number
    upload = SimpleUploadedFile("report <i>.docx", edited.saved())
    sent = client.post(
        reverse("report:edited", args=[consultation.slug]), {"word_file": upload, "number": number}
    )
    [held] = queries.edited_files(report)
    address = reverse("report:edited_file", args=[consultation.slug, held.pk])
    assert sent.headers["Location"] == address
    page = client.get(address).content.decode()
    assert "A. Officer" in page
    assert "<b>found" not in page
    assert 'type="checkbox"' not in page  # a clearing officer proposes, the drafter decides

    client.force_login(make_official(consultation, Role.DRAFTER))
    assert 'type="checkbox"' in client.get(address).content.decode()
    [change] = queries.proposed(held).changes
    taking = reverse("report:take_edits", args=[consultation.slug, held.pk])
    assert client.post(taking, {"accept": [change.id]}).status_code == 302
    assert "Most <b>found</b> it useful" in draft_of(report)
    assert "Accepted" in client.get(address).content.decode()


def test_a_file_that_is_none_is_refused_on_the_form(client: Client) -> None:
    consultation, _report = drafted()
    client.force_login(make_official(consultation, Role.DRAFTER))
    sent = client.post(
        reverse("report:edited", args=[consultation.slug]),
        {"word_file": SimpleUploadedFile("x.docx", b"no"), "number": 1},
    )

    assert sent.status_code == 422
    assert "no Word file" in sent.content.decode()


def test_who_may_see_and_send(client: Client) -> None:
    consultation, report = drafted()
    edited = edited_of(report)
    edited.reword("Many found", "Most found")
    held = brought(report, edited)
    bringing = reverse("report:edited", args=[consultation.slug])
    seeing = reverse("report:edited_file", args=[consultation.slug, held.pk])
    taking = reverse("report:take_edits", args=[consultation.slug, held.pk])
    assert client.get(seeing).status_code == client.post(taking).status_code == 302
    for person, expected in (
        (make_official(consultation, Role.DRAFTER), (200, 422)),
        (make_official(consultation, Role.CLEARING), (200, 422)),
        (make_official(consultation, Role.REGISTRAR), (200, 403)),
        (make_user("A stranger"), (404, 404)),
    ):
        client.force_login(person)
        found = client.get(seeing).status_code, client.post(bringing).status_code
        assert found == expected
    for role in (Role.CLEARING, Role.REGISTRAR):
        client.force_login(make_official(consultation, role))
        assert client.post(taking).status_code == 403
    client.force_login(make_user("Another stranger"))
    assert client.post(taking).status_code == 404


def test_a_file_of_another_report_is_not_shown(client: Client) -> None:
    _consultation, report = drafted()
    held = brought(report, edited_of(report))
    other = make_consultation()
    make_report(other)
    client.force_login(make_official(other, Role.DRAFTER))

    address = reverse("report:edited_file", args=[other.slug, held.pk])
    assert client.get(address).status_code == 404

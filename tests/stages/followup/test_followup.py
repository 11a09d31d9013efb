from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.base.refusals import Refused
from rapporteur.stages.followup import actions, queries
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report.models import Report
from tests.factories.mandate import make_consultation, make_official, make_user

pytestmark = pytest.mark.django_db


def make_issued_report(consultation: Consultation) -> Report:
    return Report.objects.create(
        consultation=consultation,
        titles={"en": "The report"},
        issued_at=datetime(2031, 5, 4, tzinfo=UTC),
        issued_by=make_user(),
    )


def test_a_report_that_is_not_issued_goes_nowhere() -> None:
    report = Report.objects.create(consultation=make_consultation(), titles={"en": "A draft"})
    with pytest.raises(Refused, match="not issued yet"):
        actions.note_transmission(report, body="Council", by="tests")
    assert list(queries.transmissions(report.consultation)) == []


def test_the_way_leads_through_the_council_to_the_assembly() -> None:
    report = make_issued_report(make_consultation())
    council = {"body": "Economic and Social Council", "session": "2031", "by": "tests"}
    actions.note_transmission(report, **council)
    actions.note_transmission(report, body="General Assembly", by="tests")
    assert queries.is_transmitted(report.consultation) is False
    actions.note_transmission(report, **council, transmitted_on=date(2031, 7, 4))
    actions.note_transmission(
        report, body="General Assembly", transmitted_on=date(2031, 9, 13), by="tests"
    )
    way = queries.transmissions(report.consultation)
    assert [(each.order, each.body, each.transmitted_on) for each in way] == [
        (1, "Economic and Social Council", date(2031, 7, 4)),
        (2, "General Assembly", date(2031, 9, 13)),
    ]
    assert queries.is_transmitted(report.consultation) is True


def test_a_body_is_not_reached_before_the_one_before_it() -> None:
    report = make_issued_report(make_consultation())
    actions.note_transmission(report, body="Council", transmitted_on=date(2031, 7, 4), by="tests")
    with pytest.raises(Refused, match="the body before"):
        actions.note_transmission(
            report, body="Assembly", transmitted_on=date(2031, 7, 3), by="tests"
        )


@pytest.mark.parametrize("name", ["transmission", "action"])
def test_the_drafter_writes_others_read_strangers_find_nothing(client: Client, name: str) -> None:
    consultation = make_consultation()
    make_issued_report(consultation)
    address = reverse(f"followup:{name}", args=[consultation.slug])
    assert client.get(address).status_code == 302
    for person, reading, writing in (
        (make_official(consultation, Role.DRAFTER), 200, 422),
        (make_official(consultation, Role.REGISTRAR), 200, 403),
        (make_user("A stranger"), 404, 404),
    ):
        client.force_login(person)
        assert (client.get(address).status_code, client.post(address).status_code) == (
            reading,
            writing,
        )


def test_what_is_noted_at_the_desk_is_public(client: Client) -> None:
    consultation = make_consultation()
    report = make_issued_report(consultation)
    client.force_login(make_official(consultation, Role.DRAFTER))
    for name, fields in (
        (
            "transmission",
            {"report": report.pk, "body": "The Council", "transmitted_on": "2031-07-04"},
        ),
        ("action", {"text": "Took note of the report.", "taken_on": "2031-12-20"}),
    ):
        sent = client.post(reverse(f"followup:{name}", args=[consultation.slug]), fields)
        assert sent.status_code == 302
    client.logout()
    page = client.get(reverse("followup:public", args=[consultation.slug])).content.decode()
    for shown in ("The Council", "4 July 2031", "Took note of the report."):
        assert shown in page


@pytest.mark.parametrize("name", ["desk", "public"])
def test_pages_ask_no_more_of_the_database_when_their_lists_grow(client: Client, name: str) -> None:
    counts = []
    for rows in (1, 3):
        consultation = make_consultation()
        report = make_issued_report(consultation)
        for number in range(rows):
            actions.note_transmission(report, body=f"Body {number}", by="tests")
            actions.note_action(consultation, text="Noted.", by="tests")
        client.force_login(make_official(consultation, Role.DRAFTER))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(f"followup:{name}", args=[consultation.slug]))
        counts.append(len(captured))
    assert counts[0] == counts[1]

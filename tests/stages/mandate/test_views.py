from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.stages.mandate import actions
from rapporteur.stages.mandate.choices import ChannelKind, InstrumentKind, RelationKind, Role
from rapporteur.stages.mandate.models import Consultation
from tests.factories.mandate import make_consultation, make_official, make_user

pytestmark = pytest.mark.django_db

READ = ["desk", "officials", "trail"]
WRITE = [
    "describe",
    "new_deadline",
    "new_channel",
    "new_question",
    "new_requirement",
    "new_instrument",
    "new_relation",
]


@pytest.mark.parametrize("name", READ + WRITE)
def test_who_may_read_a_page_of_the_desk(client: Client, name: str) -> None:
    consultation = make_consultation()
    address = reverse(f"mandate:{name}", args=[consultation.slug])
    assert client.get(address).status_code == 302  # nobody: to the sign-in page
    people = {
        200: make_official(consultation, Role.ANALYST),
        404: make_user("A stranger"),
    }
    for status, person in people.items():
        client.force_login(person)
        assert client.get(address).status_code == status


@pytest.mark.parametrize("name", [*WRITE, "officials", "announce"])
def test_only_the_administrator_writes(client: Client, name: str) -> None:
    consultation = make_consultation()
    address = reverse(f"mandate:{name}", args=[consultation.slug])
    client.force_login(make_official(consultation, Role.REGISTRAR))
    refused = client.post(address)
    assert refused.status_code == 403
    assert "This is for the administrator of this consultation" in refused.content.decode()
    client.force_login(make_user("A stranger"))
    assert client.post(address).status_code == 404
    client.force_login(make_official(consultation, Role.ADMINISTRATOR))
    assert client.post(address).status_code in (302, 422)


def test_a_consultation_that_is_not_announced_is_seen_by_its_officials_alone(
    client: Client,
) -> None:
    consultation = make_consultation(announced=False)
    address = reverse("mandate:public", args=[consultation.slug])
    assert client.get(address).status_code == 404
    client.force_login(make_user("A stranger"))
    assert client.get(address).status_code == 404
    client.force_login(make_official(consultation, Role.DRAFTER))
    assert client.get(address).status_code == 200


def test_only_those_allowed_open_a_consultation(client: Client) -> None:
    address = reverse("mandate:open")
    client.force_login(make_user())
    assert client.get(address).status_code == 403
    client.force_login(make_user(is_staff=True))
    fields = {
        "titles_en": "A first consultation",
        "slug": "first",
        "prefix": "F2030",
        "kind": "open",
        "zone": "Europe/Zurich",
        "languages": ["en", "ar"],
    }
    assert client.post(address, {**fields, "prefix": "no good"}).status_code == 422
    done = client.post(address, fields)
    assert done.headers["Location"] == reverse("mandate:desk", args=["first"])
    opened = Consultation.objects.get()
    assert (opened.titles, opened.zone) == ({"en": "A first consultation"}, "Europe/Zurich")
    again = client.post(address, fields)
    assert again.status_code == 422
    assert "There is one named “first” already." in again.content.decode()


def test_an_officer_records_the_whole_mandate(client: Client) -> None:
    consultation = make_consultation(announced=False, preferred=None, final=None)
    client.force_login(make_official(consultation, Role.ADMINISTRATOR))

    def send(page: str, **fields: object) -> None:
        address = reverse(f"mandate:{page}", args=[consultation.slug])
        assert client.post(address, fields).status_code == 302, page

    send("new_instrument", symbol="A/1", kind="outcome", provisions="35. As stated.", answered="on")
    send("new_instrument", symbol="A/2", kind="resolution", dated="2030-01-02")
    first, second = (consultation.instruments.get(symbol=symbol) for symbol in ("A/1", "A/2"))
    send("new_relation", source=second.pk, kind="endorses", target=first.pk)
    send("new_deadline", kind="preferred", stated="2030-11-15", at="18:00")
    send("new_channel", kind="fax", address="+1 212 555 0100")
    send("new_question", texts_en="What is missing?", texts_ar="ما الناقص؟")
    send("new_requirement", texts_en="open and inclusive", check_by="qualitative")
    send("announce")
    page = client.get(reverse("mandate:public", args=[consultation.slug])).content.decode()
    for shown in ("As stated.", "A/2", "endorses", "15 November 2030", "What is missing?"):
        assert shown in page
    arabic = client.get("/ar" + reverse("mandate:public", args=[consultation.slug]))
    assert 'dir="rtl"' in arabic.content.decode()
    assert "ما الناقص؟" in arabic.content.decode()


def test_what_an_officer_types_is_shown_as_text(client: Client) -> None:
    consultation = make_consultation(titles={"en": "<script>alert(1)</script>"})
    page = client.get(reverse("mandate:public", args=[consultation.slug])).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def _fill(consultation: Consultation, rows: int) -> None:
    target = actions.record_instrument(symbol="A/0", kind=InstrumentKind.REPORT, by="tests")
    for number in range(1, rows + 1):
        each = actions.record_instrument(
            symbol=f"A/{number}",
            kind=InstrumentKind.REPORT,
            provisions={"1": "One."},
            dated=date(2000 + number, 1, 1),
            by="tests",
        )
        actions.relate(
            source=each,
            kind=RelationKind.ENDORSES,
            target=target,
            target_provisions=target.provisions.all(),
            by="tests",
        )
        actions.name_instruments(
            consultation, instruments=[each, target], answers=each.provisions.all(), by="tests"
        )
        actions.add_requirement(
            consultation, texts={"en": "x"}, provision=each.provisions.get(), by="tests"
        )
        actions.add_channel(consultation, kind=ChannelKind.POST, address="x", by="tests")
        make_official(consultation, Role.DRAFTER)


@pytest.mark.parametrize("name", ["public", *READ])
def test_pages_ask_no_more_of_the_database_when_their_lists_grow(client: Client, name: str) -> None:
    counts = []
    for rows in (1, 3):
        consultation = make_consultation()
        _fill(consultation, rows)
        client.force_login(make_official(consultation, Role.ADMINISTRATOR))
        with CaptureQueriesContext(connection) as captured:
            shown = client.get(reverse(f"mandate:{name}", args=[consultation.slug]))
        assert shown.status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_namesakes_are_told_apart_by_their_addresses(client: Client) -> None:
    consultation = make_consultation()
    client.force_login(make_official(consultation, Role.ADMINISTRATOR, name="Only One"))
    first, _second = make_user("Sam Same"), make_user("Sam Same")
    page = client.get(reverse("mandate:officials", args=[consultation.slug])).content.decode()
    assert f">Sam Same ({first.email})</option>" in page
    assert ">Only One</option>" in page

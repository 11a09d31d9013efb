"""The pages of the meeting, as each kind of person who comes to them."""

import io
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader, PdfWriter

from rapporteur.base.originals.queries import read
from rapporteur.base.outbox.queries import MOST_A_DAY
from rapporteur.stages.contributions.actions import publish
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.meeting import actions, queries, rules
from rapporteur.stages.meeting.actions.registrations import confirming_code
from rapporteur.stages.meeting.choices import RegisteredBy, RegistrationState
from rapporteur.stages.meeting.models import Intervention, Meeting, Registration
from tests.core.letters.test_letter import NEEDS_FONTS
from tests.factories.mandate import make_consultation, make_official, make_user
from tests.factories.meeting import (
    make_intervention,
    make_meeting,
    make_registration,
    make_speaker,
)
from tests.factories.representation import make_designation
from tests.factories.stakeholders import make_group

pytestmark = pytest.mark.django_db
ITU = [  # the form annexed to circular DM-1108 of 14 January 2004
    {"key": "state", "names": {"en": "Administration of ITU Member State"}, "seats": None},
    {"key": "sector", "names": {"en": "ITU Sector Member"}, "seats": None},
    {"key": "associate", "names": {"en": "ITU Associate"}, "seats": None},
    {"key": "none", "names": {"en": "Non-Member"}, "seats": None},
]
FILLED = {
    "title": "ms",
    "family_name": "Rarename",
    "first_name": "Ada",
    "category": "sector",
    "organization": "Rare Works",
    "address": "Rare Street 1, Geneva",
    "telephone": "+41 22 000 00 01",
    "fax": "+41 22 000 00 02",
    "email": "ada@example.org",
    "hotel": "Rare Hotel",
    "hotel_telephone": "+41 22 000 00 03",
    "signed_on": "2030-02-10",
    "signature": "A. Rarename",
    "submission": "s1",
}


@pytest.fixture
def consultation():
    return make_consultation()


@pytest.fixture
def meeting(consultation):
    return make_meeting(consultation, categories=ITU, asks_hotel=True)


def page(name, consultation, *args):
    return reverse(f"meeting:{name}", args=[consultation.slug, *args])


def desk_pages(consultation, meeting):
    speaker = make_speaker(meeting)
    registration = make_registration(meeting, category="none")
    designation = make_designation(consultation, answer="accepted")
    pk = meeting.pk
    reading = [
        page("desk", consultation),
        page("arrange", consultation),
        page("meeting", consultation, pk),
        page("change", consultation, pk),
        page("registrations", consultation, pk),
        page("type_in", consultation, pk),
        page("participants", consultation, pk),
        page("speakers", consultation, pk),
        page("record", consultation, pk),
        page("record_speaker", consultation, pk, speaker.pk),
        page("interventions", consultation, pk),
    ]
    writing = [
        page("follow_proposal", consultation, pk),
        page("change_speaker", consultation, pk, speaker.pk, "up"),
        page("offer_place", consultation, pk, designation.pk),
        page("confirm_at_desk", consultation, pk, registration.pk),
        page("check_in", consultation, pk, registration.pk),
        page("cancel_at_desk", consultation, pk, registration.pk),
    ]
    return reading, writing


@pytest.mark.parametrize("role", [Role.CONFERENCE, Role.ADMINISTRATOR])
def test_the_conference_officer_reads_and_writes(client, consultation, meeting, role):
    client.force_login(make_official(consultation, role))
    reading, writing = desk_pages(consultation, meeting)
    assert [client.get(url).status_code for url in reading] == [200] * len(reading)
    assert [client.post(url).status_code for url in writing] == [302] * len(writing)


def test_another_role_reads_and_is_told_why_it_may_not_write(client, consultation, meeting):
    client.force_login(make_official(consultation, Role.REGISTRAR))
    reading, writing = desk_pages(consultation, meeting)
    assert [client.get(url).status_code for url in reading] == [200] * len(reading)
    forms = [url for url in reading if "/participants/" not in url]
    assert {client.post(url).status_code for url in [*writing, *forms]} == {403}


def test_a_stranger_finds_nothing_and_nobody_is_asked_to_sign_in(client, consultation, meeting):
    reading, writing = desk_pages(consultation, meeting)
    for url in [*reading, *writing]:
        assert client.get(url).url.startswith(reverse("sign_in"))
    client.force_login(make_user())
    assert {client.get(url).status_code for url in [*reading, *writing]} == {404}


def test_what_belongs_to_another_consultation_is_not_found(client, consultation, meeting):
    other = make_consultation()
    client.force_login(make_official(other, Role.CONFERENCE))
    reading, writing = desk_pages(consultation, meeting)
    urls = [url.replace(consultation.slug, other.slug) for url in reading[2:]]
    assert {client.get(url).status_code for url in urls} == {404}
    urls = [url.replace(consultation.slug, other.slug) for url in writing]
    assert {client.post(url).status_code for url in urls} == {404}


def test_before_the_announcement_the_public_finds_nothing(client):
    hidden = make_consultation(announced=False)
    meeting = make_meeting(hidden)
    token = make_registration(meeting).token
    for name in ("show", "calendar", "blank_form", "register"):
        assert client.get(page(name, hidden, meeting.pk)).status_code == 404
    assert client.get(page("registration", hidden, token)).status_code == 404


def test_the_public_page_leads_to_the_one_meeting_or_lists_several(client, consultation, meeting):
    url = page("public", consultation)
    assert client.get(url).url == page("show", consultation, meeting.pk)
    make_meeting(consultation, titles={"en": "The other one"})
    assert "The other one" in client.get(url).content.decode()


def test_the_public_page_shows_seats_and_nobody_who_registered(client, consultation, meeting):
    make_registration(meeting, family_name="Rarename", category="none")
    text = client.get(page("show", consultation, meeting.pk)).content.decode()
    assert "9 of 10" in text
    assert "Rarename" not in text


def test_the_public_page_shows_published_interventions_alone(client, consultation, meeting):
    publish(make_intervention(meeting, contributor="Heard Inc").contribution, by="x")
    make_intervention(meeting, contributor="Waiting Inc")
    text = client.get(page("show", consultation, meeting.pk)).content.decode()
    assert ("Heard Inc" in text, "Waiting Inc" in text) == (True, False)


def test_anybody_registers_with_every_field_of_the_form(client, consultation, meeting):
    url = page("register", consultation, meeting.pk)
    assert client.get(url).status_code == 200
    response = client.post(url, FILLED)
    made = Registration.objects.get()
    assert response.url == page("registration", consultation, made.token)
    kept = {name: getattr(made, name) for name in FILLED}
    assert kept == {**FILLED, "signed_on": date(2030, 2, 10)}
    assert (made.came_by, made.state) == (RegisteredBy.FORM, RegistrationState.PENDING)
    assert client.post(url, FILLED).url == response.url
    assert Registration.objects.count() == 1
    actions.confirm_registration(made, by="x")
    assert client.post(url, {**FILLED, "submission": "s2"}).status_code == 422


def test_whoever_registers_sees_what_is_missing_and_confirms_by_mail(client, consultation, meeting):
    own = client.post(page("register", consultation, meeting.pk), FILLED).url
    text = client.get(own).content.decode()
    assert "No seat is kept yet" in text
    assert "ada@example.org" in text
    made = Registration.objects.get()
    address = page("confirm", consultation, made.pk, confirming_code(made))
    assert address not in text
    assert client.get(page("confirm", consultation, made.pk, made.token)).status_code == 404
    assert "Yes, I registered" in client.get(address).content.decode()
    assert client.head(address).status_code == 200
    made.refresh_from_db()
    assert made.state == RegistrationState.PENDING
    assert client.post(address).url == own
    text = client.get(own).content.decode()
    assert ("has a seat" in text, "No seat is kept" in text) == (True, False)
    assert "nothing to confirm" in client.get(address).content.decode()


def test_without_an_address_the_secretariat_confirms(client, consultation, meeting):
    own = client.post(page("register", consultation, meeting.pk), {**FILLED, "email": ""}).url
    assert "the secretariat confirms" in client.get(own).content.decode()
    made = Registration.objects.get()
    nobodys = page("confirm", consultation, made.pk, confirming_code(made))
    assert client.get(nobodys).status_code == 404
    client.force_login(make_official(consultation, Role.CONFERENCE))
    listed = page("registrations", consultation, meeting.pk)
    assert "Confirm the registration of Ada Rarename" in client.get(listed).content.decode()
    client.post(page("confirm_at_desk", consultation, meeting.pk, made.pk))
    assert "Confirm the registration" not in client.get(listed).content.decode()
    assert "has a seat" in client.get(own).content.decode()


def test_where_no_link_is_mailed_any_more_the_page_says_so(client, consultation, meeting):
    for _each in range(MOST_A_DAY):
        make_registration(meeting, by_stranger=True, category="none", email=FILLED["email"])
    own = client.post(page("register", consultation, meeting.pk), FILLED).url
    assert "no link to confirm was mailed" in client.get(own).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"family_name": ""}, {"category": ""}, {"category": "king"}, {"email": "no"}]
)
def test_a_form_that_lacks_something_is_shown_again(client, consultation, meeting, wrong):
    url = page("register", consultation, meeting.pk)
    response = client.post(url, {**FILLED, **wrong})
    assert response.status_code == 422
    assert "Rare Works" in response.content.decode()
    assert Registration.objects.count() == 0


def test_the_hotel_is_asked_only_where_the_meeting_does(client, consultation):
    meeting = make_meeting(consultation)
    for name in ("register", "blank_form"):
        text = client.get(page(name, consultation, meeting.pk)).content.decode()
        assert "Hotel" not in text


def test_the_form_to_print_has_every_field_of_the_seed(client, consultation, meeting):
    text = client.get(page("blank_form", consultation, meeting.pk)).content.decode()
    for label in (
        "Mr.",
        "Mrs.",
        "Ms.",
        "Miss",
        *(each["names"]["en"] for each in ITU),
        "Family name",
        "First name",
        "Name and complete address of administration or organization",
        "Tel.",
        "Fax",
        "E-mail",
        "Hotel",
        "Date",
        "Signature",
    ):
        assert label in text


def test_the_confirmation_cancels(client, consultation, meeting):
    made = make_registration(meeting, category="none")
    url = page("registration", consultation, made.token)
    assert "has a seat" in client.get(url).content.decode()
    cancel = page("cancel", consultation, made.token)
    assert client.get(cancel).status_code == 405
    assert client.post(cancel).url == url
    made.refresh_from_db()
    assert made.state == RegistrationState.CANCELLED
    assert client.get(page("registration", consultation, "wrong")).status_code == 404


def test_the_representative_takes_the_held_seat_by_private_link(client, consultation, meeting):
    designation = make_designation(consultation, answer="accepted")
    url = page("register_held", consultation, meeting.pk, designation.token)
    assert client.get(url).status_code == 200
    client.post(url, FILLED)
    assert Registration.objects.get().guaranteed_by == designation
    pending = make_designation(consultation)
    url = page("register_held", consultation, meeting.pk, pending.token)
    assert client.get(url).status_code == 404


def test_the_calendar_file_is_handed_out(client, consultation, meeting):
    response = client.get(page("calendar", consultation, meeting.pk))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_an_officer_arranges_and_changes(client, consultation):
    client.force_login(make_official(consultation, Role.CONFERENCE))
    sent = {
        "titles_en": "Consultations",
        "starts_on": "2030-12-14",
        "begins": "10:00",
        "ends": "18:00",
        "zone": "America/New_York",
        "room": "Conference Room 2",
        "seats": "120",
        "categories": "Sector Member | fr: Membre de Secteur | 40\nOther",
        "order_rule": "inscription",
        "minutes_presentation": "5",
        "minutes_informal": "2",
    }
    response = client.post(page("arrange", consultation), sent)
    made = Meeting.objects.get()
    assert response.url == page("meeting", consultation, made.pk)
    assert (made.starts_at, made.ends_at) == (
        datetime(2030, 12, 14, 15, 0, tzinfo=UTC),
        datetime(2030, 12, 14, 23, 0, tzinfo=UTC),
    )
    assert made.categories == [
        {
            "key": "sector-member",
            "names": {"en": "Sector Member", "fr": "Membre de Secteur"},
            "seats": 40,
        },
        {"key": "other", "names": {"en": "Other"}, "seats": None},
    ]
    change = page("change", consultation, made.pk)
    shown = client.get(change).context["form"]
    assert shown["categories"].value() == "Sector Member | fr: Membre de Secteur | 40\nOther"
    wrong = {**sent, "titles_en": "C", "ends": "09:00"}
    assert client.post(change, wrong).status_code == 422
    twice = {**sent, "titles_en": "C", "categories": "Other\nother"}
    assert client.post(change, twice).status_code == 422
    assert client.post(change, {**sent, "titles_en": "C", "seats": "130"}).status_code == 302
    made.refresh_from_db()
    assert (made.seats, made.titles) == (130, {"en": "C"})


def test_an_officer_adds_to_the_agenda(client, consultation, meeting):
    client.force_login(make_official(consultation, Role.CONFERENCE))
    url = page("meeting", consultation, meeting.pk)
    assert client.post(url, {"texts_en": "Opening"}).url == url
    assert client.post(url, {"texts_en": ""}).status_code == 422
    assert [(i.number, i.texts) for i in meeting.agenda.all()] == [(1, {"en": "Opening"})]


def test_an_officer_types_in_a_returned_form(client, consultation, meeting):
    officer = make_official(consultation, Role.CONFERENCE)
    client.force_login(officer)
    actions.change(meeting, registration_by=date(2004, 2, 20), by="x")
    designation = make_designation(consultation, answer="accepted")
    url = page("type_in", consultation, meeting.pk)
    sent = {
        **FILLED,
        "category": "",
        "came_by": "fax",
        "received_on": "2004-02-20",
        "designation": designation.pk,
    }
    assert client.post(url, sent).url == url
    made = Registration.objects.get()
    assert (made.came_by, made.late, made.entered_by, made.guaranteed_by) == (
        RegisteredBy.FAX,
        False,
        officer,
        designation,
    )
    ahead = {**sent, "submission": "s2", "received_on": "2050-01-01"}
    assert client.post(url, ahead).status_code == 422


def test_the_floor_from_the_list_to_the_register(client, consultation, meeting):
    client.force_login(make_official(consultation, Role.CONFERENCE))
    group = make_group(consultation)
    speakers = page("speakers", consultation, meeting.pk)
    for name in ("First", "Second"):
        sent = {"name": name, "kind": "presentation", "group": group.pk}
        assert client.post(speakers, sent).url == speakers
    first, second = queries.yet_to_speak(meeting)

    def press(button, speaker):
        return client.post(page("change_speaker", consultation, meeting.pk, speaker.pk, button))

    press("up", second)
    assert list(queries.yet_to_speak(meeting)) == [second, first]
    press("down", second)
    client.post(page("follow_proposal", consultation, meeting.pk))
    assert list(queries.yet_to_speak(meeting)) == [first, second]
    press("start", first)
    assert press("start", second).status_code == 409
    record = page("record_speaker", consultation, meeting.pk, first.pk)
    assert press("end", first).url == record
    press("withdraw", second)
    assert list(queries.yet_to_speak(meeting)) == []
    form = client.get(record).context["form"]
    filled = {
        **{name: form[name].value() or "" for name in ("name", "kind", "group")},
        "started_at": "2030-12-14T10:00:00",
        "ended_at": "2030-12-14T10:05:00",
        "statement": SimpleUploadedFile("statement.txt", b"Access comes first."),
    }
    assert client.post(record, filled).url == page("interventions", consultation, meeting.pk)
    made = Intervention.objects.get()
    assert (made.speaker, made.contribution.contributor, made.contribution.group) == (
        first,
        "First",
        group,
    )
    assert (made.started_at, read(made.statement)) == (
        datetime(2030, 12, 14, 10, 0, tzinfo=UTC),
        b"Access comes first.",
    )


def test_times_are_read_in_the_zone_of_the_meeting(client, consultation):
    meeting = make_meeting(consultation, zone="America/New_York")
    client.force_login(make_official(consultation, Role.CONFERENCE))
    sent = {"name": "Acme", "kind": "informal", "started_at": "2030-12-14T10:00"}
    client.post(page("record", consultation, meeting.pk), sent)
    assert Intervention.objects.get().started_at == datetime(2030, 12, 14, 15, 0, tzinfo=UTC)
    backwards = {**sent, "ended_at": "2030-12-14T09:00"}
    assert client.post(page("record", consultation, meeting.pk), backwards).status_code == 422


def fill(consultation, meeting):
    designation = make_designation(consultation, answer="accepted")
    make_registration(meeting, designation=designation, category="none")
    make_registration(meeting, category="none")
    make_speaker(meeting, designation=designation)
    said = make_intervention(meeting, designation=designation, speaker=make_speaker(meeting))
    publish(said.contribution, by="x")


@pytest.mark.parametrize(
    "name", ["registrations", "participants", "speakers", "interventions", "meeting", "show"]
)
def test_queries_do_not_grow_with_the_list(
    client, consultation, meeting, name, django_assert_max_num_queries
):
    client.force_login(make_official(consultation, Role.CONFERENCE))
    url = page(name, consultation, meeting.pk)
    fill(consultation, meeting)
    with django_assert_max_num_queries(60) as one:
        client.get(url)
    fill(consultation, meeting)
    fill(consultation, meeting)
    with django_assert_max_num_queries(len(one)):
        client.get(url)


@pytest.mark.parametrize("name", ["desk", "public"])
def test_queries_do_not_grow_with_the_meetings(
    client, consultation, name, django_assert_max_num_queries
):
    client.force_login(make_official(consultation, Role.CONFERENCE))
    for _ in range(2):
        make_registration(make_meeting(consultation))
    with django_assert_max_num_queries(60) as two:
        client.get(page(name, consultation))
    make_registration(make_meeting(consultation))
    with django_assert_max_num_queries(len(two)):
        client.get(page(name, consultation))


def test_the_desk_counts_persons_not_rows_of_a_join(client, consultation, meeting):
    for _ in range(3):
        make_registration(meeting, category="none")
    make_intervention(meeting)
    make_intervention(meeting)
    (row,) = queries.with_counts(queries.meetings(consultation))
    assert (row.confirmed, row.in_line, row.said) == (3, 0, 2)


def test_the_pages_stand_in_arabic_too(client, consultation, meeting):
    response = client.get("/ar" + page("show", consultation, meeting.pk))
    assert 'dir="rtl"' in response.content.decode()


# On paper


@NEEDS_FONTS
def test_the_form_as_pdf_comes_back_and_fills_the_one_to_be_typed_in(client, consultation, meeting):
    blank = client.get(page("form_pdf", consultation, meeting.pk), {"language": "fr"})
    assert blank["Content-Type"] == "application/pdf"
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(blank.content)))
    writer.update_page_form_field_values(
        writer.pages[0],
        {"family_name": "Rarename", "first_name": "Ada", "title": "/ms", "category": "/sector"},
        auto_regenerate=False,
    )
    returned = io.BytesIO()
    writer.write(returned)
    client.force_login(make_official(consultation, Role.CONFERENCE))
    address = page("type_in", consultation, meeting.pk)
    response = client.post(
        address, {"read": "1", "returned": SimpleUploadedFile("f.pdf", returned.getvalue())}
    )
    shown = response.context["form"]
    assert (response.status_code, shown["family_name"].value()) == (200, "Rarename")
    assert (shown["title"].value(), shown["category"].value()) == ("ms", "sector")
    assert Registration.objects.count() == 0

    values = {name: shown[name].value() or "" for name in shown.fields}
    made = client.post(address, {**values, "came_by": "desk"})
    assert made.status_code == 302, made.context["form"].errors
    registration = Registration.objects.get()
    kept = client.get(page("returned_form", consultation, meeting.pk, registration.pk))
    assert kept.content == returned.getvalue()
    another = make_registration(meeting, category="sector")
    forged = {**values, "family_name": "Other", "came_by": "desk", "returned": "a" * 64}
    assert client.post(address, forged).status_code == 422
    assert (
        client.get(page("returned_form", consultation, meeting.pk, another.pk)).status_code == 404
    )


def test_a_damaged_form_is_kept_with_the_registration_that_was_typed_from_it(
    client, consultation, meeting
):
    client.force_login(make_official(consultation, Role.CONFERENCE))
    address = page("type_in", consultation, meeting.pk)
    damaged = b"%PDF-1.7 and no more"
    response = client.post(address, {"read": "1", "returned": SimpleUploadedFile("f.pdf", damaged)})
    shown = response.context["form"]
    assert response.status_code == 422
    assert response.context["upload"].errors["returned"]

    values = {name: shown[name].value() or "" for name in shown.fields}
    typed = {"family_name": "Byron", "first_name": "Ada", "category": "sector", "came_by": "desk"}
    made = client.post(address, {**values, **typed})
    assert made.status_code == 302, made.context["form"].errors
    registration = Registration.objects.get()
    kept = client.get(page("returned_form", consultation, meeting.pk, registration.pk))
    assert (registration.family_name, kept.content) == ("Byron", damaged)


@NEEDS_FONTS
@pytest.mark.parametrize("kind", ["badges", "place-cards", "attendance", "speakers"])
def test_what_is_printed_is_for_officials_alone(client, consultation, meeting, kind):
    make_registration(meeting, category="sector", organization="网络协会", first_name="ليلى")
    make_speaker(meeting, name="Rare Speaker")
    address = page("papers", consultation, meeting.pk, kind)
    assert client.get(address).status_code == 302
    client.force_login(make_user())
    assert client.get(address).status_code == 404
    client.force_login(make_official(consultation, Role.ANALYST))
    assert client.get(address).status_code == 200
    client.force_login(make_official(consultation, Role.CONFERENCE))
    assert client.get(address).content.startswith(b"%PDF-")
    assert client.post(address).status_code == 405


def test_a_badge_that_is_scanned_notes_its_holders_arrival(client, consultation, meeting):
    comes = make_registration(meeting, category="sector")
    address = page("check_in_by_code", consultation, meeting.pk)
    code = rules.badge_code(comes.token)
    assert client.post(address, {"code": code}).status_code == 302
    client.force_login(make_official(consultation, Role.ANALYST))
    assert client.post(address, {"code": code}).status_code == 403
    client.force_login(make_official(consultation, Role.CONFERENCE))
    client.post(address, {"code": "AAAA-AAAA"})
    comes.refresh_from_db()
    assert comes.arrived_at is None
    client.post(address, {"code": f" {code.lower().replace('-', ' ')} "})
    comes.refresh_from_db()
    assert comes.arrived_at is not None
    assert comes.token not in code

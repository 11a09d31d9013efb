"""Seats: who gets one, who waits, who moves up, and that no two get the same one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import connection

from rapporteur.base.models import AuditEntry, Message
from rapporteur.base.refusals import Refused
from rapporteur.stages.meeting import actions, queries
from rapporteur.stages.meeting.actions.registrations import (
    BY_MAIL,
    MOST_BY_MAILBOX,
    confirming_code,
)
from rapporteur.stages.meeting.choices import RegisteredBy, RegistrationState
from rapporteur.stages.meeting.models import Registration
from tests.factories.mandate import make_consultation, make_user
from tests.factories.meeting import make_meeting, make_registration
from tests.factories.representation import make_designation

PENDING, CONFIRMED, WAITING, CANCELLED = RegistrationState
CATEGORIES = [
    {"key": "state", "names": {"en": "Member State"}, "seats": 1},
    {"key": "other", "names": {"en": "Other"}, "seats": None},
]
pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation():
    return make_consultation()


def states(meeting):
    return [each.state for each in meeting.registrations.order_by("id")]


def test_the_last_seat_and_then_the_waiting_list(consultation):
    meeting = make_meeting(consultation, seats=1)
    first, second = make_registration(meeting), make_registration(meeting)
    third = make_registration(meeting)
    assert states(meeting) == [CONFIRMED, WAITING, WAITING]
    assert [queries.place_in_line(each) for each in (first, second, third)] == [0, 1, 2]
    assert queries.room(meeting).left == 0


def test_the_person_is_written_to_with_a_private_link(consultation):
    registration = make_registration(make_meeting(consultation), email="a@example.org")
    message = Message.objects.get()
    assert message.to == "a@example.org"
    assert f"/registration/{registration.token}/" in message.text
    assert "have a seat" in message.text


def test_made_up_names_take_no_seat_and_no_place_in_line(consultation):
    meeting = make_meeting(consultation, seats=1)
    for _each in range(3):
        make_registration(meeting, by_stranger=True)
    assert states(meeting) == [PENDING] * 3
    assert (queries.room(meeting).left, queries.waiting(meeting).count()) == (1, 0)
    assert not queries.participants(meeting).exists()
    assert make_registration(meeting).state == CONFIRMED


def test_seats_go_in_the_order_in_which_registrations_are_confirmed(consultation):
    meeting = make_meeting(consultation, seats=1)
    one, two, three = (make_registration(meeting, by_stranger=True) for _each in range(3))
    for each in (three, two, one, one):
        actions.confirm_registration(each, by=BY_MAIL)
    assert states(meeting) == [WAITING, WAITING, CONFIRMED]
    assert list(queries.waiting(meeting)) == [two, one]
    actions.cancel_registration(three, by="private link")
    assert states(meeting) == [WAITING, CONFIRMED, CANCELLED]
    assert AuditEntry.objects.filter(act="meeting.confirm_registration").count() == 3


def test_the_address_is_asked_first_and_told_nothing_that_a_stranger_wrote(consultation):
    made = make_registration(
        make_meeting(consultation), by_stranger=True, first_name="Buy at spam.example"
    )
    asked = Message.objects.get()
    code = confirming_code(made)
    assert asked.text.count(f"/registration/{made.pk}/confirm/{code}/") == 1
    assert made.token not in asked.text
    assert "spam" not in asked.text + asked.subject
    actions.confirm_registration(made, by=BY_MAIL)
    told = Message.objects.get(key=f"registration:{made.pk}:received")
    assert made.token in told.text
    assert "have a seat" in told.text


def test_what_never_was_confirmed_is_cancelled_without_a_word(consultation):
    meeting = make_meeting(consultation, seats=0)
    made = make_registration(meeting, by_stranger=True)
    actions.cancel_registration(made, by="x")
    assert Message.objects.count() == 1
    assert actions.confirm_registration(made, by=BY_MAIL).state == CANCELLED


def test_nobody_is_kept_out_by_who_registered_under_their_name(consultation):
    meeting = make_meeting(consultation)
    same = {"family_name": "Marin", "first_name": "Ada", "email": "ada@example.org"}
    first = make_registration(meeting, by_stranger=True, **same)
    second = make_registration(meeting, by_stranger=True, **same)
    assert actions.confirm_registration(second, by=BY_MAIL).state == CONFIRMED
    with pytest.raises(Refused, match="not registered again"):
        actions.confirm_registration(first, by=BY_MAIL)
    assert states(meeting) == [PENDING, CONFIRMED]


def test_one_mailbox_confirms_a_few_people_and_an_officer_the_others(consultation):
    meeting = make_meeting(consultation, seats=None)
    made = [
        make_registration(meeting, by_stranger=True, email=f"Office+{number}@example.org")
        for number in range(MOST_BY_MAILBOX + 1)
    ]
    assert [queries.mail_is_held_back(each) for each in made] == [False] * 10 + [True]
    for each in made[:-1]:
        actions.confirm_registration(each, by=BY_MAIL)
    with pytest.raises(Refused, match="10 people are registered with this address"):
        actions.confirm_registration(made[-1], by=BY_MAIL)
    assert actions.confirm_registration(made[-1], by=make_user()).state == CONFIRMED


def test_the_representative_of_a_group_has_the_seat_at_once(consultation):
    designation = make_designation(consultation, answer="accepted")
    meeting = make_meeting(consultation)
    assert make_registration(meeting, designation=designation, by_stranger=True).state == CONFIRMED


def test_a_cancellation_moves_the_first_waiting_person_up(consultation):
    meeting = make_meeting(consultation, seats=1)
    first, second = make_registration(meeting), make_registration(meeting)
    make_registration(meeting)
    actions.cancel_registration(first, by="private link")
    actions.cancel_registration(first, by="private link")
    assert states(meeting) == [CANCELLED, CONFIRMED, WAITING]
    assert Message.objects.filter(key=f"registration:{second.pk}:seat").count() == 1
    assert AuditEntry.objects.filter(act="meeting.move_up").count() == 1


def test_more_seats_move_people_up_and_fewer_take_none_away(consultation):
    meeting = make_meeting(consultation, seats=1)
    for _ in range(3):
        make_registration(meeting)
    actions.change(meeting, seats=2, by="x")
    assert states(meeting) == [CONFIRMED, CONFIRMED, WAITING]
    actions.change(meeting, seats=1, by="x")
    assert states(meeting) == [CONFIRMED, CONFIRMED, WAITING]


def test_a_category_has_its_own_seats(consultation):
    meeting = make_meeting(consultation, seats=3, categories=CATEGORIES)
    for category in ("state", "state", "other"):
        make_registration(meeting, category=category)
    assert states(meeting) == [CONFIRMED, WAITING, CONFIRMED]
    assert [(c.quota, c.confirmed, c.waiting) for c in queries.category_counts(meeting)] == [
        (1, 1, 1),
        (None, 1, 0),
    ]
    actions.cancel_registration(meeting.registrations.get(category="other"), by="x")
    assert states(meeting) == [CONFIRMED, WAITING, CANCELLED]


def test_a_seat_is_held_for_the_accepted_representative(consultation):
    designation = make_designation(consultation, answer="accepted")
    meeting = make_meeting(consultation, seats=2)
    make_registration(meeting)
    waiting = make_registration(meeting)
    assert states(meeting) == [CONFIRMED, WAITING]
    held = make_registration(meeting, designation=designation)
    assert (held.state, held.group) == (CONFIRMED, designation.group)
    assert queries.room(meeting).held == 0
    actions.cancel_registration(held, by="x")
    waiting.refresh_from_db()
    assert waiting.state == WAITING


def test_a_representative_who_comes_to_a_full_room_heads_the_waiting_list(consultation):
    meeting = make_meeting(consultation, seats=1)
    seated, other = make_registration(meeting), make_registration(meeting)
    designation = make_designation(consultation, answer="accepted")
    held = make_registration(meeting, designation=designation)
    assert [queries.place_in_line(each) for each in (held, other)] == [1, 2]
    actions.cancel_registration(seated, by="x")
    held.refresh_from_db()
    assert held.state == CONFIRMED


def test_one_seat_is_held_for_one_designation(consultation):
    meeting = make_meeting(consultation)
    designation = make_designation(consultation, answer="accepted")
    make_registration(meeting, designation=designation)
    with pytest.raises(Refused, match="on behalf of"):
        make_registration(meeting, designation=designation)
    with pytest.raises(Refused, match="not accepted"):
        make_registration(meeting, designation=make_designation(consultation))
    assert meeting.registrations.count() == 1


def test_the_representative_is_written_where_to_register(consultation):
    meeting = make_meeting(consultation)
    designation = make_designation(consultation, answer="accepted")
    actions.offer_place(meeting, designation, by="x")
    message = Message.objects.get(key=f"held-place:{meeting.pk}:{designation.pk}")
    assert f"/meeting/{meeting.pk}/register/{designation.token}/" in message.text


@pytest.mark.parametrize(("day", "late"), [(21, False), (22, True)])
def test_a_form_that_arrives_after_the_date_is_taken_and_labelled(consultation, day, late):
    meeting = make_meeting(consultation, registration_by=date(2004, 2, 20))
    registration = make_registration(
        meeting,
        came_by=RegisteredBy.FAX,
        registered_at=datetime(2004, 2, day, 11, tzinfo=UTC),
        by=make_user("Conference officer"),
    )
    assert (registration.late, registration.state) == (late, CONFIRMED)
    assert registration.entered_by.name == "Conference officer"


def test_sending_the_form_twice_registers_once(consultation):
    meeting = make_meeting(consultation)
    first = make_registration(meeting, submission="abc")
    assert make_registration(meeting, submission="abc") == first
    assert meeting.registrations.count() == 1


def test_one_address_serves_several_people_and_one_person_registers_once(consultation):
    meeting = make_meeting(consultation)
    person = {"family_name": "Sha", "first_name": "Z.", "email": "office@example.org"}
    registration = make_registration(meeting, **person)
    make_registration(meeting, **{**person, "first_name": "Y."})
    with pytest.raises(Refused, match="already"):
        make_registration(meeting, **{**person, "email": "Office@example.org"})
    actions.cancel_registration(registration, by="x")
    make_registration(meeting, **person)
    assert states(meeting) == [CANCELLED, CONFIRMED, CONFIRMED]


@pytest.mark.parametrize(
    ("meeting_fields", "fields", "why"),
    [
        ({"starts_on": date(2004, 2, 26)}, {}, "over"),
        ({"categories": CATEGORIES}, {"category": "king"}, "not on the form"),
        ({"categories": CATEGORIES}, {}, "not on the form"),
    ],
)
def test_what_is_refused(consultation, meeting_fields, fields, why):
    meeting = make_meeting(consultation, **meeting_fields)
    with pytest.raises(Refused, match=why):
        make_registration(meeting, **fields)
    assert Registration.objects.count() == 0


def test_nobody_registers_for_a_reconstructed_meeting():
    meeting = make_meeting(make_consultation(reconstructed=True))
    with pytest.raises(Refused, match="reconstructed"):
        make_registration(meeting)


def test_a_returned_form_without_a_tick_is_taken(consultation):
    meeting = make_meeting(consultation, categories=CATEGORIES)
    assert make_registration(meeting, came_by=RegisteredBy.FAX).category == ""


def test_arrivals_are_noted_of_those_who_have_a_seat(consultation):
    meeting = make_meeting(consultation, seats=1)
    seated, waiting = make_registration(meeting), make_registration(meeting)
    at = actions.check_in(seated, by="x").arrived_at
    assert actions.check_in(seated, by="x").arrived_at == at
    with pytest.raises(Refused, match="no seat"):
        actions.check_in(waiting, by="x")


def test_the_audit_trail_holds_no_name(consultation):
    make_registration(make_meeting(consultation), family_name="Rarename")
    assert [e for e in AuditEntry.objects.all() if "Rarename" in f"{e.label}{e.particulars}"] == []


@pytest.mark.django_db(transaction=True)
def test_a_crowd_at_the_same_moment_never_overbooks():
    """Without the lock on the meeting's row, two who count at once both see the last seat."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a database in memory is one connection's; this needs several")
    meeting = make_meeting(make_consultation(), seats=3)
    crowd = 8
    gate = Barrier(crowd)

    def arrive(number: int) -> str:
        try:
            gate.wait()
            return make_registration(meeting, email=f"crowd{number}@example.org").state
        finally:
            connection.close()

    with ThreadPoolExecutor(crowd) as threads:
        found = sorted(threads.map(arrive, range(crowd)))
    assert found == [CONFIRMED] * 3 + [WAITING] * 5

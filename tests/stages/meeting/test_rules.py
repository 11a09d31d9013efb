"""Seats and the order of speakers, as values."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.stages.meeting.choices import OrderReason, OrderRule, RegistrationState
from rapporteur.stages.meeting.rules import (
    Place,
    Request,
    Room,
    is_late,
    propose_order,
    time_used,
)

SEAT, WAIT = RegistrationState.CONFIRMED, RegistrationState.WAITING


@pytest.mark.parametrize(
    ("room", "guaranteed", "expected"),
    [
        (Room(None, taken=1000), False, SEAT),
        (Room(2, taken=1), False, SEAT),
        (Room(2, taken=2), False, WAIT),
        (Room(2, taken=1, held=1), False, WAIT),
        (Room(2, taken=1, held=1), True, SEAT),
        (Room(2, taken=2, held=1), True, WAIT),
        (Room(9, quotas={"a": 1}, taken_by_category={"a": 1}), False, WAIT),
        (Room(9, quotas={"a": 1}, taken_by_category={"a": 1}), True, SEAT),
        (Room(9, quotas={"b": 0}), False, SEAT),
        (Room(None, quotas={"a": 0}), False, WAIT),
    ],
)
def test_who_gets_a_seat(room, guaranteed, expected):
    assert room.seat_for("a", guaranteed=guaranteed) == expected


@given(
    seats=st.integers(1, 8),
    held=st.integers(0, 4),
    arriving=st.lists(st.booleans(), max_size=30),
)
def test_no_row_of_arrivals_overbooks_the_room(seats, held, arriving):
    taken = 0
    for guaranteed in arriving:
        room = Room(seats, taken=taken, held=held)
        if room.seat_for("", guaranteed=guaranteed) == SEAT:
            taken += 1
            held = max(0, held - guaranteed)
    assert taken <= seats


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2004, 2, 21, 11, 59, 59, tzinfo=UTC), False),
        (datetime(2004, 2, 21, 12, 0, tzinfo=UTC), True),
    ],
)
def test_a_registration_date_runs_until_its_day_ended_everywhere(at, expected):
    assert is_late(at, date(2004, 2, 20)) is expected
    assert is_late(at, None) is False


def test_groups_of_states_then_representatives_then_inscription():
    requests = [
        Request(1, "civil-society"),
        Request(2, "private-sector", representative=True),
        Request(3, "governments"),
        Request(4, "governments", for_states=True),
        Request(5, "civil-society", representative=True),
    ]
    assert propose_order(requests, OrderRule.INSCRIPTION, {"governments": 60}) == [
        Place(4, OrderReason.STATES, 60),
        Place(2, OrderReason.REPRESENTATIVE, 0),
        Place(5, OrderReason.REPRESENTATIVE, 0),
        Place(1, OrderReason.INSCRIPTION, 0),
        Place(3, OrderReason.INSCRIPTION, 60),
    ]


def test_alternating_gives_the_floor_to_the_group_that_used_least():
    requests = [
        Request(1, "governments", seconds=300),
        Request(2, "governments", seconds=300),
        Request(3, "civil-society", seconds=120),
        Request(4, "civil-society", representative=True, seconds=300),
    ]
    assert propose_order(requests, OrderRule.ALTERNATING, {"governments": 200}) == [
        Place(4, OrderReason.LEAST_TIME, 0),
        Place(1, OrderReason.LEAST_TIME, 200),
        Place(3, OrderReason.LEAST_TIME, 300),
        Place(2, OrderReason.LEAST_TIME, 500),
    ]


@given(
    groups=st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=20),
    rule=st.sampled_from(list(OrderRule)),
)
def test_every_rule_places_everybody_once(groups, rule):
    requests = [Request(key, group, seconds=60) for key, group in enumerate(groups)]
    placed = [each.key for each in propose_order(requests, rule, {})]
    assert sorted(placed) == list(range(len(groups)))


def test_time_used_adds_up_by_group():
    began = datetime(2010, 12, 14, 10, 0, tzinfo=UTC)
    assert time_used(
        [
            ("a", began, began.replace(minute=5)),
            ("a", began, began.replace(second=30)),
            ("b", began, None),
        ]
    ) == {"a": 330, "b": 0}

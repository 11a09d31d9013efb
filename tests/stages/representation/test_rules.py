"""Where a designation stands, as a value."""

from datetime import UTC, date, datetime

import pytest

from rapporteur.stages.representation import rules
from rapporteur.stages.representation.choices import DesignationState as State

REPLY_BY = date(2010, 10, 15)  # letter DESA-10/3078 of 6 October 2010


@pytest.mark.parametrize(
    ("answer", "reply_by", "outcome_unknown", "today", "expected"),
    [
        ("", REPLY_BY, False, date(2010, 10, 15), State.NOMINATED),
        ("", REPLY_BY, False, date(2010, 10, 16), State.LAPSED),
        ("", None, False, date(2030, 1, 1), State.NOMINATED),
        ("accepted", REPLY_BY, False, date(2010, 10, 16), State.ACCEPTED),
        ("declined", REPLY_BY, False, date(2010, 10, 7), State.DECLINED),
        ("", REPLY_BY, True, date(2010, 10, 16), State.UNKNOWN),
        ("", REPLY_BY, True, date(2010, 10, 7), State.UNKNOWN),
    ],
)
def test_state(answer, reply_by, outcome_unknown, today, expected):
    assert rules.state(answer, reply_by, outcome_unknown, today) == expected


@pytest.mark.parametrize(
    ("state", "in_the_way", "makes_room"),
    [
        (State.NOMINATED, True, False),
        (State.ACCEPTED, True, False),
        (State.DECLINED, False, True),
        (State.LAPSED, False, True),
        (State.UNKNOWN, False, False),
    ],
)
def test_who_may_be_asked_next(state, in_the_way, makes_room):
    assert rules.stands_in_the_way(state) is in_the_way
    assert rules.makes_room_for_an_alternate(state) is makes_room


def test_an_answer_is_due_after_the_days_set():
    asked = datetime(2010, 12, 1, 9, 30, tzinfo=UTC)
    assert rules.answer_due(asked, 7) == datetime(2010, 12, 8, 9, 30, tzinfo=UTC)

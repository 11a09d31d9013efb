from datetime import UTC, date, datetime, time

import pytest

from rapporteur.stages.mandate import rules
from rapporteur.stages.mandate.choices import Phase


def test_a_date_alone_runs_until_the_day_has_ended_everywhere() -> None:
    assert rules.end_of_day_anywhere(date(2010, 11, 15)) == datetime(2010, 11, 16, 12, tzinfo=UTC)


def test_an_hour_is_taken_in_the_named_zone_with_its_summer_time() -> None:
    winter = rules.instant(date(2010, 11, 15), time(18), "America/New_York")
    summer = rules.instant(date(2010, 7, 15), time(18), "America/New_York")
    assert winter == datetime(2010, 11, 15, 23, tzinfo=UTC)
    assert summer == datetime(2010, 7, 15, 22, tzinfo=UTC)


PREFERRED = datetime(2010, 11, 16, 12, tzinfo=UTC)
FINAL = datetime(2011, 1, 1, 12, tzinfo=UTC)
ANNOUNCED = datetime(2010, 10, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2010, 10, 6, tzinfo=UTC), Phase.PLANNED),
        (ANNOUNCED, Phase.OPEN),
        (datetime(2010, 11, 16, 11, 59, 59, tzinfo=UTC), Phase.OPEN),
        (PREFERRED, Phase.BETWEEN),
        (datetime(2011, 1, 1, 11, 59, 59, tzinfo=UTC), Phase.BETWEEN),
        (FINAL, Phase.CLOSED),
    ],
)
def test_the_phase_follows_from_the_dates(now: datetime, expected: Phase) -> None:
    phase = rules.phase(announced_at=ANNOUNCED, preferred=PREFERRED, final=FINAL, now=now)
    assert phase == expected


def test_with_one_date_there_is_no_time_between() -> None:
    moment = PREFERRED
    assert (
        rules.phase(announced_at=ANNOUNCED, preferred=PREFERRED, final=None, now=moment)
        == Phase.CLOSED
    )
    assert (
        rules.phase(announced_at=ANNOUNCED, preferred=None, final=FINAL, now=moment) == Phase.OPEN
    )


def test_not_announced_is_planned_and_without_dates_open() -> None:
    assert rules.phase(announced_at=None, preferred=None, final=None, now=FINAL) == Phase.PLANNED
    assert rules.phase(announced_at=ANNOUNCED, preferred=None, final=None, now=FINAL) == Phase.OPEN


def test_what_must_stand_before_another_does_and_the_rest_keep_their_order() -> None:
    assert rules.in_order([1, 2, 3, 4], {(4, 1), (3, 4)}) == [2, 3, 4, 1]
    assert rules.in_order([], {(1, 2)}) == []


def test_a_circle_is_cut_and_nothing_is_lost() -> None:
    assert rules.in_order([1, 2, 3], {(1, 2), (2, 1), (3, 3)}) == [3, 1, 2]


def test_a_stated_year_is_enough_to_sort_by() -> None:
    days = [rules.when(None), rules.when(None, "June 2009"), rules.when(date(2009, 3, 13), "")]
    assert sorted(days) == [date(2009, 3, 13), date(2009, 12, 31), date.max]

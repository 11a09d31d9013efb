from datetime import UTC, datetime, timedelta

import time_machine

from rapporteur.base.tokens import ordered_token

MOMENT = datetime(2026, 11, 26, 12, tzinfo=UTC)


def test_no_two_are_alike_though_they_were_made_in_one_second():
    with time_machine.travel(MOMENT, tick=False):
        made = {ordered_token(16) for _turn in range(1000)}
    assert len({name[8:] for name in made}) == 1000
    assert len({name[:8] for name in made}) == 1


def test_they_stand_in_the_order_of_time_and_the_secret_is_as_long_as_was_asked():
    made = []
    for days in (0, 1, 400, 20_000):
        with time_machine.travel(MOMENT + timedelta(days=days), tick=False):
            made.append(ordered_token(16))
    assert made == sorted(made)
    assert {len(name[8:]) for name in made} == {22}  # 128 bits, six to a letter
    assert all(len(name) <= 32 for name in made)

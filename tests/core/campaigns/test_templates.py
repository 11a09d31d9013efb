"""A letter put together from choices is told from one letter that its senders edited."""

import pytest

from rapporteur.core.campaigns.templates import Alternative, Slot, Template


def slot(*counts: int, others: int = 0) -> Slot:
    alternatives = tuple(Alternative(f"way {at}", count) for at, count in enumerate(counts))
    return Slot(alternatives, sum(counts) + others, others)


@pytest.mark.parametrize(
    ("slots", "composed"),
    [
        ([slot(100), slot(30, 25, 25, 20), slot(100), slot(50, 50)], True),
        ([slot(9, 8, 8, 8, 7, 7, others=53), slot(60, 40)], True),
        ([slot(100), slot(50, 50)], False),
        ([slot(92, 4, 2, 2), slot(79, 5, 5, 4, 4, 3), slot(95, 3, others=2)], False),
        ([slot(40, 2, others=58), slot(90, 10)], False),
        ([], False),
    ],
)
def test_several_parts_are_said_in_several_ways_by_several(slots, composed):
    assert Template(tuple(slots), 100).composed is composed

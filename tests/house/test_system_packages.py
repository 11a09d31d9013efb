"""What is said of programs and fonts that are not there."""

import pytest

from tools import system_packages
from tools.system_packages import Need, see_to

THERE = Need("water", lambda: True, ("water",), "no tea")
AWAY = Need("milk", lambda: False, ("milk", "jug"), "black tea")
VITAL = Need("tea", lambda: False, ("tea",), "no tea", is_vital=True)


@pytest.fixture(autouse=True)
def nobody_installs(monkeypatch):
    monkeypatch.setattr(system_packages, "_may_install", lambda: False)


@pytest.mark.parametrize(
    ("needs", "goes_on", "said"),
    [
        ((THERE,), True, ""),
        ((THERE, AWAY), True, "Missing: milk: black tea (Debian: milk jug).\n"),
        ((VITAL, AWAY), False, "Missing: tea: no tea (Debian: tea).\n"),
    ],
    ids=["all-there", "can-do-without", "cannot"],
)
def test_what_is_missing_is_said_in_a_line_each(needs, goes_on, said, capsys):
    assert see_to(needs) is goes_on
    assert capsys.readouterr().out == said

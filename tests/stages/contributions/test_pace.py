"""How many come from one network, counted without keeping where."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from rapporteur.base.whence import network_address
from rapporteur.stages.contributions.actions.pace import WINDOW, _Pace


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_what_counts_as_one_network(one, other, together):
    pace = _Pace()
    pace.count(one)
    assert pace.count(other) == (2 if together else 1)


@pytest.mark.parametrize("address", ["", "unknown", "a" * 9000, "1.2.3.4, 5.6.7.8"])
def test_no_address_is_not_counted(address):
    assert _Pace().count(address) == 0


def test_after_a_window_the_salt_and_all_that_was_counted_are_gone():
    pace = _Pace()
    pace.count("192.0.2.1")
    salt = pace._salt
    with time_machine.travel(timezone.now() + WINDOW + timedelta(seconds=1), tick=False):
        assert pace.count("192.0.2.1") == 1
    assert pace._salt != salt
    assert b"192.0.2.1" not in repr(vars(pace)).encode()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "203.0.113.9", "198.51.100.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "made up, 203.0.113.9", "203.0.113.9"),
        (2, "made up, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", ""),
        (1, "", ""),
    ],
)
def test_behind_proxies_only_what_they_heard_is_believed(settings, proxies, forwarded, found):
    settings.PROXIES = proxies
    environ = {"REMOTE_ADDR": "198.51.100.1", "HTTP_X_FORWARDED_FOR": forwarded}
    assert network_address(environ) == found

"""What forms send and fields read."""

import pytest

from rapporteur.base.formfields import keys_sent


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (["7", "12"], [7, 12]),
        (["", "-1", "x", "²", "\0", "1.5"], []),
        (["9" * 18, "9" * 19, "9" * 5000], [10**18 - 1]),
    ],
)
def test_keys_are_read_and_what_can_be_none_is_left_out(sent: list[str], keys: list[int]) -> None:
    assert keys_sent(sent) == keys

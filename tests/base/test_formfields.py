"""What forms send and fields read."""

import pytest
from django.core.exceptions import ValidationError

from rapporteur.base.formfields import keys_sent, symbols_as_printed


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


@pytest.mark.parametrize(
    "text", ["", "A/66/77 E/2011/103", "A/66/77-E/2011/103", "S/RES/1325 (2000)", "60/252", "KV 7"]
)
def test_symbols_as_they_are_printed_pass_and_so_do_the_names_of_other_bodies(text):
    symbols_as_printed(text)


def test_a_slip_of_a_symbol_is_said_with_the_symbol_that_was_meant():
    with pytest.raises(ValidationError, match=r"“E/66/103” is not .* Write E/2011/103\."):
        symbols_as_printed("A/66/77 E/66/103")

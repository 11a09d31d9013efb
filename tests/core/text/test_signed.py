"""What was signed comes out of the wrapping of its signature."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.signed import signed_content
from tests.factories.signed import signed

WORDS = b"Content-Type: text/plain\r\n\r\nAcc\xc3\xa8s.\r\n"


@pytest.mark.parametrize("in_pieces", [False, True])
def test_what_was_signed(in_pieces: bool) -> None:
    assert signed_content(signed(WORDS, in_pieces=in_pieces)) == WORDS


def test_what_is_long_says_its_length_in_more_bytes() -> None:
    assert signed_content(signed(WORDS * 3000)) == WORDS * 3000


@pytest.mark.parametrize("raw", [b"", b"\0", b"\x30\x80" * 5000, b"\x30\x03\x06\x01\x2a"])
def test_what_is_no_such_wrapping_is_none(raw: bytes) -> None:
    assert signed_content(raw) is None


@given(st.integers(0, 120), st.binary(max_size=3))
def test_a_broken_one_raises_nothing(at: int, junk: bytes) -> None:
    raw = signed(WORDS, in_pieces=True)
    assert isinstance(signed_content(raw[:at] + junk + raw[at + 1 :]), bytes | None)

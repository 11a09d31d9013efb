"""Addresses among words that are written from right to left."""

from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.addresses import with_whole_addresses

ADDRESS = "https://example.org/ar/consultations/sample/contribute/"
HELD = f"{ADDRESS} \u200e"
WORDS = st.lists(st.sampled_from([ADDRESS, HELD, "أو", "or", "/", " ", "\n", "https://x/y"]))


def test_the_last_slash_stays_with_its_address():
    text = f"أو الاستمارة:\n{ADDRESS}\nثم {ADDRESS} أيضا\n{ADDRESS}"
    held = f"أو الاستمارة:\n{HELD}\nثم {HELD}أيضا\n{HELD}"
    assert with_whole_addresses(text) == held


def test_from_left_to_right_nothing_is_needed():
    assert with_whole_addresses(f"Or here:\n{ADDRESS}\n") == f"Or here:\n{ADDRESS}\n"


@given(WORDS.map("".join))
def test_what_is_held_is_not_held_again(text: str):
    held = with_whole_addresses(text)
    assert with_whole_addresses(held) == held
    assert held.replace("\u200e", "").split() == text.replace("\u200e", "").split()

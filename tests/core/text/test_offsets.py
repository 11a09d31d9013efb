"""Spans find their way between a text and what was made of it, there and back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.hyphens import dehyphenated
from rapporteur.core.text.normalising import normalised
from rapporteur.core.text.offsets import Edit, Edited, edited
from rapporteur.core.text.spans import Span

TRICKY = "aeéi \u00a0\t\r\n\f\u200b\u0301\u0327\u00ad\ufb01\ufefb\uff21\u202e\u1100\u1161\u11a8-"
TEXTS = st.text(st.one_of(st.sampled_from(TRICKY), st.characters()), max_size=40)


def test_spans_of_replaced_removed_and_added_characters() -> None:
    made = edited("ab--cd\u200be", [Edit(2, 4, "–"), Edit(6, 7, ""), Edit(8, 8, "!")])
    assert made.text == "ab–cde!"
    assert made.to_original(Span(2, 3)) == Span(2, 4)
    assert made.to_original(Span(3, 6)) == Span(4, 8)  # over what was taken out
    assert made.to_original(Span(5, 6)) == Span(7, 8)  # not with it at the border
    assert made.from_original(Span(3, 5)) == Span(2, 4)  # half a replacement is the whole of it
    assert made.from_original(Span(6, 7)) == Span(5, 5)  # all of it was taken out
    assert made.to_original(Span(0, 7)) == Span(0, 8)


def test_edits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="out of order"):
        edited("abc", [Edit(1, 2, ""), Edit(0, 1, "")])


@pytest.mark.parametrize("change", [normalised, dehyphenated])
@given(text=TEXTS, where=st.data())
def test_there_and_back_covers_at_least_what_it_began_with(change, text, where) -> None:
    made: Edited = change(text)
    start = where.draw(st.integers(0, len(made.text)))
    end = where.draw(st.integers(start, len(made.text)))
    there = made.to_original(Span(start, end))
    assert 0 <= there.start <= there.end <= len(text)
    if start < end:
        back = made.from_original(there)
        assert back.start <= start
        assert back.end >= end
        assert made.to_original(back) == there


@given(TEXTS)
def test_what_no_edit_touches_is_the_same_in_both(text: str) -> None:
    made = normalised(text)
    for at, character in enumerate(made.text):
        there = made.to_original(Span(at, at + 1))
        if not any(edit.start < there.end and there.start < edit.end for edit in made.edits):
            assert there.of(text) == character


@given(TEXTS)
def test_normalising_ends_in_one_form(text: str) -> None:
    made = normalised(text).text
    assert normalised(made).text == made
    assert unicodedata.normalize("NFC", made) == made

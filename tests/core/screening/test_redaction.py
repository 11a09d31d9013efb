"""What is cut out of a text is gone, and the reader sees where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.screening.finding import Kind
from rapporteur.core.screening.redaction import GAPS, Cut, gap, moved, passage_left, redacted
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.core.text.spans import Span


def test_the_gap_says_what_was_there():
    text = "Call +41 22 730 5111 now"
    cut = redacted(text, [Cut(5, 20, Kind.TELEPHONE)])
    assert cut.text == "Call \u2066[■ telephone number removed]\u2069 now"


def test_every_kind_has_its_gap_in_every_language():
    assert GAPS.keys() == LANGUAGES.keys()
    assert {code: set(words) for code, words in GAPS.items()} == {
        code: set(Kind) for code in LANGUAGES
    }
    assert all(len(set(words.values())) == len(Kind) for words in GAPS.values())


def test_the_gap_keeps_its_own_direction():
    assert gap(Kind.NAME, "ar") == "\u2067[■ حُذف اسم]\u2069"
    assert gap(Kind.NAME, "pt") == gap(Kind.NAME, "en")


def test_cuts_over_each_other_leave_one_gap():
    cuts = [Cut(2, 6, Kind.NAME), Cut(4, 8, Kind.EMAIL)]
    assert redacted("abcdefghij", cuts).text == f"ab{gap(Kind.NAME)}ij"


def test_a_cut_beyond_the_text_is_refused():
    with pytest.raises(ValueError, match="out of order"):
        redacted("abc", [Cut(1, 9, Kind.NAME)])


def test_a_passage_loses_what_of_it_was_cut():
    text = "one SECRET two"
    cuts = [Cut(4, 10, Kind.PASSAGE)]
    assert passage_left(text[0:3], 0, cuts) == "one"
    assert passage_left(text[0:6], 0, cuts) == f"one {gap(Kind.PASSAGE)}"
    assert passage_left(text[6:14], 6, cuts) == f"{gap(Kind.PASSAGE)} two"


def test_a_place_is_told_in_the_text_as_it_is_left():
    text, cuts = "one SECRET two SECRET", [Cut(4, 10, Kind.NAME), Cut(15, 21, Kind.NAME)]
    left = redacted(text, cuts).text
    assert moved(Span(11, 14), cuts).of(left) == "two"
    assert moved(Span(0, 3), cuts).of(left) == "one"


words = st.text(alphabet=st.characters(exclude_characters="■[]", exclude_categories=["Cs", "Cf"]))


@given(words, st.data())
def test_nothing_that_was_cut_is_left_and_nothing_else_is_lost(text, data):
    marked = [
        (letter, data.draw(st.booleans()) if len(text) < 40 else at % 3 == 0)
        for at, letter in enumerate(text)
    ]
    cuts = [Cut(at, at + 1, Kind.NAME) for at, (_letter, cut) in enumerate(marked) if cut]
    done = redacted(text, cuts)
    left = done.text.replace(gap(Kind.NAME), "")
    assert left == "".join(letter for letter, cut in marked if not cut)
    for at, (letter, cut) in enumerate(marked):
        if not cut:
            place = done.from_original(Span(at, at + 1))
            assert place.of(done.text) == letter

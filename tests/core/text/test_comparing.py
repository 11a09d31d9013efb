"""Two texts side by side."""

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.comparing import MOST_WORDS, side_by_side

TEXTS = st.text("ab ,\n互الع", max_size=60)


def alone(stretches):
    return [each.text.strip() for each in stretches if each.alone]


@given(TEXTS, TEXTS)
def test_nothing_of_either_text_is_lost(one, other):
    found = side_by_side(one, other)
    assert "".join(each.text for each in found.one) == one.strip()
    assert "".join(each.text for each in found.other) == other.strip()


@given(TEXTS, TEXTS)
def test_what_is_not_marked_is_in_both_alike(one, other):
    found = side_by_side(one, other)
    kept = ["".join("".join(e.text for e in side if not e.alone).split()) for side in
            (found.one, found.other)]  # fmt: skip
    assert kept[0] == kept[1]


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text):
    assert side_by_side(text, f" {text.upper()}\n\n").same


def test_words_that_stand_on_one_side_alone_are_marked():
    found = side_by_side(
        "Access must be affordable\nfor everybody.", "Access must be free, for everybody."
    )
    assert alone(found.one) == ["affordable"]
    assert alone(found.other) == ["free,"]


def test_each_character_of_chinese_is_compared():
    found = side_by_side("互联网应当开放", "互联网必须开放")
    assert (alone(found.one), alone(found.other)) == (["应当"], ["必须"])


def test_long_texts_are_cut_and_do_not_take_long():
    one = " ".join(f"the w{n}" for n in range(MOST_WORDS))
    other = " ".join(f"the w{n * 7 % MOST_WORDS}" for n in range(MOST_WORDS))
    begin = process_time()
    assert side_by_side(one, other).cut
    assert process_time() - begin < 5

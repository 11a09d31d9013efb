"""Texts as numbers: what counts as the same word, and where it stands."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.campaigns.keys import keys_of
from rapporteur.core.campaigns.words import chosen, joined, words_of


def same(one: str, other: str) -> bool:
    first, second = keys_of(words_of([one, other]))
    return bool((first == second).all())


def test_case_space_punctuation_and_form_make_no_difference():
    assert same("Hello, World! I'm here", "hello   world im\nHERE.")
    assert same("It’s fine", "it's fine")
    assert same("cafe\u0301 ﬁne", "CAFÉ fine")
    assert same("العَرَبِيَّة", "العربية")
    assert same("Ｆｕｌｌ", "full")


def test_order_and_words_do():
    assert not same("a b", "b a")
    assert not same("ab", "a b")
    assert not same("", "a")


def test_places_are_those_of_the_text():
    text = "Ünder “the” wide sky"
    words = words_of(["x", text, None])
    assert words.offsets.tolist() == [0, 1, 5, 5]
    found = [text[a:b] for a, b in zip(words.starts[1:], words.ends[1:], strict=True)]
    assert found == ["Ünder", "the", "wide", "sky"]


def test_scripts_without_spaces_have_a_word_per_character():
    assert words_of(["互联网治理 ok"]).offsets.tolist() == [0, 6]


@given(st.lists(st.text(max_size=30), max_size=8))
def test_a_batch_says_what_its_texts_say_alone(texts):
    together = words_of(texts)
    apart = joined([words_of([text]) for text in texts])
    assert together.offsets.tolist() == apart.offsets.tolist()
    assert together.hashes.tolist() == apart.hashes.tolist()
    rows = chosen(together, together.offsets[:0])
    assert len(rows) == 0


def test_slices_of_arrow_arrays_keep_their_texts():
    array = pa.array(["one", None, "two three", "four"]).slice(1)
    assert words_of(array).offsets.tolist() == [0, 0, 2, 3]

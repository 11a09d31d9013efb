import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.document.characters import admit, plain
from rapporteur.core.document.problem import DocumentProblem


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\x00", "U+0000"),
        ("\n", "U+000A"),
        ("\x1b", "U+001B"),
        ("\x9b", "U+009B"),
        ("\u2028", "U+2028"),
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
        ("\ud800", "U+D800"),
        ("\ufeff", "U+FEFF"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_a_forbidden_character_is_named_with_its_place(character, code):
    with pytest.raises(DocumentProblem) as refused:
        admit(f"ab{character}c", "table t")

    assert str(refused.value).startswith(f"The text of table t holds {code} (")
    assert "at position 2" in str(refused.value)


@pytest.mark.parametrize(
    "words", ["", "a b", "l\u2019été", "\u200fعربي\u200e", "می\u200cخواهم", "中文", "\u00a0"]
)
def test_words_of_any_script_are_admitted(words):
    admit(words, "a paragraph")  # which raises nothing


def test_plain_makes_one_line_and_drops_what_cannot_be_printed():
    assert plain("a\r\n\tb\x00c\u202ed e\u0301") == "a bcd \u00e9"


@given(st.text())
def test_what_is_plain_is_admitted_composed_and_stays_as_it_is(text):
    once = plain(text)

    admit(once, "anything")  # which raises nothing
    assert unicodedata.normalize("NFC", once) == once
    assert plain(once) == once

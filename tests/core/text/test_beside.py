"""What a reader of a file does not see, in its text, and how it is found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.beside import Beside, Unseen, joined, marked, marked_in

PIECES = st.one_of(
    st.sampled_from(["\n\n", " ", "\t", "]", "[[", "[[Hidden: ", "shown"]),
    st.sampled_from(["hidden", " ", "]]", "[[Comment: x]]"]).map(Unseen),
)


@pytest.mark.parametrize("what", Beside)
def test_what_is_marked_is_found_whole(what: Beside) -> None:
    for words in ("Why?", "two\n\nparagraphs", "[[a]] and ]]] b]", "[[Comment: within]]"):
        text = f"Before.\n\n{marked(words, what)}\n\nBehind."
        found = [(text[at.start : at.end], kind) for at, kind in marked_in(text)]
        assert found == [(marked(words, what), what)]


def test_nothing_is_not_marked() -> None:
    assert marked(" \n") == ""


def test_what_has_no_end_goes_on_to_that_of_the_text() -> None:
    text = "a [[Comment: " * 100_000
    assert [(at.start, at.end) for at, _what in marked_in(text)] == [(2, len(text))]


def test_what_is_unseen_is_marked_together_and_never_over_a_page() -> None:
    a, b = Unseen("a"), Unseen(" b ")
    assert joined(["x ", a, "\n\n", b, "y"]) == "x [[Hidden: a\n\n b]] y"
    assert joined([a, "\f", b]) == "[[Hidden: a]]\f [[Hidden: b]] "
    assert joined(["x", Unseen("  "), "\n"]) == "x  \n"
    assert joined([]) == ""


@given(st.lists(PIECES))
def test_whatever_is_unseen_stands_within_what_is_found(pieces: list[str]) -> None:
    text = joined(pieces)
    for at, _what in reversed(list(marked_in(text))):
        text = text[: at.start] + text[at.end :]
    assert "hidden" not in text

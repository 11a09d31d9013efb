"""The rules of the analysis."""

from hypothesis import given
from hypothesis import strategies as st

from rapporteur.stages.analysis.rules import (
    Counts,
    Piece,
    Speaker,
    clean_terms,
    count,
    key_for,
    pieces,
)

SPAN = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).map(tuple)


def test_a_key_is_made_of_the_name_and_unlike_those_taken():
    assert [
        key_for("Spam prevention"),
        key_for("Spam prevention", {"spam-prevention", "spam-prevention-2"}),
        key_for("Éducation & formation"),
        key_for("الخصوصية"),
        key_for("x" * 200),
    ] == ["spam-prevention", "spam-prevention-3", "education-formation", "theme", "x" * 76]


def test_terms_lose_blanks_and_repeats_and_empty_languages():
    assert clean_terms({"en": [" spam ", "", "spam", "junk  mail"], "fr": [" "]}) == {
        "en": ["spam", "junk mail"]
    }


def test_the_three_counts_differ_where_texts_or_names_are_shared():
    speakers = [
        Speaker(1, 7, "same", frozenset({"a"})),
        Speaker(2, 7, "same", frozenset({"b", "c"})),
        Speaker(3, 7, "", frozenset({"a"})),
    ]
    counts = count(speakers, confirmed={2})
    assert counts == Counts(contributions=3, texts=1, contributors=3, proposed=2)
    assert counts.confirmed == 1


def test_a_text_is_cut_where_spans_begin_and_end():
    assert list(pieces("one two three", [(0, 7), (4, 13)])) == [
        Piece(0, "one ", (0,)),
        Piece(4, "two", (0, 1)),
        Piece(7, " three", (1,)),
    ]


@given(st.text(min_size=1, max_size=20), st.lists(SPAN, max_size=5))
def test_pieces_joined_are_the_text_again(text, spans):
    assert "".join(piece.text for piece in pieces(text, spans)) == text

"""Lines that a mail program broke are one paragraph again (RFC 3676)."""

import pytest

from rapporteur.core.text.flowed import joined


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("one \ntwo\nthree", "one two\nthree"),
        ("> one \n> two\nanswer", "> one two\nanswer"),
        (">> one \n> two", ">> one \n> two"),  # of another depth: no paragraph goes on there
        ("one \n-- \nZoë", "one \n-- \nZoë"),
        (" From here \n >on", "From here >on"),
        ("\none", "\none"),
        ("", ""),
    ],
)
def test_paragraphs(text: str, read: str) -> None:
    assert joined(text) == read


def test_where_words_have_no_spaces_the_break_leaves_none() -> None:
    assert joined("加强合作是共同责 \n任。", without_spaces=True) == "加强合作是共同责任。"

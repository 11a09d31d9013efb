"""Comments in the text of a file, and how they are found again."""

from rapporteur.core.text.beside import marked, marked_in


def test_what_is_marked_is_found_whole() -> None:
    for words in ("Why?", "two\n\nparagraphs", "[[a]] and ]]] b]", "[[Comment: within]]"):
        text = f"Before.\n\n{marked(words)}\n\nBehind."
        assert [text[at.start : at.end] for at in marked_in(text)] == [marked(words)]


def test_nothing_is_not_marked() -> None:
    assert marked(" \n") == ""


def test_what_has_no_end_goes_on_to_that_of_the_text() -> None:
    text = "a [[Comment: " * 100_000
    assert [(at.start, at.end) for at in marked_in(text)] == [(2, len(text))]

"""The words of a letter: paragraphs, lists, notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.letters.body import Block, Body, BodyProblem, Run, parse


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("one\ntwo\n\n\n three \r\n\r\nfour", ("one two", "three", "four")),
        ("", ()),
        (" \n\n ", ()),
        ("3. x", ("x",)),
        ("a * b * c ** d", ("a * b * c ** d",)),
        (r"\*a\* \[^1]", ("*a* [^1]",)),
    ],
)
def test_paragraphs_are_parted_by_an_empty_line(body, written):
    assert tuple(block.plain for block in parse(body).blocks) == written


def test_lists_strong_words_and_notes_are_read():
    read = parse("A **b *c* d**[^x].\n\n- d\n  e\n- f\n1. g\n\n[^x]: h\n  i")
    assert read == Body(
        (
            Block(
                "paragraph",
                (
                    Run("A "),
                    Run("b ", strong=True),
                    Run("c", strong=True, emphasis=True),
                    Run(" d", strong=True),
                    Run("", note=1),
                    Run("."),
                ),
            ),
            Block("bullet", (Run("d e"),)),
            Block("bullet", (Run("f"),)),
            Block("number", (Run("g"),)),
        ),
        ("h i",),
    )
    assert [(kind, len(blocks)) for kind, blocks in read.groups()] == [
        ("paragraph", 1),
        ("bullet", 2),
        ("number", 1),
    ]


@pytest.mark.parametrize("body", ["a[^1]", "a\n\n[^1]: b", "a[^1][^1]\n\n[^1]: b"])
def test_a_note_that_does_not_match_its_call_is_refused(body):
    with pytest.raises(BodyProblem) as problem:
        parse(body)
    assert problem.value.note == "1"


@given(st.text("ab1 \n-.)(*\\", max_size=60))
def test_no_letter_of_a_body_is_lost(text):
    def letters(words: str) -> list[str]:
        return sorted(each for each in words if each in "ab")

    assert letters("".join(block.plain for block in parse(text).blocks)) == letters(text)

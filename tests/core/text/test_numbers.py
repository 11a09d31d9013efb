"""Numbers in running text."""

import pytest

from rapporteur.core.text.numbers import figures, in_words, number


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (20, "twenty"),
        (59, "fifty-nine"),
        (85, "eighty-five"),
        (100, "one hundred"),
        (101, "one hundred and one"),
        (999, "nine hundred and ninety-nine"),
    ],
)
def test_in_words(n: int, words: str) -> None:
    assert in_words(n) == words


def test_every_number_has_words_of_its_own() -> None:
    assert len({in_words(n) for n in range(1000)}) == 1000


@pytest.mark.parametrize(("n", "language"), [(-1, "en"), (1000, "en"), (5, "fr")])
def test_no_words(n: int, language: str) -> None:
    with pytest.raises(ValueError, match=r"not from 0 to 999|no number words"):
        in_words(n, language)


def test_number() -> None:
    assert (number(9), number(10), number(3500)) == ("nine", "10", "3,500")
    assert number(85, sentence_start=True) == "Eighty-five"
    assert number(1000, sentence_start=True) == "1,000"
    assert number(9, "fr") == "9"


def test_figures() -> None:
    assert [figures(35000, code) for code in ("en", "fr", "es", "zh")] == [
        "35,000",
        "35\u00a0000",
        "35.000",
        "35\u00a0000",
    ]
    assert figures(3500, "es") == "3.500"

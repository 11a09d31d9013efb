"""Numbers of lists as word processors write them."""

from rapporteur.core.text.extraction.counting import ABJAD, ARABIC, LATIN, lettered, roman


def test_letters_are_doubled_past_the_last() -> None:
    assert [lettered(each, LATIN) for each in (1, 26, 27, 28, 53)] == ["a", "z", "aa", "bb", "aaa"]
    assert [lettered(3, letters) for letters in (ARABIC, ABJAD)] == ["ت", "ج"]


def test_roman_numerals() -> None:
    assert [roman(each) for each in (1, 4, 9, 48, 999)] == ["i", "iv", "ix", "xlviii", "cmxcix"]


def test_what_nobody_counts_so_is_in_figures() -> None:
    assert [roman(0), roman(10**9), lettered(0, LATIN), lettered(10**9, LATIN)] == [
        *("0", "1000000000", "0", "1000000000")
    ]

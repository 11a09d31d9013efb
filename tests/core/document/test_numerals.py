import pytest

from rapporteur.core.document.numerals import (
    enclosed,
    letter,
    ordinal,
    roman,
    section_number,
    subparagraph,
)


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX"), (2011, "MMXI")],
)
def test_roman(number, written):
    assert roman(number) == written


@pytest.mark.parametrize(
    ("index", "language", "written"),
    [
        (1, "en", "a"),
        (26, "en", "z"),
        (27, "ru", "aa"),
        (52, "fr", "az"),
        (53, "es", "ba"),
        (1, "ar", "أ"),
        (17, "ar", "ف"),
        (18, "ar", "18"),
    ],
)
def test_letter(index, language, written):
    assert letter(index, language) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ["II.", "B.", "2.", "(b)", "(ii)"]),
        ("ru", ["II.", "B.", "2.", "(b)", "(ii)"]),
        ("fr", ["II.", "B.", "2.", "b)", "ii)"]),
        ("es", ["II.", "B.", "2.", "b)", "ii)"]),
        ("zh", ["二、", "B.", "2.", "(b)", "(ii)"]),
        ("ar", ["ثانيا -", "باء -", "2 -", "(ب)", "(2)"]),
    ],
)
def test_section_numbers_at_every_depth(language, written):
    assert [section_number(depth, 2, language) for depth in range(1, 6)] == written


@pytest.mark.parametrize(
    ("index", "written"), [(9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")]
)
def test_chinese(index, written):
    assert ordinal(index, "zh") == written


def test_annexes_are_counted_in_figures_in_arabic():
    assert [ordinal(2, language) for language in ("en", "zh", "ar")] == ["II", "二", "2"]


def test_french_and_spanish_close_a_letter_only():
    assert [enclosed("a", language) for language in ("en", "fr", "es")] == ["(a)", "a)", "a)"]


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ["(c)", "(iii)", "c.", "iii."]),
        ("ru", ["(c)", "(iii)", "c.", "iii."]),
        ("fr", ["c)", "iii)", "c.", "iii."]),
        ("es", ["c)", "iii)", "c.", "iii."]),
        ("zh", ["(c)", "(三)", "c.", "三."]),
        ("ar", ["(ج)", "'3'", "ج -", "'3'"]),
    ],
)
def test_subparagraphs_have_four_degrees(language, written):
    assert [subparagraph(depth, 3, language) for depth in (1, 2, 3, 4)] == written

"""Signs of a printed page, put together as one reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.extraction import extract
from rapporteur.core.text.right_to_left import Sign, text_of
from tests.core.text import from_the_right


def printed(visual: str, *, base: float = 700, begin: float = 0, row: int = 0) -> list[Sign]:
    """Signs of one line as they stand on the page, from the left."""
    return [
        Sign(letter, begin + 6 * at, begin + 6 * at + 6, base, 12, row)
        for at, letter in enumerate(visual)
    ]


def turned(text: str) -> str:
    return text[::-1]


@pytest.mark.parametrize(
    ("visual", "text"),
    [
        (turned("موقف الدولة."), "موقف الدولة."),
        (turned("من الإعلان،") + " 2026 " + turned("سنة"), "سنة 2026 من الإعلان،"),
        (" ،2026 " + turned("سنة"), "سنة 2026،"),
        (turned("سنة") + " 12.5/3 " + turned("عام"), "عام 12.5/3 سنة"),
        ("5 - 7 " + turned("من"), "من 7 - 5"),
        (turned("منظمة الأمم") + " (World) " + turned("أن"), "أن (World) منظمة الأمم"),
        (turned(")نص("), "(نص)"),
        (turned("(نص)"), "(نص)"),
        ("See the words " + turned("موقف") + " 12.", "See the words موقف 12."),
        ("Plain words (12).", "Plain words (12)."),
    ],
)
def test_a_line(visual: str, text: str) -> None:
    assert text_of(printed(visual)) == text
    if text != visual:
        assert text_of(printed(visual)[::-1]) == text  # in whichever order they were printed


def test_a_line_of_an_arabic_page_begins_at_the_right_whatever_its_letters() -> None:
    told = [
        *printed(turned("موقف الدولة من المسألة")),
        *printed("World Bank " + turned("أن"), base=680),
    ]
    assert text_of(told) == "موقف الدولة من المسألة\nأن World Bank"


def test_a_mark_stays_with_its_letter() -> None:
    letters = printed(turned("كتب"))
    marks = [Sign("َ", 13, 13, 700, 12), Sign("ُ", 7, 7, 700, 12)]
    assert text_of([*marks, *letters]) == "كَتُب"


@given(st.lists(st.integers(0, 19), max_size=12))
def test_each_mark_goes_to_the_letter_whose_middle_is_nearest(places: list[int]) -> None:
    letters = printed("بتثجحخدرزس")
    marks = [Sign("\u064e", 3 * at, 3 * at, 700, 12) for at in places]
    behind = [0] * len(letters)
    for at in places:
        apart = [abs(6 * number + 3 - 3 * at) for number in range(len(letters))]
        behind[apart.index(min(apart))] += 1
    expected = [sign.letters + "\u064e" * many for sign, many in zip(letters, behind, strict=True)]
    assert text_of([*letters, *marks]) == "".join(expected[::-1])


def test_a_page_of_marks_is_read_as_fast_as_it_is_long() -> None:
    """With every mark held against every letter this takes minutes."""
    letters = printed("ب" * 20_000)
    marks = [Sign("\u064e", each.left, each.right, 700, 12) for each in letters]
    assert text_of([*letters, *marks]) == "ب\u064e" * 20_000


def test_gaps_are_blanks_where_no_blank_has_room() -> None:
    first, second = printed(turned("في"), begin=30), printed(turned("سنة"), begin=8)
    no_room = Sign(" ", 27, 27, 700, 12)
    assert text_of([*first, no_room, *second]) == "في سنة"


def test_lines_that_were_told_in_one_row_are_parted_and_put_together() -> None:
    upper, lower = turned("السطر الأول"), turned("السطر الثاني")
    told = [
        *printed(upper[4:], begin=24),
        *printed(lower[6:], base=680, begin=36),
        *printed(upper[:4], row=1),
        *printed(lower[:6], base=680, row=1),
    ]
    assert text_of(told) == "السطر الأول\nالسطر الثاني"


def test_columns_stay_apart() -> None:
    right, left = turned("عمود أيمن"), turned("عمود أيسر")
    told = [*printed(right, begin=100), *printed(left, row=1)]
    assert text_of(told) == "عمود أيمن\nعمود أيسر"
    beside = [*printed(right, begin=6 * len(left) + 3), *printed(left, row=1)]
    assert text_of(beside) == "عمود أيمن\nعمود أيسر"


def test_lines_that_lean_are_read_too() -> None:
    lines = ["אנו שמחים להגיש", "את הערותינו בנושא", "שיתוף פעולה"]
    [page] = extract(from_the_right.printed(lines, leaning=2)).pages
    assert page.text.split("\n") == lines

"""The text of Word documents of before 2007 is read, whatever its script."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text import media
from rapporteur.core.text.compound import Damaged
from rapporteur.core.text.extraction import Extracted, Page, Problem, extract
from rapporteur.core.text.word97 import read
from tests.factories.doc import document

SIX = ["L’accès de chacun. ", "Доступ для всех. ", "نرحب بالتعاون. ", "加强合作。", "¿Dónde está?"]


def test_pieces_in_one_byte_a_letter_and_in_two() -> None:
    assert read(document(SIX)) == ["".join(SIX)]
    assert read(document(["où " * 3000])) == ["où " * 3000]


def test_marks_are_what_one_sees_and_instructions_of_fields_are_not() -> None:
    text = "one\rtwo\x0bthree\x07four \x13 HYPERLINK \x13x\x15 \x14here\x15\x01\x0clast\r"
    assert read(document([text])) == ["one\n\ntwo\nthree\tfour here", "last"]


def test_notes_stand_behind_and_headers_are_left_out() -> None:
    raw = document(["Main.", "Note.", "Header.", "Box."], lengths=[5, 5, 7, 0, 0, 0, 4])
    assert read(raw) == ["Main.\n\nNote.\n\nBox."]


def test_each_comment_is_marked() -> None:
    said = "\x05Why?\x0cWhere?\r\x05[[No]]\r"
    raw = document(["Main.", said], lengths=[5, 0, 0, 0, len(said)])
    assert read(raw) == ["Main.\n\n[[Comment: Why?\n\nWhere?]]\n\n[[Comment: [[No] ]]]"]


def test_signs_that_nobody_sees_end_no_comment() -> None:
    said = "\x05a]\x08]b \x15c\r"
    raw = document(["Main \x13", said], lengths=[6, 0, 0, 0, len(said)])
    assert read(raw) == ["Main \n\n[[Comment: a] ]b c]]"]


def test_what_is_older_protected_or_broken_says_so() -> None:
    assert extract(document(SIX, version=0x65)).problem == Problem.UNSUPPORTED
    assert extract(document(SIX, locked=True)).problem == Problem.PASSWORD
    assert extract(document(SIX)[:3000]).problem == Problem.DAMAGED
    assert extract(document(SIX)) == Extracted((Page(1, "".join(SIX)),), media.OLE)


@given(st.integers(0, 8000), st.binary(min_size=1, max_size=4))
def test_a_broken_one_is_read_or_told(at: int, junk: bytes) -> None:
    raw = document(SIX)
    with suppress(ValueError):  # as Damaged and Protected are
        assert isinstance(read(raw[:at] + junk + raw[at + len(junk) :]), list | None)


@pytest.mark.parametrize("cut", [512, 600, 1024, 1500, 4000])
def test_one_cut_short_is_damaged(cut: int) -> None:
    with pytest.raises(Damaged):
        read(document(SIX)[:cut])

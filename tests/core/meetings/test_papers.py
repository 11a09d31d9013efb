"""Badges, place cards and lists."""

import io
from datetime import UTC, datetime

import pypdfium2
import pytest
from pypdf import PdfReader

from rapporteur.core.letters.pdf import GlyphProblem
from rapporteur.core.meetings.papers import Person, Printer
from tests.core.letters.test_letter import FONTS, NEEDS_FONTS

PEOPLE = [
    Person("Ms. Ada Byron", "Society", "Sector Member", "K7QM-3VXD"),
    Person("王芳", "网络协会", "", "AAAA-BBBB"),
    Person("X" * 150, "O" * 300, "C" * 60, "CCCC-DDDD"),
]
PRINTER = Printer("Workshop", "en", datetime(2030, 1, 1, tzinfo=UTC), FONTS)
pytestmark = NEEDS_FONTS


def words(made: bytes) -> list[str]:
    pages = PdfReader(io.BytesIO(made)).pages
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in pages]


def test_badges_stand_ten_to_a_page_with_name_and_code():
    pages = words(PRINTER.badges(PEOPLE * 4, code_label="Badge"))
    assert len(pages) == 2
    assert "Ms. Ada Byron Society" in pages[0]
    assert "K7QM-3VXD" in pages[0]
    assert "王芳" in pages[0]


def test_a_place_card_is_a_page():
    pages = words(PRINTER.place_cards(PEOPLE))
    assert len(pages) == 3
    assert "Ms. Ada Byron" in pages[0]


def test_a_list_repeats_its_headings_and_loses_no_row():
    rows = [(str(number), f"Person {number}", "") for number in range(80)]
    pages = words(PRINTER.listing({"No.": 0, "Name": 3, "Signature": 2}, rows, lines=["Today"]))
    assert len(pages) > 1
    assert all("Signature" in page for page in pages)
    assert [row[1] for row in rows if row[1] not in " ".join(pages)] == []


def test_a_row_that_is_signed_stands_on_one_page():
    rows = [(f"from{number} " + "name " * 60 + f"to{number}", "") for number in range(30)]
    pages = words(PRINTER.listing({"Name": 1, "Signature": 3}, rows))
    assert len(pages) > 2
    for number in range(30):
        [page] = [each for each in pages if f"from{number} " in each]
        assert f"to{number}" in page


def test_what_is_too_long_for_a_badge_covers_nothing_else():
    def title_line(person):
        made = PRINTER.badges([person], code_label="Badge")
        dots = pypdfium2.PdfDocument(made)[0].render(scale=2).to_numpy()
        top, per_mm = 13.5 + 5, 2 * 72 / 25.4
        return dots[int(top * per_mm) : int((top + 3) * per_mm)]

    usual, long = title_line(Person("Ada", code="A")), title_line(PEOPLE[2])
    assert usual.min() < 200
    assert (usual == long).all()


def test_a_character_without_a_glyph_is_refused():
    with pytest.raises(GlyphProblem) as problem:
        PRINTER.badges([Person("a\u0378", code="A")], code_label="Badge")
    assert problem.value.characters == "\u0378"

"""One letter, as plain text and as PDF, in the six languages."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from rapporteur.core.letters import pdf, text
from rapporteur.core.letters.letter import Letter, written_day

FONTS = (Path("/usr/share/fonts"),)
CREATED = datetime(2030, 1, 1, tzinfo=UTC)
NEEDS_FONTS = pytest.mark.skipif(
    not Path("/usr/share/fonts/truetype/noto").is_dir()
    or not Path("/usr/share/fonts/opentype/noto").is_dir(),
    reason="needs fonts-noto-core and fonts-noto-cjk",
)


def letter(**fields) -> Letter:
    return Letter(
        **{
            "language": "en",
            "salutation": "Dear Ms. Byron,",
            "paragraphs": ("You are invited.", "Please answer."),
            "closing": "Yours sincerely,",
            **fields,
        }
    )


WHOLE = letter(
    letterhead=("The Secretariat", "1 Example Square"),
    reference="T-1",
    place="Geneva",
    dated=date(2004, 1, 14),
    addressee=("Ms. Ada Byron", "The Society"),
    contact=(("Fax", "+41 22"),),
    subject="A workshop",
    signatory="N. N.",
    signatory_office="Secretary",
    enclosures=("Form",),
)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "7 October 2010"),
        ("fr", "7 octobre 2010"),
        ("es", "7 de octubre de 2010"),
        ("ru", "7 октября 2010\u202fг."),
        ("zh", "2010年10月7日"),
        ("ar", "7 أكتوبر 2010"),
    ],
)
def test_a_day_is_written_as_its_language_writes_it(language, written):
    assert written_day(date(2010, 10, 7), language).replace("\xa0", "\u202f") == written


def test_the_plain_text_has_every_part_in_order():
    assert text.render(WHOLE) == (
        "The Secretariat\n1 Example Square\n\n"
        "Reference: T-1\n\n"
        "Geneva, 14 January 2004\n\n"
        "Ms. Ada Byron\nThe Society\n\n"
        "Subject: A workshop\n\n"
        "Dear Ms. Byron,\n\nYou are invited.\n\nPlease answer.\n\n"
        "Yours sincerely,\n\nN. N.\nSecretary\n\n"
        "Fax: +41 22\n\n"
        "Enclosures:\nForm\n"
    )


def test_what_is_empty_is_not_printed():
    assert text.render(letter()) == (
        "Dear Ms. Byron,\n\nYou are invited.\n\nPlease answer.\n\nYours sincerely,\n"
    )


@NEEDS_FONTS
def test_the_pdf_has_every_part_in_order():
    made = pdf.render(WHOLE, created=CREATED, font_folders=FONTS)
    reader = PdfReader(io.BytesIO(made))
    assert " ".join(reader.pages[0].extract_text().split()) == (
        "The Secretariat 1 Example Square Reference: T-1 Geneva, 14 January 2004 Ms. Ada Byron "
        "The Society Subject: A workshop Dear Ms. Byron, You are invited. Please answer. "
        "Yours sincerely, N. N. Secretary Fax: +41 22 Enclosures: Form"
    )
    assert made == pdf.render(WHOLE, created=CREATED, font_folders=FONTS)


@NEEDS_FONTS
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Éèçœ « à »"),
        ("ru", "Уважаемые коллеги"),
        ("zh", "尊敬的同事们"),
        ("ar", "السادة المحترمون"),
    ],
)
def test_every_language_finds_its_glyphs(language, words):
    made = pdf.render(
        letter(language=language, salutation=words, dated=date(2010, 10, 7)),
        created=CREATED,
        font_folders=FONTS,
    )
    assert len(PdfReader(io.BytesIO(made)).pages) == 1


@NEEDS_FONTS
def test_words_are_never_markup():
    words = '#panic("no") $x$ *bold* _soft_ `code` <label> @ref \\ [x] http://example.org/'
    made = pdf.render(letter(paragraphs=(words,)), created=CREATED, font_folders=FONTS)
    assert words in " ".join(PdfReader(io.BytesIO(made)).pages[0].extract_text().split())


@NEEDS_FONTS
@pytest.mark.parametrize("character", ["\ue0a1", "\U0010ffff", "\u0378"])
def test_a_character_that_no_font_has_is_said(character):
    with pytest.raises(pdf.GlyphProblem) as problem:
        pdf.render(
            letter(paragraphs=(f"before {character} after",)), created=CREATED, font_folders=FONTS
        )
    assert problem.value.characters == character


def test_a_missing_font_is_said_with_its_package(tmp_path):
    with pytest.raises(pdf.GlyphProblem) as problem:
        pdf.render(letter(), created=CREATED, font_folders=(tmp_path,))
    assert (problem.value.font, problem.value.package) == ("Noto Serif", "fonts-noto-core")

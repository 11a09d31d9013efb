"""One letter, as plain text and as PDF, in the six languages."""

import io
import re
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from html import unescape
from itertools import pairwise
from pathlib import Path
from time import process_time

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from rapporteur.core.letters import email, html, pdf, text
from rapporteur.core.letters.body import Block, Body, Run, parse
from rapporteur.core.letters.letter import Letter

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
            "body": parse("You are invited.\n\nPlease answer."),
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


def test_the_plain_text_has_every_part_in_order():
    assert text.render(WHOLE) == (
        "The Secretariat\n1 Example Square\n\n"
        "Reference: T-1\n\n"
        "Geneva, 14 January 2004\n\n"
        "Ms. Ada Byron\nThe Society\n\n"
        "Fax: +41 22\n\n"
        "Subject: A workshop\n\n"
        "Dear Ms. Byron,\n\nYou are invited.\n\nPlease answer.\n\n"
        "Yours sincerely,\n\nN. N.\nSecretary\n\n"
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
        "The Society Fax: +41 22 Subject: A workshop Dear Ms. Byron, You are invited. "
        "Please answer. Yours sincerely, N. N. Secretary Enclosures: Form"
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
    made = pdf.render(
        letter(body=Body((Block("paragraph", (Run(words),)),))), created=CREATED, font_folders=FONTS
    )
    assert words in " ".join(PdfReader(io.BytesIO(made)).pages[0].extract_text().split())


@NEEDS_FONTS
@pytest.mark.parametrize("character", ["\ue0a1", "\U0010ffff", "\u0378"])
def test_a_character_that_no_font_has_is_said(character):
    with pytest.raises(pdf.GlyphProblem) as problem:
        pdf.render(
            letter(body=parse(f"before {character} after")), created=CREATED, font_folders=FONTS
        )
    assert problem.value.characters == character


def test_a_missing_font_is_said_with_its_package(tmp_path):
    with pytest.raises(pdf.GlyphProblem) as problem:
        pdf.render(letter(), created=CREATED, font_folders=(tmp_path,))
    assert (problem.value.font, problem.value.package) == ("Noto Serif", "fonts-noto-core")


@NEEDS_FONTS
def test_a_letter_of_two_pages_says_so_on_the_second_and_keeps_its_stamp_and_notes():
    words = "\n\n".join(["In its resolution the Council invited everybody. " * 8] * 9)
    made = pdf.render(
        letter(
            body=parse(f"{words}\n\nAs said.[^1]\n\n[^1]: Resolution 2010/2."),
            reference="DESA-10/3078",
            addressee=("Mr. Rod Beckstrom", "Marina del Rey, CA"),
            addressee_at="foot",
            stamp="REC'D OCT 08 2010",
        ),
        created=CREATED,
        font_folders=FONTS,
    )
    first, second = (
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made)).pages
    )
    assert "REC'D OCT 08 2010" in first
    assert "Mr. Rod Beckstrom Marina del Rey, CA" in first
    assert second.startswith("PAGE 2 DESA-10/3078")
    assert second.endswith("Resolution 2010/2.")
    assert "PAGE" not in first


@NEEDS_FONTS
@given(text=st.text(st.sampled_from('"\\\n#[]{}$*_`<>@=-/ux41é '), max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_a_value_holds_it_is_printed_and_never_carried_out(text):
    body = Body((Block("paragraph", (Run(f"a{text}z"),)),))
    made = pdf.render(letter(body=body), created=CREATED, font_folders=FONTS)
    shown = "".join(PdfReader(io.BytesIO(made)).pages[0].extract_text().split())
    assert "".join(f"a{text}z".split()) in shown


@NEEDS_FONTS
def test_the_same_words_without_a_glyph_are_refused_a_second_time():
    for _turn in range(2):
        with pytest.raises(pdf.GlyphProblem) as problem:
            pdf.render(letter(closing="\u0378"), created=CREATED, font_folders=FONTS)
        assert problem.value.codes == "U+0378"


def test_the_html_escapes_every_value_and_has_what_the_text_has():
    written = letter(
        language="ar",
        addressee=("<script>alert(1)</script>",),
        reference="T-1",
        body=parse("**a** & b[^1]\n\n- x\n- y\n\n[^1]: <note>"),
        copies=("C & D",),
    )
    made = html.render(written)
    assert made.startswith('<!DOCTYPE html>\n<html lang="ar" dir="rtl">')
    assert "<script>" not in made
    assert "<p><strong>a</strong> &amp; b<sup>1</sup></p>" in made
    assert "<ul><li>x</li><li>y</li></ul>" in made
    assert "<ol><li><bdi>&lt;note&gt;</bdi></li></ol>" in made
    plain = unescape(re.sub(r"<[^>]+>", "", made.partition("<body")[2]))
    words = text.render(written).translate(str.maketrans("[]", "  ")).split()
    assert [word for word in words if word not in plain and word != "-"] == []


def test_in_arabic_text_a_number_in_parts_begins_with_a_mark_that_keeps_their_order():
    asked = {"contact": (("هاتف", "+41 22 730 (5111)"), ("فاكس", "1 (212) 963-1010"))}
    made = text.render(letter(language="ar", body=parse("في 14 شباط 2004، 5,300 من 10."), **asked))
    assert "هاتف: \u200e+41 22 730 (5111)" in made
    assert "فاكس: \u200e1 (212) 963-1010" in made
    assert made.count("\u200e") == 2
    assert "\u200e" not in text.render(letter(**asked))


def test_in_html_numbers_and_addresses_keep_their_order_among_arabic():
    made = html.body(parse("الفاكس +1 212/963-9681، http://a.org/b/، a@b.org."))
    assert made == (
        '<p>الفاكس <bdi dir="ltr">+1 212/963-9681</bdi>، <bdi dir="ltr">http://a.org/b/</bdi>، '
        '<bdi dir="ltr">a@b.org</bdi>.</p>'
    )


def test_in_html_signs_that_end_in_no_address_cost_no_time():
    signs = "a" * 1000 + "@" * 1000
    begun = process_time()
    assert html.body(parse(signs)) == f"<p>{signs}</p>"
    assert process_time() - begun < 5  # it grew with the cube of their number


def test_the_message_has_both_forms_and_is_the_same_each_time():
    def make() -> bytes:
        return email.render(
            WHOLE, to="a@example.org", name="Ada Byron", sender="b@example.org", created=CREATED
        )

    message = message_from_bytes(make(), policy=policy.default)
    assert make() == make()
    assert message.get_content_type() == "multipart/alternative"
    assert message["To"] == "Ada Byron <a@example.org>"
    assert message["Subject"] == "A workshop"
    plain, rich = message.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == text.render(WHOLE)
    assert rich.get_content().replace("\r\n", "\n") == html.render(WHOLE)


@pytest.mark.parametrize("address", ["", "nobody", "a@b\r\nBcc: c@d", "ü@example.org"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(email.AddressProblem):
        email.render(WHOLE, to=address, sender="b@example.org", created=CREATED)


def pages(made: Letter) -> list[str]:
    file = PdfReader(io.BytesIO(pdf.render(made, created=CREATED, font_folders=FONTS)))
    return [" ".join(page.extract_text().split()) for page in file.pages]


@NEEDS_FONTS
def test_the_close_stands_on_no_page_without_words_before_it():
    bodies = (parse("A line.\n\n" * many + "Please answer.") for many in range(20, 45))
    printed = next(found for body in bodies if len(found := pages(letter(body=body))) == 2)
    assert printed[1] == "PAGE 2 Please answer. Yours sincerely,"


@NEEDS_FONTS
def test_lines_of_an_arabic_letter_are_as_far_apart_whatever_script_they_are_in():
    there: list[float] = []

    def visit(words, place, _matrix, _font, _size):
        if "7" in words or "8" in words or "x" in words:
            there.append(round(place[5], 1))

    made = letter(
        language="ar", addressee=("شارع المثال 7", "81", "x", "شارع 7", "8"), body=parse("ا")
    )
    file = pdf.render(made, created=CREATED, font_folders=FONTS)
    PdfReader(io.BytesIO(file)).pages[0].extract_text(visitor_text=visit)
    heights = sorted(set(there), reverse=True)
    assert len(heights) == 5
    steps = [above - below for above, below in pairwise(heights)]
    assert max(steps) - min(steps) < 0.2


SYMBOLS = ("A/66/77-E/2011/103", "E/2010/CRP.4", "DESA-10/3078")


def seen(made: bytes) -> str:
    """The signs of the first page from left to right, line by line, without spaces."""
    page = pypdfium2.PdfDocument(made)[0].get_textpage()
    signs = [
        (
            round(page.get_charbox(at, loose=True)[1]),
            page.get_charbox(at)[0],
            page.get_text_range(at, 1),
        )
        for at in range(page.count_chars())
    ]
    return "".join(sign for _line, _x, sign in sorted(signs) if sign.strip())


@NEEDS_FONTS
def test_symbols_and_references_among_arabic_words_are_seen_in_their_own_order():
    words = "انظر {} وكذلك {} ثم {}، ".format(*SYMBOLS)
    found = seen(
        pdf.render(
            letter(
                language="ar",
                subject=words,
                body=parse(f"{words}\n\n**{words}**[^1]\n\n[^1]: {words}"),
            ),
            created=CREATED,
            font_folders=FONTS,
        )
    )
    assert [found.count(symbol) for symbol in SYMBOLS] == [4, 4, 4]
    for symbol in SYMBOLS:
        made = html.body(parse(f"انظر {symbol}، ثم"))
        assert ("<bdi" in made, "nowrap" in made) == (False, not symbol.startswith("DESA"))
        assert f">{symbol}<" in made or symbol.startswith("DESA")


@NEEDS_FONTS
def test_no_line_of_a_letter_parts_a_symbol():
    made = pdf.render(
        letter(
            body=parse(
                "\n\n".join(
                    f"{'x' * n} " + "as told in A/66/77-E/2011/103 " * 9 for n in range(1, 12)
                )
            )
        ),
        created=CREATED,
        font_folders=FONTS,
    )
    lines = pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range().splitlines()
    assert len(lines) > 30
    assert [line for line in lines if line.strip().endswith(("/", "-"))] == []

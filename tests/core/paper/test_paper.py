"""Receipts and stamped copies in the six languages, read back from their PDF."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from rapporteur.core.fonts import USUAL_FOLDERS
from rapporteur.core.letters.pdf import GlyphProblem
from rapporteur.core.paper.receipt import MOST_FILES, Entry, Kept, PaperReceipt, print_receipt
from rapporteur.core.paper.stamp import Stamp, stamped_copy
from rapporteur.core.paper.words import WORDS
from rapporteur.core.text.languages import LANGUAGES
from tests.core.letters.test_letter import NEEDS_FONTS
from tests.factories.scans import saved, scan

pytestmark = NEEDS_FONTS
FONTS = tuple(map(Path, USUAL_FOLDERS.split(":")))
AT = datetime(2030, 1, 2, 3, 4, tzinfo=UTC)
ADDRESS = "https://example.org/en/consultations/rivers/receipt/abcdefghijklmnopqrstuv/"
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
RECEIPT = PaperReceipt(
    office=("The Secretariat",),
    title="Rivers and wells",
    reference="RW/R-17",
    received_at=AT,
    zone="America/New_York",
    channel="fax",
    sender=("Water Company", "+41 22 917 00 00"),
    kept=(Kept("", 1234567, HASH), Kept("a.pdf", 1, "0" * 64)),
    address=ADDRESS,
    entry=Entry("example.org", "ab" * 32, "Zm9v" * 22, AT + timedelta(days=2)),
)


def printed(receipt: PaperReceipt, language: str = "en") -> bytes:
    return print_receipt(receipt, language, created=AT, font_folders=FONTS)


def stamped(language: str = "en") -> bytes:
    stamp = Stamp(("The Secretariat",), "RW/R-17", AT, "America/New_York")
    picture = saved(scan("en"), kind="JPEG")
    return stamped_copy(picture, stamp, language, created=AT, font_folders=FONTS)


def words(made: bytes) -> list[str]:
    # By pypdf: PDFium turns Latin words within Arabic ones round.
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made)).pages]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_has_all_on_one_page_and_says_its_language(language):
    made = printed(RECEIPT, language)
    [page] = words(made)
    for shown in ("RW/R-17", "America/New_York", "UTC", "+41 22 917 00 00", "1 234 567", "a.pdf"):
        assert shown in page.replace("\u202f", " ")
    assert "9f86d081 884c7d65 9a2feaa0 c55ad015 a3bf4f1b 2b0b822c d15d6c15 b0f00a08" in page
    with pikepdf.open(io.BytesIO(made)) as file:
        assert str(file.Root.Lang) == language
        assert file.Root.MarkInfo.Marked
        assert "pdfuaid:part" in file.open_metadata()


def test_a_receipt_promises_first_and_then_names_its_place():
    [before] = words(printed(RECEIPT))
    assert "example.org by 4 January 2030, 03:04 UTC" in before
    entered = replace(RECEIPT, entry=replace(RECEIPT.entry, place=(7, 9, AT)))
    [after] = words(printed(entered))
    assert "mark number 7 of the 9" in after
    [older] = words(printed(replace(RECEIPT, entry=None)))
    assert "ledger" not in older


def test_the_square_leads_to_the_address_and_says_so():
    with pikepdf.open(io.BytesIO(printed(RECEIPT))) as file:
        said = [str(each["/Alt"]) for each in file.objects if _has_alt(each)]
    assert said == [WORDS["en"].code]


def test_many_files_are_counted_and_not_printed_one_by_one():
    kept = [Kept(f"file {number}", 1, HASH) for number in range(MOST_FILES + 3)]
    text = " ".join(words(printed(replace(RECEIPT, kept=kept))))
    assert (f"file {MOST_FILES - 1}" in text, f"file {MOST_FILES} " in text) == (True, False)
    assert "listed at the address below: 3." in text


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=3))
def test_whatever_a_sender_wrote_a_receipt_is_printed(sender):
    assert "RW/R-17" in words(printed(replace(RECEIPT, sender=sender)))[0]


def test_what_cannot_be_seen_is_printed_as_its_number():
    [page] = words(printed(replace(RECEIPT, sender=("a\u202eb", "\U0001f600", "#strong[x]"))))
    assert all(each in page for each in ("a[U+202E]b", "[U+1F600]", "#strong[x]"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_has_the_stamp_and_the_picture_alone(language):
    made = stamped(language)
    [page] = words(made)
    assert all(each in page for each in ("RW/R-17", "America/New_York", "UTC"))
    assert "Governments" not in page  # no text of what arrived comes along
    with pikepdf.open(io.BytesIO(made)) as file:
        alone = [str(each["/Alt"]) for each in file.objects if _has_alt(each)]
        assert str(file.Root.Lang) == language
    assert alone == [WORDS[language].page.format(reference="RW/R-17")]


def test_the_stamp_covers_nothing_of_the_page():
    with pypdfium2.PdfDocument(stamped()) as document:
        page = document[0]
        [picture] = [each for each in page.get_objects() if each.type == 3]
        _left, _bottom, _right, top = picture.get_bounds()
        lowest = min(
            page.get_textpage().get_charbox(index)[1]
            for index in range(page.get_textpage().count_chars())
        )
    assert top < lowest


def test_a_missing_font_of_the_language_is_named():
    with pytest.raises(GlyphProblem) as problem:
        print_receipt(RECEIPT, "ar", created=AT, font_folders=())
    assert problem.value.package == "fonts-noto-core"


def _has_alt(each: object) -> bool:
    return isinstance(each, pikepdf.Dictionary) and "/Alt" in each

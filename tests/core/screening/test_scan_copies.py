"""Scans: what is cut is blacked out of the dots, and the words that are left can be read aloud."""

import io
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from rapporteur.core.screening.copies import PageWords, copy_file
from rapporteur.core.screening.copies.copy import NotSure
from rapporteur.core.screening.copies.scans import copy_scan
from rapporteur.core.screening.finding import Kind
from rapporteur.core.screening.redaction import Cut, redacted
from rapporteur.core.text import media
from rapporteur.core.text.extraction.recognition import (
    program,
    recognise,
)
from tests.factories.scans import saved, scan

pytestmark = pytest.mark.skipif(program() is None, reason="Tesseract is not installed")


def page_of(raw, number, *cut, language="en"):
    text = recognise(raw, number, [language]).text
    cuts = []
    for words in cut:
        start = text.index(words)
        cuts.append(Cut(start, start + len(words), Kind.PASSAGE, language))
    return PageWords(number, text, redacted(text, cuts).text, tuple(cuts))


def read_again(content, number=1):
    """What is recognised in the picture of a page of a copy, and what its text layer says."""
    with pypdfium2.PdfDocument(content) as document:
        page = document[number - 1]
        layer = page.get_textpage().get_text_range()
        picture = page.render(scale=200 / 72, grayscale=True).to_pil()
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(200, 200))
    return recognise(file.getvalue(), 1, ["en"]).text, layer


def dark(content):
    with pypdfium2.PdfDocument(content) as document:
        return document[0].render(scale=1, grayscale=True).to_pil().histogram()[0]


@pytest.mark.parametrize(("kind", "turned"), [("TIFF", 0), ("JPEG", 90), ("PDF", 0)])
def test_what_is_cut_is_blacked_out_and_the_rest_stays(kind, turned):
    raw = saved(scan("en", askew=0.5, turned=turned), kind=kind)
    page = page_of(raw, 1, "public policy issues", "equal role")
    made = copy_file(raw, media.media_type(raw), [page])
    assert (made.media_type, made.form) == (media.PDF, "redacted")
    seen, layer = read_again(made.content)
    for text in (seen, layer):
        for words in ("policy", "issues", "equal"):
            assert words not in text, text
        for words in ("Enhanced", "cooperation", "Internet", "Governments"):
            assert words in text, text
    assert layer.count("passage removed") == 2
    assert dark(made.content) > dark(saved(scan("en"), kind="PDF")) + 500


def test_only_the_page_of_the_cut_is_touched_and_none_is_left_out():
    raw = saved(scan("en"), scan("fr"))
    pages = [page_of(raw, 1, "equal role"), page_of(raw, 2, language="fr")]
    made = copy_scan(raw, pages)
    assert "equal" not in read_again(made.content)[0]
    assert "Coop" in read_again(made.content, 2)[1]
    with pytest.raises(NotSure):
        copy_scan(raw, pages[:1])


def test_a_cut_that_is_not_found_in_the_picture_keeps_the_file_from_being_given():
    raw = saved(scan("en"), kind="PNG")
    page = page_of(raw, 1)
    typed = "A hand wrote: call 555 0199. " + page.text
    start = typed.index("call 555 0199")
    cuts = (Cut(start, start + 13, Kind.TELEPHONE),)
    with pytest.raises(NotSure):
        copy_scan(raw, [replace(page, text=typed, left=redacted(typed, cuts).text, cuts=cuts)])


def test_a_page_that_was_mended_by_hand_is_held_against_its_picture():
    raw = saved(scan("en"), kind="PNG")
    page = page_of(raw, 1)
    mended = page.text.replace("Enhanced", "Enhanced and furthered", 1)
    start = mended.index("equal role")
    cuts = (Cut(start, start + 10, Kind.PASSAGE),)
    made = copy_scan(raw, [replace(page, text=mended, left="", cuts=cuts)])
    assert "equal" not in read_again(made.content)[0]


def test_nothing_lies_under_a_box():
    raw = saved(scan("en"), kind="PNG")
    made = copy_scan(raw, [page_of(raw, 1, "equal role")])
    with pypdfium2.PdfDocument(made.content) as document:
        kinds = [each.type for each in document[0].get_objects()]
        pictures = [each for each in document[0].get_objects() if each.type == 3]
        dots = pictures[0].get_bitmap(render=False).to_pil()
    assert kinds.count(3) == 1  # one picture, and no box drawn over it
    assert isinstance(dots, Image.Image)
    assert sum(dots.convert("L").histogram()[:16]) > 2000

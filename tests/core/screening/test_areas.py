"""A part of a page that a person draws is really black, and the words under it are gone."""

import io

import pypdfium2
import pytest
from PIL import Image

from rapporteur.core.screening.copies import Area, PageWords, copy_file, words_under
from rapporteur.core.screening.finding import Kind
from rapporteur.core.screening.redaction import Cut, gap_alone, redacted
from rapporteur.core.text import media
from rapporteur.core.text.extraction.recognition import program, recognise
from tests.core.screening.test_pdf_copies import assert_gone, lettered, words_of
from tests.core.screening.test_pdf_copies import saved as pdf
from tests.core.screening.test_scan_copies import read_again
from tests.factories.scans import saved, scan

recognises = pytest.mark.skipif(program() is None, reason="Tesseract is not installed")


def with_areas(raw, kind, text, *areas, number=1):
    """The page with what stands under the areas cut from its text, as at the desk."""
    under = words_under(raw, kind, PageWords(number, text, text, areas=areas))
    cuts = tuple(Cut(span.start, span.end, Kind.PASSAGE) for span in under.spans)
    left = redacted(text, cuts).text
    return PageWords(number, text, left, cuts, areas), [span.of(text) for span in under.spans]


def dots(content, number=1):
    with pypdfium2.PdfDocument(content) as document:
        return document[number - 1].render(scale=1, grayscale=True).to_pil()


def assert_black(picture, area):
    """Every dot of the area, and hardly any beyond its edges."""
    across, down = picture.size
    left, top = round(area.left * across), round(area.top * down)
    right, bottom = round((area.left + area.width) * across), round((area.top + area.height) * down)
    inside = picture.crop((left + 1, top + 1, right - 1, bottom - 1))
    assert inside.getextrema()[1] <= 8, inside.getextrema()
    beyond = picture.crop((left, bottom + 4, right, min(bottom + 12, down)))
    assert beyond.getextrema()[1] > 200


def test_words_of_a_pdf_under_an_area_are_gone_and_its_dots_are_black():
    raw = pdf(lettered(["Sincerely yours,", "Zebedee Smith", "Annex: one page"], ["Second."]))
    first, second = words_of(raw)
    # 14 points from (50, 780), lines of 18 points, on a page of 595 by 842.
    area = Area(45 / 595, (842 - 774) / 842, 110 / 595, 14 / 842)
    page, under = with_areas(raw, media.PDF, first, area)
    assert under == ["Zebedee Smith"]
    made = copy_file(raw, media.PDF, [page, PageWords(2, second, second)])
    assert made.form == "redacted"
    assert_gone(made.content, "Zebedee")
    assert_black(dots(made.content), area)
    shown = words_of(made.content)
    assert "Sincerely yours," in " ".join(shown[0].split())
    assert "Annex:" in shown[0]
    assert gap_alone(Kind.AREA) in " ".join(shown[0].split())
    assert shown[1].strip() == "Second."


@recognises
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "PDF"])
def test_handwriting_of_which_nothing_was_read_is_blacked_out(kind):
    picture = scan("en")
    raw = saved(picture, kind=kind)
    text = recognise(raw, 1, ["en"]).text
    area = Area(0.5, 0.8, 0.25, 0.1)
    page, under = with_areas(raw, media.media_type(raw), text, area)
    assert under == []
    made = copy_file(raw, media.media_type(raw), [page])
    assert (made.media_type, made.form) == (media.PDF, "redacted")
    assert_black(dots(made.content), area)
    seen, layer = read_again(made.content)
    assert "Enhanced" in seen
    assert "Enhanced" in layer


@recognises
def test_words_of_a_scan_under_an_area_are_gone_though_a_person_typed_them_otherwise():
    raw = saved(scan("en"), kind="PNG")
    typed = recognise(raw, 1, ["en"]).text.replace("Enhanced", "Enhahnced", 1)
    area = Area(0.1, 0.07, 0.2, 0.03)  # the beginning of the first line
    page, under = with_areas(raw, media.media_type(raw), typed, area)
    assert len(under) == 1
    assert under[0].startswith("Enhahnced")
    made = copy_file(raw, media.media_type(raw), [page])
    seen, layer = read_again(made.content)
    for text in (seen, layer, page.left):
        assert "Enha" not in text
        assert "Governments" in text
    assert_black(dots(made.content), area)


def test_a_page_without_any_words_is_blacked_out_too():
    file = io.BytesIO()
    Image.new("L", (400, 600), 255).save(file, "PNG")
    area = Area(0, 0, 0.5, 0.25)
    page = PageWords(1, "", "", areas=(area,))
    made = copy_file(file.getvalue(), "image/png", [page])
    assert_black(dots(made.content), area)


def test_of_a_page_that_is_not_there_nothing_is_told_but_how_many_there_are():
    raw = pdf(lettered(["One."], ["Two."]))
    under = words_under(raw, media.PDF, PageWords(3, "", "", areas=(Area(0, 0, 1, 1),)))
    assert (under.pages, under.spans) == (2, ())


def test_where_the_words_of_a_page_stand_nowhere_in_it_it_is_said_and_no_copy_is_made():
    raw = pdf(lettered(["One."]))
    page = PageWords(1, "Other words.", "Other words.", areas=(Area(0, 0, 1, 1),))
    assert words_under(raw, media.PDF, page) is None
    assert copy_file(raw, media.PDF, [page]) is None

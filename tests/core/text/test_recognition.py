"""Scans that the tests make themselves, recognised in the six languages."""

import io

import pytest
from PIL import Image

from benchmarks.scans import edits
from rapporteur.core.text.extraction import Extractor, Problem
from rapporteur.core.text.extraction.recognition import installed, placed_words
from rapporteur.core.text.languages import LANGUAGES
from tests.factories.scans import WORDS, saved, scan

needs_tesseract = pytest.mark.skipif(
    not set(LANGUAGES) <= installed(), reason="Tesseract with six languages is not installed."
)


@pytest.fixture(scope="module")
def extractor():
    with Extractor() as one:
        yield one


@needs_tesseract
@pytest.mark.parametrize("language", WORDS)
def test_a_page_in_each_of_the_six(extractor, language):
    page = saved(scan(language, askew=1, dust=0.0002), kind="PNG")
    found = extractor.recognise(page, 1, [language])
    told, true = "".join(found.text.split()), "".join(WORDS[language].split())
    assert edits(told, true) / len(true) < 0.05
    assert found.confidence > 0.8
    assert found.by.startswith("Tesseract ")


@needs_tesseract
def test_the_script_is_seen_where_no_language_was_said_and_a_page_upside_down_is_turned(extractor):
    found = extractor.recognise(saved(scan("ru", times=2, turned=180)), 1, ["en"])
    assert edits("".join(found.text.split()), "".join(WORDS["ru"].split()) * 2) < 10


@needs_tesseract
def test_words_that_are_unsure_are_marked(extractor):
    found = extractor.recognise(saved(scan("en", dust=0.05)), 1, ["en"])
    assert found.confidence < 0.9
    assert found.doubtful
    assert all(found.text[start:end].strip() for start, end in found.doubtful)


def test_pages_are_counted_and_shown(extractor):
    pages = [scan("en"), scan("fr")]
    for kind in ("TIFF", "PDF"):
        raw = saved(*pages, kind=kind)
        assert extractor.count_pages(raw) == 2
        assert extractor.picture(raw, 2, 400).startswith(b"\xff\xd8\xff")
        assert extractor.picture(raw, 3, 400) is None
        upright, turned = (
            Image.open(io.BytesIO(extractor.picture(raw, 2, 400, turns=turns))) for turns in (0, 1)
        )
        assert upright.height > upright.width
        assert turned.height < turned.width == 400
    assert extractor.read(saved(*pages)).problem == Problem.IMAGE
    assert extractor.read(saved(*pages, kind="PDF")).problem == Problem.NO_TEXT


def test_what_is_broken_is_no_page(extractor):
    raw = saved(scan("en"))
    assert extractor.picture(raw[:100], 1, 400) is None
    for broken in (b"\x89PNG\r\n\x1a\n....", b"%PDF-1.4 no", b""):
        assert (extractor.count_pages(broken), extractor.picture(broken, 1, 400)) == (0, None)
        assert extractor.recognise(broken, 1, []) is None


def test_a_fax_has_its_lines_made_square_again(extractor):
    page = scan("en").resize((1728, 1100))
    file = io.BytesIO()
    page.save(file, "TIFF", dpi=(204, 98))
    with Image.open(io.BytesIO(extractor.picture(file.getvalue(), 1, 4000))) as shown:
        assert shown.size == (1728, 2290)


@needs_tesseract
def test_a_tall_strip_is_not_enlarged_to_a_giant():
    assert placed_words(Image.new("L", (40, 20_000), 255)) == []

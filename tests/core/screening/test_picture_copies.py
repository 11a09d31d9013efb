"""What pictures say of their maker stays behind; their dots do not change."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from rapporteur.core.screening.copies import STRIPPED, PageWords, copy_file
from rapporteur.core.screening.copies.pictures import Broken, without_properties
from rapporteur.core.screening.finding import Kind
from rapporteur.core.screening.redaction import Cut

HIDDEN = "Zebedee"
NOTHING = [PageWords(1, "", "")]


def exif(orientation=1):
    made = Image.Exif()
    made[0x013B] = HIDDEN  # the artist
    made[0x0112] = orientation
    made.get_ifd(0x8825).update({1: "N", 2: (46.0, 12.0, 0.0), 3: "E", 4: (6.0, 9.0, 0.0)})  # GPS
    return made


def picture(mode="RGB"):
    made = Image.linear_gradient("L").resize((64, 48)).convert(mode)
    made.putpixel((3, 2), 0 if mode in ("L", "P", "1") else (255, 0, 0))
    return made


def written(kind, **how):
    file = io.BytesIO()
    picture().save(file, kind, **how)
    return file.getvalue()


def dots(raw):
    with Image.open(io.BytesIO(raw)) as opened:
        return opened.convert("RGB").tobytes()


def test_a_jpeg_keeps_its_dots_and_nothing_else():
    raw = written("JPEG", exif=exif(), comment=HIDDEN.encode()) + HIDDEN.encode()
    assert raw.count(HIDDEN.encode()) == 3
    made = copy_file(raw, "image/jpeg", NOTHING)
    assert (made.form, made.media_type) == (STRIPPED, "image/jpeg")
    assert HIDDEN.encode() not in made.content
    assert b"Exif" not in made.content
    assert dots(made.content) == dots(raw)


def test_a_progressive_jpeg_keeps_its_dots():
    raw = written("JPEG", exif=exif(), progressive=True)
    made = copy_file(raw, "image/jpeg", NOTHING)
    assert HIDDEN.encode() not in made.content
    assert dots(made.content) == dots(raw)


def test_a_jpeg_that_was_held_upright_stays_so():
    made = copy_file(written("JPEG", exif=exif(6)), "image/jpeg", NOTHING)
    with Image.open(io.BytesIO(made.content)) as opened:
        assert opened.size == (48, 64)
        assert not opened.getexif()


def test_a_png_keeps_its_dots_and_nothing_else():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", HIDDEN)
    notes.add_itxt("XML:com.adobe.xmp", HIDDEN)
    raw = written("PNG", pnginfo=notes, exif=exif())
    assert HIDDEN.encode() in raw
    made = copy_file(raw, "image/png", NOTHING)
    assert HIDDEN.encode() not in made.content
    assert dots(made.content) == dots(raw)


def test_every_page_of_a_tiff_is_there_and_nothing_else():
    file = io.BytesIO()
    second = picture().rotate(180)
    picture().save(file, "TIFF", save_all=True, append_images=[second], description=HIDDEN)
    made = copy_file(file.getvalue(), "image/tiff", NOTHING)
    assert HIDDEN.encode() not in made.content
    with Image.open(io.BytesIO(made.content)) as opened:
        assert opened.n_frames == 2
        opened.seek(1)
        assert opened.convert("RGB").tobytes() == second.tobytes()


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_other_kinds_become_png(kind):
    raw = written(kind, lossless=True, exif=exif()) if kind == "WEBP" else written(kind)
    made = copy_file(raw, f"image/{kind.lower()}", NOTHING)
    assert made.media_type == "image/png"
    assert dots(made.content) == dots(raw)


def test_of_a_scan_from_whose_words_something_is_cut_there_is_no_copy():
    page = PageWords(1, "Call 5551234", "Call", (Cut(5, 12, Kind.TELEPHONE),))
    assert copy_file(written("PNG"), "image/png", [page]) is None


def test_of_another_kind_there_is_no_copy():
    assert copy_file(b"{\\rtf1 words}", "application/rtf", NOTHING) is None


def test_a_text_is_given_with_its_gaps():
    pages = [PageWords(1, "Call 5551234", "Call [gap]", (Cut(5, 12, Kind.TELEPHONE),))]
    made = copy_file(b"Call 5551234", "text/plain", [*pages, PageWords(2, "é", "é")])
    assert made.content.decode() == "Call [gap]\fé"


whole = written("JPEG", exif=exif())


@given(st.integers(0, len(whole)), st.binary(max_size=20))
def test_a_broken_jpeg_is_refused_or_says_nothing_of_its_maker(at, put):
    try:
        made = without_properties(whole[:at] + put + whole[at:])
    except Broken:
        return
    assert made.startswith(b"\xff\xd8")
    assert made.endswith(b"\xff\xd9")


@given(st.integers(0, len(whole) - 1))
def test_a_jpeg_that_was_cut_short_is_refused(at):
    with pytest.raises(Broken):
        without_properties(whole[:at])

"""What is cut from a PDF is in its copy no more: told by three readers, and by all its bytes."""

import io
import re
import shutil
import subprocess
from contextlib import suppress

import pikepdf
import pypdf
import pytest
from PIL import Image

from rapporteur.core.screening.copies import REDACTED, STRIPPED, PageWords, copy_file
from rapporteur.core.screening.finding import Kind
from rapporteur.core.screening.redaction import Cut, gap, redacted
from rapporteur.core.screening.screen import find
from rapporteur.core.text import media
from rapporteur.core.text.extraction import extract
from tests.core.text.from_the_right import printed

SECRET = "+41 22 730 5111"
HIDDEN = "Zebedee"  # stands in every place where a file can hold what does not show


def lettered(*pages, before=None):
    """A PDF whose pages have these lines, in a font that every reader has."""
    made = before or pikepdf.new()
    for lines in pages:
        made.add_blank_page(page_size=(595, 842))
        page = made.pages[-1]
        page.obj.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(
                F=pikepdf.Dictionary(
                    Type=pikepdf.Name.Font,
                    Subtype=pikepdf.Name.Type1,
                    BaseFont=pikepdf.Name.Helvetica,
                )
            )
        )
        written = " ".join(f"({line}) Tj T*" for line in lines)
        page.obj.Contents = made.make_stream(f"BT /F 14 Tf 18 TL 50 780 Td {written} ET".encode())
    return made


def saved(made, **how):
    file = io.BytesIO()
    made.save(file, **how)
    return file.getvalue()


def words_of(raw):
    read = extract(raw)
    assert read.problem is None
    return [page.text for page in read.pages]


def copied(raw, cut=True):
    pages = []
    for number, text in enumerate(words_of(raw), 1):
        cuts = tuple(Cut(each.start, each.end, each.kind) for each in find(text)) if cut else ()
        pages.append(PageWords(number, text, redacted(text, cuts).text, cuts))
    return copy_file(raw, media.PDF, pages)


def every_byte(raw):
    """All that a PDF holds: every object written out, every stream unpacked, every string as text,
    and the file as it is."""
    held = [raw]
    with pikepdf.open(io.BytesIO(raw)) as opened:
        for each in opened.objects:
            held.append(each.unparse(resolved=True))
            if isinstance(each, pikepdf.Stream):
                held.append(each.read_raw_bytes())
                with suppress(pikepdf.PdfError):  # a picture, whose dots say nothing
                    held.append(each.read_bytes())
            values = each.as_dict().values() if isinstance(each, pikepdf.Dictionary) else ()
            held += [str(value).encode() for value in values if isinstance(value, pikepdf.String)]
    return b"\n".join(held)


def assert_gone(content, secret):
    solid = re.sub(r"\s", "", secret)
    extracted = ["".join(words_of(content))]
    extracted += [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    if shutil.which("pdftotext"):
        done = subprocess.run(
            ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
        )
        extracted.append(done.stdout.decode())
    assert not [text for text in extracted if solid in re.sub(r"\s", "", text)]
    everything = every_byte(content)
    for spelled in (secret, solid):
        for written in (spelled.encode(), spelled.encode("utf-16-be"), spelled.encode("utf-16-le")):
            assert written not in everything
            assert written.hex().encode() not in everything.lower()


def test_what_is_cut_is_gone_and_what_is_left_can_be_read():
    raw = saved(lettered([f"Call {SECRET} now.", "Thank you."], ["Nothing personal."]))
    assert SECRET.encode() in every_byte(raw)
    made = copied(raw)
    assert (made.form, made.media_type) == (REDACTED, media.PDF)
    assert_gone(made.content, SECRET)
    first, second = words_of(made.content)
    assert first.split() == f"Call {gap(Kind.TELEPHONE)[1:-1]} now. Thank you.".split()
    assert second.split() == ["Nothing", "personal."]


def test_a_page_without_a_cut_stays_as_it_was_drawn():
    raw = saved(lettered([f"Call {SECRET} now."], ["Nothing personal."]))
    with pikepdf.open(io.BytesIO(copied(raw).content)) as made:
        assert "/XObject" in made.pages[0].resources
        assert "/XObject" not in made.pages[1].resources
        assert b"Nothing personal." in made.pages[1].Contents.read_bytes()


def test_where_it_was_the_page_is_black_and_elsewhere_not():
    import pypdfium2

    raw = saved(lettered([f"Call {SECRET} now."]))
    dots = pypdfium2.PdfDocument(copied(raw).content)[0].render(scale=1).to_pil().convert("L")
    line = [dots.getpixel((x, 842 - 784)) for x in range(595)]
    assert line[85:185] == [0] * 100  # the number
    assert min(line[240:]) > 200  # beyond the line's end


def laden(made):
    """Everything that can be hidden in a PDF, with the hidden word."""
    name, word = pikepdf.Name, pikepdf.String(HIDDEN)
    made.docinfo["/Author"] = word
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = [HIDDEN]
    made.attachments[f"{HIDDEN}.txt"] = HIDDEN.encode()
    script = pikepdf.Dictionary(S=name.JavaScript, JS=pikepdf.String(f"app.alert('{HIDDEN}')"))
    made.Root.OpenAction = script
    page = made.pages[0].obj
    page.AA = pikepdf.Dictionary(O=script)
    page.PieceInfo = pikepdf.Dictionary(X=pikepdf.Dictionary(Private=word))
    page.Metadata = made.make_stream(HIDDEN.encode(), Type=name.Metadata, Subtype=name.XML)
    page.Annots = made.make_indirect(
        pikepdf.Array(
            [
                made.make_indirect(
                    pikepdf.Dictionary(
                        Type=name.Annot, Subtype=name.Link, Rect=[0, 0, 9, 9], F=2,
                        A=pikepdf.Dictionary(S=name.URI, URI=pikepdf.String(f"mailto:{HIDDEN}")),
                    )
                ),
            ]
        )
    )  # fmt: skip
    page.Thumb = made.make_stream(HIDDEN.encode(), Width=1, Height=1)
    page.Resources.Properties = pikepdf.Dictionary(M=pikepdf.Dictionary(Metadata=page.Metadata))
    made.Root.StructTreeRoot = pikepdf.Dictionary(Type=name.StructTreeRoot, ActualText=word)
    made.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), script])),
        Dests=pikepdf.Dictionary(Names=pikepdf.Array([word, pikepdf.Array([page])])),
    )
    made.Root.AcroForm = pikepdf.Dictionary(
        Fields=pikepdf.Array([]), XFA=made.make_stream(f"<xfa>{HIDDEN}</xfa>".encode())
    )
    with made.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(HIDDEN, 0))
    said = b"/Span <</Alt (" + HIDDEN.encode() + b")>> BDC EMC % " + HIDDEN.encode() + b"\n"
    form = made.make_stream(
        said + b"0 0 9 9 re f", Type=name.XObject, Subtype=name.Form, BBox=[0, 0, 9, 9]
    )
    page.Contents = made.make_stream(said + b"/Drawn Do " + page.Contents.read_bytes())
    # Drawn nowhere: left over in the resources.
    page.Resources.XObject = pikepdf.Dictionary(
        Left=made.make_stream(HIDDEN.encode(), Type=name.XObject, Subtype=name.Form), Drawn=form
    )
    return made


@pytest.mark.parametrize("cut", [True, False])
def test_nothing_stays_that_does_not_show(cut):
    raw = saved(laden(lettered([f"Call {SECRET} now."], ["Nothing personal."])))
    assert HIDDEN.encode() in every_byte(raw)
    made = copied(raw, cut)
    assert made.form == (REDACTED if cut else STRIPPED)
    assert_gone(made.content, HIDDEN)
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        assert set(opened.Root.keys()) <= {"/Type", "/Pages", "/Lang", "/ViewerPreferences"}
        assert set(opened.trailer.keys()) <= {"/ID", "/Root", "/Size", "/Info"}
        assert set(opened.docinfo.keys()) == {"/Title"}


@pytest.mark.parametrize("cut", [True, False])
def test_the_copy_says_its_title_and_language_by_the_words_that_are_left(cut):
    line = f"We have called {SECRET} and they said that the internet is for all of us."
    made = copied(saved(laden(lettered(["", line]))), cut)
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        assert opened.Root.Lang == "en"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        title = str(opened.docinfo["/Title"])
    assert title.startswith("We have called ")
    assert (SECRET in title) is not cut


def test_words_that_a_mark_says_instead_of_those_drawn_are_gone():
    made = lettered(["Nothing personal."])
    page = made.pages[0].obj
    said = b"/Span <</ActualText (" + HIDDEN.encode() + b")>> BDC "
    page.Contents = made.make_stream(said + page.Contents.read_bytes() + b" EMC")
    assert copied(saved(made)) is None  # it draws what nobody screened


@pytest.mark.parametrize(
    "said",
    [
        b"Nothing  personal!",
        b"\xfe\xff\x00N\x00o\x00t\x00h\x00i\x00n\x00g\x00p\x00e\x00r\x00s\x00o\x00n\x00a\x00l",
    ],
)
def test_a_mark_that_says_the_same_letters_hinders_nothing(said):
    made = lettered(["Nothing personal."])
    page = made.pages[0].obj
    content = page.Contents.read_bytes()
    page.Contents = made.make_stream(
        b"/Span <</ActualText (" + said + b")>> BDC " + content + b" EMC"
    )
    assert copied(saved(made)) is not None


def test_words_that_a_mark_in_a_form_or_by_name_says_are_found_too():
    made = lettered(["Nothing personal."])
    page = made.pages[0].obj
    form = made.make_stream(
        b"/Span /P0 BDC " + page.Contents.read_bytes() + b" EMC",
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 600, 900],
        Resources=pikepdf.Dictionary(
            Font=page.Resources.Font,
            Properties=pikepdf.Dictionary(P0=pikepdf.Dictionary(ActualText=HIDDEN)),
        ),
    )  # fmt: skip
    page.Resources.XObject = pikepdf.Dictionary(X=form)
    page.Contents = made.make_stream(b"/X Do")
    assert copied(saved(made)) is None


@pytest.mark.parametrize("cut", [True, False])
def test_words_laid_unseen_over_a_scan_are_cut_with_its_picture(cut):
    """A scanner's own recognition: render mode 3, which paints nothing."""
    made = lettered([f"Call {SECRET} now."])
    page = made.pages[0].obj
    page.Contents = made.make_stream(b"3 Tr " + page.Contents.read_bytes())
    copy = copied(saved(made), cut)
    assert copy is not None
    if cut:
        assert_gone(copy.content, SECRET)


def test_an_earlier_revision_is_gone():
    first = saved(lettered([f"Call {SECRET} now."]))
    writer = pypdf.PdfWriter(io.BytesIO(first), incremental=True)
    page = writer.pages[0]
    content = pypdf.generic.DecodedStreamObject()
    content.set_data(b"BT /F 14 Tf 50 780 Td (Call us now.) Tj ET")
    page[pypdf.generic.NameObject("/Contents")] = writer._add_object(content)
    file = io.BytesIO()
    writer.write(file)
    raw = file.getvalue()
    assert raw.startswith(first)
    made = copied(raw)
    assert words_of(made.content)[0].split() == ["Call", "us", "now."]
    assert_gone(made.content, SECRET)


def test_what_a_hidden_layer_draws_is_not_shown():
    made = lettered(["Shown to all."])
    layer = made.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Secret layer"))
    )
    made.Root.OCProperties = pikepdf.Dictionary(
        OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], Order=[layer])
    )
    page = made.pages[0].obj
    page.Resources.Properties = pikepdf.Dictionary(L=layer)
    drawn = page.Contents.read_bytes()
    hidden = b"/OC /L BDC BT /F 14 Tf 50 400 Td (" + HIDDEN.encode() + b") Tj ET EMC"
    page.Contents = made.make_stream(drawn + b"\n" + hidden)
    raw = saved(made)
    import pypdfium2

    copy = copied(raw)
    dots = pypdfium2.PdfDocument(copy.content)[0].render(scale=1).to_pil().convert("L")
    assert dots.crop((0, 420, 595, 460)).getextrema() == (255, 255)
    assert b"Secret layer" not in every_byte(copy.content)


def test_what_stands_beyond_the_edge_of_the_page_is_gone():
    made = lettered(["Shown to all."])
    page = made.pages[0].obj
    drawn = page.Contents.read_bytes()
    beyond = b"BT /F 14 Tf 900 400 Td (" + HIDDEN.encode() + b") Tj ET"
    page.Contents = made.make_stream(drawn + b"\n" + beyond)
    raw = saved(made)
    assert HIDDEN not in words_of(raw)[0]
    assert_gone(copied(raw).content, HIDDEN)


def test_what_a_form_holds_is_shown_and_is_no_form():
    made = lettered(["A form."])
    appearance = made.make_stream(
        b"BT /F 12 Tf 2 4 Td (Filled in) Tj ET",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 200, 20],
        Resources=made.pages[0].obj.Resources,
    )
    field = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, F=4,
            T=pikepdf.String("opinion"), V=pikepdf.String("Filled in"), Rect=[50, 600, 250, 620],
            AP=pikepdf.Dictionary(N=appearance),
        )
    )  # fmt: skip
    made.pages[0].obj.Annots = pikepdf.Array([field])
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
    raw = saved(made)
    assert "opinion: Filled in" in words_of(raw)[0]
    copy = copied(raw)
    assert "Filled in" in words_of(copy.content)[0]
    with pikepdf.open(io.BytesIO(copy.content)) as opened:
        assert "/AcroForm" not in opened.Root
        assert "/Annots" not in opened.pages[0]


def test_a_turned_and_cropped_page_has_its_box_where_the_words_were():
    import pypdfium2

    made = lettered([f"Call {SECRET} now."])
    page = made.pages[0].obj
    page.Rotate, page.CropBox = 90, [20, 400, 595, 842]
    before = pypdfium2.PdfDocument(saved(made))[0].render(scale=1).to_pil().convert("L")
    copy = copied(saved(made))
    after = pypdfium2.PdfDocument(copy.content)[0].render(scale=1).to_pil().convert("L")
    assert before.size == after.size
    # From top to bottom on the turned page: "Call", the number, "now."
    assert max(after.getpixel((382, y)) for y in range(60, 160)) < 20
    assert max(before.getpixel((382, y)) for y in range(60, 160)) > 200
    assert_gone(copy.content, SECRET)


def test_a_cut_over_two_lines_has_two_boxes():
    raw = saved(lettered(["Call +41 22 730", "5111 now."]))
    made = copied(raw)
    assert_gone(made.content, "5111")
    assert words_of(made.content)[0].split()[-1] == "now."


def test_a_picture_in_a_page_loses_what_it_says_of_its_maker():
    picture, file = Image.new("RGB", (40, 40), "red"), io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = HIDDEN
    picture.save(file, "JPEG", exif=exif, comment=HIDDEN.encode())
    made = lettered(["A picture."])
    page = made.pages[0].obj
    image = made.make_stream(
        file.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=40,
        Height=40,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page.Resources.XObject = pikepdf.Dictionary(I=image)
    page.Contents = made.make_stream(
        page.Contents.read_bytes() + b"\nq 100 0 0 100 50 500 cm /I Do Q"
    )
    copy = copied(saved(made))
    assert_gone(copy.content, HIDDEN)
    with pikepdf.open(io.BytesIO(copy.content)) as opened:
        (kept,) = opened.pages[0].get_images().values()
        assert pikepdf.PdfImage(kept).as_pil_image().getpixel((20, 20))[0] > 240


def test_where_the_place_of_a_cut_is_not_known_there_is_no_copy():
    raw = saved(lettered(["Only a picture of words."]))
    read = PageWords(1, "Call +41 22 730 5111", "Call", (Cut(5, 20, Kind.TELEPHONE),))
    assert copy_file(raw, media.PDF, [read]) is None


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"\0" * 1000, b"no PDF"])
def test_of_a_broken_file_there_is_no_copy(raw):
    assert copy_file(raw, media.PDF, [PageWords(1, "", "")]) is None


def test_pages_that_were_not_read_are_not_given():
    raw = saved(lettered(["One."], ["Two."]))
    assert copy_file(raw, media.PDF, [PageWords(1, "One.", "One.")]) is None


def test_words_that_a_hyphen_parts_are_known_and_what_is_cut_beside_them_is_gone():
    raw = saved(lettered(["On enhanced co-", f"operation call {SECRET} or", "write."]))
    made = copied(raw)

    assert made.form == REDACTED
    assert SECRET.encode() not in every_byte(made.content)
    assert "co-operation" in "".join(words_of(made.content)).replace("\n", "")
    assert copied(raw, cut=False).form == STRIPPED
    assert fonts_of(copied(raw, cut=False)) == {"/Helvetica"}  # no picture


def test_letters_that_are_marked_one_by_one_from_the_right_are_those_that_are_drawn():
    made = copied(printed(["אנו שמחים להגיש", "את הערותינו"], marked=True))

    assert made.form == STRIPPED
    assert fonts_of(made) == {"/Courier"}  # no picture
    assert b"ActualText" not in every_byte(made.content)


def test_a_mark_that_says_the_letters_from_the_right_in_another_order_keeps_the_file():
    raw = printed(["אנו שמחים"], marked=True)
    one, other = (f"{ord(letter):04X}".encode() for letter in "נמ")
    assert raw.count(b"FEFF" + one) == raw.count(b"FEFF" + other) == 1
    turned = raw.replace(b"FEFF" + one, b"\0").replace(b"FEFF" + other, b"FEFF" + one)

    assert copied(turned.replace(b"\0", b"FEFF" + other)) is None


def fonts_of(made):
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        return {str(font.BaseFont) for font in opened.pages[0].Resources.Font.values()}

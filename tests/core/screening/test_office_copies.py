"""What an office file says of its maker stays behind, and what a reader of its text did not see."""

import io
import zipfile

import openpyxl
import pypandoc
import pytest

from rapporteur.core.screening.copies import STRIPPED, PageWords, copy_file
from rapporteur.core.screening.finding import Kind
from rapporteur.core.screening.redaction import Cut
from rapporteur.core.text import media
from rapporteur.core.text.extraction import extract

HIDDEN = "Zebedee"
WORDS = "# Our views\n\nWe support **open** cooperation.\n\n- One\n- Two[^1]\n\n[^1]: A note.\n"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def office(kind, tmp_path):
    file = tmp_path / f"made.{kind}"
    metadata = ["--metadata", f"author={HIDDEN}", "--metadata", f"subject={HIDDEN}"]
    pypandoc.convert_text(WORDS, kind, "markdown", outputfile=str(file), extra_args=metadata)
    raw = file.read_bytes()
    if kind == "docx":  # pandoc writes the author into the text too: take it out there
        raw = changed(raw, "word/document.xml", lambda part: part.replace(HIDDEN, "One"))
    return raw


def changed(raw, name, change, more=()):
    """The archive with one part changed, and more of them."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(file, "w") as made:
        for each in source.namelist():
            content = source.read(each)
            made.writestr(each, change(content.decode()) if each == name else content)
        for each, content in more:
            made.writestr(each, content)
    return file.getvalue()


def every_part(raw):
    with zipfile.ZipFile(io.BytesIO(raw)) as opened:
        return b"\n".join(
            [*map(opened.read, opened.namelist()), *map(str.encode, opened.namelist())]
        )


def copied(raw, kind, cut=False):
    read = extract(raw)
    assert read.media_type == kind
    cuts = (Cut(0, 3, Kind.NAME),) if cut else ()
    return copy_file(
        raw, kind, [PageWords(each.number, each.text, each.text, cuts) for each in read.pages]
    )


def test_a_word_file_keeps_its_words_and_loses_its_author(tmp_path):
    raw = office("docx", tmp_path)
    assert HIDDEN.encode() in every_part(raw)
    made = copied(raw, media.DOCX)
    assert made.form == STRIPPED
    assert HIDDEN.encode() not in every_part(made.content)
    assert extract(made.content).text == extract(raw).text


def test_an_opendocument_file_keeps_its_words_and_loses_its_author(tmp_path):
    raw = changed(office("odt", tmp_path), "content.xml", lambda part: part.replace(HIDDEN, "One"))
    assert HIDDEN.encode() in every_part(raw)
    made = copied(raw, media.ODT)
    assert HIDDEN.encode() not in every_part(made.content)
    assert extract(made.content).text == extract(raw).text


def test_what_was_deleted_goes_and_what_was_inserted_stays(tmp_path):
    told = f'w:id="1" w:author="{HIDDEN}" w:date="2026-01-01T00:00:00Z"'
    tracked = (
        f"<w:p><w:ins {told}><w:r><w:t>cooperation</w:t></w:r></w:ins>"
        f"<w:del {told}><w:r><w:delText>{HIDDEN}</w:delText></w:r></w:del></w:p>"
    )
    raw = changed(
        office("docx", tmp_path),
        "word/document.xml",
        lambda part: part.replace("<w:sectPr", tracked + "<w:sectPr", 1),
    )
    made = copied(raw, media.DOCX)
    assert HIDDEN.encode() not in every_part(made.content)
    assert extract(made.content).text.rstrip().endswith("cooperation") or (
        "cooperation\n" in extract(made.content).text
    )


@pytest.mark.parametrize(
    "more",
    [
        ("word/vbaProject.bin", b"\0"),
        ("word/embeddings/one.xlsx", b"PK"),
        ("word/header1.xml", f"<w:hdr {W}><w:p><w:r><w:t>{HIDDEN}</w:t></w:r></w:p></w:hdr>"),
        ("word/media/one.emf", b"\0"),
        ("word/media/one.png", b"no picture"),
        ("evil/one.xml", b"<a/>"),
    ],
    ids=lambda more: more[0],
)
def test_a_file_with_a_part_that_was_not_seen_has_no_copy(tmp_path, more):
    raw = changed(office("docx", tmp_path), "", None, [more])
    assert copied(raw, media.DOCX) is None


@pytest.mark.parametrize(
    "put",
    [
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{HIDDEN}</w:t></w:r></w:p>",
        '<w:p><w:fldSimple w:instr="HYPERLINK mailto:zeb@example.org"/></w:p>',
    ],
)
def test_hidden_words_keep_a_file_from_being_given(tmp_path, put):
    raw = changed(
        office("docx", tmp_path),
        "word/document.xml",
        lambda part: part.replace("<w:sectPr", put + "<w:sectPr", 1),
    )
    assert copied(raw, media.DOCX) is None


def test_a_file_from_which_something_is_cut_has_no_copy(tmp_path):
    assert copied(office("docx", tmp_path), media.DOCX, cut=True) is None


def test_a_workbook_keeps_its_cells_and_loses_its_author():
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.properties.creator = HIDDEN
    sheet = book.worksheets[0]
    sheet.append(["Country", "Number"])
    sheet.append(["合作", 5])
    sheet["A2"].comment = openpyxl.comments.Comment(HIDDEN, HIDDEN)
    book.save(file)
    raw = file.getvalue()
    assert HIDDEN.encode() in every_part(raw)
    made = copied(raw, media.XLSX)
    assert HIDDEN.encode() not in every_part(made.content)
    assert f"{extract(made.content).text}\n[[Comment: {HIDDEN}]]" == extract(raw).text
    again = openpyxl.load_workbook(io.BytesIO(made.content)).worksheets[0]
    assert [[cell.value for cell in row] for row in again] == [["Country", "Number"], ["合作", 5]]

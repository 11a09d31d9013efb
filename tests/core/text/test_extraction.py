"""Text out of real files of each kind, and a reason where there is none."""

import io
import os
import re
import signal
import subprocess
import zipfile
from datetime import date

import openpyxl
import pikepdf
import pypandoc
import pypdf
import pytest
import typst
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, RectangleObject, TextStringObject

from rapporteur.core.text import media
from rapporteur.core.text.extraction import (
    Extracted,
    Extractor,
    Page,
    Problem,
    extract,
)
from rapporteur.core.text.passages import languages_of
from rapporteur.core.text.pdf import is_garbled, letters_mended
from tests.factories import xls

MARKDOWN = (
    "# Enhanced cooperation\n\nThe Internet’s **governance**.[^1]\n\n[^1]: coopération 合作\n"
)
TEXT = "Enhanced cooperation\n\nThe Internet’s governance.[1]\n\n[1] coopération 合作"


def office(kind: str) -> bytes:
    return subprocess.run(
        [pypandoc.get_pandoc_path(), "--from=markdown", f"--to={kind}", "--standalone", "-o", "-"],
        input=MARKDOWN.encode(),
        capture_output=True,
        check=True,
    ).stdout


def pdf(*pages: str) -> bytes:
    return typst.compile("\n#pagebreak()\n".join(pages).encode())


def encrypted(raw: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(raw)))
    writer.encrypt("secret")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(("kind", "media_type"), [("docx", media.DOCX), ("odt", media.ODT)])
def test_office_documents(kind: str, media_type: str) -> None:
    assert extract(office(kind)) == Extracted((Page(1, TEXT),), media_type)


def test_a_book_by_chapters() -> None:
    text = "Enhanced cooperation\n\nThe Internet’s governance.1\n\ncoopération 合作"
    assert extract(office("epub")) == Extracted((Page(1, text),), media.EPUB)


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_office_documents_cut_short(kind: str) -> None:
    raw = office(kind)
    assert extract(raw[: len(raw) // 2]).problem == Problem.DAMAGED


def test_rtf() -> None:
    raw = rb"{\rtf1\ansi\ansicpg1251 \'d1\'ee\'f2\page two}"
    assert extract(raw) == Extracted((Page(1, "Сот"), Page(2, "two")), media.RTF)
    broken_off = (Page(1, "Сот"), Page(2, "two"))
    assert extract(raw[:-1]) == Extracted(broken_off, media.RTF, Problem.BROKEN_OFF)
    assert extract(rb"{\rtf1 ") == Extracted((), media.RTF, Problem.DAMAGED)


def test_pdf_page_by_page() -> None:
    extracted = extract(pdf("Hello “world” é", "Second page"), "wrong.txt")
    assert extracted == Extracted((Page(1, "Hello “world” é"), Page(2, "Second page")), media.PDF)
    assert extracted.text == "Hello “world” é\fSecond page"


def test_a_word_that_a_line_of_a_pdf_cuts_has_its_hyphen_and_its_line_end() -> None:
    text = extract(pdf("#set page(width: 4cm, margin: 1cm)\nnon-governmental organisations")).text
    assert "non-\ngovernmental" in text


def test_pdf_that_gives_no_text() -> None:
    assert extract(encrypted(pdf("a"))) == Extracted((), media.PDF, Problem.PASSWORD)
    assert extract(pdf("a")[:300]) == Extracted((), media.PDF, Problem.DAMAGED)
    assert extract(pdf("#rect()")).problem == Problem.NO_TEXT


PLAIN = {pdf("a"): "a", office("docx"): TEXT}


@pytest.mark.parametrize("raw", PLAIN, ids=["pdf", "docx"])
def test_a_reader_that_takes_too_long_is_given_up(raw: bytes) -> None:
    with Extractor() as extractor:
        assert extractor.read(raw, seconds=0.001).problem == Problem.TOO_SLOW
        assert extractor.read(raw).text == PLAIN[raw]


def test_a_file_that_takes_its_reader_down_costs_no_other():
    with Extractor() as extractor:
        extractor.read(b"<html><p>first")
        os.kill(extractor._process._process.pid, signal.SIGKILL)
        assert extractor.read(b"<html><p>second") == Extracted((), media.HTML, Problem.DIED)
        assert extractor.read(b"<html><p>next").text == "next"


def test_one_that_takes_all_the_memory_is_given_up() -> None:
    with Extractor(memory=400 * 1024**2) as extractor:
        broken = extractor.read(b"<html>" + b"<p>x</p>" * 6_000_000)
        assert (broken.text, broken.problem) in (("", Problem.DIED), ("", Problem.DAMAGED))
        assert extractor.read(b"<html><p>next").text == "next"


def test_languages_of_a_long_text_are_told_by_the_reader_or_given_up() -> None:
    french = "Nous demandons que la consultation soit ouverte à tous les États " * 9_000
    english = "We ask that the consultation be open to all of the States and long " * 9_000
    pages = [(1, f"{french}\n\n{english}"), (2, "")]
    with Extractor() as extractor:
        assert extractor.languages(pages, seconds=0.001) is None
        assert extractor.languages(pages) == languages_of(pages)
        assert [each[2] for each in languages_of(pages)[0]] == ["fr", "en"]
    with Extractor(memory=1) as extractor:
        assert extractor.languages(pages) is None
        assert extractor.languages([(1, french[:5_000])]) == languages_of([(1, french[:5_000])])


def test_plain_text_in_any_encoding() -> None:
    assert extract(b"caf\xe9\x0ctwo") == Extracted((Page(1, "café"), Page(2, "two")), media.TEXT)
    assert extract("合作".encode("utf-16-le")).text == "合作"


def test_html() -> None:
    raw = (
        "<html><head><title>no</title><style>no</style></head><body><h1>Head</h1>"
        "<p>One<br>two &amp; <b>three</b>\n four</p><script>no()</script><!-- no -->"
        "<table><tr><td>a</td><td>São</td></tr></table></body></html>"
    )
    text = "Head\n\nOne\ntwo & three four\n\na São"
    assert extract(raw.encode()) == Extracted((Page(1, text),), media.HTML)
    assert extract(raw.encode("cp1252")).text == text
    assert extract(b"no <b>mark</b>up", "x.htm").text == "no markup"


def test_html_nested_beyond_reason_is_told() -> None:
    assert extract(b"<p>before</p>" + b"<div>" * 20_000 + b"deep").problem == Problem.CUT


@pytest.mark.parametrize(
    ("raw", "media_type", "problem"),
    [
        (b"", media.TEXT, Problem.EMPTY),
        (b" \r\n", media.TEXT, Problem.EMPTY),
        (b"\x89PNG\r\n\x1a\n....", "image/png", Problem.IMAGE),
        (b"PK\x03\x04 no zip", media.ZIP, Problem.DAMAGED),
        (b"\x7fELF....", media.UNKNOWN, Problem.UNSUPPORTED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", media.OLE, Problem.UNSUPPORTED),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            media.OLE,
            Problem.PASSWORD,
        ),
    ],
)
def test_what_holds_no_text(raw: bytes, media_type: str, problem: Problem) -> None:
    assert extract(raw) == Extracted((), media_type, problem)


def test_a_bomb_is_not_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        with archive.open("word/document.xml", "w", force_zip64=True) as entry:
            for _ in range(501):
                entry.write(bytes(1024 * 1024))
    assert extract(file.getvalue()) == Extracted((), media.DOCX, Problem.TOO_LARGE)


def test_a_bomb_that_lies_about_its_size_is_counted() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        with archive.open("word/document.xml", "w", force_zip64=True) as entry:
            for _ in range(501):
                entry.write(bytes(1024 * 1024))
    honest = (501 * 1024 * 1024).to_bytes(4, "little")
    lying = file.getvalue().replace(honest, (100).to_bytes(4, "little"))
    assert lying != file.getvalue()
    assert extract(lying).problem == Problem.TOO_LARGE


def sheets():
    book = openpyxl.Workbook()
    book.active.title = "Réponses"
    book.active.append(["Question", "Answer"])
    book.active.append([1, "'=cmd|' /C calc'!A0"])
    book.active.append([date(2010, 11, 15), None, 2.5])
    book.create_sheet("Empty")
    book.create_sheet("合作").append(["Да"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_spreadsheet_sheet_by_sheet_its_formulas_as_text() -> None:
    first = "Réponses\nQuestion\tAnswer\n1\t'=cmd|' /C calc'!A0\n2010-11-15\t\t2.5"
    assert extract(sheets()) == Extracted(
        (Page(1, first), Page(2, ""), Page(3, "合作\nДа")), media.XLSX
    )
    assert extract(sheets()[:-100]).problem == Problem.DAMAGED


def test_slides_in_the_order_in_which_they_are_shown() -> None:
    def slide(*paragraphs: str) -> str:
        runs = "".join(f"<a:p><a:r><a:t>{each}</a:t></a:r></a:p>" for each in paragraphs)
        return f'<p xmlns:a="{drawing}" xmlns:p="{shown}">{runs}</p>'

    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    shown = "http://schemas.openxmlformats.org/presentationml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("ppt/slides/slide1.xml", slide("Second", "café"))
        archive.writestr("ppt/slides/slide2.xml", slide("First"))
        archive.writestr(
            "ppt/presentation.xml",
            f'<p:a xmlns:p="{shown}" xmlns:r="{office}">'
            '<p:sldId r:id="b"/><p:sldId r:id="a"/></p:a>',
        )
        archive.writestr(
            "ppt/_rels/presentation.xml.rels",
            '<r><l Id="a" Target="slides/slide1.xml"/><l Id="b" Target="slides/slide2.xml"/></r>',
        )
    assert extract(file.getvalue()) == Extracted(
        (Page(1, "First"), Page(2, "Second\ncafé")), media.PPTX
    )


def test_what_is_filled_in_and_noted_in_a_pdf_is_read_too() -> None:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf("Family name"))))
    field = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/T"): TextStringObject("family"),
            NameObject("/V"): TextStringObject("Ołowski"),
            NameObject("/Rect"): RectangleObject((0, 0, 50, 20)),
        }
    )
    writer.add_annotation(0, field)
    writer.add_annotation(0, FreeText(text="A note", rect=(0, 30, 50, 60)))
    file = io.BytesIO()
    writer.write(file)
    assert extract(file.getvalue()).text == "Family name\nfamily: Ołowski\nA note"


def test_a_drawing_gives_its_words_and_runs_nothing() -> None:
    raw = (
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "lol">]>'
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>no()</script><text>S\xc3\xa3o</text></svg>'
    )
    assert extract(raw) == Extracted((Page(1, "São"),), media.SVG)


def test_a_message_within_a_message() -> None:
    inner = "From: b@example.org\nSubject: inner\n\nmots d’accord"
    raw = (
        "From: a@example.org\nSubject: outer\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nhello\n'
        f"--x\nContent-Type: message/rfc822\n\n{inner}\n--x--\n"
    )
    assert extract(raw.encode()).text.split() == ["outer", "hello", "mots", "d’accord"]


def test_media_types_by_content() -> None:
    assert media.media_type(b"From: a@example.org\nSubject: x\n\nhello") == media.MESSAGE
    assert media.media_type("Привет".encode("utf-16")) == media.TEXT
    assert media.media_type(bytes(range(256))) == media.UNKNOWN
    assert media.media_type(b"\n<!DOCTYPE HTML>") == media.HTML


def test_letters_of_a_pdf_that_are_said_to_be_others() -> None:
    assert letters_mended("E昀케cient 昀氀ow, a昀昀air") == "Efficient flow, affair"
    assert letters_mended("ا䐥لنترنت و䐧ل") == "الإنترنت ولا"
    assert letters_mended("⽴场 ⻅第⼗届") == "立场 见第十届"
    assert letters_mended("昀, 琀 合作") == "昀, 琀 合作"


def test_a_page_whose_fonts_do_not_say_what_their_signs_are_is_garbled() -> None:
    assert is_garbled("\ue001\ue002 \x03\x04 a")
    assert not is_garbled("\uf0b7 A list, and what it lists")
    assert not is_garbled("")


def test_a_page_whose_fonts_do_not_say_their_letters_is_to_be_recognised() -> None:
    words = "Coopération renforcée entre tous les États et toutes les parties prenantes"
    with pikepdf.open(io.BytesIO(pdf(words, "#rect()"))) as made:
        for font in made.pages[0].Resources.Font.values():
            del font["/ToUnicode"]
        file = io.BytesIO()
        made.save(file)
    told = extract(file.getvalue())
    assert (told.pages[0].text, told.pictures) == ("", (1,))
    assert extract(pdf("Donaudampfschifffahrtsgesellschaft")).pictures == ()


def test_files_in_a_pdf_are_read_below_their_names_but_not_what_its_pages_were_made_of() -> None:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf("Main"))))
    writer.add_attachment("annex.docx", office("docx"))
    writer.add_attachment("note.pdf", pdf("Inside"))
    writer.add_attachment("all.zip", b"PK\x03\x04")
    source = writer.add_attachment("source.odt", office("odt"))
    source.associated_file_relationship = NameObject("/Source")
    file = io.BytesIO()
    writer.write(file)
    told = extract(file.getvalue())
    assert told.problem is None
    assert [page.text for page in told.pages] == [
        "Main",
        f"[[Attached file: all.zip\n[{Problem.UNSUPPORTED}]]]",
        f"[[Attached file: annex.docx\n\n{TEXT}]]",
        "[[Attached file: note.pdf\n\nInside]]",
    ]


def test_a_form_of_the_old_kind_gives_its_values() -> None:
    values = "<d><data><form><Name>Élan</Name><G><Say>Oui</Say></G><E/></form></data></d>".encode()
    with pikepdf.new() as made:
        made.add_blank_page()
        packets = ["template", made.make_stream(b"<t/>"), "datasets", made.make_stream(values)]
        form = pikepdf.Dictionary(Fields=pikepdf.Array([]), XFA=pikepdf.Array(packets))
        made.Root.AcroForm = made.make_indirect(form)
        made.Root.NeedsRendering = True
        file = io.BytesIO()
        made.save(file)
    assert extract(file.getvalue()).text.strip() == "Name: Élan\nSay: Oui"


def test_pictures_of_newer_kinds_are_known_as_pictures() -> None:
    for brand in (b"heic", b"mif1", b"avif"):
        told = extract(b"\0\0\0\x18ftyp" + brand + bytes(range(256)))
        assert (told.media_type[:6], told.problem) == ("image/", Problem.IMAGE)


def test_an_excel_file_of_before_2007():
    raw = xls.workbook([["Société", "合作", 1.5], ["=1+1", 2.0]])
    assert extract(raw) == Extracted((Page(1, "Лист\nSociété\t合作\t1.5\n=1+1\t2"),), media.OLE)
    assert extract(raw[:2000]).problem == Problem.DAMAGED


def locked_zip(raw: bytes) -> bytes:
    """An office file whose entries say that they are encrypted."""
    locked = bytearray(raw)
    for entry in re.finditer(rb"PK\x01\x02", raw):
        locked[entry.start() + 8] |= 1
    return bytes(locked)


def locked_odt() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", media.ODT)
        archive.writestr("content.xml", b"\x8f\x00")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    return file.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        xls.workbook([["a"]], locked=True),
        locked_zip(office("docx")),
        locked_odt(),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    ],
    ids=["xls", "docx", "odt", "xlsx or docx of today"],
)
def test_what_asks_for_a_password_says_so_whatever_its_kind(raw):
    told = extract(raw)
    assert (told.text, told.problem) == ("", Problem.PASSWORD)


def test_a_document_is_read_with_no_file_but_itself(tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    raw = office("odt")
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as inside, zipfile.ZipFile(file, "w") as outside:
        for name in inside.namelist():
            content = inside.read(name)
            if name == "content.xml":
                entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
                content = content.replace(b"?>", b"?>" + entity, 1).replace(b"Internet", b"&e;")
            outside.writestr(name, content)
    assert "SECRET" not in extract(file.getvalue()).text

"""Text out of real files of each kind, and a reason where there is none."""

import io
import subprocess
import zipfile

import pypandoc
import pypdf
import pytest
import typst

from rapporteur.core.text import media
from rapporteur.core.text.extraction import Extracted, Page, Problem, extract

MARKDOWN = (
    "# Enhanced cooperation\n\nThe Internet’s **governance**.[^1]\n\n[^1]: coopération 合作\n"
)


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


@pytest.mark.parametrize(
    ("kind", "media_type"), [("docx", media.DOCX), ("odt", media.ODT), ("epub", media.EPUB)]
)
def test_office_documents(kind: str, media_type: str) -> None:
    text = "Enhanced cooperation\n\nThe Internet’s governance.[1]\n\n[1] coopération 合作"
    assert extract(office(kind)) == Extracted((Page(1, text),), media_type)


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_office_documents_cut_short(kind: str) -> None:
    raw = office(kind)
    assert extract(raw[: len(raw) // 2]).problem == Problem.DAMAGED


def test_rtf() -> None:
    raw = rb"{\rtf1\ansi\ansicpg1251 \'d1\'ee\'f2\page two}"
    assert extract(raw) == Extracted((Page(1, "Сот"), Page(2, "two")), media.RTF)
    assert extract(raw[:-1]) == Extracted((), media.RTF, Problem.DAMAGED)


def test_pdf_page_by_page() -> None:
    extracted = extract(pdf("Hello “world” é", "Second page"), "wrong.txt")
    assert extracted == Extracted((Page(1, "Hello “world” é"), Page(2, "Second page")), media.PDF)
    assert extracted.text == "Hello “world” é\fSecond page"


def test_pdf_that_gives_no_text() -> None:
    assert extract(encrypted(pdf("a"))) == Extracted((), media.PDF, Problem.PASSWORD)
    assert extract(pdf("a")[:300]) == Extracted((), media.PDF, Problem.DAMAGED)
    assert extract(pdf("#rect()")).problem == Problem.NO_TEXT


@pytest.mark.parametrize("raw", [pdf("a"), office("docx")], ids=["pdf", "docx"])
def test_a_reader_that_takes_too_long_is_given_up(raw: bytes) -> None:
    assert extract(raw, seconds=0.001).problem == Problem.TOO_SLOW


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
        (b"PK\x03\x04 no zip", media.ZIP, Problem.UNSUPPORTED),
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


def test_media_types_by_content() -> None:
    assert media.media_type(b"From: a@example.org\nSubject: x\n\nhello") == media.MESSAGE
    assert media.media_type("Привет".encode("utf-16")) == media.TEXT
    assert media.media_type(bytes(range(256))) == media.UNKNOWN
    assert media.media_type(b"\n<!DOCTYPE HTML>") == media.HTML

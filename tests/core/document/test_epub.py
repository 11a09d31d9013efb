import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from rapporteur.core.document import epub, html
from rapporteur.core.document.tree import LANGUAGES, Document
from tests.core.document.readers import in_epub, in_html
from tests.factories.document import arabic, report
from tests.factories.rich_document import rich

CREATED = datetime(2011, 5, 4, 12, 0, tzinfo=UTC)
CHECKER = Path("/usr/share/java/epubcheck.jar")


def render(document: Document) -> bytes:
    return epub.render(document, created=CREATED)


def opened(book: bytes) -> ZipFile:
    return ZipFile(BytesIO(book))


@pytest.mark.parametrize("document", [report(), arabic(), *map(rich, LANGUAGES)])
def test_a_book_says_what_the_page_says(document):
    assert in_epub(render(document)) == in_html(html.render_fragment(document))


def test_its_kind_stands_first_and_unpacked():
    first = opened(render(report())).infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert render(report())[38:58] == b"application/epub+zip"


@pytest.mark.parametrize("document", [report(), rich(), rich("ar")])
def test_every_link_inside_leads_somewhere(document):
    book = opened(render(document))
    pages = {
        name: etree.fromstring(book.read(name)) for name in book.namelist() if name[-5:] == "xhtml"
    }
    ids = {f"{name}#{each}" for name, page in pages.items() for each in page.xpath("//@id")}
    links = {
        f"EPUB/{href}" if not href.startswith("#") else f"{name}{href}"
        for name, page in pages.items()
        for href in page.xpath("//@href")
        if "#" in href and not re.match(r"https?:|mailto:", href)
    }

    assert links
    assert links <= ids


def test_a_note_is_called_and_told_as_one():
    book = opened(render(report()))
    whole = b"".join(book.read(name) for name in book.namelist() if name.endswith(".xhtml"))
    tree = etree.fromstring(b"<x>" + re.sub(rb"<\?xml[^>]*>|<!DOCTYPE[^>]*>", b"", whole) + b"</x>")
    kinds = [each.get("{http://www.idpf.org/2007/ops}type") for each in tree.iter()]

    assert kinds.count("noteref") == kinds.count("footnote") == 3


def test_arabic_pages_are_turned_from_right_to_left():
    package = opened(render(arabic())).read("EPUB/package.opf").decode()

    assert '<spine page-progression-direction="rtl">' in package
    assert "<dc:language>ar</dc:language>" in package


def test_it_says_what_it_offers_to_those_who_cannot_see_it():
    package = opened(render(rich())).read("EPUB/package.opf").decode()

    for said in (
        'schema:accessMode">textual<',
        'schema:accessMode">visual<',
        'schema:accessModeSufficient">textual<',
        'schema:accessibilityFeature">alternativeText<',
        'schema:accessibilityHazard">none<',
    ):
        assert said in package


def test_the_same_document_at_the_same_moment_is_the_same_book():
    east = CREATED.astimezone(timezone(timedelta(hours=3)))

    assert render(report()) == epub.render(report(), created=east)


@pytest.mark.parametrize("words", ["</p><script>x</script>", "&lt; & <![CDATA[", '"><img src=x>'])
def test_hostile_words_are_words(words):
    document = report(title=words, subtitle=words)
    front = etree.fromstring(opened(render(document)).read("EPUB/front.xhtml"))

    assert words in "".join(front.itertext())
    assert not front.xpath('//*[local-name()="script" or local-name()="img"]')


@pytest.mark.slow
@pytest.mark.skipif(
    not (CHECKER.exists() and shutil.which("java")), reason="epubcheck is not installed"
)
def test_epubcheck_finds_nothing(tmp_path):
    for language in LANGUAGES:
        tmp_path.joinpath(f"{language}.epub").write_bytes(render(rich(language)))
    for book in sorted(tmp_path.glob("*.epub")):
        done = subprocess.run(
            [shutil.which("java") or "java", "-jar", str(CHECKER), "--failonwarnings", str(book)],
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr

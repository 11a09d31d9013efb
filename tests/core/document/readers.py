"""Reads renderings back: what somebody who opens the file finds in it."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pypdfium2
from lxml import etree, html

from rapporteur.core.document.docx.lines import Grid, Line, Stretch
from rapporteur.core.document.docx.reading import read
from tests.core.document.said import standing

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Found:
    """What bears a number in a rendering, and the cells of its tables."""

    paragraphs: dict[int, str]
    footnotes: dict[int, str]
    headings: list[str]
    cells: list[list[str]]


def words(element) -> str:
    """The text of an element, its white space made single."""
    return " ".join("".join(element.itertext()).split())


def in_html(page: str) -> Found:
    """Footnote calls read as [1] and marks of notes stand apart, as they do in plain text."""
    tree: Any = html.fromstring(page)
    for call in tree.xpath('//sup[@class="doc-call"]/a'):
        call.text = f"[{call.text}]"
    for mark in tree.xpath("//td/sup | //th/sup"):
        mark.text = f" {mark.text}"
    return Found(
        paragraphs={
            int(p.get("id")[1:]): words(p)
            for p in tree.xpath('//p[contains(@class, "doc-numbered")]')
        },
        footnotes={
            int(p.get("id")[3:]): words(p).split(" ", 1)[1]
            for p in tree.xpath('//p[@class="doc-footnote"]')
        },
        headings=[words(h) for h in tree.xpath('//*[contains(@class, "doc-heading")][.//span]')],
        cells=[[words(cell) for cell in row] for row in tree.xpath("//table//tr")],
    )


def in_epub(book: bytes) -> Found:
    """What the parts of a book say."""
    return in_html(as_page(book))


def as_page(book: bytes) -> str:
    """The parts of a book in the order of its spine, as one page."""
    with ZipFile(BytesIO(book)) as parts:
        package = etree.fromstring(parts.read("EPUB/package.opf"))
        places = {each.get("id"): each.get("href") for each in package.iter("{*}item")}
        order = [places[str(each.get("idref"))] for each in package.iter("{*}itemref")]
        pages = [
            etree.fromstring(parts.read(f"EPUB/{name}")) for name in order if name != "nav.xhtml"
        ]
    whole = etree.Element("div")
    for page in pages:
        for element in page.iter(etree.Element):
            element.tag = etree.QName(element).localname
        whole.extend(page.iter("body"))
    for aside in whole.iter("aside"):
        aside[0].set("id", str(aside.get("id")))  # a note is framed, so that it can pop up
    return etree.tostring(whole, encoding="unicode", method="html")


def word_part(file: bytes, name: str) -> Any:
    """A part of a Word file, parsed."""
    with ZipFile(BytesIO(file)) as parts:
        return etree.fromstring(parts.read(name))


def in_docx(file: bytes) -> Found:
    """What Word shows: labels counted from `numbering.xml`, notes in the order of their calls.

    Notes are counted as Word counts them: one whose mark is given is called by it, and the
    asterisks of the masthead are not counted.
    """
    found, marks = read(file), marks_in(file)
    called = [call for call, mark in marks.items() if not mark.startswith("*")]
    notes = {
        at: line_said(found.notes[call].lines[0], marks).lstrip()
        for at, call in enumerate(called, start=1)
    }

    def said(line: Line) -> str:
        return f"{line.label} {line_said(line, marks)}".strip()

    lines = [line for line in found.lines if not line.contents]
    numbered = [line for line in lines if line.look.is_("numberedparagraph")]
    return Found(
        paragraphs={int(line.label.rstrip(" .-")): said(line) for line in numbered},
        footnotes=notes,
        headings=[said(line) for line in lines if line.look.outline is not None],
        cells=[
            cells
            for block in found.blocks
            if isinstance(block, Grid)
            for cells in _cells(block, marks)
        ],
    )


def _cells(grid: Grid, marks: dict[str, str]) -> list[list[str]]:
    rows = [
        [" ".join(line_said(line, marks) for line in cell) for cell in row] for row in grid.rows
    ]
    return standing(rows, grid.reaches)


def marks_in(file: bytes) -> dict[str, str]:
    """The sign that calls each note of a Word file, by its id there, in the order of the calls."""
    found, marks, counted = read(file), dict[str, str](), 0
    for call in (each.note for line in found.lines for each in line.stretches if each.note):
        note = found.notes[call]
        counted += not note.mark and call not in marks
        marks.setdefault(call, note.mark or str(counted))
    return marks


def line_said(line: Line, marks: dict[str, str]) -> str:
    """The words of a line, with the calls of its notes, and raised marks apart as in plain text."""
    return " ".join("".join(_stretch_said(each, marks) for each in line.stretches).split())


def _stretch_said(stretch: Stretch, marks: dict[str, str]) -> str:
    if stretch.note:
        return f"[{marks[stretch.note]}]"
    if stretch.raised:
        return f"[{stretch.words}]" if stretch.field else f" {stretch.words}"
    return stretch.words


def in_pdf(file: bytes) -> list[str]:
    """The text of each page, its white space made single."""
    pages = pypdfium2.PdfDocument(file)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pages]


def places_in_pdf(file: bytes, said: str) -> list[float]:
    """How far from the left edge of the first page `said` begins, each time that it stands there.

    For right-to-left words that is their left end as well: the least of their letters.
    """
    page = pypdfium2.PdfDocument(file)[0].get_textpage()
    text = page.get_text_range()
    return [
        min(page.get_charbox(at)[0] for at in range(match.start(), match.end()))
        for match in re.finditer(re.escape(said), text)
    ]

"""Reads renderings back: what somebody who opens the file finds in it."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pypdfium2
from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMESPACES = {"w": W.strip("{}")}
_MARKS = re.compile("[\u200e\u200f]")


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


def word_part(file: bytes, name: str) -> Any:
    """A part of a Word file, parsed."""
    with ZipFile(BytesIO(file)) as parts:
        return etree.fromstring(parts.read(name))


def in_docx(file: bytes) -> Found:
    """Count as Word counts: numbered paragraphs by their style, footnotes by their calls."""
    document, notes = word_part(file, "word/document.xml"), word_part(file, "word/footnotes.xml")
    note_words = {note.get(f"{W}id"): _text(note) for note in notes}
    calls = [call.get(f"{W}id") for call in document.iter(f"{W}footnoteReference")]
    for index, call in enumerate(document.iter(f"{W}footnoteReference"), start=1):
        call.tag, call.text = f"{W}t", f"[{index}]"
    for mark in document.xpath("//w:tc//w:r[w:rPr/w:vertAlign]/w:t", namespaces=_NAMESPACES):
        mark.text = f" {mark.text}"
    numbered = _styled(document, "NumberedParagraph")
    return Found(
        paragraphs={n: f"{n}. {_text(p)}" for n, p in enumerate(numbered, start=1)},
        footnotes={n: note_words[id_] for n, id_ in enumerate(calls, start=1)},
        headings=[_text(p) for level in "123" for p in _styled(document, f"Heading{level}")],
        cells=[[_text(cell) for cell in row.iter(f"{W}tc")] for row in document.iter(f"{W}tr")],
    )


def _styled(document, style: str):
    return document.xpath(f'//w:p[w:pPr/w:pStyle/@w:val="{style}"]', namespaces=_NAMESPACES)


def _text(element) -> str:
    return _MARKS.sub("", "".join(t.text or "" for t in element.iter(f"{W}t"))).strip()


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

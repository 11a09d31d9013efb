"""What PDF, Word, EPUB and plain text say.

A PDF is read as an aid for the blind reads it: by its structure, which says what is a paragraph, a
note or a cell and in which order they come, and not by the places of the letters on the page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

from rapporteur.core.document.docx.lines import Line
from rapporteur.core.document.docx.lists import PARAGRAPH_STYLES
from rapporteur.core.document.docx.reading import read
from rapporteur.core.document.reading.drawn import drawing, drawing_at
from rapporteur.core.document.tree import LANGUAGES
from rapporteur.core.document.words import own_words
from tests.core.document import readers
from tests.core.document.said import Said, one, reaching, standing
from tests.core.document.said_in_markup import in_html
from tests.core.reading_order.heard import words_by_mark

_PARTS = tuple(style.lower() for style in PARAGRAPH_STYLES[1:])


def in_epub(file: bytes) -> Said:
    return in_html(readers.as_page(file).encode())


def in_docx(file: bytes) -> Said:
    found, marks = readers.in_docx(file), readers.marks_in(file)
    lines = [line for line in read(file).lines if not line.contents]

    def said(line: Line) -> str:
        return f"{line.label} {readers.line_said(line, marks)}".strip()

    notes = (mark for mark in marks.values() if not mark.startswith("*"))
    return Said(
        found.headings,
        list(found.paragraphs.values()),
        [said(line) for line in lines if line.look.is_(*_PARTS)],
        [
            f"{mark} {words}".strip()
            for mark, words in zip(notes, found.footnotes.values(), strict=True)
        ],
        found.cells,
    )


# Plain text


def in_text(file: bytes) -> Said:
    """Read by lines. The headings are the lines that the contents name, so there must be such."""
    said = Said()
    blocks = [block.split("\n") for block in file.decode().strip("\n").split("\n\n")]
    contents = max((block for block in blocks if _is_contents(block)), key=len)[1:]
    for block in blocks:
        lines = [re.sub(r" <(?:https?:|mailto:)[^>]*>", "", line) for line in block]
        first, *others = lines
        if len(lines) == 1 and first in contents:
            said.headings.append(first)
        elif all(re.match(r"\[\w+\] ", line) for line in lines):
            said.footnotes += [one(re.sub(r"^\[(\w+)\]", r"\1", line)) for line in lines]
        elif any(re.fullmatch(r"-+", line) for line in others):
            said.cells += _rows(lines)
        elif place := drawing_at(lines):
            said.cells += _drawn(lines[slice(*place)])
        elif not first.startswith("  ") and all(line.startswith("  ") for line in others):
            said.paragraphs += [one(first)] if re.match(r"\d+(?:\.| -)(?: |$)", first) else []
            said.subparagraphs += [one(line) for line in others]
    said.__post_init__()
    return said


def _is_contents(lines: list[str]) -> bool:
    return len(lines) > 1 and bool(re.match(r"(?:I\.|一、|أولا -) ", lines[1]))


def _rows(lines: list[str]) -> Iterator[list[str]]:
    """The head above the first rule, then all rows to the total below the second, or the notes."""
    rules = [at for at, line in enumerate(lines) if re.fullmatch(r"-+", line)]
    last = rules[1] + 1 if len(rules) > 1 else len(lines) - 1
    wide, width = len(lines[rules[0]]), len(_cells(lines[rules[0] - 1]))
    for at in range(rules[0] - 1, last + 1):
        cells = _cells(lines[at])
        if at not in rules and len(cells) == width and len(lines[at]) <= wide:
            yield cells


def _cells(line: str) -> list[str]:
    return list(map(_marked, re.split(r" {2,}", line.strip())))


def _marked(cell: str) -> str:
    return one(re.sub(r" \((\w+)\)$", r" \1", cell))


def _drawn(lines: list[str]) -> list[list[str]]:
    found = drawing(lines)
    assert found is not None
    return standing([list(map(_marked, row)) for row in found.rows], found.reaches)


# PDF


@dataclass(frozen=True)
class _Element:
    """A node of the structure of a PDF: its kind, and in it words and nodes in their order."""

    kind: str
    held: "tuple[_Element | str, ...]"
    reach: tuple[int, int] = (1, 1)

    def all_of(self, *kinds: str) -> "Iterator[_Element]":
        """Every node of these kinds under this one, not looking for more within one found."""
        for each in self.held:
            if isinstance(each, _Element):
                if each.kind in kinds:
                    yield each
                else:
                    yield from each.all_of(*kinds)

    @property
    def words(self) -> str:
        """Its words, with calls of notes as [1], and without the notes themselves."""
        return "".join(each if isinstance(each, str) else _told(each) for each in self.held)


def _told(element: _Element) -> str:
    if element.kind == "Note":
        return ""
    inner = element.words.strip()
    call = element.kind == "Lbl" and any(element.all_of("Link"))
    again = element.kind == "Link" and any(element.all_of("Span"))
    return f"[{inner.strip('[]')}]" if call or again else element.words


_MADE = {
    words
    for language in LANGUAGES
    for words in (own_words(language).summary, own_words(language).contents)
}
"""Headings that are no section's."""


def in_pdf(file: bytes) -> Said:
    """Words come without spaces where a line ended."""
    whole = _structure(file)
    headings, paragraphs, parts = [], [], []
    for each in whole.all_of("H1", "H2", "H3", "H4", "H5", "H6", "P", "Table", "L", "TOC"):
        words = each.words
        if each.kind.startswith("H") and words not in _MADE:
            headings.append(words)
        elif each.kind == "P" and re.match(r"\d+ ?[.-](?!\d)", words):
            paragraphs.append(words)
        elif each.kind == "P" and re.match(r"\(?\w{1,4}\)|'\d'|\w ?- ?|[a-zа-я]\.", words):
            parts.append(words)
    notes = [note.words for note in whole.all_of("Note")]
    return Said(
        headings,
        paragraphs,
        parts,
        [re.sub(r"^\[(\w+)\]", r"\1", words) for words in notes if words[:2] != "[*"],
        [
            [reaching(cell.words, *cell.reach) for cell in row.all_of("TH", "TD")]
            for row in whole.all_of("TR")
        ],
    )


def _structure(file: bytes) -> _Element:
    words = words_by_mark(file)
    with pikepdf.open(BytesIO(file)) as pdf:
        pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}

        def element(node: Any, page: int) -> _Element:
            page = pages[node.Pg.objgen] if "/Pg" in node else page
            inside = node.get("/K", [])
            held = [
                child(each, page)
                for each in (inside if isinstance(inside, pikepdf.Array) else [inside])
            ]
            return _Element(str(node.get("/S", ""))[1:], tuple(held), _reach(node))

        def child(each: Any, page: int) -> _Element | str:
            if isinstance(each, int):
                return words[page, each]
            if each.get("/Type") == "/OBJR":
                return ""
            if each.get("/Type") == "/MCR":
                return words[pages[each.Pg.objgen] if "/Pg" in each else page, int(each.MCID)]
            return element(each, page)

        return element(pdf.Root.StructTreeRoot, 0)


def _reach(node: Any) -> tuple[int, int]:
    """Over how many columns and rows a cell reaches, by its attributes."""
    attributes = node.get("/A", [])
    told = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    columns, rows = (
        next((int(each[name]) for each in told if name in each), 1)
        for name in ("/ColSpan", "/RowSpan")
    )
    return columns, rows

"""What HTML, Akoma Ntoso and Markdown say, read from their elements."""

import json
import re
from typing import Any

import pypandoc
from lxml import etree, html

from rapporteur.core.document.akn.elements import NAMESPACE
from tests.core.document.said import Said, one, reaching


def in_html(file: bytes) -> Said:
    tree: Any = html.fromstring(file.decode())
    for call in tree.xpath('//sup[@class="doc-call"]/a'):
        call.text = f"[{call.text}]"
    for mark in tree.xpath("//td/sup | //th/sup"):
        mark.text = f" {mark.text}"
    parts = []
    for item in tree.xpath('//ul[contains(@class, "doc-subparagraphs")]/li'):
        inner = item.xpath("./ul")
        words = one("".join(item.itertext()))
        for each in inner:
            words = words.removesuffix(one("".join(each.itertext()))).strip()
        parts.append(words)
    return Said(
        headings=[
            one("".join(each.itertext()))
            for each in tree.xpath(
                '//section[contains(@class, "doc-section") or contains(@class, "doc-annex")]'
                '/*[contains(@class, "doc-heading")]'
            )
        ],
        paragraphs=[
            one("".join(each.itertext()))
            for each in tree.xpath('//p[contains(@class, "doc-numb")]')
        ],
        subparagraphs=parts,
        footnotes=[
            one("".join(each.itertext())) for each in tree.xpath('//p[@class="doc-footnote"]')
        ],
        cells=[[_cell(cell) for cell in row] for row in tree.xpath("//table//tr")],
    )


def _cell(cell: Any) -> str:
    reach = int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))
    return reaching(one("".join(cell.itertext())), *reach)


def in_akn(file: bytes) -> Said:
    tree: Any = etree.fromstring(file)

    def all_of(path: str, inside: Any = tree) -> Any:
        return inside.xpath(path, namespaces={"a": NAMESPACE})

    notes = []
    for note in all_of("//a:authorialNote"):
        marker = note.get("marker")
        if not marker.startswith("*"):
            notes.append(one(f"{marker} {''.join(note.itertext())}"))
        for child in list(note):
            note.remove(child)
        note.text = f"[{marker}]"
    for again in all_of("//a:noteRef"):
        again.text = f"[{again.get('marker')}]"
    for mark in all_of("//a:td//a:sup | //a:th//a:sup"):
        mark.text = f" {mark.text}"

    def own(element: Any) -> str:
        said = all_of("./a:num | ./a:content/a:p | ./a:intro/a:p", element)
        return one(" ".join("".join(each.itertext()) for each in said))

    return Said(
        headings=[
            _joined(all_of("string(./a:num)", each), all_of("string(./a:heading)", each))
            for each in all_of(
                "//*[self::a:section or self::a:subsection or self::a:clause or self::a:attachment]"
            )
        ],
        paragraphs=[own(each) for each in all_of("//a:paragraph")],
        subparagraphs=[own(each) for each in all_of("//a:subparagraph")],
        footnotes=notes,
        cells=[list(map(_cell, row)) for row in all_of("//a:tr")],
    )


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def in_markdown(file: bytes) -> Said:
    """What pandoc makes of it."""
    tree = json.loads(
        pypandoc.convert_text(file.decode(), "json", format="markdown", verify_format=False)
    )
    said = Said()
    notes: list[str] = []
    _walk(tree["blocks"], said, notes, depth=0)
    said.__post_init__()
    said.footnotes = [f"{n} {words}".strip() for n, words in enumerate(notes, start=1)]
    return said


def _walk(blocks: list[Any], said: Said, notes: list[str], depth: int) -> None:
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind == "Header":
            said.headings.append(_inlines(content[2], notes))
        elif kind in ("Para", "Plain"):
            words = _inlines(content, notes)
            if depth:
                said.subparagraphs.append(words)
            elif re.match(r"\d+(?:\.| -)(?: |$)", words):
                said.paragraphs.append(words)
        elif kind == "BulletList":
            for item in content:
                _walk(item, said, notes, depth + 1)
        elif kind == "Table":
            for row in [*content[3][1], *content[4][0][3], *content[5][1]]:
                said.cells.append([_pandocs_cell(cell, notes) for cell in row[1]])


def _pandocs_cell(cell: Any, notes: list[str]) -> str:
    _attributes, _alignment, rows, columns, blocks = cell
    words = _inlines(blocks[0]["c"] if blocks else [], notes, raised=" ")
    return reaching(words, columns, rows)


def _inlines(inlines: list[Any], notes: list[str], raised: str = "[") -> str:
    return one(_words(inlines, notes, raised))


def _words(inlines: list[Any], notes: list[str], raised: str) -> str:
    out: list[str] = []
    html_raised = False
    for each in inlines:
        kind, content = each["t"], each.get("c")
        if kind == "Str":
            out.append(
                f"{raised}{content}{']' if raised == '[' else ''}" if html_raised else content
            )
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            out.append(" ")
        elif kind == "Note":
            notes.append(_inlines(content[0]["c"], []))
            out.append(f"[{len(notes)}]")
        elif kind == "RawInline" and content[1] in ("<sup>", "</sup>"):
            html_raised = content[1] == "<sup>"
        elif kind in ("Emph", "Strong", "Superscript"):
            out.append(_words(content, notes, raised))
        elif kind in ("Span", "Link"):
            out.append(_words(content[1], notes, raised))
    return "".join(out)

"""The document as an EPUB 3 book: the web page in parts, with navigation and notes that pop up.

The words are those of `html`, so both say the same; a part is the front, each section, the notes,
each annex. Metadata say what the book offers to those who cannot see it (EPUB Accessibility 1.1).
"""

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from importlib.resources import files
from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree
from lxml import html as parser

from rapporteur.core.document.anchors import heading_anchor
from rapporteur.core.document.docx import digest
from rapporteur.core.document.html import render_fragment
from rapporteur.core.document.numbering import Heading, reading_order, titled
from rapporteur.core.document.tree import Document
from rapporteur.core.document.words import direction, own_words

_OPS = "http://www.idpf.org/2007/ops"
_TYPE = f"{{{_OPS}}}type"
_EXTENSIONS = {"image/png": "png", "image/svg+xml": "svg"}
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

etree.register_namespace("epub", _OPS)


@dataclass(frozen=True)
class _Part:
    """A file of the book, with the ids in it."""

    name: str
    body: str
    ids: frozenset[str]


def render(document: Document, *, created: datetime) -> bytes:
    """Return `document` as an .epub file.

    `created` (with a time zone) stands in it as the time of its last change; the same document and
    time give the same bytes.
    """
    article: Any = parser.fromstring(render_fragment(document))
    pictures = dict(_pictures(article))
    _note(article)
    parts = list(_parts(article))
    return _packed(document, parts, pictures, created)


def _pictures(article: Any) -> Iterator[tuple[str, bytes]]:
    """Take the pictures out of the page into files of their own."""
    for index, image in enumerate(article.iter("img"), start=1):
        kind, _comma, content = image.get("src").removeprefix("data:").partition(";base64,")
        name = f"picture-{index}.{_EXTENSIONS[kind]}"
        image.set("src", name)
        yield name, b64decode(content)


def _note(article: Any) -> None:
    """Mark the notes and their calls, so that a reader shows them where they are called."""
    for call in article.xpath('//a[@role="doc-noteref"]'):
        call.set(_TYPE, "noteref")
    for section in article.xpath('//section[@role="doc-endnotes"]'):
        section.set(_TYPE, "footnotes")
        del section.attrib["role"]
        for note in section.xpath('./p[@class="doc-footnote"]'):
            aside = parser.Element("aside", id=note.get("id"), role="doc-footnote")
            aside.set(_TYPE, "footnote")
            del note.attrib["id"]
            note.addprevious(aside)
            aside.append(note)
    for contents in article.xpath('//nav[@class="doc-contents"]'):
        contents.getparent().remove(contents)  # the book has a navigation of its own


def _parts(article: Any) -> Iterator[_Part]:
    """Part the page at its sections, its notes and its annexes; mend the links between them."""
    groups: list[tuple[str, list[Any]]] = [("front", [])]
    for child in article:
        css = child.get("class", "")
        if css in ("doc-section", "doc-annex", "doc-footnotes"):
            groups.append((f"part-{len(groups)}", [child]))
        else:
            groups[0][1].append(child)
    home = {
        identified.get("id"): f"{name}.xhtml"
        for name, children in groups
        for child in children
        for identified in child.xpath("descendant-or-self::*[@id]")
    }
    for name, children in groups:
        for child in children:
            for link in child.xpath('descendant::a[starts-with(@href, "#")]'):
                there = home.get(link.get("href")[1:], "")
                if there != f"{name}.xhtml":
                    link.set("href", there + link.get("href"))
        body = "\n".join(
            etree.tostring(child, encoding="unicode", method="xml", with_tail=False)
            for child in children
        )
        ids = frozenset(each for each, there in home.items() if there == f"{name}.xhtml")
        yield _Part(f"{name}.xhtml", body, ids)


def _packed(
    document: Document, parts: list[_Part], pictures: dict[str, bytes], created: datetime
) -> bytes:
    archive = BytesIO()
    sheet = files(__package__).joinpath("epub.css").read_bytes()
    content: dict[str, bytes] = {
        "META-INF/container.xml": _CONTAINER.encode(),
        "EPUB/package.opf": _package(document, parts, pictures, created).encode(),
        "EPUB/nav.xhtml": _navigation(document, parts).encode(),
        "EPUB/document.css": sheet,
        **{f"EPUB/{part.name}": _page(document, part).encode() for part in parts},
        **{f"EPUB/{name}": picture for name, picture in pictures.items()},
    }
    with ZipFile(archive, "w") as file:
        first = ZipInfo("mimetype")  # a reader looks for it at a fixed place, unpacked
        first.compress_type = ZIP_STORED
        file.writestr(first, "application/epub+zip")
        for name, each in content.items():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            file.writestr(entry, each)
    return archive.getvalue()


def _html(document: Document, title: str, body: str) -> str:
    language, written = document.language, direction(document.language)
    return (
        f'{_HEAD}<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="{_OPS}" lang="{language}" xml:lang="{language}" dir="{written}">\n'
        f'<head>\n<meta charset="utf-8"/>\n<title>{escape(title)}</title>\n'
        '<link rel="stylesheet" type="text/css" href="document.css"/>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _page(document: Document, part: _Part) -> str:
    headings = {heading_anchor(heading): heading for heading in _headings(document)}
    title = next(
        (titled(headings[each], document.language) for each in headings if each in part.ids),
        document.title,
    )
    return _html(document, title, f'<div class="doc">\n{part.body}\n</div>')


def _navigation(document: Document, parts: list[_Part]) -> str:
    words = own_words(document.language)
    home = {each: part.name for part in parts for each in part.ids}
    entries = [
        (
            heading.level,
            f"{home[heading_anchor(heading)]}#{heading_anchor(heading)}",
            titled(heading, document.language),
        )
        for heading in _headings(document)
    ]
    first = f'<li><a href="front.xhtml">{escape(document.title)}</a></li>'
    return _html(
        document,
        words.contents,
        f'<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">\n'
        f'<h1 id="toc-title">{escape(words.contents)}</h1>\n'
        f"<ol>\n{first}\n{_entries(entries, 1)}</ol>\n</nav>",
    )


def _entries(entries: list[tuple[int, str, str]], level: int) -> str:
    """Entries as nested lists; `entries` is emptied from the front."""
    lines = ""
    while entries and entries[0][0] >= level:
        _own, address, title = entries.pop(0)
        inner = _entries(entries, level + 1)
        nested = f"\n<ol>\n{inner}</ol>\n" if inner else ""
        lines += f'<li><a href="{escape(address)}">{escape(title)}</a>{nested}</li>\n'
    return lines


def _headings(document: Document) -> list[Heading]:
    return [item for item in reading_order(document) if isinstance(item, Heading)]


def _package(
    document: Document, parts: list[_Part], pictures: dict[str, bytes], created: datetime
) -> str:
    kinds = {extension: kind for kind, extension in _EXTENSIONS.items()}
    items = [
        ("nav", "nav.xhtml", "application/xhtml+xml", ' properties="nav"'),
        ("css", "document.css", "text/css", ""),
        *(
            (part.name.removesuffix(".xhtml"), part.name, "application/xhtml+xml", "")
            for part in parts
        ),
        *((name.partition(".")[0], name, kinds[name.partition(".")[2]], "") for name in pictures),
    ]
    manifest = "\n".join(
        f'<item id="{id_}" href="{href}" media-type="{kind}"{more}/>'
        for id_, href, kind, more in items
    )
    order = [part.name.removesuffix(".xhtml") for part in parts]
    order[1:1] = ["nav"] if document.contents else []
    spine = "\n".join(f'<itemref idref="{each}"/>' for each in order)
    moment = f"{created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    symbol = document.masthead.symbol
    source = f"<dc:source>{escape(symbol)}</dc:source>\n" if symbol else ""
    return (
        f'{_HEAD}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        f'unique-identifier="id" xml:lang="{document.language}" '
        f'dir="{direction(document.language)}" '
        'prefix="schema: http://schema.org/">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">urn:uuid:{uuid5(NAMESPACE_URL, digest(document))}'
        f"</dc:identifier>\n<dc:title>{escape(document.title)}</dc:title>\n"
        f"<dc:language>{document.language}</dc:language>\n{source}"
        f'<meta property="dcterms:modified">{moment}</meta>\n'
        f"{_accessibility(document, bool(pictures))}</metadata>\n"
        f"<manifest>\n{manifest}\n</manifest>\n"
        f'<spine page-progression-direction="{direction(document.language)}">\n{spine}\n</spine>\n'
        "</package>\n"
    )


def _accessibility(document: Document, has_pictures: bool) -> str:
    told = [
        ("accessMode", "textual"),
        *([("accessMode", "visual")] if has_pictures else []),
        ("accessModeSufficient", "textual"),
        *(("accessibilityFeature", each) for each in _FEATURES),
        *([("accessibilityFeature", "alternativeText")] if has_pictures else []),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", _SUMMARIES[document.language]),
    ]
    return "".join(f'<meta property="schema:{name}">{escape(said)}</meta>\n' for name, said in told)


_FEATURES = ("tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability")

_SUMMARIES = {
    "en": "Headings, paragraphs, notes and tables are marked as such, every paragraph can be "
    "linked to, and every figure has a text alternative.",
    "fr": "Les titres, paragraphes, notes et tableaux sont balisés comme tels, chaque paragraphe "
    "peut être cité par un lien et chaque figure a un équivalent textuel.",
    "es": "Los títulos, párrafos, notas y cuadros están marcados como tales, cada párrafo puede "
    "enlazarse y cada figura tiene un texto alternativo.",
    "ru": "Заголовки, пункты, сноски и таблицы размечены, на каждый пункт можно сослаться, у "
    "каждого рисунка есть текстовое описание.",
    "zh": "标题、段落、脚注和表格均有标记，每一段均可链接，每幅图均有替代文字。",
    "ar": "العناوين والفقرات والحواشي والجداول معلَّمة على هذا النحو، ويمكن الربط بكل فقرة، ولكل "
    "شكل نص بديل.",
}

_CONTAINER = (
    f'{_HEAD}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n'
    '<rootfiles><rootfile full-path="EPUB/package.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles>\n</container>\n'
)

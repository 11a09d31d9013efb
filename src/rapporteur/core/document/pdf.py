"""The document as PDF: tagged, PDF/A-2a and PDF/UA-1 at once.

Typst sets `document.typ`, which never changes; the document reaches it as JSON, so its words are
values and cannot be markup. A character without a glyph or a font that is not there is refused.
"""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache, partial
from importlib.resources import files
from io import BytesIO
from itertools import groupby, islice
from pathlib import Path
from typing import Any, cast

import typst
from lxml import etree
from PIL import Image as Picture

from rapporteur.core.document.cells import PrintedCell, PrintedRow, PrintedTable, printed
from rapporteur.core.document.numbering import Heading, Numbers, number, reading_order
from rapporteur.core.document.numerals import ended, subparagraph
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import (
    PNG,
    SVG,
    Block,
    Body,
    Citation,
    Document,
    Figure,
    Footnote,
    Image,
    Link,
    ListBlock,
    Masthead,
    Paragraph,
    Quotation,
    Reference,
    Run,
    SubParagraph,
    Table,
    Text,
)
from rapporteur.core.document.words import direction, own_words
from rapporteur.core.fonts import LATIN, NEEDED, PACKAGES, fonts_in, in_order, undisplayed
from rapporteur.core.reading_order import in_reading_order
from rapporteur.core.symbols.unbroken import stretches

FONT_FOLDERS = (
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/opentype/noto"),
)
"""Where Debian's fonts-noto-core and fonts-noto-cjk put their files."""

_EMBEDDED = "Libertinus Serif"
_CONTEXT = 30
_LONG_TABLE = 100  # rows, from which on the heights of rows are told
_STRETCH = 100  # rows whose words are measured together


def render(
    document: Document, *, created: datetime, font_folders: tuple[Path, ...] = FONT_FOLDERS
) -> bytes:
    """Return `document` as a PDF file.

    `created` (with a time zone) stands in the file as its time of creation; the same document and
    time give the same bytes. Raises `DocumentProblem` naming the character that no font has, or
    the font that is not installed.
    """
    fonts, families = _fonts(font_folders)
    content = {
        **_content(document, number(document)),
        "fonts": _choose(document.language, families),
        # Among Noto's own families a fall-back is a fitting face for a rare script. Among Typst's
        # embedded ones it is a monospaced font, so there it is off and the glyph is refused.
        "fallback": LATIN in families,
    }
    words = json.dumps(content, ensure_ascii=False)
    compiler = typst.Compiler(_template(), font_paths=fonts, ignore_system_fonts=True)
    try:
        made, warnings = compiler.compile_with_warnings(
            format="pdf",
            sys_inputs={"document": words},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=created,
        )
    except typst.TypstError as error:
        raise _refusal(error.message, content) from error
    if warnings:
        raise _refusal(warnings[0].message, content)
    return in_reading_order(cast(bytes, made), words)


@cache
def _template() -> bytes:
    return files(__package__).joinpath("document.typ").read_bytes()


def _fonts(folders: tuple[Path, ...]) -> tuple[typst.Fonts, frozenset[str]]:
    """Typst's own fonts join only where Noto is missing: see `fallback` in `render`."""
    fonts, families = fonts_in(folders)
    return (fonts, families) if LATIN in families else fonts_in(folders, embedded=True)


def _choose(language: str, families: frozenset[str]) -> list[str]:
    """Return the families for `language`, best first, all of them present."""
    needed = NEEDED.get(language)
    if needed is not None and needed not in families:
        raise DocumentProblem(
            f"The font {needed} is not installed, and without it this document cannot be printed. "
            f"Install the package {PACKAGES[needed]}."
        )
    return in_order(language, families, latin=LATIN if LATIN in families else _EMBEDDED)


def _refusal(message: str, content: dict[str, Any]) -> DocumentProblem:
    """Say in a sentence what Typst said in `message`, with the words around the character."""
    words = undisplayed(message)
    if not words:
        return DocumentProblem(f"The PDF was not made, because it would not be right: {message}.")
    codes = ", ".join(f"U+{ord(character):04X}" for character in words)
    around = next((text for text in _strings(content) if words in text), words)
    start = max(0, around.find(words) - _CONTEXT)
    return DocumentProblem(
        f"No installed font has a glyph for “{words}” ({codes}), which stands in "
        f"“{around[start : start + len(words) + 2 * _CONTEXT]}”. "
        "Write it otherwise, or install a font that has it."
    )


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)


def _content(document: Document, numbers: Numbers) -> dict[str, Any]:
    """Return what the template prints: numbered, in reading order, as plain JSON values."""
    words = own_words(document.language)
    in_order = tuple(reading_order(document))
    summary = len(document.summary)
    return {
        "language": document.language,
        "direction": direction(document.language),
        "title": document.title,
        "title_mark": numbers.title_asterisk,
        "title_note": document.title_note,
        "subtitle": document.subtitle,
        "draft": document.draft_mark or "",
        "words": {"summary": words.summary, "contents": words.contents},
        "contents": document.contents,
        "masthead": _masthead(document.masthead, document.language, numbers),
        "summary": [_item(item, document.language, numbers) for item in in_order[:summary]],
        "items": [_item(item, document.language, numbers) for item in in_order[summary:]],
    }


def _masthead(masthead: Masthead, language: str, numbers: Numbers) -> dict[str, Any]:
    words = own_words(language)
    slip = (
        f"{words.distribution}{words.colon}{masthead.distribution}" * bool(masthead.distribution),
        masthead.date,
        f"{words.original}{words.colon}{masthead.original_language}"
        * bool(masthead.original_language),
    )
    return {
        "symbol": masthead.symbol,
        "slip": [line for line in slip if line],
        "bodies": [
            _body(body, mark) for body, mark in zip(masthead.bodies, numbers.asterisks, strict=True)
        ],
    }


def _body(body: Body, mark: str) -> dict[str, Any]:
    item = body.agenda_item
    return {
        "name": body.name,
        "session": [{"words": line, "place": place} for line, place in body.session_lines],
        "place": item.place if item else "",
        "title": item.title if item else "",
        "mark": mark,
        "note": item.note if item else "",
    }


def _item(item: Heading | Block, language: str, numbers: Numbers) -> dict[str, Any]:
    match item:
        case Heading():
            return {
                "kind": "heading",
                "level": item.level,
                "number": item.number,
                "title": item.title,
                "annex": item.annex,
                "label": item.id,
            }
        case Paragraph():
            n = ended(numbers.paragraphs[item.id], language) if item.numbered else ""
            return {
                "kind": "paragraph",
                "number": n,
                "runs": _runs(item.runs, numbers),
                "parts": _parts(item.subparagraphs, numbers),
                "label": item.id,
            }
        case Quotation():
            return {
                "kind": "quotation",
                "runs": _runs(item.runs, numbers),
                **_spoken(item.language),
            }
        case ListBlock():
            return _list(item, language, numbers, 1)
        case Figure():
            return {
                "kind": "figure",
                "label": item.id,
                "number": numbers.figures[item.id],
                "caption": item.caption,
                "alternative": item.alternative,
                "image": _picture(item.image),
                "notes": item.notes,
            }
        case Table():
            return _table(item, language, numbers)


def _picture(image: Image) -> str:
    """Return `image` as the text of an SVG, since Typst takes no other bytes from us."""
    if image.media_type == SVG:
        return etree.tostring(etree.fromstring(image.content), encoding="unicode")
    with Picture.open(BytesIO(image.content)) as picture:
        width, height = picture.size
    content = b64encode(image.content).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:{PNG};base64,{content}"/></svg>'
    )


def _parts(parts: tuple[SubParagraph, ...], numbers: Numbers) -> list[dict[str, Any]]:
    return [
        {
            "mark": numbers.subparagraphs[part.id],
            "label": part.id,
            "runs": _runs(part.runs, numbers),
            "parts": _parts(part.subparagraphs, numbers),
        }
        for part in parts
    ]


def _list(block: ListBlock, language: str, numbers: Numbers, depth: int) -> dict[str, Any]:
    return {
        "kind": "list",
        "items": [
            {
                "mark": subparagraph(depth, index, language) if block.lettered else "",
                "runs": _runs(item.runs, numbers),
                "inner": item.inner and _list(item.inner, language, numbers, depth + 1),
            }
            for index, item in enumerate(block.items, start=1)
        ],
    }


def _runs(runs: Iterable[Run], numbers: Numbers, *, narrow: bool = False) -> list[dict[str, Any]]:
    """narrow: the line may be too narrow for a symbol, which is parted there if it must be."""
    laid: list[dict[str, Any]] = []
    for run in runs:
        match run:
            case Text():
                laid.extend(
                    {
                        "kind": "symbol" if whole and not narrow else "text",
                        "content": words,
                        "emphasis": run.emphasis.value,
                        **_spoken(run.language),
                    }
                    for words, whole in stretches(run.content)
                )
            case Link():
                laid.append({"kind": "link", "content": run.content, "href": run.href})
            case Footnote():
                laid.append(
                    {
                        "kind": "footnote",
                        "number": numbers.marks[run.id],
                        "label": run.id,
                        "runs": _runs(run.runs, numbers),
                    }
                )
            case Reference():
                again = numbers.calls_again(run)
                laid.append(
                    {
                        "kind": "again" if again else "reference",
                        "content": numbers.marks[run.target] if again else numbers.said(run),
                        "target": run.target,
                    }
                )
            case Citation():
                laid.extend(_runs(run.runs, numbers, narrow=narrow))
    return laid


def _spoken(language: str) -> dict[str, str]:
    """Typst takes the language without its region."""
    return {"language": language.split("-")[0], "direction": direction(language)}


def _table(table: Table, language: str, numbers: Numbers) -> dict[str, Any]:
    shown = printed(table, language, numbers)
    return {
        "kind": "table",
        "number": numbers.tables[table.id],
        "caption": table.caption,
        "figures": shown.figures,
        "widths": shown.widths,
        "crowded": shown.crowded,
        "hyphenated": shown.hyphenated,
        "label": table.id,
        "heads": [_cells(row, numbers) for row in shown.heads],
        "rows": [
            # A plain cell is its words alone: tables have them by the ten thousand.
            [cell.words if cell.plain else _cell(cell, numbers) for cell in row if cell.stands]
            for row in shown.rows
        ],
        "stretches": list(_stretches(shown)),
        "total": _cells(shown.total or (), numbers),
        "notes": [
            {"mark": note.mark, "label": note.id, "runs": _runs(note.words, numbers)}
            for note in shown.notes
        ],
    }


def _cells(row: Iterable[PrintedCell], numbers: Numbers) -> list[dict[str, Any]]:
    return [_cell(cell, numbers) for cell in row if cell.stands]


def _cell(cell: PrintedCell, numbers: Numbers) -> dict[str, Any]:
    return {
        "runs": _runs(cell.runs, numbers, narrow=True),
        "mark": cell.mark,
        "columns": cell.columns,
        "rows": cell.rows,
    }


def _stretches(table: PrintedTable) -> Iterator[dict[str, Any]]:
    """The rows of a long table: how many follow one another, and the words in each column of them.

    The words stand line by line, which no cell parts (see `characters`). Rows that want more than
    a line by their letters alone, or hold more than plain cells, come without words.
    """
    if len(table.rows) < _LONG_TABLE:
        return
    for narrow, rows in groupby(table.rows, partial(_narrow, rooms=table.rooms)):
        while stretch := tuple(islice(rows, _STRETCH)):
            columns = zip(*stretch, strict=True) if narrow else ()
            yield {
                "rows": len(stretch),
                "columns": ["\n".join(cell.words for cell in column) for column in columns],
            }


def _narrow(row: PrintedRow, rooms: tuple[float, ...]) -> bool:
    return all(
        cell.plain and len(cell.words) <= room for cell, room in zip(row, rooms, strict=True)
    )

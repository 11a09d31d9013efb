"""The document as PDF: tagged, PDF/A-2a and PDF/UA-1 at once.

Typst sets `document.typ`, which never changes; the document reaches it as JSON, so its words are
values and cannot be markup. A character without a glyph or a font that is not there is refused.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import typst

from rapporteur.core.document.cells import PrintedCell, printed
from rapporteur.core.document.numbering import Heading, Numbers, number, reading_order
from rapporteur.core.document.numerals import enclosed, letter
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import (
    Block,
    Body,
    Citation,
    Document,
    Footnote,
    Link,
    ListBlock,
    Masthead,
    Paragraph,
    Quotation,
    Run,
    Table,
    Text,
)
from rapporteur.core.document.words import direction, own_words
from rapporteur.core.fonts import LATIN, NEEDED, PACKAGES, fonts_in, in_order, undisplayed

FONT_FOLDERS = (
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/opentype/noto"),
)
"""Where Debian's fonts-noto-core and fonts-noto-cjk put their files."""

_EMBEDDED = "Libertinus Serif"
_CONTEXT = 30


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
    compiler = typst.Compiler(_template(), font_paths=fonts, ignore_system_fonts=True)
    try:
        made, warnings = compiler.compile_with_warnings(
            format="pdf",
            sys_inputs={"document": json.dumps(content, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=created,
        )
    except typst.TypstError as error:
        raise _refusal(error.message, content) from error
    if warnings:
        raise _refusal(warnings[0].message, content)
    return cast(bytes, made)


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
        "session": body.session,
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
            }
        case Paragraph():
            n = f"{numbers.paragraphs[item.id]}." if item.numbered else ""
            return {"kind": "paragraph", "number": n, "runs": _runs(item.runs, numbers)}
        case Quotation():
            return {
                "kind": "quotation",
                "runs": _runs(item.runs, numbers),
                **_spoken(item.language),
            }
        case ListBlock():
            marks = [enclosed(letter(n, language), language) for n in range(1, len(item.items) + 1)]
            return {
                "kind": "list",
                "marks": marks if item.lettered else [],
                "items": [_runs(each, numbers) for each in item.items],
            }
        case Table():
            return _table(item, language, numbers)


def _runs(runs: Iterable[Run], numbers: Numbers) -> list[dict[str, Any]]:
    laid: list[dict[str, Any]] = []
    for run in runs:
        match run:
            case Text():
                laid.append(
                    {
                        "kind": "text",
                        "content": run.content,
                        "emphasis": run.emphasis.value,
                        **_spoken(run.language),
                    }
                )
            case Link():
                laid.append({"kind": "link", "content": run.content, "href": run.href})
            case Footnote():
                laid.append(
                    {
                        "kind": "footnote",
                        "number": str(numbers.footnotes[run.id]),
                        "runs": _runs(run.runs, numbers),
                    }
                )
            case Citation():
                laid.extend(_runs(run.runs, numbers))
    return laid


def _spoken(language: str) -> dict[str, str]:
    """Typst takes the language without its region."""
    return {"language": language.split("-")[0], "direction": direction(language)}


def _table(table: Table, language: str, numbers: Numbers) -> dict[str, Any]:
    shown = printed(table, language)
    return {
        "kind": "table",
        "number": numbers.tables[table.id],
        "caption": table.caption,
        "figures": shown.figures,
        "widths": shown.widths,
        "crowded": shown.crowded,
        "header": _cells(shown.header),
        "rows": [_cells(row) for row in shown.rows],
        "total": _cells(shown.total or ()),
        "notes": [{"mark": mark, "words": words} for mark, words in shown.notes],
    }


def _cells(row: Iterable[PrintedCell]) -> list[dict[str, str]]:
    return [{"words": cell.words, "mark": cell.mark} for cell in row]

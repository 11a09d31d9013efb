"""The document as a Word file, through pandoc, which runs as a process of its own.

Footnotes are Word's own; numbered paragraphs are counted by Word through their style, in the
order in which `numbering` counted them, so that they agree until somebody edits the file. Words
reach pandoc as strings of its JSON tree, never as markup.
"""

import json
import subprocess
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pypandoc

from rapporteur.core.document.cells import PrintedCell, printed
from rapporteur.core.document.docx_reference import reference_document, zipped
from rapporteur.core.document.numbering import Heading, Numbers, number, reading_order, titled
from rapporteur.core.document.numerals import enclosed, subparagraph
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import (
    Block,
    Body,
    Citation,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Reference,
    Run,
    SubParagraph,
    Table,
    Text,
)
from rapporteur.core.document.words import direction, own_words

Node = dict[str, Any]
"""A node of pandoc's tree: its type in `t`, what it holds in `c`."""

_API_VERSION = [1, 23, 1]
_PATIENCE = 120
"""Seconds; a report of 20 pages takes less than one."""

_TABLE_STYLE = b'<w:tblStyle w:val="Table" />'
_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
_NO_ATTRIBUTES: list[Any] = ["", [], []]
_UPRIGHT = ("ar", "zh")
"""Scripts without an italic: bold stands in."""


def render(document: Document, *, created: datetime) -> bytes:
    """Return `document` as a .docx file.

    `created` (with a time zone) stands in the file as its time of creation; the same document and
    time give the same bytes. Raises `DocumentProblem` where pandoc is missing or fails.
    """
    numbers = number(document)
    tree = {
        "pandoc-api-version": _API_VERSION,
        "meta": {
            "lang": {"t": "MetaString", "c": document.language},
            "dir": {"t": "MetaString", "c": direction(document.language)},
        },
        "blocks": [*_front(document, numbers), *_rest(document, numbers)],
    }
    return _finished(_pandoc(tree, reference_document(document), created), document, created)


def _pandoc(tree: Node, reference: bytes, created: datetime) -> bytes:
    with TemporaryDirectory() as folder:
        styles = Path(folder, "reference.docx")
        styles.write_bytes(reference)
        try:
            done = subprocess.run(  # noqa: S603 (its own path, and no words of the document)
                [
                    *(pypandoc.get_pandoc_path(), "--from=json", "--to=docx", "--output=-"),
                    f"--reference-doc={styles}",
                ],
                input=json.dumps(tree).encode(),
                capture_output=True,
                timeout=_PATIENCE,
                check=True,
                env={"SOURCE_DATE_EPOCH": str(int(created.timestamp())), "LC_ALL": "C.UTF-8"},
            )
        except OSError as error:
            raise DocumentProblem(
                "The Word file was not made, because pandoc is not installed. "
                "Install the package pypandoc_binary."
            ) from error
        except subprocess.TimeoutExpired as error:
            raise DocumentProblem(
                f"The Word file was not made: pandoc took more than {_PATIENCE} seconds. "
                "Try again, or take the PDF."
            ) from error
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode(errors="replace").strip()
            raise DocumentProblem(f"The Word file was not made. Pandoc says: {said}") from error
    return done.stdout


def _finished(made: bytes, document: Document, created: datetime) -> bytes:
    """Return what pandoc `made` with its properties, the columns in order, no times in the zip."""
    with ZipFile(BytesIO(made)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["docProps/core.xml"] = _properties(document, created)
    if direction(document.language) == "rtl":
        # Pandoc turns the words round, but leaves the first column of a table on the left.
        parts["word/document.xml"] = parts["word/document.xml"].replace(
            _TABLE_STYLE, _TABLE_STYLE + b"<w:bidiVisual />"
        )
    return zipped(parts)


def _properties(document: Document, created: datetime) -> bytes:
    """Pandoc prints a title that it is told before the masthead, so it is written here."""
    moment = f"{created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(document.title)}</dc:title>"
        f"<dc:identifier>{escape(document.masthead.symbol)}</dc:identifier>"
        f"<dc:language>{document.language}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        "</cp:coreProperties>"
    ).encode()


def _front(document: Document, numbers: Numbers) -> Iterator[Node]:
    masthead, words = document.masthead, own_words(document.language)
    yield from _line("Draft Mark", document.draft_mark or "")
    yield from _line("Symbol", masthead.symbol)
    if masthead.distribution:
        yield from _line("Slip", f"{words.distribution}{words.colon}{masthead.distribution}")
    yield from _line("Slip", masthead.date)
    if masthead.original_language:
        yield from _line("Slip", f"{words.original}{words.colon}{masthead.original_language}")
    for body, mark in zip(masthead.bodies, numbers.asterisks, strict=True):
        yield from _body(body, mark)
    for body, mark in zip(masthead.bodies, numbers.asterisks, strict=True):
        if mark and body.agenda_item:
            yield from _line("Asterisk Note", f"{mark} {body.agenda_item.note}")
    yield from _line("Title", f"{document.title}{numbers.title_asterisk}")
    yield from _line("Subtitle", document.subtitle)
    if document.title_note:
        yield from _line("Asterisk Note", f"{numbers.title_asterisk} {document.title_note}")


def _body(body: Body, mark: str) -> Iterator[Node]:
    yield from _line("Body Name", body.name)
    for each in body.session:
        yield from _line("Session", each)
    if body.agenda_item:
        yield from _line("Session", f"{body.agenda_item.place}{mark}")
        yield from _line("Agenda Title", body.agenda_item.title)


def _rest(document: Document, numbers: Numbers) -> Iterator[Node]:
    words, language = own_words(document.language), document.language
    in_order = tuple(reading_order(document))
    if document.summary:
        yield from _line("Summary Heading", words.summary)
    for block in document.summary:
        yield from _block(block, language, numbers, "Summary")
    if document.contents:
        yield from _line("Contents Heading", words.contents)
        yield from (_entry(item, language) for item in in_order if isinstance(item, Heading))
    for item in in_order[len(document.summary) :]:
        if isinstance(item, Heading):
            yield _node(
                "Header", [item.level, [item.id, [], []], [_string(titled(item, language))]]
            )
        else:
            yield from _block(item, language, numbers, "Body Text")


def _entry(heading: Heading, language: str) -> Node:
    words = [_string(titled(heading, language))]
    link = _node("Link", [_NO_ATTRIBUTES, words, [f"#{heading.id}", ""]])
    return _styled(f"Contents {heading.level}", [link])


def _block(block: Block, language: str, numbers: Numbers, plain: str) -> Iterator[Node]:
    """Yield the nodes of `block`; `plain` is the style of an unnumbered paragraph."""
    match block:
        case Paragraph():
            style = "Numbered Paragraph" if block.numbered else plain
            yield _styled(style, _runs(block.runs, language, numbers), block.id)
            yield from _subparagraphs(block.subparagraphs, language, numbers)
        case Quotation():
            words = _spoken(_runs(block.runs, language, numbers), block.language, language)
            yield _node("BlockQuote", [_node("Para", words)])
        case ListBlock():
            yield from _list(block, language, numbers)
        case Table():
            yield from _table(block, language, numbers)
        case Figure():
            yield from _figure(block, numbers)


def _subparagraphs(
    parts: Iterable[SubParagraph], language: str, numbers: Numbers
) -> Iterator[Node]:
    for part in parts:
        mark = _string(numbers.subparagraphs[part.id])
        yield _styled("Item", [mark, _node("Space"), *_runs(part.runs, language, numbers)], part.id)
        yield from _subparagraphs(part.subparagraphs, language, numbers)


def _figure(figure: Figure, numbers: Numbers) -> Iterator[Node]:
    name = numbers.figures[figure.id]
    content = b64encode(figure.image.content).decode()
    target = [f"data:{figure.image.media_type};base64,{content}", ""]
    image = _node("Image", [_NO_ATTRIBUTES, [_string(figure.alternative)], target])
    caption = [*([_string(f"{name}. ")] if name else []), _string(figure.caption)]
    yield _styled("Caption", caption, figure.id)
    yield _styled("Body Text", [image])
    for note in figure.notes:
        yield from _line("Table Note", note)


def _list(block: ListBlock, language: str, numbers: Numbers, depth: int = 1) -> Iterator[Node]:
    inner = [
        list(_list(item.inner, language, numbers, depth + 1)) if item.inner else []
        for item in block.items
    ]
    items = [_runs(item.runs, language, numbers) for item in block.items]
    if block.lettered and (language == "ar" or depth > 1):
        # Pandoc knows no list counted in Arabic letters.
        for index, (item, below) in enumerate(zip(items, inner, strict=True), start=1):
            mark = subparagraph(depth, index, language)
            yield _styled("Item", [_string(mark), _node("Space"), *item])
            yield from below
        return
    plain = [[_node("Plain", item), *below] for item, below in zip(items, inner, strict=True)]
    if block.lettered:
        delimiter = "TwoParens" if enclosed("a", language).startswith("(") else "OneParen"
        yield _node("OrderedList", [[1, _node("LowerAlpha"), _node(delimiter)], plain])
    else:
        yield _node("BulletList", plain)


def _runs(runs: Iterable[Run], language: str, numbers: Numbers) -> list[Node]:
    return [node for run in runs for node in _run(run, language, numbers)]


def _run(run: Run, language: str, numbers: Numbers) -> list[Node]:
    match run:
        case Text():
            return _text(run, language)
        case Link():
            return [_node("Link", [_NO_ATTRIBUTES, [_string(run.content)], [run.href, ""]])]
        case Footnote():
            return [_node("Note", [_node("Para", _runs(run.runs, language, numbers))])]
        case Citation():
            return _runs(run.runs, language, numbers)
        case Reference() if numbers.calls_again(run):
            return [_node("Superscript", [_string(numbers.marks[run.target])])]
        case Reference():
            link = [_NO_ATTRIBUTES, [_string(numbers.said(run))], [f"#{run.target}", ""]]
            return [_node("Link", link)]


def _text(text: Text, language: str) -> list[Node]:
    words = [_string(text.content)]
    match text.emphasis:
        case Emphasis.ITALIC if (text.language or language) not in _UPRIGHT:
            words = [_node("Emph", words)]
        case Emphasis.ITALIC | Emphasis.BOLD:
            words = [_node("Strong", words)]
        case Emphasis.NONE:
            pass
    return _spoken(words, text.language, language)


def _spoken(words: list[Node], spoken: str, around: str) -> list[Node]:
    """Return `words` marked as being in the language `spoken`, if any, among words in `around`."""
    if not spoken:
        return words
    if direction(spoken) != direction(around):
        # Word has no isolates: without marks "14 January" is turned round between Arabic words.
        mark = _string(_MARKS[direction(spoken)])
        words = [mark, *words, mark]
    attributes = [["lang", spoken], ["dir", direction(spoken)]]
    return [_node("Span", [["", [], attributes], words])]


def _table(table: Table, language: str, numbers: Numbers) -> Iterator[Node]:
    shown = printed(table, language, numbers)
    name = numbers.tables[table.id]
    caption = [*([_string(f"{name}. ")] if name else []), _string(table.caption)]
    columns = [
        [
            _node("AlignRight" if figures else "AlignLeft"),
            _node("ColWidth", width / sum(shown.widths)),
        ]
        for figures, width in zip(shown.figures, shown.widths, strict=True)
    ]
    emphasis = "Strong" if language in _UPRIGHT else "Emph"
    style = "Crowded Cell" if shown.crowded else "Table Cell"
    rows = [_row(row, style, "", language, numbers) for row in shown.rows]
    if shown.total:
        rows.append(_row(shown.total, style, "Strong", language, numbers))
    yield _node(
        "Table",
        [
            [table.id, [], []],
            [None, [_node("Plain", caption)]],
            columns,
            [_NO_ATTRIBUTES, [_row(shown.header, style, emphasis, language, numbers)]],
            [[_NO_ATTRIBUTES, 1, [], rows]],
            [_NO_ATTRIBUTES, []],
        ],
    )
    for note in shown.notes:
        sign = [_node("Superscript", [_string(note.mark)]), _node("Space")] if note.mark else []
        yield _styled("Table Note", [*sign, *_runs(note.words, language, numbers)], note.id)


def _row(
    cells: Iterable[PrintedCell], style: str, emphasis: str, language: str, numbers: Numbers
) -> list[Any]:
    laid = [_styled(style, _cell(cell, emphasis, language, numbers)) for cell in cells]
    return [
        _NO_ATTRIBUTES,
        [[_NO_ATTRIBUTES, _node("AlignDefault"), 1, 1, [each]] for each in laid],
    ]


def _cell(cell: PrintedCell, emphasis: str, language: str, numbers: Numbers) -> list[Node]:
    words = _runs(cell.runs, language, numbers)
    if cell.mark:
        words.append(_node("Superscript", [_string(cell.mark)]))
    return [_node(emphasis, words)] if emphasis else words


def _line(style: str, words: str) -> Iterator[Node]:
    if words:
        yield _styled(style, [_string(words)])


def _styled(style: str, inlines: list[Node], identifier: str = "") -> Node:
    attributes = [identifier, [], [["custom-style", style]]]
    return _node("Div", [attributes, [_node("Para", inlines)]])


def _string(words: str) -> Node:
    return _node("Str", words)


def _node(kind: str, content: object = None) -> Node:
    return {"t": kind} if content is None else {"t": kind, "c": content}

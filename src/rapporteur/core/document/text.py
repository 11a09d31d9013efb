"""The document as plain text: for search, for comparing two versions, for a fax or an e-mail.

One paragraph is one line. A footnote is called as [3] and stands at the end of the body or of its
annex; evidence does not appear.
"""

from collections.abc import Iterable, Iterator

from rapporteur.core.document.cells import PrintedCell, PrintedTable, printed
from rapporteur.core.document.drawn_tables import drawn, wide
from rapporteur.core.document.numbering import (
    Heading,
    Numbers,
    notes_of,
    number,
    reading_order,
    titled,
)
from rapporteur.core.document.numerals import ended, subparagraph
from rapporteur.core.document.tree import (
    Block,
    Citation,
    Document,
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
from rapporteur.core.document.words import OwnWords, own_words

_INDENT = "  "


def render(document: Document) -> str:
    """Return `document` as text, blocks parted by one empty line, ending in a line break."""
    numbers = number(document)
    parts = [*_front(document, numbers), *_back(document, numbers)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _front(document: Document, numbers: Numbers) -> Iterator[str]:
    words = own_words(document.language)
    yield document.draft_mark or ""
    yield _slip(document, words)
    for body, mark in zip(document.masthead.bodies, numbers.asterisks, strict=True):
        item = body.agenda_item
        agenda = [f"{item.place}{mark}", item.title] if item else []
        yield "\n".join(line for line in (body.name, *body.session, *agenda) if line)
    title = f"{document.title}{numbers.title_asterisk}"
    yield "\n".join(line for line in (title, document.subtitle) if line)
    for body, mark in zip(document.masthead.bodies, numbers.asterisks, strict=True):
        yield f"{mark} {body.agenda_item.note}" if mark and body.agenda_item else ""
    yield f"{numbers.title_asterisk} {document.title_note}" if document.title_note else ""


def _slip(document: Document, words: OwnWords) -> str:
    masthead = document.masthead
    labelled = (
        f"{label}{words.colon}{value}" if value else ""
        for label, value in (
            (words.distribution, masthead.distribution),
            (words.original, masthead.original_language),
        )
    )
    distribution, original = labelled
    lines = (masthead.symbol, distribution, masthead.date, original)
    return "\n".join(line for line in lines if line)


def _back(document: Document, numbers: Numbers) -> Iterator[str]:
    words = own_words(document.language)
    in_order = tuple(reading_order(document))
    yield words.summary if document.summary else ""
    yield from (_block(block, document, numbers) for block in document.summary)
    if document.contents:
        headings = (
            titled(item, document.language) for item in in_order if isinstance(item, Heading)
        )
        yield "\n".join((words.contents, *headings))
    notes, part = notes_of(document), ""
    for item in in_order[len(document.summary) :]:
        if isinstance(item, Heading):
            if item.annex:
                yield _notes(notes.pop(part, ()), numbers)
                part = item.id
            yield titled(item, document.language)
        else:
            yield _block(item, document, numbers)
    yield _notes(notes.pop(part, ()), numbers)


def _notes(notes: Iterable[Footnote], numbers: Numbers) -> str:
    return "\n".join(f"[{numbers.marks[note.id]}] {_runs(note.runs, numbers)}" for note in notes)


def _block(block: Block, document: Document, numbers: Numbers) -> str:
    match block:
        case Paragraph():
            inner = _runs(block.runs, numbers)
            if block.numbered:
                inner = f"{ended(numbers.paragraphs[block.id], document.language)} {inner}"
            return "\n".join((inner, *_subparagraphs(block.subparagraphs, numbers, 1)))
        case Quotation():
            return f"    {_runs(block.runs, numbers)}"
        case ListBlock():
            return "\n".join(_list(block, numbers, document.language, 1))
        case Table():
            return _table(block, document.language, numbers)
        case Figure():
            head = (numbers.figures[block.id], block.caption, f"[{block.alternative}]")
            return "\n".join(line for line in (*head, *block.notes) if line)


def _subparagraphs(parts: tuple[SubParagraph, ...], numbers: Numbers, depth: int) -> Iterator[str]:
    for part in parts:
        yield f"{_INDENT * depth}{numbers.subparagraphs[part.id]} {_runs(part.runs, numbers)}"
        yield from _subparagraphs(part.subparagraphs, numbers, depth + 1)


def _list(block: ListBlock, numbers: Numbers, language: str, depth: int) -> Iterator[str]:
    for index, item in enumerate(block.items, start=1):
        mark = subparagraph(depth, index, language) if block.lettered else "–"
        yield f"{_INDENT * depth}{mark} {_runs(item.runs, numbers)}"
        if item.inner:
            yield from _list(item.inner, numbers, language, depth + 1)


def _runs(runs: Iterable[Run], numbers: Numbers) -> str:
    return "".join(_run(run, numbers) for run in runs)


def _run(run: Run, numbers: Numbers) -> str:
    match run:
        case Text():
            return run.content
        case Link():
            # An address that is its own words is not said twice.
            return run.content if run.content == run.href else f"{run.content} <{run.href}>"
        case Footnote():
            return f"[{numbers.marks[run.id]}]"
        case Reference() if numbers.calls_again(run):
            return f"[{numbers.marks[run.target]}]"
        case Reference():
            return numbers.said(run)
        case Citation():
            return _runs(run.runs, numbers)


def _table(table: Table, language: str, numbers: Numbers) -> str:
    shown = printed(table, language, numbers)
    head = [numbers.tables[table.id], table.caption]
    notes = [f"{note.mark} {_runs(note.words, numbers)}".strip() for note in shown.notes]
    lines = drawn(shown, _cell) if shown.needs_drawing else _columns(shown)
    return "\n".join(line.rstrip() for line in (*head, *lines, *notes) if line)


def _columns(shown: PrintedTable) -> list[str]:
    cells = [[_cell(cell) for cell in row] for row in shown.lines]
    widths = [max(map(wide, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(_padded(*each) for each in zip(row, widths, shown.figures, strict=True))
        for row in cells
    ]
    rule = "-" * (sum(widths) + 2 * (len(widths) - 1))
    lines.insert(1, rule)
    if shown.total:
        lines.insert(-1, rule)
    return lines


def _cell(cell: PrintedCell) -> str:
    return f"{cell.words} ({cell.mark})" if cell.mark else cell.words


def _padded(words: str, width: int, figures: bool) -> str:
    space = " " * (width - wide(words))
    return space + words if figures else words + space

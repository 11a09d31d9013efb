"""The document as Markdown, as pandoc reads it: for those who write with text and versions.

Numbers are words here (`1\\. …`), so that every reader shows those of the document; footnotes and
tables are pandoc's own. All words are escaped, and what Markdown cannot say is plain HTML.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator

from rapporteur.core.document.cells import PrintedCell, PrintedTable, printed
from rapporteur.core.document.drawn_tables import drawn
from rapporteur.core.document.numbering import Heading, Numbers, number, reading_order, titled
from rapporteur.core.document.numerals import ended, subparagraph
from rapporteur.core.document.tree import (
    Block,
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
    footnotes,
)
from rapporteur.core.document.words import direction, own_words

# Every sign of Markdown, pandoc's "smart" ones (quotes, dashes, dots) among them; a backslash
# before punctuation is always the sign itself (CommonMark 2.4).
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~^$@&!\"'=+]|--|\.\.|(?<=-)-|(?<=\.)\.")
_FIRST_SIGNS = re.compile(r"^(\s*)([-:%]|\(?[\w@]{1,12}[.)])(?=\s|$)")
_DEEPEST = 6


def render(document: Document) -> str:
    """Return `document` as Markdown, blocks parted by one empty line, ending in a line break."""
    numbers = number(document)
    parts = [part for part in _parts(document, numbers) if part]
    return "\n\n".join(_apart(parts)) + "\n"


def _apart(parts: list[str]) -> Iterator[str]:
    """Two lists that follow one another would be read as one."""
    before = ""
    for part in parts:
        if part.startswith("- ") and before.startswith("- "):
            yield "<!-- -->"
        yield part
        before = part


def _parts(document: Document, numbers: Numbers) -> Iterator[str]:
    words, language = own_words(document.language), document.language
    yield from _front(document, numbers)
    in_order = tuple(reading_order(document))
    if document.summary:
        yield f"## {escaped(words.summary)}"
    for block in document.summary:
        yield from _block(block, language, numbers)
    if document.contents:
        yield f"## {escaped(words.contents)}"
        headings = (item for item in in_order if isinstance(item, Heading))
        yield "\n".join(
            f"{'    ' * (item.level - 1)}- {_line(titled(item, language))}" for item in headings
        )
    for item in in_order[len(document.summary) :]:
        if isinstance(item, Heading):
            level = min(item.level + 1, _DEEPEST)
            yield f"{'#' * level} {escaped(titled(item, language))}"
        else:
            yield from _block(item, language, numbers)
    for item in in_order:
        if not isinstance(item, Heading):
            for note in footnotes(item):
                yield f"[^{numbers.footnotes[note.id]}]: {_runs(note.runs, numbers)}"


def _front(document: Document, numbers: Numbers) -> Iterator[str]:
    masthead, words = document.masthead, own_words(document.language)
    yield f"**{escaped(document.draft_mark)}**" if document.draft_mark else ""
    labelled = (
        f"{label}{words.colon}{value}" if value else ""
        for label, value in (
            (words.distribution, masthead.distribution),
            (words.original, masthead.original_language),
        )
    )
    distribution, original = labelled
    yield _lines(masthead.symbol, distribution, masthead.date, original)
    for body, mark in zip(masthead.bodies, numbers.asterisks, strict=True):
        item = body.agenda_item
        agenda = (f"{item.place}{mark}", item.title) if item else ()
        yield _lines(body.name, *body.session, *agenda)
    yield f"# {escaped(document.title + numbers.title_asterisk)}"
    yield f"**{escaped(document.subtitle.strip())}**" if document.subtitle.strip() else ""
    for body, mark in zip(masthead.bodies, numbers.asterisks, strict=True):
        yield _line(f"{mark} {body.agenda_item.note}") if mark and body.agenda_item else ""
    yield _line(f"{numbers.title_asterisk} {document.title_note}") if document.title_note else ""


def _lines(*lines: str) -> str:
    return "\\\n".join(_line(line) for line in lines if line.strip())


def _block(block: Block, language: str, numbers: Numbers) -> Iterator[str]:
    match block:
        case Paragraph():
            inner = _runs(block.runs, numbers)
            if block.numbered:
                mark = ended(numbers.paragraphs[block.id], language)
                yield f"{_first_sign(escaped(mark))} {inner}"
            else:
                yield _first_sign(inner)
            yield "\n".join(_subparagraphs(block.subparagraphs, numbers, 0))
        case Quotation():
            yield f"> {_first_sign(_spoken(_runs(block.runs, numbers), block.language))}"
        case ListBlock():
            yield "\n".join(_list(block, numbers, language, 1))
        case Table():
            yield from _table(block, language, numbers)
        case Figure():
            content = b64encode(block.image.content).decode()
            label = numbers.figures[block.id]
            yield _lines(*([label] if label else []), block.caption)
            yield (
                f"![{escaped(block.alternative)}](data:{block.image.media_type};base64,{content})\\"
            ).removesuffix("\\")
            yield from map(_line, block.notes)


def _subparagraphs(parts: tuple[SubParagraph, ...], numbers: Numbers, depth: int) -> Iterator[str]:
    for part in parts:
        mark = _first_sign(escaped(numbers.subparagraphs[part.id]))
        yield f"{'    ' * depth}- {mark} {_runs(part.runs, numbers)}"
        yield from _subparagraphs(part.subparagraphs, numbers, depth + 1)


def _list(block: ListBlock, numbers: Numbers, language: str, depth: int) -> Iterator[str]:
    for index, item in enumerate(block.items, start=1):
        mark = subparagraph(depth, index, language) if block.lettered else ""
        inner = _runs(item.runs, numbers)
        line = f"{_first_sign(escaped(mark))} {inner}" if mark else _first_sign(inner)
        yield f"{'    ' * (depth - 1)}- {line}"
        if item.inner:
            yield from _list(item.inner, numbers, language, depth + 1)


def _table(table: Table, language: str, numbers: Numbers) -> Iterator[str]:
    shown = printed(table, language, numbers)
    if shown.needs_drawing:
        said = drawn(shown, lambda cell: _first_sign(_cell(cell, numbers)), aligned=True)
        yield "\n".join(said)
    else:
        yield "\n".join(_bars(shown, numbers))
    label = numbers.tables[table.id]
    caption = own_words(language).colon.join(part for part in (label, table.caption) if part)
    yield f": {escaped(caption)}" if caption.strip() else ""
    for note in shown.notes:
        mark = f"<sup>{note.mark}</sup> " if note.mark else ""
        yield mark + (
            _runs(note.words, numbers) if mark else _first_sign(_runs(note.words, numbers))
        )


def _bars(shown: PrintedTable, numbers: Numbers) -> Iterator[str]:
    for row in shown.heads:
        yield _row(_cell(cell, numbers) for cell in row)
    yield _row("---:" if figures else ":---" for figures in shown.figures)
    for row in shown.rows:
        yield _row(_cell(cell, numbers) for cell in row)
    if shown.total:
        yield _row(_strong(_cell(cell, numbers)) for cell in shown.total)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _strong(words: str) -> str:
    return f"<strong>{words}</strong>" if words else ""


def _cell(cell: PrintedCell, numbers: Numbers) -> str:
    mark = f"<sup>{cell.mark}</sup>" if cell.mark else ""
    return f"{_runs(cell.runs, numbers).strip()}{mark}"


def _runs(runs: Iterable[Run], numbers: Numbers) -> str:
    return "".join(_run(run, numbers) for run in runs).strip()


def _run(run: Run, numbers: Numbers) -> str:
    match run:
        case Text():
            return _text(run)
        case Link():
            # Round brackets would end the address.
            href = run.href.replace("(", "%28").replace(")", "%29").replace("\\", "%5C")
            return f"[{escaped(run.content) or escaped(run.href)}](<{href}>)"
        case Footnote():
            return f"[^{numbers.footnotes[run.id]}]"
        case Citation():
            return "".join(_run(each, numbers) for each in run.runs)
        case Reference() if numbers.calls_again(run):
            return f"<sup>{numbers.marks[run.target]}</sup>"
        case Reference():
            return escaped(numbers.said(run))


def _text(text: Text) -> str:
    words = escaped(text.content)
    match text.emphasis:
        # Tags, not stars: a star beside a comma or another star is no emphasis but a star.
        case Emphasis.ITALIC:
            words = f"<em>{words}</em>"
        case Emphasis.BOLD:
            words = f"<strong>{words}</strong>"
        case Emphasis.NONE:
            pass
    return _spoken(words, text.language)


def _spoken(words: str, language: str) -> str:
    if not language:
        return words
    return f'<span lang="{language}" dir="{direction(language)}">{words}</span>'


def _line(words: str) -> str:
    """Words that stand at the beginning of a line."""
    return _first_sign(escaped(words.strip()))


def escaped(words: str) -> str:
    """Return `words` so that Markdown shows them as they are."""
    return _SIGNS.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), words)


def _first_sign(words: str) -> str:
    """Take its meaning from what begins a list, a definition or a title at the start of a line."""
    found = _FIRST_SIGNS.match(words)
    if found is None:
        return words
    sign = re.sub(r"[^\w\s]", r"\\\g<0>", found[2])
    return f"{found[1]}{sign}{words[found.end() :]}"

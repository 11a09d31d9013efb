"""Pages that were laid out by spaces, as `pdftotext -layout` does, as lines that a reader knows.

Columns become cells parted by tabs; the mark of a note that stands on a line above its words is put
before them; each note stands alone. What is not understood stays as it is.
"""

import re
from collections.abc import Iterator, Sequence

from rapporteur.core.document.tree import LANGUAGES
from rapporteur.core.document.words import own_words

Numbered = tuple[int, str]
"""A line with its number in the file."""

_MARK = re.compile(r"\s*(\*{1,3}|[a-z]|\d{1,3})\s*")
_LETTERED = re.compile(r"\s*([a-z])\s(\S.*)")
_NOTE_OF_PAGE = re.compile(r"\s*(\d{1,3})\s{1,2}(?=[^\W\d_a-z]|[\"“«(])")
_PARAGRAPH = re.compile(r"\s*\d{1,4}(?:[.．]\s{2,}\S|\s?[-–—]\s+[\u0621-\u064a])")
_SUMMARIES = frozenset(own_words(language).summary for language in LANGUAGES)
_COUNTED = re.compile(r"\s*\(?\w{1,4}[.)]\s")
_FIGURE = re.compile(r"[-−–]?[\d.,\u00a0 ]*\d\s?%?|[-–—]")
_GAP = 2
_FAR = 40
_LEAST_ROWS = 3
_MOST_ROWS = 400
_WIDEST = 400
_TOP = 4
"""Lines at the head of a page that may be repeated on every one."""


def is_laid_out(text: str) -> bool:
    """Whether `text` has pages."""
    return "\f" in text


def from_layout(
    lines: Sequence[str], symbol: re.Pattern[str]
) -> tuple[list[Numbered], frozenset[str]]:
    """Return the lines of a file with pages, with their numbers; and what every page repeats at its
    head, which is left out, but for symbols."""
    pages = _pages(lines)
    repeated = frozenset(line for line in _repeated(pages) if not symbol.fullmatch(line))
    made: list[Numbered] = []
    due = 1
    for page in pages:
        kept = [each for each in page if each[1].strip() not in repeated]
        blocks = [_table(block) or block for block in _blocks(_with_marks(kept))]
        for number, line in _called(blocks):
            if (found := _NOTE_OF_PAGE.match(line)) and int(found[1]) == due:
                due += 1
                made.append((number, ""))
            elif _PARAGRAPH.match(line):
                made.append((number, ""))
            made.append((number, line))
            if line.strip() in _SUMMARIES:
                made.append((number, ""))
    return made, repeated


def _called(blocks: list[list[Numbered]]) -> Iterator[Numbered]:
    """The lines of a page, blocks parted; a note marked by a letter that no table has is written
    so that it can be no word, and its call too."""
    whole = "\n".join(line for block in blocks for _number, line in block)
    letters = {}
    for block in blocks:
        found = _LETTERED.fullmatch(block[0][1])
        if found and f"<sup>{found[1]}</sup>" not in whole:
            letters[found[1]] = re.compile(rf"(?<=[^\W\d_][.,;:!?)”]){found[1]}(?=\s|$)")
    for block in blocks:
        for number, line in block:
            noted = _LETTERED.fullmatch(line)
            if noted and noted[1] in letters:
                yield number, f"[^{noted[1]}]: {noted[2]}"
                continue
            for letter, call in letters.items():
                line = call.sub(f"[^{letter}]", line)
            yield number, line
        yield block[-1][0], ""


def _pages(lines: Sequence[str]) -> list[list[Numbered]]:
    pages: list[list[Numbered]] = [[]]
    for number, line in enumerate(lines, start=1):
        if "\f" in line:
            pages.append([])
        pages[-1].append((number, line.replace("\f", "")))
    return [page for page in pages if any(line.strip() for _number, line in page)]


def _repeated(pages: list[list[Numbered]]) -> frozenset[str]:
    """What stands at the head of every page."""
    heads = [[line.strip() for _number, line in page if line.strip()][:_TOP] for page in pages]
    return frozenset(set(heads[0]).intersection(*heads[1:])) if len(heads) > 1 else frozenset()


def _with_marks(page: list[Numbered]) -> Iterator[Numbered]:
    """Each line, with the mark that stood alone above it; a note is parted from what precedes."""
    held = ""
    for number, line in page:
        words = line.strip()
        if held and words:
            yield number, ""
            yield number, f"{held} {words}"
            held = ""
        elif _MARK.fullmatch(line) and not words.isdigit():
            held = words
        else:
            yield number, line
    if held:
        yield page[-1][0], held


def _blocks(page: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    """What empty lines part, and what stands at the right edge above something at the left."""
    block: list[Numbered] = []
    for number, line in page:
        if line.strip():
            if len(block) == 1 and _indent(block[0][1]) > _FAR > _indent(line):
                yield block
                block = []
            block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _table(block: list[Numbered]) -> list[Numbered] | None:
    """The caption and rows of a table, None where a block is none: rows under one another, three
    at least, whose columns are parted by the same gaps, and a figure in one of them."""
    left = min(_indent(line) for _number, line in block)
    head = 0
    while head < len(block) and _is_whole(block[head][1], left + _GAP):
        head += 1
    end = len(block)
    while end > head and _is_whole(block[end - 1][1], left + _GAP):
        end -= 1
    rows = block[head:end]
    if not _LEAST_ROWS <= len(rows) <= _MOST_ROWS or any(len(line) > _WIDEST for _n, line in rows):
        return None
    if any(_COUNTED.match(line) for _n, line in rows):
        return None
    if not head and _is_over(rows[0][1], _edges([line for _n, line in rows[1:]])):
        head, rows = 1, rows[1:]
    edges = _edges([line for _n, line in rows])
    cells = [[line[start:stop].strip() for start, stop in edges] for _n, line in rows]
    first = next((at for at, row in enumerate(cells) if _is_row(row)), 0)
    if len(edges) < 2 or first == 0:
        return None
    heading = [
        " ".join(filter(None, (row[column] for row in cells[:first])))
        for column in range(len(edges))
    ]
    heading, *cells = _gathered([heading, *cells[first:]])
    body: list[tuple[int, list[str]]] = [(rows[0][0], heading)]
    for (number, _line), row in zip(rows[first:], cells, strict=True):
        if not row[0] and len(body) > 1:
            above = zip(body[-1][1], row, strict=True)
            body[-1] = (body[-1][0], [" ".join(filter(None, both)) for both in above])
        else:
            body.append((number, row))
    caption = [*block[:head], (block[head][0], "")] if head else []
    below = [(block[end][0], ""), *block[end:]] if end < len(block) else []
    laid = [(number, "\t".join(map(_marked, row))) for number, row in body]
    return [*caption, *laid, *below]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_whole(line: str, left: int) -> bool:
    """Whether a line begins at the left edge and no gap parts it."""
    words = line.strip()
    return _indent(line) < left and " " * _GAP not in words


def _gathered(rows: list[list[str]]) -> list[list[str]]:
    """The rows without columns that nothing heads, where one beside them has room for their cells:
    figures that stand a little beside the word over them."""
    column = 1
    while column < len(rows[0]):
        beside = [(row[column - 1], row[column]) for row in rows]
        nameless = column > 1 and not all(beside[0])
        if nameless and not any(left and right for left, right in beside):
            rows = [
                [*row[: column - 1], left or right, *row[column + 1 :]]
                for row, (left, right) in zip(rows, beside, strict=True)
            ]
        else:
            column += 1
    return rows


def _is_over(line: str, edges: list[tuple[int, int]]) -> bool:
    """Whether a line stands over several columns, as a caption in the middle does."""
    start, end = _indent(line), len(line.rstrip())
    alone = any(left <= start and end <= right for left, right in edges)
    return " " * _GAP not in line.strip() and not alone


def _edges(lines: list[str]) -> list[tuple[int, int]]:
    """Where the columns begin and end: between places that are empty in every line."""
    width = max(map(len, lines))
    filled = [any(at < len(line) and line[at] != " " for line in lines) for at in range(width)]
    edges: list[tuple[int, int]] = []
    at = 0
    while at < width:
        if not filled[at]:
            at += 1
            continue
        end = at
        while end < width and any(filled[end : end + _GAP]):
            end += 1
        edges.append((at, end))
        at = end
    return edges


def _is_row(cells: list[str]) -> bool:
    """Whether cells are a row of figures under a name, and no heading."""
    return bool(cells[0]) and any(_FIGURE.fullmatch(cell) for cell in cells[1:])


def _marked(cell: str) -> str:
    """A letter that stands apart at the end of a cell marks a note."""
    return re.sub(r"(?<=\w) ([a-z])$", r"<sup>\1</sup>", cell)

"""Which lines are running heads, page numbers, and the head and foot of a letter.

Lines that stand at the edge of many pages, figures aside, are running heads. A letter is told by
its salutation or its closing, in six languages; only then is what stands above and below read as
its head and foot. Prose is never labelled: a line that is long, or a sentence, ends a head or foot.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from re import findall, sub

from rapporteur.core.text.parts import words
from rapporteur.core.text.spans import Span, trimmed


class PartKind(StrEnum):
    """What a span is, other than substance."""

    RUNNING = "running"  # a head or foot that pages share
    PAGE_NUMBER = "page-number"
    LETTERHEAD = "letterhead"  # name and address of the sender
    DATE = "date"
    REFERENCE = "reference"  # and the stamp of whoever received it
    ADDRESSEE = "addressee"
    SALUTATION = "salutation"
    CLOSING = "closing"
    SIGNATURE = "signature"
    COPIES = "copies"  # to whom else it goes, and what is enclosed


@dataclass(frozen=True, slots=True)
class Part:
    """page: its number. span: one line of it. kind: what it is, other than substance."""

    page: int
    span: Span
    kind: PartKind


@dataclass(frozen=True, slots=True)
class _Line:
    page: int
    span: Span
    text: str

    def part(self, kind: PartKind) -> Part:
        return Part(self.page, self.span, kind)


_EDGE = 4  # lines at the head and at the foot of a page that may be running
_SHARE = 0.4  # of the pages that a running line stands on: heads of odd and even pages differ
_LONGEST = 160  # characters of a line that is no prose
_PROSE = 8  # words from which on a line that ends as a sentence does is prose
_HEAD = 45  # lines within which a letter's salutation stands
_FOOT = 15  # lines that a letter's foot has at most


def label(pages: Sequence[tuple[int, str]]) -> list[Part]:
    """What of these pages (number and text) is not substance, line by line, in their order."""
    lines = [list(_lines(number, text)) for number, text in pages]
    found = {(part.page, part.span): part for part in _running(lines)}
    rest = [line for page in lines for line in page if (line.page, line.span) not in found]
    for part in _letter(rest):
        found.setdefault((part.page, part.span), part)
    order = {number: at for at, (number, _) in enumerate(pages)}
    return sorted(found.values(), key=lambda part: (order[part.page], part.span))


def substance(pages: Sequence[tuple[int, str]]) -> list[tuple[int, Span]]:
    """What of these pages is left when the labelled lines are passed over: runs of lines."""
    parts: dict[int, list[Span]] = {}
    for part in label(pages):
        parts.setdefault(part.page, []).append(part.span)
    found = []
    for number, text in pages:
        start = 0
        for span in [*parts.get(number, ()), Span(len(text), len(text))]:
            piece = trimmed(text, start, span.start)
            if piece:
                found.append((number, piece))
            start = span.end
    return found


def _lines(number: int, text: str) -> Iterator[_Line]:
    """The lines of a page that are not blank."""
    start = 0
    for raw in text.splitlines(keepends=True):
        span = trimmed(text, start, start + len(raw))
        if span:
            yield _Line(number, span, span.of(text))
        start += len(raw)


# What pages share


def _running(pages: Sequence[Sequence[_Line]]) -> Iterator[Part]:
    filled = [page for page in pages if page]
    seen = Counter(
        key for page in filled for key in {_key(line) for line in [*page[:_EDGE], *page[-_EDGE:]]}
    )
    enough = max(2, ceil(_SHARE * len(filled)))
    for number, page in enumerate(filled, 1):
        half = len(page) // 2
        for edge in (page[: min(_EDGE, max(half, 1))], page[::-1][: min(_EDGE, half)]):
            for line in edge:  # from the edge inwards, up to the first line of the page's own
                kind = _running_kind(line, number, len(filled), seen[_key(line)] >= enough)
                if kind is None:
                    break
                yield line.part(kind)
        for line in page:
            mark = words.PAGE.fullmatch(line.text)
            if mark and mark["word"]:
                yield line.part(PartKind.PAGE_NUMBER)


def _running_kind(line: _Line, number: int, pages: int, shared: bool) -> PartKind | None:
    mark = words.PAGE.fullmatch(line.text)
    if mark and (
        mark["word"] or mark["of"] or mark["number"] == str(number) or (pages > 1 and shared)
    ):
        return PartKind.PAGE_NUMBER
    return PartKind.RUNNING if shared and pages > 1 and not _is_prose(line) else None


def _key(line: _Line) -> str:
    """A line with its figures left out: "Page 3 of 12" is "page # of #"."""
    return sub(r"\s+", " ", sub(r"\d+", "#", line.text.casefold()))


# Letters


def _letter(lines: Sequence[_Line]) -> Iterator[Part]:
    salutation = next(
        (at for at, line in enumerate(lines[:_HEAD]) if words.SALUTATION.match(line.text)), None
    )
    if salutation is not None:
        yield from _head(lines[:salutation])
        yield lines[salutation].part(PartKind.SALUTATION)
    after = 0 if salutation is None else salutation + 1
    for at in range(after, len(lines)):
        if words.CLOSING.match(lines[at].text) and not (
            at + 1 < len(lines) and at < len(lines) // 3
        ):
            yield lines[at].part(PartKind.CLOSING)
            yield from _foot(lines[at + 1 :])
            return


def _head(lines: Sequence[_Line]) -> Iterator[Part]:
    """Above a salutation: the sender's before the date or reference, the addressee's behind."""
    begun = max((at for at, line in enumerate(lines) if _is_prose(line)), default=-1) + 1
    kind = PartKind.LETTERHEAD
    for line in lines[begun:]:
        if words.SUBJECT.match(line.text):
            continue  # what the letter is about is substance
        if words.DATE.match(line.text):
            yield line.part(PartKind.DATE)
            kind = PartKind.ADDRESSEE
        elif words.REFERENCE.match(line.text):
            yield line.part(PartKind.REFERENCE)
            kind = PartKind.ADDRESSEE
        else:
            own = words.CONTACT.search(line.text) is not None
            yield line.part(PartKind.LETTERHEAD if own else kind)


def _foot(lines: Sequence[_Line]) -> Iterator[Part]:
    """Below a closing: who signs, how to reach them, copies and enclosures."""
    for line in lines[:_FOOT]:
        if words.COPIES.match(line.text):
            yield line.part(PartKind.COPIES)
        elif words.CLOSING.match(line.text):
            yield line.part(PartKind.CLOSING)
        elif words.DATE.match(line.text):
            yield line.part(PartKind.DATE)
        elif _is_prose(line) or words.APART.match(line.text):
            return
        else:
            yield line.part(PartKind.SIGNATURE)


def _is_prose(line: _Line) -> bool:
    """Whether a line is too much of a sentence to belong to a letter's head or foot."""
    if len(line.text) > _LONGEST:
        return len(line.text) > 2 * _LONGEST or not words.CONTACT.search(line.text)
    if words.CONTACT.search(line.text):
        return False
    # Chinese has no spaces, save behind the number of a paragraph.
    many = max(len(line.text.split()), len(findall("[\u3400-\u9fff]", line.text)) // 2)
    return many >= _PROSE and line.text.endswith((*".!?:;。？！؟", ".”", ".)"))

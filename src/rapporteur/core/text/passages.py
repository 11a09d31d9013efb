"""Paragraphs, headings, provisions, items and sentences of a text, as spans of the original.

Offsets count characters of the text that was given; nothing is normalised, so a span found today
still fits the document tomorrow.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise

from rapporteur.core.text.languages import tell_language
from rapporteur.core.text.sentences import split
from rapporteur.core.text.spans import Span, shortened, trimmed

__all__ = ["Kind", "Paragraph", "Passage", "Span", "paragraphs", "passages", "sentences"]
__all__ += ["Stretch", "languages_in", "languages_of", "shortened", "told"]

Stretch = tuple[int, int, str | None]  # start, end, and a language or None


class Kind(StrEnum):
    """What a paragraph is by its form."""

    TEXT = "text"
    HEADING = "heading"
    PROVISION = "provision"  # a numbered paragraph: "12. The Assembly …", "第十二条"
    ITEM = "item"  # of a list: a bullet, a letter, a number in parentheses


@dataclass(frozen=True, slots=True)
class Paragraph:
    """span: its place. mark: its number or bullet as written, "" where it has none."""

    span: Span
    kind: Kind
    mark: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence. page: its number. span: its place on the page. paragraph: the span of the whole
    that it belongs to, of what `kind`, with its `mark`. language: one of the six, or None."""

    page: int
    span: Span
    paragraph: Span
    kind: Kind
    mark: str
    language: str | None


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text`: parted by blank lines, or, where a text has none, by lines that
    end a sentence well before the margin. A list item is a paragraph of its own.
    """
    spans: list[Span] = []
    for block in _between(text, Span(0, len(text)), _BLANK_LINE):
        spans += _by_lines(text, block)
    return spans


def sentences(text: str) -> list[Span]:
    """The sentences of `text`, none across two paragraphs; a heading counts as one."""
    return [sentence for paragraph in paragraphs(text) for sentence in _sentences(text, paragraph)]


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of a paragraph; its number or bullet is part of the first ("ii. Respect.")."""
    mark = _mark(text, paragraph.start, paragraph.end)
    body = mark.end() if mark else paragraph.start
    start = paragraph.start
    for piece in split(text, Span(body, paragraph.end)):
        yield Span(start, piece.end) if start < body else piece
        start = body
    if start < body:  # a bullet alone
        yield paragraph


def told(text: str) -> list[Paragraph]:
    """The paragraphs of `text`, each with what it is by its form."""
    return [_told(text, span) for span in paragraphs(text)]


def passages(pages: Iterable[tuple[int, str]]) -> Iterator[Passage]:
    """The sentences of every page, in order. pages: number and text.

    A sentence too short to tell its language has its paragraph's, else that of what came before.
    """
    before: str | None = None
    for number, text in pages:
        for paragraph in told(text):
            whole = paragraph.span.of(text)
            around = tell_language(whole) or (None if _says_enough(whole) else before)
            before = around or before
            for sentence in _sentences(text, paragraph.span):
                words = sentence.of(text)
                language = tell_language(words)
                if language is None and not _says_enough(words):
                    language = around
                yield Passage(
                    number, sentence, paragraph.span, paragraph.kind, paragraph.mark, language
                )


def languages_of(pages: Sequence[tuple[int, str]]) -> list[list[Stretch]]:
    """Of each page, number and text, what `languages_in` says."""
    return [languages_in(number, text) for number, text in pages]


def languages_in(number: int, text: str) -> list[Stretch]:
    """The stretches of a page by their language: start, end, and one of the six or None.

    Passages that follow each other in one language are one stretch.
    """
    stretches: list[Stretch] = []
    for passage in passages([(number, text)]):
        start, end, language = passage.span.start, passage.span.end, passage.language
        if stretches and stretches[-1][2] == language:
            start = stretches.pop()[0]
        stretches.append((start, end, language))
    return stretches


_LETTERS = re.compile(r"[^\W\d_]")
_ENOUGH = 30  # letters: a text of so many that is told as none of the six is in none of them


def _says_enough(text: str) -> bool:
    return len(_LETTERS.findall(text[:500])) >= _ENOUGH


_BLANK_LINE = re.compile(r"\r?\n[^\S\n]*\r?\n\s*|\f")
_LINE = re.compile(r"[^\n]*\n?")
# "?" and U+FFFD are what is left of a bullet where an encoding lost it; the private ones are those
# of the fonts Symbol and Wingdings.
_BULLET = r"[-–—−•·*§●▪■►◦‣⁃✓➢?\ufffd\uf0a7\uf0b7\uf0d8\uf0fc]|(?:o)(?=\s{2,})"
_PROVISION = (
    r"(?:\d{1,3}|[٠-٩]{1,3}|[IVX]{1,5}|[A-Z])(?:\.\d{1,2}){0,4}\.(?=\s)"
    r"|\d{1,2}(?:\.\d{1,2}){1,4}(?=\s)"
    r"|(?:[٠-٩]{1,3}|\d{1,3})\s?[-–](?=\s+[\u0621-\u064a])"  # ١ - in Arabic
    r"|\d{1,3}．|[一二三四五六七八九十百]{1,4}、|第[一二三四五六七八九十百\d]{1,5}[条章节]"
    r"|(?:Article|Artículo|Art\.|Section|Para\.|Статья|Пункт|المادة)\s+[\dIVX]{1,4}[.:]?(?=\s|$)"
)
# Some write no space behind a bullet or a number: "·as a partnership", "3.Align incentives". A "?"
# and a hyphen do so only where two lines begin with one.
_TIGHT = (
    r"[•·▪■►◦‣✓➢\uf0a7\uf0b7\uf0d8\uf0fc](?=[^\W\d_])|\d{1,2}\.(?=[^\W\d_]{2})|-(?=[A-ZÀ-ÞА-Я])"
)
_DOUBTFUL = {
    "?": re.compile(r"^[^\S\n]*\?\s", re.MULTILINE),
    "-": re.compile(r"^[^\S\n]*-[A-ZÀ-ÞА-Я]", re.MULTILINE),
}
_LETTERED = (
    r"[(\[]?(?:\d{1,3}|[a-zA-Zа-яА-Я]|[ivxIVX]{1,5}|[أ-ي]|[٠-٩]{1,3})[)\]](?=\s)|(?:[a-zа-я]|[ivx]{2,5})\.(?=\s)"
    r"|[（(][一二三四五六七八九十\d]{1,3}[)）]|[أ-ي]\s?[-–](?=\s)|\d{1,2}、|[①-⑳]"
)
_MARK = re.compile(
    rf"\s*(?:(?P<item>{_LETTERED})|(?P<provision>{_PROVISION})|(?P<bullet>(?:{_BULLET})(?=\s))"
    rf"|(?P<tight>{_TIGHT}))"
)
_ENDS = (
    ".",
    "!",
    "?",
    ":",
    ";",
    "。",
    "！",
    "？",
    "；",
    "：",
    "؟",
    "؛",
    ".”",
    '."',
    ".»",
    ".)",
    ".]",
)
_RUNS_ON = tuple(",،，、-")
_HEADING_WORDS = 15
_HEADING_LENGTH = 120  # characters
_NUMBER_ALONE = re.compile(r"\s*\d{1,3}\.")
_SHORT, _HEADING_SHORT = 0.75, 0.5  # of the longest line: those below end before the margin
_WHOLE_WORD = 4  # letters: a line that ends with "of" or "the" goes on


def _told(text: str, span: Span) -> Paragraph:
    mark = _mark(text, span.start, span.end)
    written = mark.group().strip() if mark else ""
    body = text[mark.end() if mark else span.start : span.end].strip()
    if _is_heading(body, mark):
        return Paragraph(span, Kind.HEADING, written)
    if mark is None:
        return Paragraph(span, Kind.TEXT, "")
    return Paragraph(span, Kind.PROVISION if mark["provision"] else Kind.ITEM, written)


def _mark(text: str, start: int, end: int) -> re.Match[str] | None:
    """The number or bullet that a paragraph begins with. A "?" is one where another line begins so
    too; else it is a question's, of a line that was broken before it, as a hyphen is a word's."""
    mark = _MARK.match(text, start, end)
    if mark is None:
        return None
    doubtful = _DOUBTFUL.get(mark["tight"] or ("?" if mark["bullet"] == "?" else ""))
    if doubtful is None:
        return mark
    return mark if len(list(islice(doubtful.finditer(text), 2))) > 1 else None


def _is_heading(body: str, mark: re.Match[str] | None) -> bool:
    """A short line that ends no sentence, and is no item of a list."""
    if not body:  # "Article 5" alone
        return mark is not None and mark["provision"] is not None
    if "\n" in body or len(body) > _HEADING_LENGTH or body.endswith((*_ENDS, *_RUNS_ON)):
        return False
    if mark is not None and mark["provision"] is None:
        return False
    return len(body.split()) <= _HEADING_WORDS and not body[0].islower()


def _between(text: str, span: Span, separator: re.Pattern[str]) -> Iterator[Span]:
    start = span.start
    for found in separator.finditer(text, span.start, span.end):
        piece = trimmed(text, start, found.start())
        if piece:
            yield piece
        start = found.end()
    piece = trimmed(text, start, span.end)
    if piece:
        yield piece


def _by_lines(text: str, block: Span) -> Iterator[Span]:
    lines = [
        found.span() for found in _LINE.finditer(text, block.start, block.end) if found.group()
    ]
    margin = max((end - start for start, end in lines), default=0)
    start = block.start
    for (line_start, line_end), (next_start, next_end) in pairwise(lines):
        line = text[line_start:line_end].rstrip()
        if _NUMBER_ALONE.fullmatch(line):
            continue  # a number alone on its line: what it counts stands on the next
        short = len(line) < _SHORT * margin
        if (
            (short and line.endswith(_ENDS))
            or _mark(text, next_start, next_end)
            or (start == line_start and _stands_out(line, text[next_start:next_end], margin))
        ):
            piece = trimmed(text, start, line_end)
            if piece:
                yield piece
            start = next_start
    piece = trimmed(text, start, block.end)
    if piece:
        yield piece


def _stands_out(line: str, following: str, margin: int) -> bool:
    """Whether a line that begins a paragraph is a heading without a blank line behind it: short,
    no sentence, before a line that begins with a capital and is none."""
    words = line.split()
    return (
        len(line) < _HEADING_SHORT * margin
        and 0 < len(words) <= _HEADING_WORDS
        and not line.endswith((*_ENDS, *_RUNS_ON))
        and len(words[-1]) >= _WHOLE_WORD
        and len(following.rstrip()) > _SHORT * margin
        and following.lstrip()[:1].isupper()
    )

"""Laying edited words over the runs of a document, so that what was not edited stays what it was.

A citation keeps its evidence, a reference stays a reference and a computed figure a question, as
long as its words stand; emphasis and links are as the edit has them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from rapporteur.core.document.docx.lines import Stretch
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.returned.changes import Piece, Same
from rapporteur.core.document.returned.threads import PARTING, Calls, Thread
from rapporteur.core.document.tree import (
    Citation,
    Emphasis,
    Footnote,
    Link,
    Reference,
    Run,
    Runs,
    Text,
)
from rapporteur.core.text.words import HAN

_TOKEN = re.compile(rf"\s+|[{HAN}]|(?:(?![{HAN}])\w)+|[^\w\s]")
_FIGURE = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?")


@dataclass(frozen=True)
class Woven:
    """The runs after an edit, the difference, and the figures that were overwritten: (computed,
    what was written), which stand again. `broken` says that an edit went across one."""

    runs: Runs
    pieces: tuple[Piece, ...]
    figures: tuple[tuple[str, str], ...] = ()
    broken: bool = False
    is_changed: bool = False
    parts: tuple[Runs, ...] = ()


@dataclass(frozen=True)
class _Bit:
    """A letter of the result, or several alike, with what it is to become."""

    letter: str
    thread: Thread | None
    emphasis: Emphasis
    href: str = ""


def weave(
    old: tuple[Thread, ...],
    new: tuple[Stretch, ...],
    calls: Calls,
    notes: Mapping[str, Footnote],
    *,
    looks: bool = True,
) -> Woven:
    """Lay the stretches of an edited paragraph over the threads of the one before.

    `notes` are the footnotes that a call may stand for; `looks` whether emphasis counts.
    """
    before = [(letter, thread) for thread in old for letter in thread.words]
    after = [
        (letter, stretch)
        for stretch in new
        for letter in (calls.letter(stretch.note) if stretch.note else stretch.words)
    ]
    olds, news = _tokens(letter for letter, _ in before), _tokens(letter for letter, _ in after)
    matcher = SequenceMatcher(None, [t.key for t in olds], [t.key for t in news], autojunk=False)
    bits: list[_Bit] = []
    pieces: list[Piece] = []
    figures: list[tuple[str, str]] = []
    broken = changed = False
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        gone = "".join(token.words for token in olds[i1:i2])
        came = "".join(token.words for token in news[j1:j2])
        if tag == "equal":
            for was, now in zip(olds[i1:i2], news[j1:j2], strict=True):
                looked, differs = _kept(
                    before[was.start : was.end], after[now.start : now.end], looks
                )
                bits += looked
                changed = changed or differs
            pieces.append(Piece(Same.SAME, gone))
            continue
        asked = {
            id(thread): thread
            for token in olds[i1:i2]
            for _letter, thread in before[token.start : token.end]
            if thread.question
        }
        if asked:
            within = all(
                thread.question or letter.isspace()
                for token in olds[i1:i2]
                for letter, thread in before[token.start : token.end]
            )
            written = _FIGURE.search(came)
            if within and len(asked) == 1 and written is not None:
                thread = next(iter(asked.values()))
                figures.append((thread.words, written.group()))
                start = news[j1].start
                typed = list(_typed(after[start : news[j2 - 1].end], None, looks))
                bits += typed[: written.start()]
                bits.append(_Bit("", thread, Emphasis.NONE))
                bits += typed[written.end() :]
                pieces += [Piece(Same.REMOVED, gone), Piece(Same.ADDED, came)]
                continue
            broken = True
        changed = True
        pieces += [Piece(Same.REMOVED, gone)] if gone else []
        pieces += [Piece(Same.ADDED, came)] if came else []
        bits += _inserted(after, news[j1:j2], before, i1, i2, olds, looks)
    told = tuple(replace(piece, words=calls.shown(piece.words)) for piece in pieces if piece.words)
    parts = tuple(_runs(each, calls, notes) for each in _parted(bits, old))
    return Woven(parts[0], told, tuple(figures), broken, changed or bool(figures), parts)


@dataclass(frozen=True)
class _Token:
    words: str
    key: str
    start: int
    end: int


def _tokens(letters: Iterable[str]) -> list[_Token]:
    whole = "".join(letters)
    return [
        _Token(found.group(), normal(found.group()), found.start(), found.end())
        for found in _TOKEN.finditer(whole)
        if normal(found.group())
    ]


def normal(words: str) -> str:
    """Words as they are compared: composed, without marks of direction, spaces made one."""
    bare = unicodedata.normalize("NFC", words.replace("\u200e", "").replace("\u200f", ""))
    return " " if bare and bare.isspace() and "\u00a0" not in bare else bare


def _kept(
    was: list[tuple[str, Thread]], now: list[tuple[str, Stretch]], looks: bool
) -> tuple[list[_Bit], bool]:
    """A word that stands: what it was, in the look that it has now."""
    stretch = now[0][1]
    differs = False
    bits = []
    for letter, thread in was:
        emphasis, href = _look(thread.run)
        if looks and not thread.whole:
            # Nobody sees in which look a space is.
            same = letter.isspace() or (emphasis, href) == (stretch.emphasis, stretch.href)
            differs = differs or not same
            emphasis, href = stretch.emphasis, stretch.href
        bits.append(_Bit(letter, thread, emphasis, href))
    return bits, differs


def _look(run: Run) -> tuple[Emphasis, str]:
    match run:
        case Text():
            return run.emphasis, ""
        case Link():
            return Emphasis.NONE, run.href
        case _:
            return Emphasis.NONE, ""


def _inserted(
    after: list[tuple[str, Stretch]],
    news: list[_Token],
    before: list[tuple[str, Thread]],
    i1: int,
    i2: int,
    olds: list[_Token],
    looks: bool,
) -> Iterator[_Bit]:
    """New words: inside a citation, or in another language, where those on both sides are."""
    left = before[olds[i1 - 1].end - 1][1] if i1 > 0 else None
    right = before[olds[i2].start][1] if i2 < len(olds) else None
    around = None
    if left is not None and right is not None and left.citation is right.citation:
        language = left.run.language if isinstance(left.run, Text) else ""
        same = isinstance(right.run, Text) and right.run.language == language
        around = Thread("", Text("", language=language if same else ""), left.citation)
    for token in news:
        yield from _typed(after[token.start : token.end], around, looks)


def _typed(
    letters: Iterable[tuple[str, Stretch]], around: Thread | None, looks: bool
) -> Iterator[_Bit]:
    for letter, stretch in letters:
        emphasis = stretch.emphasis if looks else Emphasis.NONE
        yield _Bit(letter, around, emphasis, stretch.href)


def _parted(bits: list[_Bit], old: tuple[Thread, ...]) -> list[list[_Bit]]:
    """Put whole threads back that stand complete, and part the letters where a line was parted."""
    held = {id(thread): thread for thread in old if thread.whole}
    counts = {key: sum(bit.thread is thread for bit in bits) for key, thread in held.items()}
    parts: list[list[_Bit]] = [[]]
    done: set[int] = set()
    for bit in bits:
        if bit.letter == PARTING:
            parts.append([])
            continue
        thread = bit.thread
        if thread is not None and thread.whole:
            key = id(thread)
            intact = counts[key] >= len([s for s in thread.words if normal(s)]) or not bit.letter
            if key in done:
                continue
            if intact or thread.question:
                done.add(key)
                parts[-1].append(_Bit("", thread, Emphasis.NONE))
                continue
            bit = replace(bit, thread=None)
        parts[-1].append(bit)
    return parts


def _runs(bits: list[_Bit], calls: Calls, notes: Mapping[str, Footnote]) -> Runs:
    flat: list[tuple[Run, Citation | None]] = []
    for bit in _together(bits, calls):
        for run in _made(bit, calls, notes):
            _append(flat, run, bit.thread.citation if bit.thread is not None else None)
    runs: list[Run] = []
    citation: Citation | None = None
    for each, around in flat:
        if around is not None and isinstance(each, Text | Link | Reference):
            if citation is around and isinstance(runs[-1], Citation):
                runs[-1] = replace(runs[-1], runs=(*runs[-1].runs, each))
            else:
                runs.append(Citation((each,), around.evidence))
            citation = around
        else:
            runs.append(each)
            citation = None
    return tuple(runs)


def _together(bits: list[_Bit], calls: Calls) -> Iterator[_Bit]:
    """Letters side by side that become one run as one bit; calls and whole threads stay alone."""
    for (alone, *_alike), group in groupby(
        bits,
        lambda bit: (
            bool(calls.note(bit.letter)) or (bit.thread is not None and bit.thread.whole),
            id(bit.thread),
            bit.emphasis,
            bit.href,
        ),
    ):
        if alone:
            yield from group
        else:
            same = list(group)
            yield replace(same[0], letter="".join(bit.letter for bit in same))


def _made(bit: _Bit, calls: Calls, notes: Mapping[str, Footnote]) -> Iterator[Run]:
    thread = bit.thread
    if thread is not None and thread.whole:
        if thread.question and isinstance(thread.run, Text):
            yield replace(thread.run, content=thread.question)
        else:
            yield thread.run
        return
    if note := calls.note(bit.letter):
        if note in notes:
            yield notes[note]
        return
    if bit.href:
        try:
            yield Link(bit.letter, bit.href)
            return
        except DocumentProblem:
            pass  # an address that a document cannot link to: its words stand
    language = thread.run.language if thread is not None and isinstance(thread.run, Text) else ""
    yield Text(bit.letter, bit.emphasis, language)


def _append(flat: list[tuple[Run, Citation | None]], run: Run, around: Citation | None) -> None:
    if flat and flat[-1][1] is around:
        last = flat[-1][0]
        if (
            isinstance(last, Text)
            and isinstance(run, Text)
            and replace(last, content="") == replace(run, content="")
        ):
            flat[-1] = (replace(last, content=last.content + run.content), around)
            return
        if isinstance(last, Link) and isinstance(run, Link) and last.href == run.href:
            flat[-1] = (replace(last, content=last.content + run.content), around)
            return
    flat.append((run, around))

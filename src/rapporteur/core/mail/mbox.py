"""The messages in an mbox: many in one file, each below a line that begins with "From ".

Where a message ends is not surely said (RFC 4155, appendix A): its own words may hold such a line,
which some programs mark with ">" and others do not. A line counts that has a date as programs write
it, with an empty line above it or the head of a message below it, or an address alone, with both;
where the head says how long the message is (Content-Length, mboxcl2), and it is so, nothing within
it counts. What is marked with ">" stays so: whether a program or a person marked it is not to be
told.
"""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

_FROM = b"From "
_MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATED = re.compile(
    rb"From [^\n]{0,400}?\b(?:" + _MONTH + rb" {1,2}\d{1,2} \d\d:\d\d(?::\d\d)?\b[^\n]{0,40} \d{4}"
    rb"|\d{1,2} " + _MONTH + rb" \d{4} \d\d:\d\d)[^\n]{0,100}(?:\n|\Z)"
)
_ALONE = re.compile(rb"From (?:-|MAILER-DAEMON|\S{1,200}@\S{1,200})[ \t\r]*\n")
_LINE_OF_HEAD = re.compile(rb">?[!-9;-~]{1,76}:|>From ")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,12})[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
_BLANK = re.compile(rb"\n\r?\n")
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?[\r\n]*")
_HEAD = 16_384  # bytes; nearly every head is shorter
_LONGEST_HEAD = 1_000_000  # bytes
_LINE = 1000  # bytes of one that are looked at
_PIECE = 1 << 18  # bytes


def is_mbox(place: Path) -> bool:
    """Whether a file begins as an mbox does."""
    with place.open("rb") as file:
        beginning = file.read(_LINE)
    return beginning[_start(beginning) :].startswith(_FROM)


def messages_in(place: Path, *, most: int) -> Iterator[tuple[int, bytes]]:
    """The line on which each message begins, from 1, and its bytes, without the line above it.

    Of the file a few pieces are in memory, and one message. most: of a message that is longer, one
    byte more than so many is given, for its length to be told.
    """
    with place.open("rb") as file:
        content = _Content(file)
        begins = _start(content.part(0, _LINE))
        line = 1 + content.part(0, begins).count(b"\n")
        while begins < content.size:
            head = _behind_line(content, begins)
            ends = _next(content, head)
            yield line + 1, _one(content, head, ends, most)
            line += content.lines(begins, ends)
            begins = ends


class _Content:
    """The bytes of a file by their places, of which the pieces that were looked at last are held.

    It is not mapped into memory: a mapped file counts as memory of this process as far as it was
    read, and one that somebody shortens meanwhile would end the process.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file.fileno()
        self.size = os.fstat(self._file).st_size
        self._piece = lru_cache(maxsize=4)(self._read)

    def part(self, begin: int, end: int) -> bytes:
        """The bytes from one place to another; fewer where the file ends before."""
        begin, end = max(begin, 0), min(end, self.size)
        first, last = begin // _PIECE, (end - 1) // _PIECE
        if first == last:
            return self._piece(first)[begin - first * _PIECE : end - first * _PIECE]
        return b"".join(
            self._piece(number)[max(begin - number * _PIECE, 0) : end - number * _PIECE]
            for number in range(first, last + 1)
        )

    def find(self, words: bytes, at: int) -> int:
        """Where some bytes stand first from a place on; -1 for nowhere."""
        while at < self.size:
            number = at // _PIECE
            begin, border = number * _PIECE, (number + 1) * _PIECE
            found = self._piece(number).find(words, at - begin)
            if found >= 0:
                return begin + found
            at = max(at, border - len(words) + 1)
            found = self.part(at, border + len(words) - 1).find(words)
            if found >= 0:
                return at + found
            at = border
        return -1

    def lines(self, begin: int, end: int) -> int:
        """How many lines end between two places."""
        return sum(
            self.part(at, min(at + _PIECE, end)).count(b"\n") for at in range(begin, end, _PIECE)
        )

    def _read(self, number: int) -> bytes:
        return os.pread(self._file, _PIECE, number * _PIECE)


def _start(beginning: bytes) -> int:
    found = _BEFORE.match(beginning)
    return found.end() if found else 0


def _behind_line(content: _Content, at: int) -> int:
    end = content.find(b"\n", at)
    return content.size if end < 0 else end + 1


def _next(content: _Content, head: int) -> int:
    """Where the one behind the message begins whose head begins at a place; the end for none."""
    return _first(content, _stated_end(content, head))


def _first(content: _Content, at: int) -> int:
    """Where the first begins that does so there or behind; the end for none."""
    at -= 1
    while (at := content.find(b"\n" + _FROM, at)) >= 0:
        at += 1
        if _begins(content, at):
            return at
    return content.size


def _begins(content: _Content, at: int) -> bool:
    line = content.part(at, at + _LINE)
    after_blank = content.part(at - 3, at).endswith((b"\n\n", b"\n\r\n"))
    if dated := _DATED.match(line):
        return after_blank or bool(_LINE_OF_HEAD.match(line, dated.end()))
    alone = _ALONE.match(line)
    return after_blank and alone is not None and bool(_LINE_OF_HEAD.match(line, alone.end()))


def _stated_end(content: _Content, head: int) -> int:
    """Where a message ends by its Content-Length, if the next one, or nothing, stands there; else
    where its head begins."""
    start = content.part(head, head + _HEAD)
    if not (blank := _BLANK.search(start)):
        # Of many messages that are all head, each would be searched with those behind it.
        start = content.part(head, min(head + _LONGEST_HEAD, _first(content, head)))
        blank = _BLANK.search(start)
    length = _LENGTH.search(start, 0, blank.start() + 1) if blank else None
    if blank is None or length is None:
        return head
    end = head + blank.end() + int(length[1])
    behind = content.part(end, end + 10).lstrip(b"\r\n")
    if end > content.size or (behind and not behind.startswith(_FROM)):
        return head
    return end


def _one(content: _Content, head: int, ends: int, most: int) -> bytes:
    raw = content.part(head, min(ends, head + most + 1))
    if len(raw) <= most:  # the empty line below a message is none of its own
        if raw.endswith(b"\n\r\n"):
            return raw[:-2]
        if raw.endswith(b"\n\n"):
            return raw[:-1]
    return raw

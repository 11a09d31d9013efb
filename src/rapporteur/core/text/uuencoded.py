"""Files that stand in the words of a message, as mail programs put them there before MIME."""

import binascii
import re
from collections.abc import Iterable, Iterator

_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,255}?)[ \t]*\r?$", re.MULTILINE)
_END = re.compile(rb"^end[ \t]*\r?$", re.MULTILINE)
_LINE = re.compile(rb"[ -`]{1,90}\Z")

Place = tuple[re.Match[bytes], re.Match[bytes]]
"""The line with which a file begins, whose only group is its name, and that with which it ends."""


def files_in(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The name and the bytes of each file that stands in the words of a message."""
    for begin, end in _places(content):
        yield begin[1], b"".join(map(_decoded, _lines(content, begin, end)))


def without_files(content: bytes) -> tuple[bytes, list[bytes]]:
    """The words without the files that stand in them, and the names of those."""
    return left_of(content, _places(content))


def left_of(content: bytes, places: Iterable[Place]) -> tuple[bytes, list[bytes]]:
    """The words without what stands in those places, and the names that are stated there."""
    words, names, at = [], [], 0
    for begin, end in places:
        words.append(content[at : begin.start()])
        names.append(begin[1])
        at = end.end()
    return b"".join([*words, content[at:]]), names


def pairs(
    content: bytes, sign: bytes, first: re.Pattern[bytes], last: re.Pattern[bytes]
) -> Iterator[Place]:
    """What lies between lines of such patterns; one without an end is no file.

    sign: what every first line holds: most messages do not, which is told many times as fast.
    """
    at = 0 if sign in content else len(content)
    while begin := first.search(content, at):
        end = last.search(content, begin.end())
        if end is None:
            return
        at = end.end()
        yield begin, end


def _places(content: bytes) -> Iterator[Place]:
    """The words "begin 100 metres north" may stand in any message: every line is looked at."""
    for begin, end in pairs(content, b"begin ", _BEGIN, _END):
        lines = _lines(content, begin, end)
        if lines and all(_LINE.match(line) for line in lines):
            yield begin, end


def _lines(content: bytes, begin: re.Match[bytes], end: re.Match[bytes]) -> list[bytes]:
    return content[begin.end() : end.start()].splitlines()[1:]


def _decoded(line: bytes) -> bytes:
    """A line's bytes; of a broken one as many as there are."""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        room = ((line[0] - 32) & 63) * 4 // 3 + 5  # what some programs add behind is left out
        try:
            return binascii.a2b_uu(line[:room])
        except binascii.Error:
            return b""

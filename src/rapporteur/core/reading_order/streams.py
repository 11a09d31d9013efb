"""A file as Typst writes it, with other content in some of its streams; all else as it was.

Typst writes a file plainly (ISO 32000-1, 7.5): its objects one after another, none within another,
and one table of where each begins. So a stream is changed where it stands, and the table after it.
To have the whole file written anew took longer than all that is done to it here.
"""

import re
import zlib
from bisect import bisect
from collections.abc import Mapping
from itertools import accumulate

_TABLE_AT = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_ROW = 20  # bytes, by the standard (7.5.4)
_STREAM = re.compile(rb"\d+ 0 obj\n<<([^\n]*)>>\nstream\n")
_LENGTH = re.compile(rb"/Length (\d+)")


def with_streams(made: bytes, changed: Mapping[int, bytes]) -> bytes:
    """The file with other content in the streams of these numbers.

    Raises ValueError for a file that is not written as Typst does.
    """
    if not changed:
        return made
    table, rows, after = _rows(made)
    written, at, grown = [], 0, []
    for begin, number in sorted((rows[number], number) for number in changed):
        start, end, new = _stream(made, begin, changed[number])
        written += [made[at:start], new]
        grown.append((begin, len(new) - (end - start)))
        at = end
    begins = [begin for begin, _more in grown]
    moved = [0, *accumulate(more for _begin, more in grown)]
    new_rows = b"".join(
        b"%010d 00000 n\r\n" % (begin + moved[bisect(begins, begin - 1)]) for begin in rows[1:]
    )
    return b"".join(
        (
            *written,
            made[at:table],
            b"xref\n0 %d\n" % len(rows),
            b"0000000000 65535 f\r\n",
            new_rows,
            _TABLE_AT.sub(b"startxref\n%d\n%%%%EOF" % (table + moved[-1]), made[after:]),
        )
    )


def _rows(made: bytes) -> tuple[int, list[int], int]:
    """Where the table stands, where it says that each object begins, and where it ends."""
    told = _TABLE_AT.search(made, max(0, len(made) - 100))
    head = _TABLE.match(made, int(told[1])) if told else None
    if told is None or head is None:
        raise ValueError("the file has no plain table of its objects")
    after = head.end() + _ROW * int(head[1])
    rows = [int(made[at : at + 10]) for at in range(head.end(), after, _ROW)]
    return head.start(), rows, after


def _stream(made: bytes, begin: int, content: bytes) -> tuple[int, int, bytes]:
    """From where to where an object is written anew, and what then stands there."""
    head = _STREAM.match(made, begin)
    length = _LENGTH.search(head[1]) if head else None
    if head is None or length is None:
        raise ValueError(f"no stream begins at byte {begin}")
    if b"/FlateDecode" in head[1]:
        content = zlib.compress(content)
    said = _LENGTH.sub(b"/Length %d" % len(content), head[1], count=1)
    new = b"<<%b>>\nstream\n" % said + content
    return head.start(1) - len(b"<<"), head.end() + int(length[1]), new

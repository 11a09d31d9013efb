"""Bytes that are meant for a message, made one whose head can be read (RFC 5322, 2.1 and 2.2).

What stands above or within a head and is no line of one would end it, and with it all that it says
of the parts below. Programs that save, pass on or archive messages put such things there: a
byte-order mark, empty lines, ">From " and a line of their own.
"""

import re

from rapporteur.core.text.media import is_mail

_MARK = b"\xef\xbb\xbf"
_ABOVE = re.compile(rb"[\r\n \t]*[\r\n]")
_BLANK = re.compile(rb"\r\n\r\n|\n\r?\n|\r\r")
_LINE_OF_HEAD = re.compile(rb"From |[!-9;-~]*:|[\t ]")
_OF_PROGRAMS = re.compile(  # that nobody writes as words of a message
    rb"^(?:Content-(?:Type|Transfer-Encoding|Disposition)|MIME-Version|Message-ID|Received):",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_HEAD = 100_000  # bytes that are looked at
_MOST = 3  # lines of a head that are none; more are the words, where no line parts the two


def mended(raw: bytes) -> bytes:
    """The same message without what would end its head before it ends."""
    if b"\r\r\n" in raw[:1000]:  # put through a program that ends lines once more
        raw = raw.replace(b"\r\r\n", b"\r\n")
    raw = raw.removeprefix(_MARK)
    above = _ABOVE.match(raw, 0, _LONGEST_HEAD)
    if above and is_mail(raw[above.end() : above.end() + _LONGEST_HEAD]):
        raw = raw[above.end() :]
    return _without_odd_lines(raw)


def _without_odd_lines(raw: bytes) -> bytes:
    blank = _BLANK.search(raw, 0, _LONGEST_HEAD)
    end = blank.start() if blank else min(len(raw), _LONGEST_HEAD)
    lines = raw[:end].splitlines(keepends=True)
    odd = [number for number, line in enumerate(lines) if not _LINE_OF_HEAD.match(line)]
    if not 0 < len(odd) <= _MOST or odd[0] == 0:
        return raw
    behind = b"".join(lines[odd[-1] + 1 :])
    if not _OF_PROGRAMS.search(behind):
        return raw
    return b"".join(line for n, line in enumerate(lines) if n not in odd) + raw[end:]

"""A request's body of which less comes than was announced.

WSGI servers give what came as if it were all: words that end in the middle of a sentence, and
fields that nobody emptied. Where a line breaks, nothing of that is to stand in the place of what
was kept before.
"""

import errno
from typing import Any


class Body:
    """`wsgi.input`, which ends with an error where the line broke, and not as if all were there.

    Who reads it piece by piece gets what came first. length: bytes that were announced.
    """

    def __init__(self, stream: Any, length: int) -> None:
        self._stream, self._missing, self._is_cut = stream, length, False

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes, or all. Raises ConnectionResetError where they do not come."""
        wanted = self._missing if size is None or size < 0 else min(size, self._missing)
        if not wanted:
            return b""
        found: bytes = b"" if self._is_cut else self._stream.read(wanted)
        self._is_cut = self._is_cut or len(found) < wanted
        if self._is_cut and (not found or wanted == self._missing):
            raise ConnectionResetError(errno.ECONNRESET, "The body of the request was cut off.")
        self._missing -= len(found)
        return found

    def readline(self, size: int = -1) -> bytes:
        """Up to the end of a line, as a file gives it."""
        most = self._missing if size is None or size < 0 else size
        line = bytearray()
        while len(line) < most and not line.endswith(b"\n") and (byte := self.read(1)):
            line += byte
        return bytes(line)

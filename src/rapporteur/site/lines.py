"""Lines by which a thread reads and answers, and which end where next to nothing comes or goes."""

import errno
import os
import socket
import struct
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from gunicorn.http.unreader import SocketUnreader

from rapporteur.site.whole import LARGEST_AWAITED

STALLED = 60  # seconds after which a line by which nothing comes or goes is ended
SLOWEST = 500  # bytes a second of what is long; the slowest telephone brings several times that


class _Pace:
    """What a thread waits for in one direction of a line, which next to nothing ends."""

    def __init__(self) -> None:
        self._waited, self._moved = 0.0, 0

    def wait_for(self, some: Callable[[], Any]) -> Any:
        """What is told by some that moves bytes: these, or how many."""
        if self._waited >= STALLED:
            if self._moved < self._waited * SLOWEST:
                raise _too_slow()
            self._waited, self._moved = 0.0, 0
        since = time.monotonic()
        try:
            moved = some()
        except BlockingIOError:
            raise _too_slow() from None
        self._waited += time.monotonic() - since
        self._moved += moved if isinstance(moved, int) else len(moved)
        return moved


class Impatient(SocketUnreader):  # type: ignore[misc]  # gunicorn has no types
    """What a thread reads by."""

    def unread(self, data: bytes) -> None:
        super().unread(data)
        self._pace = _Pace()

    def chunk(self, size_hint: int | None = None) -> bytes:
        found: bytes = self._pace.wait_for(partial(super().chunk, size_hint))
        return found


class Line(socket.socket):
    """A connection, by which a thread answers.

    Python's own would go on for as long as a byte is taken now and then, and with a file for ever.
    """

    def __init__(self, fileno: int) -> None:
        super().__init__(fileno=fileno)
        end_what_stalls(self)
        self._pace = _Pace()

    def sendall(self, data: Any, flags: int = 0) -> None:
        left = memoryview(data)
        while left:
            left = left[self._pace.wait_for(partial(self.send, left, flags)) :]

    def sendfile(self, file: Any, offset: int = 0, count: int | None = None) -> int:
        at, end = offset, os.fstat(file.fileno()).st_size if count is None else offset + count
        while piece := os.pread(file.fileno(), min(LARGEST_AWAITED, end - at), at):
            self.sendall(piece)
            at += len(piece)
        return at - offset


def _too_slow() -> ConnectionResetError:
    return ConnectionResetError(errno.ECONNRESET, "Next to nothing came.")


def end_what_stalls(client: Any) -> None:
    """Whoever waits in a thread for the line waits so long, and is then told BlockingIOError."""
    limit = struct.pack("ll", STALLED, 0)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)

"""gunicorn's worker with threads, in which a form that is plainly in order costs none.

A thread for every form, woken twice for each, cost more of the processor than keeping the form. So
the thread that waits for all connections reads what has arrived; a form that is there as a whole it
hands to `site.accept`, goes on with the next, and sends the answer when the form is durable. All
else goes to a thread with the bytes that were read, as if they had not been.
"""

import time
from collections import deque
from collections.abc import Callable
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.util import http_date
from gunicorn.workers.gthread import DEFAULT_WORKER_DATA_TIMEOUT, TConn, ThreadWorker

from rapporteur.site.accept import ACCEPTED, Accept, Headers
from rapporteur.site.whole import Whole, whole

LARGEST = 1 << 16  # bytes that are read at once


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """See the module. Everything here runs in the thread that waits for the connections, save
    `_tell`."""

    def init_process(self) -> None:
        self._kept: set[Any] = set()  # connections whose form is being kept
        self._early: set[Any] = set()  # those of them on which more has come already
        self._told: deque[tuple[Any, Whole, bytes, Headers | None]] = deque()
        self._woken = False
        super().init_process()

    def accept(self, listener: Any) -> None:
        """A connection takes no thread before something has come by it."""
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        conn = TConn(self.cfg, client, address, listener.getsockname())
        conn.timeout = time.monotonic() + DEFAULT_WORKER_DATA_TIMEOUT + self.cfg.keepalive
        self.pending_conns.append(conn)
        self._await(conn, self.on_pending_socket_readable)

    def on_pending_socket_readable(self, conn: Any, client: Any) -> None:
        """The first that comes by a connection."""
        if not self._takes(conn, self.pending_conns):
            super().on_pending_socket_readable(conn, client)

    def on_client_socket_readable(self, conn: Any, client: Any) -> None:
        """What comes by it later, which waits for the answer to what came before."""
        if conn in self._kept:
            self.poller.unregister(client)
            self._early.add(conn)
        elif not self._takes(conn, self.keepalived_conns):
            super().on_client_socket_readable(conn, client)

    def _takes(self, conn: Any, among: deque[Any]) -> bool:
        """Whether what has come needs no thread. among: the connections that this is one of."""
        try:
            arrived = conn.sock.recv(LARGEST)
        except BlockingIOError:
            return True
        except OSError:
            arrived = b""
        if not arrived:
            among.remove(conn)
            self._end(conn)
            return True
        form = whole(arrived, conn.client[0]) if isinstance(conn.client, tuple) else None
        if form is None or not self._begins(conn, form, arrived):
            self._put_back(conn, arrived)
            return False
        among.remove(conn)
        self._kept.add(conn)
        if among is self.pending_conns:
            readable = partial(self.on_client_socket_readable, conn)
            self.poller.modify(conn.sock, EVENT_READ, readable)
        return True

    def _begins(self, conn: Any, form: Whole, arrived: bytes) -> bool:
        then = partial(self._tell, conn, form, arrived)
        return isinstance(self.wsgi, Accept) and self.wsgi.later(form.environ, then)

    def _put_back(self, conn: Any, arrived: bytes) -> None:
        conn.init()
        conn.parser.unreader.unread(arrived)

    def _tell(self, conn: Any, form: Whole, arrived: bytes, headers: Headers | None) -> None:
        """Called from another thread; one waking is enough for all who are told at once."""
        self._told.append((conn, form, arrived, headers))
        if not self._woken:
            self._woken = True
            self.method_queue.defer(_wake)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Answers come after all that was found to have come, or that would be looked for on a
        connection that an answer has ended."""
        super().wait_for_and_dispatch_events(timeout)
        self._woken = False  # first: who is told from now on wakes again
        while self._told:
            conn, form, arrived, headers = self._told.popleft()
            self._kept.remove(conn)
            if conn in self._early:
                self._early.remove(conn)
                self._await(conn, self.on_client_socket_readable)
            if headers is None:
                self.poller.unregister(conn.sock)
                self._put_back(conn, arrived)
                self.enqueue_req(conn)
            else:
                self._answer(conn, headers, closes=form.closes)

    def _answer(self, conn: Any, headers: Headers, *, closes: bool) -> None:
        closes = closes or not self.alive or len(self.keepalived_conns) >= self.max_keepalived
        answer = _written(headers, closes=closes)
        try:
            sent = conn.sock.send(answer)
        except OSError:
            sent = 0
        if closes or sent < len(answer):  # a few hundred bytes that find no room: nobody reads them
            self._end(conn)
        else:
            conn.set_timeout()
            self.keepalived_conns.append(conn)

    def _await(self, conn: Any, readable: Callable[[Any, Any], None]) -> None:
        self.poller.register(conn.sock, EVENT_READ, partial(readable, conn))

    def _end(self, conn: Any) -> None:
        self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()


def _wake() -> None:
    """What is called where nothing is to be done but to look."""


def _written(headers: Headers, *, closes: bool) -> bytes:
    """The answer as gunicorn writes it."""
    lines = [
        f"HTTP/1.1 {ACCEPTED}",
        "Server: gunicorn",
        f"Date: {http_date()}",
        f"Connection: {'close' if closes else 'keep-alive'}",
        *(f"{name}: {value}" for name, value in headers),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")

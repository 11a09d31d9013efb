"""gunicorn's worker with threads, in which a form that is plainly in order costs none.

A thread for every form, woken twice for each, cost more of the processor than keeping the form. So
the thread that waits for all connections reads what has arrived; a form that is there as a whole it
hands to `site.accept`, goes on with the next, and sends the answer when the form is durable. All
else goes to a thread with the bytes that were read, as if they had not been.

Nobody takes the threads away from the others by being slow: a request that is small is waited for
here until it is whole, what is long has some of the threads and never all of them, and a line by
which next to nothing comes is ended.
"""

import socket
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.util import http_date
from gunicorn.workers.gthread import DEFAULT_WORKER_DATA_TIMEOUT, TConn, ThreadWorker

from rapporteur.site.accept import ACCEPTED, Accept, Headers
from rapporteur.site.lines import Impatient, Line
from rapporteur.site.whole import LARGEST_AWAITED, Rest, Whole, rest, whole

PATIENCE = 180.0  # seconds for a request of at most LARGEST_AWAITED bytes to come whole
PRESSED = 15.0  # seconds, where no more connections can be taken
FAREWELL = 2.0  # seconds that whoever was answered last has to end the connection


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """See the module. Everything here runs in the thread that waits for the connections, save
    `_tell`."""

    def init_process(self) -> None:
        self._coming: dict[Any, tuple[float, bytes]] = {}  # since when, and what is there
        self._long: set[Any] = set()  # connections that have a thread for what is long
        self._waiting: dict[Any, float] = {}  # those that wait for one, and since when
        self._most_long = max(1, self.cfg.threads * 3 // 4)
        self._leaving: dict[Any, float] = {}  # those that were answered last, and since when
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
        client = Line(client.detach())
        self.nr_conns += 1
        conn = TConn(self.cfg, client, address, listener.getsockname())
        conn.timeout = time.monotonic() + DEFAULT_WORKER_DATA_TIMEOUT + self.cfg.keepalive
        self.pending_conns.append(conn)
        self._await(conn, self.on_pending_socket_readable)

    def on_pending_socket_readable(self, conn: Any, client: Any) -> None:
        """The first that comes by a connection."""
        self._take(conn, self.pending_conns)

    def on_client_socket_readable(self, conn: Any, client: Any) -> None:
        """What comes by it later, which waits for the answer to what came before."""
        if conn in self._kept:
            self.poller.unregister(client)
            self._early.add(conn)
        else:
            self._take(conn, self.keepalived_conns)

    def _take(self, conn: Any, among: deque[Any]) -> None:
        """Look at what has come. among: the connections that this is one of, if it is a new request
        that comes."""
        try:
            arrived = conn.sock.recv(LARGEST_AWAITED)
        except BlockingIOError:
            return
        except OSError:
            arrived = b""
        since, before = self._coming.get(conn, (time.monotonic(), b""))
        if not before:
            among.remove(conn)
        if among is self.pending_conns:
            readable = partial(self.on_client_socket_readable, conn)
            self.poller.modify(conn.sock, EVENT_READ, readable)
        if not arrived:
            self._coming.pop(conn, None)
            self._end(conn)
            return
        self._look(conn, before + arrived, since)

    def _look(self, conn: Any, arrived: bytes, since: float) -> None:
        """Find out who is to go on with a request that has begun to come. since: when it began."""
        form = whole(arrived, conn.client[0]) if isinstance(conn.client, tuple) else None
        if form is not None and self._begins(conn, form, arrived):
            self._coming.pop(conn, None)
            self._kept.add(conn)
            return
        to_come = rest(arrived)
        if to_come is Rest.SOON:
            self._coming[conn] = since, arrived  # in the order in which they began
            return
        self._coming.pop(conn, None)
        if to_come is Rest.NEVER:
            self._refuse(conn, "400 Bad Request")
            return
        self.poller.unregister(conn.sock)
        self._put_back(conn, arrived)
        if to_come is not Rest.LONG:
            self.enqueue_req(conn)
        elif len(self._long) < self._most_long:
            self._long.add(conn)
            self.enqueue_req(conn)
        else:
            self._waiting[conn] = since

    def finish_request(self, conn: Any, fs: Any) -> None:
        """One that waits takes the place of what was long and is over; and what came of the next
        request with the one that is answered is looked at like all others."""
        if conn in self._long:
            self._long.remove(conn)
            if self._waiting:
                following = next(iter(self._waiting))
                del self._waiting[following]
                self._long.add(following)
                self.enqueue_req(following)
        if fs.cancelled() or fs.exception() is not None or not fs.result():
            self._leave(conn)
            return
        early = conn.parser.unreader.take_buffered()
        if not early:
            super().finish_request(conn, fs)
            return
        conn.sock.setblocking(False)
        self._await(conn, self.on_client_socket_readable)
        self._look(conn, early, time.monotonic())

    def _leave(self, conn: Any) -> None:
        """End a connection once its sender has: at once, what they send still would cut off the
        answer (RFC 9112, 9.6). gunicorn waits for that here, and meanwhile for nobody else."""
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
            self._await(conn, self._on_leaving_socket_readable)
        except (OSError, ValueError):  # it has ended already
            self.nr_conns -= 1
            conn.close()
        else:
            self._leaving[conn] = time.monotonic()

    def _on_leaving_socket_readable(self, conn: Any, client: Any) -> None:
        try:
            is_over = not client.recv(LARGEST_AWAITED)
        except BlockingIOError:
            return
        except OSError:
            is_over = True
        if is_over:
            del self._leaving[conn]
            self._end(conn)

    def _begins(self, conn: Any, form: Whole, arrived: bytes) -> bool:
        then = partial(self._tell, conn, form, arrived)
        return isinstance(self.wsgi, Accept) and self.wsgi.later(form.environ, then)

    def _put_back(self, conn: Any, arrived: bytes) -> None:
        if not conn.initialized:
            conn.init()
            conn.parser.unreader = Impatient(conn.sock)
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
        self._leave_who_is_too_slow()

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

    def _leave_who_is_too_slow(self) -> None:
        now = time.monotonic()
        while self._leaving and now - next(iter(self._leaving.values())) >= FAREWELL:
            conn = next(iter(self._leaving))
            del self._leaving[conn]
            self._end(conn)
        while self._coming:
            conn, (since, _arrived) = next(iter(self._coming.items()))
            if now - since < (PRESSED if self._is_pressed() else PATIENCE):
                break
            del self._coming[conn]
            self._refuse(conn, "408 Request Timeout")
        while self._waiting and self._is_pressed():
            conn, since = next(iter(self._waiting.items()))
            if now - since < PRESSED:
                break
            del self._waiting[conn]
            self._refuse(conn, "503 Service Unavailable")

    def _is_pressed(self) -> bool:
        return bool(self.nr_conns >= self.worker_connections)

    def _refuse(self, conn: Any, status: str) -> None:
        with suppress(OSError):
            conn.sock.send(
                f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".encode()
            )
        self._end(conn)

    def _await(self, conn: Any, readable: Callable[[Any, Any], None]) -> None:
        self.poller.register(conn.sock, EVENT_READ, partial(readable, conn))

    def _end(self, conn: Any) -> None:
        with suppress(KeyError):  # one that waits for a thread is not looked at
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
